"""The receiver works on it, with others, and gives it back; what is read of it meanwhile."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.clocks.rule import Extension, Ground, Unit
from rules.dockings import DOCKINGS
from rules.editions import Edition
from rules.handing_over import check_may_begin
from rules.handoff import commands, events
from rules.handoff.matter import Completion, Holder, Stage
from rules.handoff.procedure import HANDOFF
from rules.notes import AddNote
from rules.procedure import Officer
from rules.refusals import Reason, Refused
from rules.timekeeping import ResumeClocks, SuspendClocks
from tests.rules import county
from tests.rules.handoff.story import (
    AGREEMENT,
    HELPING,
    OFFICE,
    OTHER_HELPING,
    RECORD,
    STANDS,
    TRIAL,
    TRIBUNAL,
    HandoffStory,
    a_handoff,
    a_handoff_at,
    co_task,
    extending,
    returning,
)
from tests.rules.story import KEY, WORDS, a_dispute

pytestmark = pytest.mark.usefixtures("trial_row")


def test_what_an_accepted_handoff_begins_its_receiver_begins_once() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")

    check_may_begin(story.state, OFFICE, "dispute")

    story.hear(commands.ReceiverStarted(procedure="dispute/sl/SL-2026-1/2"))
    with pytest.raises(Refused, match=Reason.NOT_AT_THIS_STAGE.code):
        check_may_begin(story.state, OFFICE, "dispute")


@pytest.mark.parametrize(
    ("stage", "seat", "opens", "reason"),
    [
        (Stage.RECEIVED, OFFICE, "dispute", Reason.NOT_AT_THIS_STAGE),
        (Stage.ACCEPTED, OFFICE, "petition", Reason.NOT_AT_THIS_STAGE),
        (Stage.ACCEPTED, TRIBUNAL, "dispute", Reason.NOT_YOURS_TO_DO),
    ],
)
def test_nothing_begins_before_the_acceptance_nor_by_anybody_else_nor_anything_else(
    stage: Stage, seat: Officer, opens: str, reason: Reason
) -> None:
    story = a_handoff_at(stage, "among-us")

    with pytest.raises(Refused, match=reason.code):
        check_may_begin(story.state, seat, opens)


def test_nothing_is_returned_before_what_it_began_here_has_ended() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")
    started = commands.ReceiverStarted(procedure="dispute/sl/SL-2026-1/2")
    ended = commands.ReceiverEnded(procedure="dispute/sl/SL-2026-1/2", outcome="no-agreement")
    story.hear(started)

    assert story.refusal_of(returning()) is Reason.RECEIVER_NOT_FINISHED
    assert story.hear(started) == ()

    story.hear(ended)
    assert story.hear(ended) == ()
    assert story.codes()[-1] == "handoff-to-be-returned"
    assert story.hear(returning())


def test_what_comes_back_is_an_outcome_of_the_docking_with_its_papers() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")

    assert story.refusal_of(returning(outcome="registered")) is Reason.OUTCOME_NOT_OF_THIS_DOCKING
    assert story.refusal_of(returning(papers=())) is Reason.DOCUMENT_MISSING
    assert story.refusal_of(returning(outcome="agreement")) is Reason.DOCUMENT_MISSING

    story.hear(returning(outcome="agreement", papers=(RECORD, AGREEMENT)))

    assert story.origin_told()[-1] == ("returned", "agreement")
    assert story.notices()[-1] == ("handoff-returned", TRIBUNAL.role, TRIBUNAL.unit)


def test_the_sender_sees_how_far_it_is() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")
    before = story.state.stage

    story.hear(commands.RecordProgress(id=KEY, by=OFFICE, note=WORDS))
    story.hear(AddNote(id=KEY, by=TRIBUNAL, words=WORDS))

    assert story.kinds()[-2:] == ["HandoffProgressed", "NoteAdded"]
    assert story.state.stage is before


def test_more_time_needs_the_written_agreement_of_everybody() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")

    assert story.refusal_of(extending(10, "zhang")) is Reason.EXTENSION_NEEDS_EVERY_PARTY
    assert story.refusal_of(extending(0, "zhang", "li")) is Reason.EXTENSION_WITHOUT_DAYS

    story.hear(extending(10, "zhang", "li"))

    assert story.state.due("mediate-by").on == date(2026, 12, 14)  # type: ignore[union-attr]


def test_after_the_time_is_over_they_may_still_agree_to_more_and_the_silence_is_gone() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")
    story.wait(days=40)
    assert story.state.is_late

    story.hear(extending(30, "zhang", "li"))

    assert not story.state.is_late


def test_no_more_time_than_the_rule_allows_and_no_more_often() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us", edition=where_it_is_extended_once())
    everybody = ("zhang", "li")

    assert story.refusal_of(extending(16, *everybody)) is Reason.EXTENSION_TOO_LONG

    story.hear(extending(15, *everybody))

    assert story.refusal_of(extending(5, *everybody)) is Reason.ALREADY_EXTENDED


def test_only_the_time_whose_rule_allows_it_is_made_longer() -> None:
    both = a_handoff_at(Stage.ACCEPTED, "among-us", docking="trial")
    before = both.state.due("report-by")

    both.hear(extending(10, "zhang", "li"))

    assert both.state.due("report-by") == before
    assert len(both.state.clock("mediate-by").extensions) == 1


def test_where_no_rule_allows_it_nothing_is_extended(monkeypatch: pytest.MonkeyPatch) -> None:
    clocks = tuple(clock for clock in TRIAL.clocks if clock.name != "mediate-by")
    monkeypatch.setitem(DOCKINGS, "trial", replace(TRIAL, clocks=clocks))
    some = a_handoff_at(Stage.ACCEPTED, "among-us", docking="trial")
    monkeypatch.setitem(DOCKINGS, "trial", replace(TRIAL, clocks=clocks[:1]))
    none = a_handoff_at(Stage.ACCEPTED, "among-us", docking="trial")

    assert none.refusal_of(extending(10, "zhang", "li")) is Reason.NO_EXTENSION
    monkeypatch.setitem(DOCKINGS, "trial", replace(TRIAL, clocks=clocks))
    assert some.refusal_of(extending(10, "zhang", "li")) is Reason.NO_EXTENSION


def test_a_period_stands_still_only_while_it_is_worked_on_and_on_a_ground_of_its_rule() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")
    stand = SuspendClocks(id=KEY, by=OFFICE, ground=Ground.APPRAISAL, reason=WORDS)

    story.hear(stand)
    standing = story.state.due("mediate-by"), story.procedure.view(story.state).case.due_on
    story.at += timedelta(days=3)
    story.hear(ResumeClocks(id=KEY, by=OFFICE))

    assert standing == (None, None)
    assert story.state.due("mediate-by").on == date(2026, 12, 4)  # type: ignore[union-attr]


def given(completion: Completion) -> HandoffStory:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")
    story.hear(co_task(completion=completion))
    story.hear(co_task(OTHER_HELPING.unit, completion=completion))
    return story


def finish(by: object = HELPING) -> commands.FinishCoTask:
    return commands.FinishCoTask(id=KEY, by=by, result=WORDS)  # type: ignore[arg-type]


def test_what_all_must_do_is_returned_when_all_have_done_it() -> None:
    story = given(Completion.ALL)
    story.hear(finish())

    assert story.refusal_of(returning()) is Reason.CO_TASKS_OPEN

    story.hear(finish(OTHER_HELPING))

    assert story.hear(returning())


def test_what_any_may_do_is_returned_when_one_has_done_it() -> None:
    story = given(Completion.ANY)

    assert story.refusal_of(returning()) is Reason.CO_TASKS_OPEN

    story.hear(finish())

    assert story.hear(returning())


def test_where_the_lead_decides_nobody_is_waited_for() -> None:
    assert given(Completion.LEAD).hear(returning())


def test_a_task_is_given_to_a_unit_that_can_do_it_once_and_in_time() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")
    story.hear(co_task())

    assert story.refusal_of(co_task()) is Reason.CO_TASK_GIVEN_BEFORE
    assert story.refusal_of(co_task(OFFICE.unit)) is Reason.CO_TASK_TO_ONESELF
    assert story.refusal_of(co_task(county.VILLAGE)) is Reason.CO_TASK_TO_NOBODY
    assert story.refusal_of(co_task("sl-d3", until=story.at)) is Reason.CO_TASK_IN_THE_PAST


def test_a_task_is_told_to_whoever_does_it_and_stands_in_their_list_until_it_is_done() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")

    story.hear(co_task())

    assert story.notices()[-1] == ("co-task-given", HELPING.role, HELPING.unit)
    assert story.letters_of("notice")[-1].body["due_on"] == "2026-11-09"
    assert story.tasks()["co-task"] == (HELPING.role, HELPING.unit)
    assert HELPING.unit in story.procedure.view(story.state).case.places

    story.hear(finish())

    assert "co-task" not in story.tasks()
    assert story.refusal_of(finish()) is Reason.NO_CO_TASK


def test_a_task_that_is_late_reaches_the_lead_and_changes_nothing_else() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")
    story.hear(co_task())

    late = story.wait_for_the_next_moment()

    assert [type(each) for each in late] == [events.CoTaskFellOverdue]
    assert story.notices()[-1] == ("co-task-overdue", OFFICE.role, OFFICE.unit)
    assert story.state.holder is Holder.RECEIVER
    assert story.hear(finish())


def test_a_procedure_that_ends_after_the_return_is_not_waited_for() -> None:
    ended = commands.ReceiverEnded(procedure="dispute/sl/SL-2026-1/2", outcome="agreement")
    started = commands.ReceiverStarted(procedure="dispute/sl/SL-2026-1/2")

    assert a_handoff_at(Stage.RETURNED, "among-us").hear(ended) == ()
    assert a_handoff_at(Stage.CLOSED, "among-us").hear(started) == ()


TURNS: dict[tuple[Stage, str], list[str]] = {
    (Stage.DRAFT, "any"): ["send-handoff"],
    (Stage.RECEIVED, "any"): ["sign-for-handoff"],
    (Stage.RECEIVED, "to-agency"): [],
    (Stage.SIGNED_FOR, "any"): ["answer-handoff"],
    (Stage.SIGNED_FOR, "to-agency"): [],
    (Stage.SUPPLEMENT, "any"): ["supply-handoff"],
    (Stage.SUPPLEMENT, "from-agency"): [],
    (Stage.ACCEPTED, "any"): ["return-handoff"],
    (Stage.ACCEPTED, "to-agency"): [],
    (Stage.RETURNED, "any"): ["confirm-return"],
    (Stage.RETURNED, "from-agency"): [],
}


@pytest.mark.parametrize(("stage", "kind"), STANDS)
def test_what_is_read_of_it_names_whose_turn_it_is(stage: Stage, kind: str) -> None:
    story = a_handoff_at(stage, kind)

    shown = story.procedure.view(story.state)

    turn = [task.what for task in shown.tasks]
    assert turn == TURNS.get((stage, kind), TURNS.get((stage, "any"), []))
    assert shown.case.owner_unit == story.state.holding.unit


def where_it_is_extended_once() -> Edition:
    once = Extension(at_most=15, unit=Unit.CALENDAR_DAYS, times=1, approver="parties")
    rules = tuple(replace(rule, extension=once) if rule.id == "K-48" else rule for rule in county.TOLD.clocks)
    return replace(county.TOLD, clocks=rules)


def test_what_never_happened_to_a_handoff_is_not_evolved() -> None:
    with pytest.raises(TypeError):
        HANDOFF.evolve(a_handoff().state, a_dispute().events[0])
