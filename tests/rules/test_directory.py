"""How the directory is changed: what is granted, what is refused, and that nothing overlaps."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import deputising, granting
from rules.directory import Because, Change, Directory, Kind, Person, Unit
from rules.refusals import Reason, Refused
from rules.seating import Delegation, Post, Sitting
from tests.rules.directory_refusals import (
    ASKED,
    CASES,
    END,
    LATER,
    LONG_AGO,
    PAIRS,
    PEOPLE,
    RUNNING,
    SECOND,
    SITTINGS,
    THERE,
    TODAY,
    WAITING,
    deputised,
    granted,
)

REFUSED = [(reason, number) for reason, cases in CASES.items() for number in range(len(cases))]


@pytest.mark.parametrize(("reason", "number"), REFUSED, ids=lambda each: getattr(each, "code", each))
def test_a_change_is_refused_for_its_own_reason(reason: Reason, number: int) -> None:
    with pytest.raises(Refused) as refused:
        CASES[reason][number]()

    assert refused.value.reason is reason


def test_a_seat_is_granted_by_one_person_or_waits_for_a_second() -> None:
    new = Sitting("guest", "dept_handler", "d", TODAY)

    assert granted(new) == (Change(Kind.SEAT_GRANTED, new),)
    assert granted(new, second=True) == (Change(Kind.SEAT_PROPOSED, new),)


def test_another_person_confirms_what_one_has_proposed() -> None:
    by_another = replace(ASKED, by=SECOND)

    (seat,) = granting.confirm(WAITING, by_another, 1, PAIRS)
    (delegation,) = granting.confirm(WAITING, by_another, 2, PAIRS)
    (declined,) = granting.decline(WAITING, ASKED, 1)

    assert (seat.kind, seat.answers) == (Kind.SEAT_GRANTED, 1)
    assert (delegation.kind, delegation.answers) == (Kind.DELEGATION_GRANTED, 2)
    assert (declined.kind, declined.answers) == (Kind.PROPOSAL_DECLINED, 1)


def test_what_was_proposed_is_looked_at_again_when_it_is_confirmed() -> None:
    meanwhile = replace(WAITING, sittings=(*SITTINGS, Sitting("guest", "auditor", "sl", TODAY)))

    with pytest.raises(Refused) as refused:
        granting.confirm(meanwhile, replace(ASKED, by=SECOND), 1, PAIRS)

    assert refused.value.reason is Reason.SEATS_DO_NOT_GO_TOGETHER


def test_a_seat_that_ends_takes_its_deputy_along() -> None:
    seat, delegation = granting.end_seat(RUNNING, ASKED, SITTINGS[4], LATER + timedelta(days=2))

    assert seat.after == replace(SITTINGS[4], valid_until=date(2026, 11, 11))
    assert (delegation.kind, delegation.after.valid_until) == (Kind.DELEGATION_ENDED, date(2026, 11, 11))


def test_what_was_granted_today_can_be_ended_today_and_then_held_on_no_day() -> None:
    today = Sitting("guest", "dept_handler", "d", TODAY)

    (ended,) = granting.end_seat(replace(THERE, sittings=(today,)), ASKED, today, TODAY)

    assert isinstance(ended.after, Sitting)
    assert not any(ended.after.holds(TODAY + timedelta(days=n)) for n in range(-3, 400))


def test_a_wrong_end_is_corrected_in_the_past_too_and_noted_as_a_correction() -> None:
    (corrected,) = granting.correct_seat(THERE, ASKED, SITTINGS[4], date(2026, 10, 1))

    assert corrected.kind is Kind.SEAT_CORRECTED
    assert corrected.before == SITTINGS[4]
    assert corrected.after == replace(SITTINGS[4], valid_until=date(2026, 10, 1))


def test_an_appointment_that_was_entered_late_says_that_it_is_a_correction() -> None:
    late = Sitting("guest", "dept_handler", "d", date(2026, 10, 1))

    (change,) = granted(late, asking=replace(ASKED, because=Because.CORRECTION))

    assert change.after == late


def test_whoever_comes_back_early_ends_their_deputys_time() -> None:
    (ended,) = deputising.end_delegation(RUNNING, ASKED, "running", TODAY)

    assert ended.after == replace(RUNNING.delegations[0], valid_until=LATER)  # it had not begun


def test_whoever_leaves_leaves_every_seat_and_every_delegation() -> None:
    both = replace(RUNNING, sittings=(*SITTINGS, Sitting("handler", "grid_worker", "d", LONG_AGO, LATER)))

    begun, *ended = deputising.leave(both, ASKED, "handler", TODAY)

    assert begun == Change(Kind.HANDOVER_BEGUN, PEOPLE["handler"])
    assert [(change.kind, change.after.valid_until) for change in ended] == [
        (Kind.SEAT_ENDED, TODAY),
        (Kind.SEAT_ENDED, TODAY),
        (Kind.DELEGATION_ENDED, LATER),
    ]


def test_units_and_people_are_entered_and_people_leave() -> None:
    unit, person = Unit("f", "sl", "department", "新局", TODAY), Person("new", "新人", TODAY)

    assert granting.enter_unit(THERE, ASKED, unit) == (Change(Kind.UNIT_ENTERED, unit),)
    assert granting.enter_unit(THERE, ASKED, replace(unit, parent=None))
    assert granting.enter_person(THERE, ASKED, person) == (Change(Kind.PERSON_ENTERED, person),)
    (left,) = granting.end_person(THERE, ASKED, "guest", TODAY)
    assert left.after == replace(PEOPLE["guest"], valid_until=TODAY)


# who is named for a post | for another of the unit | for the rest -> who takes over
@pytest.mark.parametrize(
    ("named", "otherwise", "role", "to"),
    [
        ({("dept_handler", "d"): "other"}, None, "dept_handler", "other"),
        ({("dept_handler", "d"): "other"}, "clerk", "first_receiver", "other"),
        ({("dept_handler", "e"): "clerk"}, "other", "dept_handler", "other"),
        ({("dept_handler", "d"): None}, None, "dept_handler", None),
        ({("dept_handler", "d"): None}, "clerk", "dept_handler", "clerk"),
        ({}, None, "dept_handler", None),
    ],
)
def test_what_somebody_answered_for_goes_to_whoever_is_named_for_it(
    named: dict[tuple[str, str], str | None], otherwise: str | None, role: str, to: str | None
) -> None:
    posts = {Post(*post): person for post, person in named.items()}

    assert deputising.successor(posts, otherwise, role, "d") == to


def test_a_successor_who_sits_there_is_one() -> None:
    deputising.check_successors(THERE, "handler", TODAY, {Post("dept_handler", "d"): "other"}, "clerk")
    deputising.check_successors(THERE, "handler", TODAY, {Post("dept_handler", "d"): None}, None)


# Properties: whatever is asked for, what stands never overlaps.

days = st.integers(0, 30).map(lambda n: TODAY + timedelta(days=n))
persons = st.sampled_from(("handler", "other", "head", "guest", "clerk", "audit"))
posts = st.sampled_from((Post("dept_handler", "d"), Post("dept_head", "d"), Post("auditor", "sl")))


@st.composite
def asked_for(draw: st.DrawFn) -> Sitting | Delegation:
    post, first = draw(posts), draw(days)
    last = first + timedelta(days=draw(st.integers(1, 10)))
    if draw(st.booleans()):
        return Sitting(draw(persons), post.role, post.unit, first, draw(st.sampled_from((last, None))))
    id = str(draw(st.integers(0, 10**9)))
    return Delegation(id, draw(persons), post.role, post.unit, draw(persons), first, last, "leave", "admin")


@given(st.lists(asked_for(), max_size=25))
def test_whatever_is_asked_for_no_two_intervals_of_one_person_and_seat_overlap(
    rows: list[Sitting | Delegation],
) -> None:
    there = THERE
    for row in rows:
        try:
            if isinstance(row, Delegation):
                deputised(row, there)
                there = replace(there, delegations=(*there.delegations, row))
            else:
                granted(row, there)
                there = replace(there, sittings=(*there.sittings, row))
        except Refused:
            continue
        _nothing_overlaps(there)
        _nobody_is_both_deputy_and_away(there)
        _control_seats_stand_alone(there)


def _nothing_overlaps(there: Directory) -> None:
    kinds: tuple[tuple[Sitting | Delegation, ...], ...] = (there.sittings, there.delegations)
    for kind in kinds:
        for number, one in enumerate(kind):
            for other in kind[number + 1 :]:
                same = (one.person, one.post) == (other.person, other.post)
                assert not (same and one.overlaps(other))


def _nobody_is_both_deputy_and_away(there: Directory) -> None:
    for one in there.delegations:
        for other in there.delegations:
            assert not (one.deputy == other.person and one.overlaps(other))


def _control_seats_stand_alone(there: Directory) -> None:
    for audit in (each for each in there.sittings if each.role == "auditor"):
        others = (s for s in there.sittings if s is not audit and s.person == audit.person)
        deputising = (d for d in there.delegations if d.deputy == audit.person)
        assert not any(audit.overlaps(each) for each in (*others, *deputising))
        assert not any(d.role == "auditor" for d in there.delegations)


def test_a_grant_whose_end_is_left_out_overlaps_with_everything_after_it() -> None:  # the property can fail
    one = Sitting("p", "r", "u", LONG_AGO)

    assert one.overlaps(Sitting("p", "r", "u", END, END + timedelta(days=1)))
    assert not one.overlaps(Sitting("p", "r", "u", END, END))
    with pytest.raises(AssertionError):
        _nothing_overlaps(replace(THERE, sittings=(one, replace(one, valid_from=END))))
