"""An accusation is led to the competent organ, never to the accused; who gave their name is told."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from rules.accusation import commands
from rules.accusation.matter import Accusation
from rules.accusation.procedure import ACCUSATION, receive
from rules.calendar import YearNotice
from rules.danger import DangerAcknowledged
from rules.procedure import Command, Fact, Now, Officer, Sealed, TimePassed
from rules.refusals import Reason, Refused
from rules.timekeeping import CalendarPublished, CorrectStart
from tests.rules import county

DISCIPLINE = county.seated("discipline_clerk", county.COUNTY)
WORDS = Sealed("6f0c2f0e-5c0e-5b5e-9a55-0b1d5e6a7c01")
RECEIVED = county.MONDAY - timedelta(days=3)  # a Friday
ID = "accusation/sl/SL-J-2026-000001/1"


def received(*, is_real_name: bool = True, edition: Any = county.TOLD) -> Accusation:
    event = receive(
        id=ID,
        number="SL-J-2026-000001",
        edition=edition,
        received_at=RECEIVED,
        is_real_name=is_real_name,
        by=county.WINDOW_CLERK,
        at=county.MONDAY,
    )
    accusation: Accusation = ACCUSATION.begin(event, edition)
    return accusation


def after(state: Accusation, *all_asked: Command | Fact, at: datetime = county.MONDAY) -> Accusation:
    for asked in all_asked:
        for event in ACCUSATION.decide(state, asked, Now(at)):
            state = ACCUSATION.evolve(state, event)
    return state


def refusal(state: Accusation, asked: Command) -> tuple[Reason, tuple[str, ...]]:
    with pytest.raises(Refused) as refused:
        after(state, asked)
    return refused.value.reason, refused.value.details


def transfer(organ: str, *accused: str, by: Officer = DISCIPLINE) -> Command:
    return commands.TransferToDiscipline(
        id="1", by=by, organ=organ, accused_units=frozenset(accused), reason=WORDS
    )


def told(by: Officer = DISCIPLINE) -> Command:
    return commands.TellAcceptance(id="2", by=by, method="in-person", proof=WORDS)


RESULT = commands.RecordResult(id="3", by=DISCIPLINE, result=WORDS)
RESULT_TOLD = commands.TellResult(id="4", by=DISCIPLINE, method="in-person", proof=WORDS)


def letters(before: Accusation, asked: Command | Fact, at: datetime) -> list[tuple[str, dict[str, Any]]]:
    sent = []
    for event in ACCUSATION.decide(before, asked, Now(at)):
        before = ACCUSATION.evolve(before, event)
        sent += [(letter.kind, letter.body) for letter in ACCUSATION.follows(before, event)]
    return sent


def test_whoever_gave_their_name_is_told_within_fifteen_working_days_of_the_receipt() -> None:
    view = ACCUSATION.view(received())

    assert [(clock.name, clock.rule, clock.started_on) for clock in view.clocks] == [
        ("tell-acceptance", "K-24", date(2026, 10, 30))
    ]
    assert view.case.due_on == date(2026, 11, 20)
    assert [(task.what, task.due_on) for task in view.tasks] == [
        ("transfer-to-discipline", None),
        ("tell-acceptance", date(2026, 11, 20)),
    ]


def test_it_goes_from_receipt_to_transfer_to_result_and_ends_when_the_result_is_told() -> None:
    state = received()

    stages = [state.stage]
    for asked in (told(), transfer("sl-city", "sl"), RESULT, RESULT_TOLD):
        state = after(state, asked)
        stages.append(state.stage)

    assert stages == [
        "accusation-received",
        "accusation-received",
        "transferred-to-discipline",
        "result-recorded",
        "closed",
    ]
    view = ACCUSATION.view(state)
    assert (view.case.outcome, view.case.waits_for, view.case.next_moment) == ("result-told", "nothing", None)
    assert view.tasks == ()
    assert {clock.state for clock in view.clocks} == {"met"}
    assert after(state, TimePassed(), at=county.MONDAY + timedelta(days=90)) == state


def test_the_result_is_told_within_fifteen_working_days_of_it() -> None:
    state = after(received(), told(), transfer("sl-city", "sl"), RESULT)

    case = ACCUSATION.view(state).case

    assert (case.waits_for, case.due_on) == ("tell-result", date(2026, 11, 23))


def test_without_a_name_nobody_is_told_and_it_ends_with_the_result() -> None:
    state = received(is_real_name=False)

    assert ACCUSATION.view(state).clocks == ()
    assert refusal(state, told()) == (Reason.NO_NAME_GIVEN, ())
    ended = after(state, transfer("sl-city", "sl"), RESULT)
    assert (ended.stage, ended.outcome) == ("closed", "result-on-record")


def test_the_acceptance_is_told_once() -> None:
    assert refusal(after(received(), told()), told()) == (Reason.ALREADY_TOLD, ())


@pytest.mark.parametrize(
    ("accused", "organ", "higher"),
    [
        ("sl-t1", "sl-t1", ("sl",)),  # the accused unit itself
        ("sl", "sl-t1", ("sl-city",)),  # one below it
        ("sl", "sl", ("sl-city",)),
        ("sl-city", "sl", ("sl-province",)),
        ("sl-province", "sl-province", ()),  # above it the county knows nobody
    ],
)
def test_it_never_goes_to_the_accused_unit_or_below_it_but_to_the_next_higher_organ(
    accused: str, organ: str, higher: tuple[str, ...]
) -> None:
    assert refusal(received(), transfer(organ, accused)) == (Reason.ORGAN_UNDER_THE_ACCUSED, higher)


def test_of_several_accused_units_the_highest_says_which_organ_is_competent() -> None:
    assert refusal(received(), transfer("sl-t1", "sl-t1", "sl")) == (
        Reason.ORGAN_UNDER_THE_ACCUSED,
        ("sl-city",),
    )


@pytest.mark.parametrize(("accused", "organ"), [("sl-t1-v1", "sl-t1"), ("sl-t1", "sl"), ("sl", "sl-city")])
def test_an_organ_above_the_accused_takes_it(accused: str, organ: str) -> None:
    state = after(received(), transfer(organ, accused))

    assert (state.organ, state.accused_units) == (organ, frozenset({accused}))


def test_it_goes_on_to_another_organ_when_the_first_proves_not_competent() -> None:
    assert after(received(), transfer("sl-t1", "sl-t1-v1"), transfer("sl", "sl-t1-v1")).organ == "sl"


@pytest.mark.parametrize("unit", ["sl-t1-v1", "sl-d1", "nowhere"])
def test_a_unit_without_a_discipline_organ_takes_none(unit: str) -> None:
    assert refusal(received(), transfer(unit, "sl-t2")) == (Reason.UNKNOWN_DISCIPLINE_ORGAN, ())


@pytest.mark.parametrize(
    "officer",
    [
        county.WINDOW_CLERK,
        county.SUPERVISOR,
        county.DISPATCHER,
        county.seated("discipline_clerk", county.TOWNSHIP),
    ],
)
def test_nobody_but_the_countys_discipline_clerk_acts(officer: Officer) -> None:
    assert refusal(received(), told(officer)) == (Reason.NOT_YOURS_TO_DO, ())
    assert ACCUSATION.permitted(received(), officer) == frozenset()


def test_what_was_not_told_in_time_is_overdue_once_and_the_clerk_is_reminded_by_day() -> None:
    late = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)  # midnight after the last day
    state = received()

    overdue = after(state, TimePassed(), at=late)

    case = ACCUSATION.view(overdue).case
    assert ACCUSATION.next_moment(state) == late
    assert (case.overdue, case.needs_attention, case.light) == (True, True, "red")
    assert letters(state, TimePassed(), late) == [
        (
            "notice",
            {
                "code": "accusation-overdue",
                "role": "discipline_clerk",
                "unit": "sl",
                "due_on": "2026-11-20",
            },
        )
    ]
    assert after(overdue, TimePassed(), at=late) == overdue
    assert ACCUSATION.next_moment(overdue) is None
    assert ACCUSATION.view(after(overdue, told(), at=late)).case.light == "green"


def test_a_result_that_was_not_told_in_time_is_overdue_until_it_is() -> None:
    state = after(received(), told(), transfer("sl-city", "sl"), RESULT)
    late = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)

    overdue = after(state, TimePassed(), at=late)

    assert overdue.result_is_overdue
    assert not after(overdue, RESULT_TOLD, at=late).result_is_overdue


def test_a_start_that_was_typed_wrong_is_put_right_and_what_was_late_may_be_in_time_again() -> None:
    late = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
    overdue = after(received(), TimePassed(), at=late)
    corrected = CorrectStart(
        id="5", by=DISCIPLINE, clock="tell-acceptance", started_at=county.MONDAY, reason=WORDS
    )

    state = after(overdue, corrected, at=late)

    assert not state.acceptance_is_overdue
    assert ACCUSATION.view(state).case.due_on == date(2026, 11, 23)


def test_a_calendar_that_is_published_moves_its_date() -> None:
    edition = county.known_until(2025)
    state = received(edition=edition)
    notice = YearNotice(1, 2026, "通知", frozenset({date(2026, 11, 3)}), frozenset())

    moved = after(
        state,
        CalendarPublished(id="6", version="c.1", series=edition.calendar.series, notices=(notice,)),
    )

    before, now = (ACCUSATION.view(each).case.due_on for each in (state, moved))
    assert (before, now) == (date(2026, 11, 20), date(2026, 11, 23))


def test_its_run_is_kept_when_it_ends() -> None:
    state = after(received(), told(), transfer("sl-city", "sl"), RESULT)

    assert letters(state, RESULT_TOLD, county.MONDAY) == [("export-history", {"procedure": ID})]


def test_what_is_not_its_own_is_no_event_of_it() -> None:
    with pytest.raises(TypeError):
        ACCUSATION.evolve(received(), DangerAcknowledged(at=county.MONDAY))
