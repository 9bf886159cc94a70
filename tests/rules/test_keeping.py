"""How long what is personal is kept, who may have it erased, and what people are answered about it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import counties
from counties.retention import schedule_in_force, schedules
from rules.articles import Mark
from rules.keeping import erasing, events, requests
from rules.keeping.events import HoldGround, Means, NoGround, RequestKind
from rules.keeping.matter import KEEPING_EVENTS, Keeping, fold
from rules.keeping.schedule import Disposal, Kept, KeptFor, Schedule, draft_until, kept
from rules.procedure import Event, Now, Officer, Sealed
from rules.procedures import PROCEDURES, SEALED_PROCEDURES
from rules.refusals import Reason, Refused

ARCHIVIST = Officer("p-archivist", "archivist", "sl")
HEAD = Officer("p-head", "dispute_resolution_centre", "sl")
WORDS = Sealed("5d0c5f5e-0000-4000-8000-000000000001")
ENDED = date(2026, 11, 20)
AT = Now(datetime(2029, 1, 1, tzinfo=UTC))


def row(kind: str, years: int | None = 2, disposal: Disposal = Disposal.ERASE, mark: str = "P") -> KeptFor:
    return KeptFor(kind, years, disposal, "policy", Mark(mark))


def schedule(*rows: KeptFor) -> Schedule:
    return Schedule("test", "sl", date(2026, 1, 1), 15, 90, 7, rows)


SCHEDULE = schedule(row("dispute"), row("aftercare", 1))
OVER = kept(SCHEDULE, {"dispute": ENDED})


def refusal(step: Any, *said: Any, **more: Any) -> Reason:
    with pytest.raises(Refused) as refused:
        step(*said, **more)
    return refused.value.reason


def after(*told: tuple[Event, ...]) -> Keeping:
    return fold(event for some in told for event in some)


def held(state: Keeping = Keeping()) -> tuple[events.HoldPlaced, ...]:  # noqa: B008 - never changed
    return erasing.place_hold(state, HEAD, "hold-1", HoldGround.LITIGATION, WORDS, AT)


def proposed(state: Keeping = Keeping()) -> tuple[events.ErasureProposed, ...]:  # noqa: B008
    return erasing.propose_erasure(state, ARCHIVIST, SCHEDULE, OVER, WORDS, AT)


def asked(asks: RequestKind, **said: Any) -> tuple[events.RequestReceived, ...]:
    whole = {
        "request": "r",
        "asks": asks,
        "means": Means.COUNTER,
        "party": None,
        "parties": (),
        "words": None,
    }
    return requests.receive_request(Keeping(), HEAD, SCHEDULE, AT, **{**whole, **said})


@pytest.mark.parametrize(
    ("rows", "ended", "until", "why"),
    [
        ([row("dispute")], {"dispute": ENDED}, date(2028, 11, 20), None),
        (
            [row("dispute"), row("aftercare", 9)],
            {"dispute": ENDED, "aftercare": ENDED},
            date(2035, 11, 20),
            None,
        ),
        ([row("dispute", 0)], {"dispute": ENDED}, ENDED, None),
        ([row("dispute", 1)], {"dispute": date(2028, 2, 29)}, date(2029, 2, 28), None),
        ([row("dispute", 4)], {"dispute": date(2028, 2, 29)}, date(2032, 2, 29), None),
        ([row("dispute")], {"dispute": None}, None, Reason.MATTER_NOT_ENDED),
        ([row("dispute")], {}, None, Reason.MATTER_NOT_ENDED),
        ([row("dispute")], {"petition": ENDED}, None, Reason.RETENTION_NOT_SETTLED),
        ([row("dispute", mark="V")], {"dispute": ENDED}, None, Reason.RETENTION_NOT_SETTLED),
        ([row("dispute", disposal=Disposal.ARCHIVE)], {"dispute": ENDED}, None, Reason.GOES_TO_THE_ARCHIVE),
        ([row("dispute", None)], {"dispute": ENDED}, None, Reason.GOES_TO_THE_ARCHIVE),
    ],
)
def test_a_matter_is_kept_as_long_as_the_longest_of_its_procedures_asks(
    rows: list[KeptFor], ended: dict[str, date | None], until: date | None, why: Reason | None
) -> None:
    found = kept(schedule(*rows), ended)

    assert (found.until, found.why) == (until, why)


def test_the_schedule_has_a_row_for_every_procedure_and_none_that_nobody_has_verified_is_on() -> None:
    for each in schedules():
        assert {row.kind for row in each.rows} == {*PROCEDURES, *SEALED_PROCEDURES}
        for row in each.rows:
            assert row.basis
            assert row.mark in (Mark.POLICY, Mark.VERIFY, Mark.CERTAIN)
            if row.mark is Mark.VERIFY:
                assert kept(each, {row.kind: date(1990, 1, 1)}).why is Reason.RETENTION_NOT_SETTLED
    counties_there = {edition.county for edition in counties.editions("demo")}
    assert {schedule_in_force(county, ENDED).county for county in counties_there} == counties_there
    with pytest.raises(LookupError):
        schedule_in_force("sl", date(2020, 1, 1))


def test_that_its_time_is_over_is_noted_once_and_erases_nothing() -> None:
    on_the_day = Now(datetime(2028, 11, 20, 12, tzinfo=UTC))

    assert erasing.end_retention(Keeping(), SCHEDULE, OVER, on_the_day) == ()
    noted = erasing.end_retention(Keeping(), SCHEDULE, OVER, AT)
    assert [(each.schedule, each.kept_until, each.by) for each in noted] == [
        ("test", date(2028, 11, 20), None)
    ]
    assert erasing.end_retention(after(noted), SCHEDULE, OVER, AT) == ()
    assert erasing.erase(after(noted), OVER, AT) == ()
    assert erasing.end_retention(Keeping(), SCHEDULE, Kept(None, Reason.MATTER_NOT_ENDED, ()), AT) == ()


def test_two_people_stand_behind_an_erasure_and_nobody_confirms_their_own() -> None:
    state = after(proposed())

    assert refusal(erasing.confirm_erasure, state, ARCHIVIST, OVER, AT) is Reason.OWN_PROPOSAL
    assert erasing.erase(state, OVER, AT) == ()
    confirmed = erasing.confirm_erasure(state, HEAD, OVER, AT)
    assert [type(each) for each in erasing.erase(after(proposed(), confirmed), OVER, AT)] == [events.Erased]
    assert refusal(erasing.confirm_erasure, after(proposed(), confirmed), HEAD, OVER, AT) is (
        Reason.NO_ERASURE_PROPOSED
    )


def test_the_same_person_in_another_seat_is_the_same_person() -> None:
    as_head = Officer(ARCHIVIST.person, HEAD.role, HEAD.unit)

    assert refusal(erasing.confirm_erasure, after(proposed()), as_head, OVER, AT) is Reason.OWN_PROPOSAL


def test_nothing_is_erased_before_its_last_day_has_passed() -> None:
    last_day = Now(datetime(2028, 11, 20, 15, 59, tzinfo=UTC))  # 23:59 in Asia/Shanghai

    assert refusal(erasing.propose_erasure, Keeping(), ARCHIVIST, SCHEDULE, OVER, WORDS, last_day) is (
        Reason.STILL_KEPT
    )
    confirmed = erasing.confirm_erasure(after(proposed()), HEAD, OVER, AT)
    assert erasing.erase(after(proposed(), confirmed), OVER, last_day) == ()
    assert erasing.erase(after(proposed(), confirmed), Kept(None, Reason.MATTER_NOT_ENDED, ()), AT) == ()
    assert erasing.erase(after(proposed(), confirmed), OVER, Now(last_day.at + timedelta(minutes=1)))


def test_a_hold_stops_everything_until_it_is_released_even_what_was_confirmed() -> None:
    confirmed = erasing.confirm_erasure(after(proposed()), HEAD, OVER, AT)

    assert (
        refusal(erasing.propose_erasure, after(held()), ARCHIVIST, SCHEDULE, OVER, WORDS, AT)
        is Reason.ON_HOLD
    )
    assert refusal(erasing.confirm_erasure, after(proposed(), held()), HEAD, OVER, AT) is Reason.ON_HOLD
    assert erasing.erase(after(proposed(), confirmed, held()), OVER, AT) == ()
    released = erasing.release_hold(after(held()), HEAD, "hold-1", WORDS, AT)
    assert erasing.erase(after(proposed(), confirmed, held(), released), OVER, AT)
    assert refusal(erasing.release_hold, after(held()), HEAD, "another", WORDS, AT) is Reason.NOT_ON_HOLD


def test_nothing_is_confirmed_while_something_new_about_it_is_open() -> None:
    unended = Kept(None, Reason.MATTER_NOT_ENDED, ("aftercare",))

    assert refusal(erasing.confirm_erasure, after(proposed()), HEAD, unended, AT) is Reason.MATTER_NOT_ENDED


def test_each_hold_is_released_for_itself() -> None:
    second = erasing.place_hold(after(held()), HEAD, "hold-2", HoldGround.REVIEW, WORDS, AT)
    released = erasing.release_hold(after(held(), second), HEAD, "hold-1", WORDS, AT)

    assert [each.ref for each in after(held(), second, released).holds] == ["hold-2"]


def test_a_proposal_can_be_declined_and_made_again() -> None:
    declined = erasing.decline_erasure(after(proposed()), HEAD, WORDS, AT)

    assert refusal(erasing.propose_erasure, after(proposed()), ARCHIVIST, SCHEDULE, OVER, WORDS, AT) is (
        Reason.ERASURE_ALREADY_PROPOSED
    )
    assert refusal(erasing.decline_erasure, Keeping(), HEAD, WORDS, AT) is Reason.NO_ERASURE_PROPOSED
    assert proposed(after(proposed(), declined))


def test_what_is_erased_is_left_alone() -> None:
    confirmed = erasing.confirm_erasure(after(proposed()), HEAD, OVER, AT)
    gone = after(proposed(), confirmed, erasing.erase(after(proposed(), confirmed), OVER, AT))

    assert erasing.erase(gone, OVER, AT) == ()
    assert erasing.end_retention(gone, SCHEDULE, OVER, AT) == ()
    assert (
        refusal(erasing.propose_erasure, gone, ARCHIVIST, SCHEDULE, OVER, WORDS, AT) is Reason.ALREADY_ERASED
    )
    assert refusal(held, gone) is Reason.ALREADY_ERASED
    whole = {"request": "r", "asks": RequestKind.SEE, "means": Means.CODE, "party": None, "parties": ()}
    assert refusal(requests.receive_request, gone, HEAD, SCHEDULE, AT, **whole, words=None) is (
        Reason.ALREADY_ERASED
    )


def test_a_request_is_due_on_a_day_of_the_county_and_names_a_party_of_the_matter() -> None:
    (received,) = asked(RequestKind.SEE)

    assert received.due_on == AT.today + timedelta(days=15)
    assert refusal(asked, RequestKind.SEE, party="nobody", parties=("somebody",)) is Reason.UNKNOWN_PARTY


@pytest.mark.parametrize("asks", [RequestKind.SEE, RequestKind.CORRECT, RequestKind.EXPLAIN])
def test_what_is_asked_is_granted_once(asks: RequestKind) -> None:
    state = after(asked(asks))
    granted = requests.grant_request(state, HEAD, SCHEDULE, OVER, AT, request="r", words=None)

    again = {"request": "r", "words": None}
    assert [type(each) for each in granted] == [events.RequestGranted]
    assert [each.answer for each in after(asked(asks), granted).requests] == ["granted"]
    assert refusal(
        requests.grant_request, after(asked(asks), granted), HEAD, SCHEDULE, OVER, AT, **again
    ) is (Reason.REQUEST_ANSWERED)
    assert (
        refusal(requests.grant_request, Keeping(), HEAD, SCHEDULE, OVER, AT, **again)
        is Reason.NO_SUCH_REQUEST
    )


def test_to_have_it_erased_is_granted_only_when_nobody_need_keep_it_and_by_two() -> None:
    state, still = after(asked(RequestKind.DELETE)), kept(SCHEDULE, {"dispute": date(2028, 12, 31)})
    asking: dict[str, Any] = {"request": "r", "words": WORDS}

    assert refusal(requests.grant_request, state, HEAD, SCHEDULE, still, AT, **asking) is Reason.STILL_KEPT
    assert (
        refusal(requests.grant_request, state, HEAD, SCHEDULE, OVER, AT, request="r", words=None)
        is Reason.ANSWER_DOES_NOT_FIT
    )
    granted = requests.grant_request(state, HEAD, SCHEDULE, OVER, AT, **asking)
    proposal = fold((*asked(RequestKind.DELETE), *granted)).proposal
    assert proposal
    assert (proposal.by, proposal.confirmed_by) == (HEAD, None)


def test_what_must_be_kept_is_used_for_nothing_else_until_somebody_needs_it_again() -> None:
    state, open_still = after(asked(RequestKind.DELETE)), Kept(None, Reason.MATTER_NOT_ENDED, ())
    for_it: dict[str, Any] = {"request": "r", "reason": WORDS}
    unsettled = Kept(None, Reason.RETENTION_NOT_SETTLED, ())

    assert refusal(requests.restrict_use, state, HEAD, open_still, AT, **for_it) is Reason.MATTER_NOT_ENDED
    assert refusal(requests.restrict_use, after(asked(RequestKind.SEE)), HEAD, OVER, AT, **for_it) is (
        Reason.ANSWER_DOES_NOT_FIT
    )
    restricted = requests.restrict_use(state, HEAD, unsettled, AT, **for_it)
    whole = after(asked(RequestKind.DELETE), restricted)
    assert whole.is_restricted
    assert [each.answer for each in whole.requests] == ["restricted"]
    lifted = requests.lift_restriction(whole, HEAD, AT, reason=WORDS)
    assert not after(asked(RequestKind.DELETE), restricted, lifted).is_restricted
    assert refusal(requests.lift_restriction, Keeping(), HEAD, AT, reason=WORDS) is Reason.NOT_RESTRICTED


@pytest.mark.parametrize(
    ("asks", "grounds"),
    [
        (RequestKind.SEE, {NoGround.NOT_THEIRS, NoGround.SECRECY, NoGround.OF_OTHERS}),
        (RequestKind.CORRECT, {NoGround.NOT_THEIRS, NoGround.NOT_SHOWN}),
        (RequestKind.DELETE, {NoGround.NOT_THEIRS, NoGround.LAW_KEEPS_IT}),
        (RequestKind.EXPLAIN, {NoGround.SECRECY}),
    ],
)
def test_a_request_is_refused_on_a_ground_that_fits_it_alone(
    asks: RequestKind, grounds: set[NoGround]
) -> None:
    for ground in NoGround:
        said = {"request": "r", "ground": ground, "reason": WORDS}
        if ground in grounds:
            (refused,) = requests.refuse_request(after(asked(asks)), HEAD, AT, **said)  # type: ignore[arg-type]
            assert refused.ground is ground
            assert after(asked(asks), (refused,)).requests[0].answer == "refused"
        else:
            assert refusal(requests.refuse_request, after(asked(asks)), HEAD, AT, **said) is (
                Reason.ANSWER_DOES_NOT_FIT
            )


def test_a_notice_is_noted_once_for_each_version() -> None:
    given_once = requests.give_notice(Keeping(), HEAD, "26-1", Means.COUNTER, AT)

    assert requests.give_notice(after(given_once), HEAD, "26-1", Means.CODE, AT) == ()
    assert requests.give_notice(after(given_once), HEAD, "27-1", Means.CODE, AT)


def test_what_the_register_does_not_know_is_not_passed_over() -> None:
    with pytest.raises(TypeError):
        fold([Event(at=AT.at)])


def stepped(state: Keeping, act: str, by: Officer, now: Now) -> tuple[Event, ...]:
    """What an act comes to; whatever stands in its way is raised."""
    hold = state.holds[0].ref if state.holds else "none"
    steps: dict[str, Any] = {
        "end": lambda: erasing.end_retention(state, SCHEDULE, OVER, now),
        "hold": lambda: erasing.place_hold(state, by, f"h{state.seq}", HoldGround.REVIEW, WORDS, now),
        "release": lambda: erasing.release_hold(state, by, hold, WORDS, now),
        "propose": lambda: erasing.propose_erasure(state, by, SCHEDULE, OVER, WORDS, now),
        "confirm": lambda: erasing.confirm_erasure(state, by, OVER, now),
        "decline": lambda: erasing.decline_erasure(state, by, WORDS, now),
        "erase": lambda: erasing.erase(state, OVER, now),
        "later": tuple,
    }
    done: tuple[Event, ...] = steps[act]()
    return done


ACTS = st.sampled_from(["end", "hold", "release", "propose", "confirm", "decline", "erase", "later"])


@given(st.lists(st.tuples(ACTS, st.sampled_from([ARCHIVIST, HEAD])), max_size=25))
def test_whatever_is_done_in_whatever_order_nothing_is_erased_without_two_people_after_its_time_and_off_hold(
    walk: list[tuple[str, Officer]],
) -> None:
    told: list[Event] = []
    now = Now(datetime(2028, 11, 19, 4, tzinfo=UTC))
    for act, by in walk:
        now = Now(now.at + timedelta(days=act == "later"))
        try:
            told += stepped(fold(told), act, by, now)
        except Refused:
            continue

    for place, event in enumerate(told):
        if isinstance(event, events.Erased):
            before = fold(told[:place])
            assert before.proposal
            assert before.proposal.confirmed_by
            assert before.proposal.confirmed_by.person != before.proposal.by.person
            assert before.holds == ()
            assert event.at.date() > date(2028, 11, 20)
    assert sum(isinstance(event, events.Erased) for event in told) <= 1


def test_every_entry_of_the_register_is_folded() -> None:
    assert set(KEEPING_EVENTS) == {
        "NoticeGiven", "HoldPlaced", "HoldReleased", "RetentionEnded", "ErasureProposed", "ErasureConfirmed",
        "ErasureDeclined", "Erased", "RequestReceived", "RequestGranted", "RequestRefused", "UseRestricted",
        "RestrictionLifted",
    }  # fmt: skip


def test_a_draft_is_kept_for_the_days_the_county_says() -> None:
    until = draft_until(SCHEDULE, AT.at)

    assert until - AT.at == timedelta(days=SCHEDULE.drafts)
    assert schedule_in_force("sl", ENDED).drafts > 0
