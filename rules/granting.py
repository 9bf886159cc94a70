"""Entering, granting, ending, correcting and confirming in the directory (任职管理)."""

from dataclasses import replace
from datetime import date

from rules.deputising import check_delegation, deputies_end
from rules.directory import (
    Asking,
    Because,
    Change,
    Directory,
    Kind,
    Person,
    Proposal,
    Unit,
    check_end,
    check_interval,
    person_of,
    unit_of,
)
from rules.refusals import Reason, Refused
from rules.seating import CONTROL_SEATS, Delegation, Sitting


def enter_unit(there: Directory, asking: Asking, unit: Unit) -> tuple[Change, ...]:
    """County policy 31 登记单位: below one that is there. Raises ENTERED_ALREADY, NO_SUCH_UNIT."""
    if unit.unit in there.units:
        raise Refused(Reason.ENTERED_ALREADY)
    if unit.parent is not None:
        unit_of(there, unit.parent, unit)
    return (Change(Kind.UNIT_ENTERED, unit),)


def enter_person(there: Directory, asking: Asking, person: Person) -> tuple[Change, ...]:
    """County policy 31 登记人员: under a reference that nobody has had. Raises ENTERED_ALREADY."""
    if person.person in there.people:
        raise Refused(Reason.ENTERED_ALREADY)
    return (Change(Kind.PERSON_ENTERED, person),)


def end_person(there: Directory, asking: Asking, person: str, on: date) -> tuple[Change, ...]:
    """County policy 30, 31 离职: not before their seats have ended. Raises SEATS_STILL_HELD,
    ENDS_IN_THE_PAST."""
    known = person_of(there, person)
    check_end(asking, known, on)
    gone = Person(known.person, known.name, on)  # on every day from then on
    if any(each.person == person and each.overlaps(gone) for each in there.sittings):
        raise Refused(Reason.SEATS_STILL_HELD)
    return (Change(Kind.PERSON_ENDED, replace(known, valid_until=on), known),)


def grant_seat(
    there: Directory, asking: Asking, sitting: Sitting, *, needs_second: bool
) -> tuple[Change, ...]:
    """County policy 31 任职: never to oneself; what reads contacts or what is sealed waits for a second
    person.

    Raises NOT_TO_ONESELF, NO_SUCH_UNIT, NO_SUCH_PERSON, INTERVAL_IS_EMPTY, BEGINS_IN_THE_PAST,
    SEAT_HELD_ALREADY, SEATS_DO_NOT_GO_TOGETHER.
    """
    if asking.by.person == sitting.person:
        raise Refused(Reason.NOT_TO_ONESELF)
    _check_seat(there, asking, sitting)
    return (Change(Kind.SEAT_PROPOSED if needs_second else Kind.SEAT_GRANTED, sitting),)


def end_seat(there: Directory, asking: Asking, sitting: Sitting, on: date) -> tuple[Change, ...]:
    """County policy 31 免去: today or later, and with it whoever deputised for it. Raises NO_SUCH_SEAT,
    ENDS_IN_THE_PAST."""
    held = _sitting(there, sitting)
    check_end(asking, held, on)
    ended = replace(held, valid_until=max(on, held.valid_from))
    return (Change(Kind.SEAT_ENDED, ended, held), *deputies_end(there, held, on))


def correct_seat(
    there: Directory, asking: Asking, sitting: Sitting, until: date | None
) -> tuple[Change, ...]:
    """County policy 31 更正: another end, in the past too, and noted as what it is. Raises NO_SUCH_SEAT,
    INTERVAL_IS_EMPTY, NOTHING_TO_CORRECT, SEAT_HELD_ALREADY, SEATS_DO_NOT_GO_TOGETHER, NOT_TO_ONESELF."""
    held = _sitting(there, sitting)
    if asking.by.person == held.person:
        raise Refused(Reason.NOT_TO_ONESELF)
    if until is not None and until < held.valid_from:
        raise Refused(Reason.INTERVAL_IS_EMPTY)
    if until == held.valid_until:
        raise Refused(Reason.NOTHING_TO_CORRECT)
    corrected = replace(held, valid_until=until)
    others = replace(there, sittings=tuple(each for each in there.sittings if each != held))
    _check_goes_with_others(others, corrected)
    return (Change(Kind.SEAT_CORRECTED, corrected, held),)


def confirm(
    there: Directory, asking: Asking, number: int, pairs: frozenset[tuple[str, str]]
) -> tuple[Change, ...]:
    """County policy 31 双人确认: by another than who proposed it, than whom it is for, and whose seat it is;
    everything is looked at again, as it stands now. Raises NO_SUCH_PROPOSAL, NOT_BY_WHO_PROPOSED_IT,
    NOT_TO_ONESELF and what refuses the grant itself."""
    proposal = _proposal(there, number)
    row = proposal.row
    receiver = row.deputy if isinstance(row, Delegation) else row.person
    if asking.by.person == proposal.proposed_by:
        raise Refused(Reason.NOT_BY_WHO_PROPOSED_IT)
    if asking.by.person in (receiver, row.person):
        raise Refused(Reason.NOT_TO_ONESELF)
    proposed = replace(asking, because=Because.CORRECTION)  # its first days may have passed meanwhile
    if isinstance(row, Delegation):
        check_delegation(there, proposed, row, pairs)
        return (Change(Kind.DELEGATION_GRANTED, row, answers=number),)
    _check_seat(there, proposed, row)
    return (Change(Kind.SEAT_GRANTED, row, answers=number),)


def decline(there: Directory, asking: Asking, number: int) -> tuple[Change, ...]:
    """County policy 31 不予确认: by anybody who may change the directory, who proposed it among them. Raises
    NO_SUCH_PROPOSAL."""
    row = _proposal(there, number).row
    return (Change(Kind.PROPOSAL_DECLINED, row, answers=number),)


def _check_seat(there: Directory, asking: Asking, sitting: Sitting) -> None:
    check_interval(asking, sitting)
    unit_of(there, sitting.unit, sitting)
    if not person_of(there, sitting.person).covers(sitting):
        raise Refused(Reason.NO_SUCH_PERSON)
    _check_goes_with_others(there, sitting)


def _check_goes_with_others(there: Directory, sitting: Sitting) -> None:
    theirs = [each for each in there.sittings if each.person == sitting.person and each.overlaps(sitting)]
    if any(each.post == sitting.post for each in theirs):
        raise Refused(Reason.SEAT_HELD_ALREADY)
    deputising = {
        each.role for each in there.delegations if each.deputy == sitting.person and each.overlaps(sitting)
    }
    roles = {each.role for each in theirs} | deputising
    if roles and (sitting.role in CONTROL_SEATS or roles & CONTROL_SEATS):
        raise Refused(Reason.SEATS_DO_NOT_GO_TOGETHER)


def _sitting(there: Directory, sitting: Sitting) -> Sitting:
    key = (sitting.person, sitting.post, sitting.valid_from)
    for each in there.sittings:
        if (each.person, each.post, each.valid_from) == key:
            return each
    raise Refused(Reason.NO_SUCH_SEAT)


def _proposal(there: Directory, number: int) -> Proposal:
    found = (there.proposals or {}).get(number)
    if found is None:
        raise Refused(Reason.NO_SUCH_PROPOSAL)
    return found
