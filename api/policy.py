"""Authority, where requests ask for it: the table of the rules (``rules/authority``), applied to the seats
of a person, as conditions of queries and as plain questions.

Everything here is default deny: a role that is not in the table sees nothing, and what is not seen does not
exist (404). Who may *do* what at which stage stands in the rules' tables.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from records.visible import Visible
from rules.authority.confidentiality import RAISED, Confidentiality, Mask
from rules.authority.deciding import NO_DEPUTIES
from rules.authority.relations import NOBODY, Deputised, Parents, Relation, area_of, seat_of, upwards
from rules.authority.table import Permission, lines_of, may
from rules.editions import Edition, Organ, Seat
from rules.heads import is_of_the_department as _of_the_department
from rules.procedure import Officer
from rules.seating import CONTROL_SEATS

__all__ = ["Parents", "area_of"]


def visible(
    seats: Collection[Officer],
    parents: Parents,
    reads: Confidentiality = Confidentiality.FILE,
    least: Mask = Mask.CLEAR,
    *,
    deputised: Deputised = NO_DEPUTIES,
    of_accusations: bool = False,
    of_the_file: bool = False,
) -> Visible:
    """Of which cases these seats of one person together read so much of this class at least; with
    ``of_the_file``, and what is kept of their matters beside."""
    ways = [
        (seat, row.relation)
        for seat in seats
        for row in lines_of(seat.role, of_accusations=of_accusations, of_the_file=of_the_file)
        if row.masks.get(reads, Mask.ABSENT) >= least
    ]

    def whose(*relations: Relation) -> list[Officer]:
        return [seat for seat, relation in ways if relation in relations]

    def area(relation: Relation) -> frozenset[str]:
        tops = {seat.unit for seat in whose(relation)}
        return frozenset(unit for unit in parents if tops.intersection(upwards(unit, parents)))

    return Visible(
        units=area(Relation.AREA),
        served=area(Relation.SERVED),
        person=_person(whose(Relation.OWN, Relation.ASSIGNED)),
        instead_of=frozenset(
            (person, seat.unit)
            for seat in whose(Relation.OWN, Relation.ASSIGNED)
            for person in deputised.get(seat, NOBODY)
        ),
        own=frozenset(seat.unit for seat in whose(Relation.OWN)),
        who=_person(list(seats)) if ways else None,
        here=frozenset(seat.unit for seat in seats) if ways else frozenset(),
        docked=frozenset(seat.unit for seat in whose(Relation.OWN, Relation.DOCKED)),
        seats=frozenset((seat.role, seat.unit) for seat in whose(Relation.ASSIGNED)),
        registrar=_person(whose(Relation.REPORTED, Relation.INTAKE)),
        intake=frozenset(seat_of(seat) for seat in whose(Relation.INTAKE)),
        reviewing=frozenset(seat.unit for seat in whose(Relation.REVIEWED)),
        entrusted=frozenset((seat.person, seat.role, seat.unit) for seat in whose(Relation.ENTRUSTED)),
        of_accusations=of_accusations,
    )


def readable(
    seats: Collection[Officer],
    parents: Parents,
    reads: Confidentiality,
    *,
    deputised: Deputised = NO_DEPUTIES,
    of_accusations: bool = False,
) -> Visible:
    """Of which cases these seats read the texts of a class in clear, whatever the matter is besides."""

    def of(each: Confidentiality) -> Visible:
        return visible(seats, parents, each, deputised=deputised, of_accusations=of_accusations)

    return replace(of(reads), raised=tuple((each, of(each)) for each in RAISED))


def _person(seats: list[Officer]) -> str | None:
    return seats[0].person if seats else None


def may_take_in(seat: Officer) -> bool:
    """Whether this seat registers matters."""
    return may(seat.role, Permission.REGISTER)


def may_agree_to_reveal(seat: Officer) -> bool:
    """Whether this seat agrees that a hidden identity is shown (county policy 37)."""
    return may(seat.role, Permission.REVEAL)


def may_mark(seat: Officer) -> bool:
    """Whether this seat marks what is private or sensitive (county policy 36)."""
    return may(seat.role, Permission.MARK)


def may_break_the_glass(seat: Officer) -> bool:
    """Whether this seat looks at what it does not see, in an emergency (county policy 37)."""
    return may(seat.role, Permission.BREAK_GLASS)


def may_classify(seat: Officer) -> bool:
    """Whether this seat opens what waits at its own unit, and says what it is (county policy 26)."""
    return may(seat.role, Permission.CLASSIFY)


def may_export(seat: Officer) -> bool:
    """Whether this seat takes an evidence bundle of a matter it sees."""
    return may(seat.role, Permission.EXPORT)


def may_take_the_file(seat: Officer) -> bool:
    """Whether this seat takes a copy of the whole file of a case, where it reads all that is in it: whoever
    writes its papers."""
    return may(seat.role, Permission.DRAFT_PAPERS)


def may_answer_requests(seat: Officer) -> bool:
    """Whether this seat answers people who ask what is kept of them, and who has read it."""
    return may(seat.role, Permission.TELL_WHO_LOOKED)


def may_audit(seat: Officer) -> bool:
    """Whether this seat reads the logs: who refused, extended, looked at what. Never what anything says."""
    return may(seat.role, Permission.AUDIT)


def is_of_accusations(role: str) -> bool:
    """Whether a role reads what is sealed."""
    return any(lines_of(role, of_accusations=True))


def may_see_what_is_sealed(seat: Officer) -> bool:
    """Whether this seat knows that there is a sealed store."""
    return is_of_accusations(seat.role)


def counter_of(unit: str, organs: Mapping[str, str], parents: Parents) -> str:
    """Where what comes to a unit is opened: at the nearest township or county from it upwards. ``organs``:
    the level of each unit."""
    counters = (Organ.TOWNSHIP, Organ.COUNTY)
    way = upwards(unit, parents)
    return next((each for each in way if organs.get(each) in counters), unit)


def may_keep_files(seat: Officer) -> bool:
    """Whether this seat proposes what is to be erased."""
    return may(seat.role, Permission.KEEP_FILES)


def may_decide_on_files(seat: Officer) -> bool:
    """Whether this seat confirms or declines an erasure, and answers what people ask about their own."""
    return may(seat.role, Permission.DECIDE_ON_FILES)


def may_hold_files(seat: Officer) -> bool:
    """Whether this seat has files kept that would else be erased."""
    return may(seat.role, Permission.HOLD_FILES)


def may_take_in_requests(seat: Officer) -> bool:
    """Whether this seat takes in what people ask about their own information, and what they were told."""
    return may(seat.role, Permission.TAKE_IN_REQUESTS)


def may_put_on_the_ladder(seat: Officer, edition: Edition) -> bool:
    """Whether this seat screens and registers disputes: the county's intake and its dispatcher."""
    return any(_is(seat, named, edition) for named in (edition.intake, edition.dispatcher))


def is_of_the_department(seat: Officer, edition: Edition) -> bool:
    """Whether this seat supervises and recommends: the petition department, and whoever heads it."""
    return _of_the_department(edition, seat)


def may_bring_over(seat: Officer, edition: Edition) -> bool:
    """Whether this seat brings in what an older system leaves behind: the county's intake."""
    return _is(seat, edition.intake, edition)


def may_publish(seat: Officer, edition: Edition) -> bool:
    """Whether this seat proposes that calendars and rules be published, and answers what another person has
    proposed: the county's dispatcher, and the petition department with its head."""
    return _is(seat, edition.dispatcher, edition) or _of_the_department(edition, seat)


def may_check_wordings(seat: Officer, edition: Edition) -> bool:
    """Whether this seat looks over the county's wording of its documents: the system administrator, who puts
    the files there, and whoever publishes."""
    return may_change_directory(seat) or may_publish(seat, edition)


def may_read_proposals(seat: Officer, edition: Edition) -> bool:
    """Whether this seat reads what is proposed to be published: whoever publishes, and the auditor."""
    return may_publish(seat, edition) or may_audit(seat)


def may_open_histories(seat: Officer) -> bool:
    """Whether this seat may ask to open the engine's histories of the ordinary store."""
    return may(seat.role, Permission.OPEN_HISTORIES)


def may_operate(seat: Officer) -> bool:
    """Whether a seat keeps the system running: it sees how the servers are, and no case."""
    return may(seat.role, Permission.OPERATE)


def may_keep_accounts(seat: Officer) -> bool:
    """Whether this seat lets people sign in: the system administrator, and nobody else."""
    return may(seat.role, Permission.KEEP_ACCOUNTS)


def may_look_at_lateness(seat: Officer) -> bool:
    """Whether this seat is told how late what time brings is written down: the supervisor."""
    return may(seat.role, Permission.SUPERVISE)


def may_make_reports(seat: Officer) -> bool:
    """Whether this seat has a special report made, or one made again: the petition bureau, the supervisor."""
    return may(seat.role, Permission.REPORT)


def may_change_directory(seat: Officer) -> bool:
    """Whether this seat enters units and people, grants and ends seats: the system administrator's."""
    return may(seat.role, Permission.KEEP_DIRECTORY)


def may_confirm_in_directory(seat: Officer) -> bool:
    """Whether this seat is the second person of a grant: another administrator, or the security
    administrator."""
    return may(seat.role, Permission.CONFIRM_IN_DIRECTORY)


def needs_second_person(role: str) -> bool:
    """Whether granting a seat takes two persons: it reads contacts or what is sealed, or keeps the
    directory or its proof."""
    reads_contacts = any(row.masks[Confidentiality.CONTACT] is Mask.CLEAR for row in lines_of(role))
    return reads_contacts or is_of_accusations(role) or role in CONTROL_SEATS


def may_read_directory_changes(seat: Officer) -> bool:
    """Whether this seat reads who changed what in the directory: its keepers, and the auditor."""
    return may(seat.role, Permission.READ_DIRECTORY_CHANGES)


def may_see_empty_seats(seat: Officer) -> bool:
    """Whether this seat is told which seats are empty: the supervisor, and who fills them."""
    return may(seat.role, Permission.SEE_EMPTY_SEATS)


def may_keep_registers(seat: Officer) -> bool:
    """Whether this seat keeps the registers of its area (county policy 43)."""
    return may(seat.role, Permission.KEEP_REGISTERS)


def may_keep_rosters(seat: Officer) -> bool:
    """Whether this seat keeps the windows and rosters of its area (county policy 46)."""
    return may(seat.role, Permission.KEEP_ROSTERS)


def may_staff_windows(seat: Officer) -> bool:
    """Whether this seat sits at windows and gives out tickets (county policy 46)."""
    return may(seat.role, Permission.STAFF_WINDOWS)


def may_see_registers(seat: Officer) -> bool:
    """Whether this seat reads registers, rosters and the list of powers: whoever takes part in handling
    matters, keeps these, or supervises. A volunteer has no seat, and reads none."""
    powers = (Permission.REGISTER, Permission.KEEP_REGISTERS, Permission.KEEP_ROSTERS, Permission.SUPERVISE)
    return any(may(seat.role, power) for power in (*powers, Permission.STAFF_WINDOWS))


def may_see_unattended(seat: Officer, unit: str, head_role: str, parents: Parents) -> bool:
    """Whether this seat is told that a window of a unit is unattended: the unit's head, whoever keeps its
    roster, and the supervisor."""
    if (seat.role, seat.unit) == (head_role, unit):
        return True
    looks_after = may_keep_rosters(seat) or may_look_at_lateness(seat)
    return looks_after and seat.unit in upwards(unit, parents)


def county_of(unit: str, parents: Parents) -> str:
    """The county a unit lies in: the top of its tree."""
    return upwards(unit, parents)[-1]


def _is(officer: Officer, seat: Seat, edition: Edition) -> bool:
    return officer.role == seat.role and seat.organ is Organ.COUNTY and officer.unit == edition.county
