"""Deputies (代理) and leaving (离任): who acts for somebody who is away, and who takes over from who has
left."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from rules.directory import (
    Asking,
    Change,
    Directory,
    Kind,
    check_end,
    check_interval,
    goes_on,
    person_of,
)
from rules.refusals import Reason, Refused
from rules.seating import CONTROL_SEATS, NEVER_DEPUTISED, Delegation, Post, Sitting


def delegate(
    there: Directory,
    asking: Asking,
    delegation: Delegation,
    *,
    needs_second: bool,
    pairs: frozenset[tuple[str, str]],
) -> tuple[Change, ...]:
    """County policy 30 代理: for days that are named, of a seat that is held on all of them, to somebody
    who is there and would not thereby approve what they ask for. ``pairs``: (who asks, who approves) of one
    unit.

    Raises NOT_TO_ONESELF, SEAT_IS_NOT_DEPUTISED, NO_SUCH_SEAT, NO_SUCH_PERSON, INTERVAL_IS_EMPTY,
    BEGINS_IN_THE_PAST, DEPUTISED_ALREADY, CHAIN_OF_DEPUTIES, SEATS_DO_NOT_GO_TOGETHER,
    WOULD_APPROVE_OWN_REQUEST.
    """
    if delegation.deputy in (asking.by.person, delegation.person):
        raise Refused(Reason.NOT_TO_ONESELF)
    check_delegation(there, asking, delegation, pairs)
    kind = Kind.DELEGATION_PROPOSED if needs_second else Kind.DELEGATION_GRANTED
    return (Change(kind, delegation),)


def end_delegation(there: Directory, asking: Asking, id: str, on: date) -> tuple[Change, ...]:
    """County policy 30 终止代理: today or later. Raises NO_SUCH_DELEGATION, ENDS_IN_THE_PAST."""
    running = next((each for each in there.delegations if each.id == id), None)
    if running is None:
        raise Refused(Reason.NO_SUCH_DELEGATION)
    check_end(asking, running, on)
    return (Change(Kind.DELEGATION_ENDED, ended(running, on), running),)


def leave(there: Directory, asking: Asking, person: str, on: date) -> tuple[Change, ...]:
    """County policy 30 离任: every seat that would go on ends on the day, and every delegation of theirs or
    to them. Raises NO_SUCH_PERSON, NOT_TO_ONESELF, ENDS_IN_THE_PAST."""
    known = person_of(there, person)
    if asking.by.person == person:
        raise Refused(Reason.NOT_TO_ONESELF)
    if on < asking.today:
        raise Refused(Reason.ENDS_IN_THE_PAST)
    seats = [each for each in there.sittings if each.person == person and goes_on(each, on)]
    theirs = [
        each for each in there.delegations if person in (each.person, each.deputy) and goes_on(each, on)
    ]
    changes = [Change(Kind.SEAT_ENDED, replace(s, valid_until=max(on, s.valid_from)), s) for s in seats]
    changes += [Change(Kind.DELEGATION_ENDED, ended(each, on), each) for each in theirs]
    return (Change(Kind.HANDOVER_BEGUN, known), *changes)


def successor(named: Mapping[Post, str | None], otherwise: str | None, role: str, unit: str) -> str | None:
    """County policy 30 接收人: who takes over what somebody answered for at a post: whoever is named for
    it, else for another post of the unit, else whoever takes the rest; nobody, and it goes back to the
    seat."""
    if (exact := named.get(Post(role, unit))) is not None:
        return exact
    at_the_unit = (to for post, to in named.items() if post.unit == unit and to)
    return next(at_the_unit, otherwise)


def check_successors(
    there: Directory, person: str, on: date, named: Mapping[Post, str | None], otherwise: str | None
) -> None:
    """County policy 30 接收人: each sits in the seat they take over on that day. Raises
    SUCCESSOR_NOT_SEATED."""
    for post, to in named.items():
        if to is not None and (to == person or not _sits(there, to, post, on)):
            raise Refused(Reason.SUCCESSOR_NOT_SEATED, str(post))
    if otherwise is not None and (otherwise == person or not _sits(there, otherwise, None, on)):
        raise Refused(Reason.SUCCESSOR_NOT_SEATED, otherwise)


def _sits(there: Directory, person: str, post: Post | None, on: date) -> bool:
    return any(
        each.person == person and each.holds(on) and (post is None or each.post == post)
        for each in there.sittings
    )


def check_delegation(
    there: Directory, asking: Asking, new: Delegation, pairs: frozenset[tuple[str, str]]
) -> None:
    if new.role in NEVER_DEPUTISED:
        raise Refused(Reason.SEAT_IS_NOT_DEPUTISED)
    check_interval(asking, new)
    held = [each for each in there.sittings if each.person == new.person and each.post == new.post]
    if not any(each.covers(new) for each in held):
        raise Refused(Reason.NO_SUCH_SEAT)
    if not person_of(there, new.deputy).covers(new):
        raise Refused(Reason.NO_SUCH_PERSON)
    meanwhile = [each for each in there.delegations if each.overlaps(new)]
    if same := [each.id for each in meanwhile if (each.person, each.post) == (new.person, new.post)]:
        raise Refused(Reason.DEPUTISED_ALREADY, *same)
    chained = [each.id for each in meanwhile if each.person == new.deputy or each.deputy == new.person]
    if chained:
        raise Refused(Reason.CHAIN_OF_DEPUTIES, *chained)
    seats = {each.post for each in there.sittings if each.person == new.deputy and each.overlaps(new)}
    seats |= {each.post for each in meanwhile if each.deputy == new.deputy}
    if any(post.role in CONTROL_SEATS for post in seats):
        raise Refused(Reason.SEATS_DO_NOT_GO_TOGETHER)
    both_ways = pairs | {(head, asks) for asks, head in pairs}
    if clash := sorted(str(p) for p in seats if p.unit == new.unit and (p.role, new.role) in both_ways):
        raise Refused(Reason.WOULD_APPROVE_OWN_REQUEST, *clash)


def ended(delegation: Delegation, on: date) -> Delegation:
    """A delegation that holds no more from a day on."""
    return replace(delegation, valid_until=min(delegation.valid_until, max(on, delegation.valid_from)))


def deputies_end(there: Directory, held: Sitting, on: date) -> Iterable[Change]:
    """What ends with a seat that ends on a day."""
    for each in there.delegations:
        if (each.person, each.post) == (held.person, held.post) and goes_on(each, on):
            yield Change(Kind.DELEGATION_ENDED, ended(each, on), each)
