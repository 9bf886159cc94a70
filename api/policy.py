"""Authority, in this one place: which cases a seat sees, and what of them it may read.

Who may *do* what at which stage stands in the rules' tables. Everything here is default deny: a role that is
not in the table sees nothing, and what is not seen does not exist (404).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from records.visible import Visible
from rules.consultation.matter import answers_at
from rules.editions import Edition, Organ, Seat
from rules.procedure import Officer
from rules.seating import CONTROL_SEATS


class Reading(IntEnum):
    """How much of a case a seat may read; each includes those before it."""

    METADATA = 1  # stages, dates, units, roles; no name, no word of anybody
    WORDS = 2  # names, and what was said and agreed
    CONTACTS = 3  # how to reach people


@dataclass(frozen=True)
class Grant:
    """What a role may read in the area of its unit: the unit and every unit below it."""

    reading: Reading
    registers: bool = True  # may take in a matter


# 07-roles-and-confidentiality §7.2. system_admin and discipline_clerk see no ordinary case: they have no row.
GRANTS: Mapping[str, Grant] = {
    # county 县级
    "window_clerk": Grant(Reading.CONTACTS),
    "centre_dispatcher": Grant(Reading.CONTACTS),
    "dispute_resolution_centre": Grant(Reading.CONTACTS),
    "petition_reception_centre": Grant(Reading.CONTACTS),
    "petition_mediation_docking_office": Grant(Reading.CONTACTS),
    "county_leader": Grant(Reading.WORDS),
    "supervisor": Grant(Reading.WORDS, registers=False),
    "auditor": Grant(Reading.METADATA, registers=False),
    "archivist": Grant(Reading.METADATA, registers=False),
    "petition_bureau": Grant(Reading.CONTACTS),
    "petition_bureau_head": Grant(Reading.CONTACTS),
    "triage_officer": Grant(Reading.CONTACTS),
    "legal_service_window": Grant(Reading.CONTACTS),
    "review_handler": Grant(Reading.CONTACTS, registers=False),
    "review_head": Grant(Reading.CONTACTS, registers=False),
    # departments 县直部门
    "dept_handler": Grant(Reading.CONTACTS),
    "dept_head": Grant(Reading.CONTACTS),
    # agencies at a desk of ours 对接单位
    # agencies without a system of their own 对接单位
    "docking_clerk": Grant(Reading.CONTACTS, registers=False),
    # township 乡镇
    "political_legal_commissioner": Grant(Reading.CONTACTS),
    "justice_office": Grant(Reading.CONTACTS),
    "township_petition_office": Grant(Reading.CONTACTS),
    "township_head": Grant(Reading.CONTACTS),
    "police_station": Grant(Reading.CONTACTS),
    "peoples_tribunal": Grant(Reading.WORDS),
    # village 村(社区)
    "village_party_secretary": Grant(Reading.CONTACTS),
    "posted_township_cadre": Grant(Reading.CONTACTS),
    "peoples_mediator": Grant(Reading.CONTACTS),
    "grid_worker": Grant(Reading.WORDS),
    "auxiliary_police": Grant(Reading.WORDS),
}

# 07 §7.4: who sees accusations. Of the ordinary store they see nothing, and nobody else sees the sealed one.
SEALED_GRANTS: Mapping[str, Grant] = {
    "discipline_clerk": Grant(Reading.CONTACTS, registers=False),
}

# Who opens what waits at the counter of their own unit, and says what it is (county policy 26).
_INTAKE = frozenset(
    {"window_clerk", "petition_reception_centre", "triage_officer", "township_petition_office"}
)

# Who looks after the engine may open its histories, for a reason and a while (0024). Not who configures the
# house: system_admin sees no case content, and who did what in a case is some.
_OPENS_HISTORIES = frozenset({"engine_operator"})
# Who takes a matter's evidence out of the house (county policy); the auditor without a word of anybody.
_EXPORTS = frozenset({"centre_dispatcher", "petition_bureau", "petition_bureau_head", "auditor"})

# Who answers people's requests about their own data (county policy): where they come to.
_ANSWERS_REQUESTS = frozenset({"window_clerk", "petition_reception_centre", "petition_bureau"})
# Who keeps the files and says what is to be erased of them, who decides on that, who may have it kept, and
# who takes in what people ask about their own information (county policy 40-43). In the sealed store the
# discipline clerks do all of it; that nobody confirms their own proposal, the rules see to.
_KEEPS_FILES = frozenset({"archivist", "discipline_clerk"})
_DECIDES_ON_FILES = frozenset({"dispute_resolution_centre", "petition_bureau_head", "discipline_clerk"})
_HOLDS_FILES = _KEEPS_FILES | _DECIDES_ON_FILES | {"supervisor"}
_TAKES_IN_REQUESTS = _INTAKE | _DECIDES_ON_FILES | {"legal_service_window", "petition_bureau"}

_SUPERVISOR = "supervisor"
_AUDITOR = "auditor"
_ADMINISTRATOR = "system_admin"  # sees no case, and no name in one
_ADMINISTRATOR, _SECURITY = "system_admin", "security_admin"
_KNOW_IDENTITY = frozenset({"window_clerk", "triage_officer", "petition_bureau", "petition_bureau_head"})
Parents = Mapping[str, str | None]  # unit -> the unit above it


def visible(
    seats: Iterable[Officer],
    parents: Parents,
    reading: Reading = Reading.METADATA,
    grants: Mapping[str, Grant] = GRANTS,
) -> Visible:
    """What these seats of one person together may read at least so much of."""
    reading_seats = [seat for seat in seats if _reads(seat, reading, grants)]
    areas = {seat.unit for seat in reading_seats}
    units = frozenset(unit for unit in parents if any(above in areas for above in _upwards(unit, parents)))
    person = next((seat.person for seat in reading_seats), None)
    return Visible(units=units, person=person, own=frozenset(seat.unit for seat in reading_seats))


def may_take_in(seat: Officer) -> bool:
    """Whether this seat registers matters."""
    grant = GRANTS.get(seat.role)
    return bool(grant and grant.registers)


def may_know_identity(seats: Iterable[Officer]) -> bool:
    """Whether these seats learn who it was that asked not to be named: those who take it in and lead it on
    do, whoever handles the matter does not."""
    return any(seat.role in _KNOW_IDENTITY for seat in seats)


def may_classify(seat: Officer) -> bool:
    """Whether this seat opens what waits at its own unit, and says what it is."""
    return seat.role in _INTAKE


def may_export(seat: Officer) -> bool:
    """Whether this seat takes an evidence bundle of a matter it sees."""
    return seat.role in _EXPORTS


def may_answer_requests(seat: Officer) -> bool:
    """Whether this seat answers people who ask what is kept of them, and who has read it."""
    return seat.role in _ANSWERS_REQUESTS


def may_audit(seat: Officer) -> bool:
    """Whether this seat reads the logs: who refused, extended, looked at what. Never what anything says."""
    return seat.role == _AUDITOR


def may_see_what_is_sealed(seat: Officer) -> bool:
    """Whether this seat knows that there is a sealed store."""
    return seat.role in SEALED_GRANTS


def counter_of(unit: str, organs: Mapping[str, str], parents: Parents) -> str:
    """Where what comes to a unit is opened: at the nearest township or county from it upwards. ``organs``:
    the level of each unit."""
    counters = (Organ.TOWNSHIP, Organ.COUNTY)
    way = _upwards(unit, parents)
    return next((each for each in way if organs.get(each) in counters), unit)


def may_keep_files(seat: Officer) -> bool:
    """Whether this seat proposes what is to be erased."""
    return seat.role in _KEEPS_FILES


def may_decide_on_files(seat: Officer) -> bool:
    """Whether this seat confirms or declines an erasure, and answers what people ask about their own."""
    return seat.role in _DECIDES_ON_FILES


def may_hold_files(seat: Officer) -> bool:
    """Whether this seat has files kept that would else be erased."""
    return seat.role in _HOLDS_FILES


def may_take_in_requests(seat: Officer) -> bool:
    """Whether this seat takes in what people ask about their own information, and what they were told."""
    return seat.role in _TAKES_IN_REQUESTS


def may_put_on_the_ladder(seat: Officer, edition: Edition) -> bool:
    """Whether this seat screens and registers disputes: the county's intake and its dispatcher."""
    return any(_is(seat, named, edition) for named in (edition.intake, edition.dispatcher))


def may_take_a_question(seat: Officer, edition: Edition) -> bool:
    """Whether this seat receives questions: those that answer them at its unit."""
    return answers_at(edition, seat)


def may_bring_over(seat: Officer, edition: Edition) -> bool:
    """Whether this seat brings in what an older system leaves behind: the county's intake."""
    return _is(seat, edition.intake, edition)


def may_publish(seat: Officer, edition: Edition) -> bool:
    """Whether this seat publishes calendars and rules: the county's dispatcher."""
    return _is(seat, edition.dispatcher, edition)


def may_open_histories(seat: Officer) -> bool:
    """Whether this seat may ask to open the engine's histories of the ordinary store."""
    return seat.role in _OPENS_HISTORIES


def may_keep_accounts(seat: Officer) -> bool:
    """Whether this seat lets people sign in: the system administrator, and nobody else."""
    return seat.role == _ADMINISTRATOR


def may_look_at_lateness(seat: Officer) -> bool:
    """Whether this seat is told how late what time brings is written down: the supervisor."""
    return seat.role == _SUPERVISOR


def may_change_directory(seat: Officer) -> bool:
    """Whether this seat enters units and people, grants and ends seats: the system administrator's."""
    return seat.role == _ADMINISTRATOR


def may_confirm_in_directory(seat: Officer) -> bool:
    """Whether this seat is the second person of a grant: another administrator, or the security
    administrator."""
    return seat.role in (_ADMINISTRATOR, _SECURITY)


def needs_second_person(role: str) -> bool:
    """Whether granting a seat takes two persons: it reads contacts or what is sealed, or keeps the
    directory or its proof."""
    grant = GRANTS.get(role)
    reads_contacts = grant is not None and grant.reading >= Reading.CONTACTS
    return reads_contacts or role in SEALED_GRANTS or role in CONTROL_SEATS


def may_read_directory_changes(seat: Officer) -> bool:
    """Whether this seat reads who changed what in the directory: its keepers, and the auditor."""
    return seat.role in CONTROL_SEATS


def may_see_empty_seats(seat: Officer) -> bool:
    """Whether this seat is told which seats are empty: the supervisor, and who fills them."""
    return seat.role == _SUPERVISOR or seat.role in CONTROL_SEATS


def area_of(unit: str, parents: Parents) -> frozenset[str]:
    """A unit and all units below it."""
    return frozenset(each for each in parents if unit in _upwards(each, parents))


def county_of(unit: str, parents: Parents) -> str:
    """The county a unit lies in: the top of its tree."""
    return list(_upwards(unit, parents))[-1]


def _reads(seat: Officer, reading: Reading, grants: Mapping[str, Grant]) -> bool:
    grant = grants.get(seat.role)
    return bool(grant and grant.reading >= reading)


def _upwards(unit: str, parents: Parents) -> Collection[str]:
    above: list[str] = []
    at: str | None = unit
    while at is not None and at not in above:
        above.append(at)
        at = parents.get(at)
    return above


def _is(officer: Officer, seat: Seat, edition: Edition) -> bool:
    return officer.role == seat.role and seat.organ is Organ.COUNTY and officer.unit == edition.county
