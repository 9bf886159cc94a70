"""An inspection: drawn, looked at twice, told in a circular, put right, signed off by others."""

from dataclasses import replace
from datetime import date

import pytest

from rules import notes, staffing, timekeeping
from rules.inspection import commands, events
from rules.inspection.evolution import evolve
from rules.inspection.matter import Aspect, Outcome, Stage, head_of
from rules.inspection.procedure import INSPECTION
from rules.procedure import Event
from rules.refusals import Reason, Refused
from rules.sampling import frame_digest, sampled, seed_of
from rules.words import petition_paper
from tests.rules import county
from tests.rules.overseen import (
    BUREAU,
    BUREAU_HEAD,
    DEPARTMENT_HEAD,
    FRAME,
    TOWN_HEAD,
    InspectionStory,
    an_inspection,
    finding,
    in_order,
    opening,
)
from tests.rules.story import KEY, WORDS


def refused(**said: object) -> Refused:
    with pytest.raises(Refused) as caught:
        opening(**said)
    return caught.value


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"by": TOWN_HEAD}, Reason.NOT_YOURS_TO_DO),
        ({"by": county.WINDOW_CLERK}, Reason.NOT_YOURS_TO_DO),
        ({"jointly": frozenset({"window_clerk"})}, Reason.NOT_AN_INSPECTOR),
        ({"units": frozenset({county.COUNTY, county.TOWNSHIP})}, Reason.INSPECTS_ITSELF),
        ({"units": frozenset()}, Reason.SCOPE_IS_EMPTY),
        ({"kinds": frozenset()}, Reason.SCOPE_IS_EMPTY),
        ({"sample_size": 0}, Reason.SCOPE_IS_EMPTY),
        ({"until": date(2025, 12, 31)}, Reason.SCOPE_IS_EMPTY),
        ({"units": frozenset({county.VILLAGE})}, Reason.UNIT_NOT_IN_SCOPE),
    ],
)
def test_a_scope_that_makes_no_inspection_is_refused(said: dict[str, object], reason: Reason) -> None:
    assert refused(**said).reason is reason


def test_the_unit_that_nobody_answers_for_is_named() -> None:
    assert refused(units=frozenset({county.VILLAGE})).details == (county.VILLAGE,)


def test_who_opens_it_leads_it_and_inspects_with_whom_they_named() -> None:
    story = an_inspection()

    assert story.state.lead == county.SUPERVISOR
    assert story.state.inspectors == {"supervisor@sl", "petition_bureau@sl"}
    assert story.state.answering == {county.SUPERVISOR.person}
    assert story.tasks() == {"draw-sample": ("supervisor", "sl")}
    assert [letter.kind for letter in story.letters] == ["list-frame"]


def test_the_sample_is_drawn_by_the_seed_and_stands_with_its_frame() -> None:
    story = an_inspection().list_frame((*FRAME[::-1], FRAME[0]))

    [drawn] = [event for event in story.events if isinstance(event, events.SampleDrawn)]
    seed = seed_of(story.state.id, county.MONDAY)
    assert drawn.by is None
    assert (drawn.seed, drawn.frame, drawn.digest) == (seed, FRAME, frame_digest(FRAME))
    assert drawn.drawn == story.state.drawn == sampled(seed, FRAME, 3)
    assert story.state.stage is Stage.CHECKING


def test_it_is_drawn_once_whatever_comes_later() -> None:
    story = an_inspection().list_frame()

    assert story.hear(commands.FrameListed(frame=("SL-2026-000777",))) == ()


def test_from_too_many_matters_nothing_is_drawn() -> None:
    work = county.TOLD.oversight
    narrow = replace(
        county.TOLD, oversight=replace(work, inspection=replace(work.inspection, frame_at_most=29))
    )

    story = an_inspection(edition=narrow).list_frame()

    assert (story.state.outcome, story.state.drawn) == (Outcome.SCOPE_TOO_WIDE, ())
    assert story.events[-1].frame_size == 30  # type: ignore[attr-defined]
    assert [letter.kind for letter in story.letters[1:]] == ["export-history"]


def test_an_empty_frame_leaves_nothing_to_look_at_and_a_circular_that_says_so() -> None:
    story = an_inspection().list_frame(())

    assert story.tasks() == {"issue-circular": ("supervisor", "sl")}
    story.hear(story.ask(commands.IssueCircular, county.SUPERVISOR, words=WORDS))
    assert story.state.outcome is Outcome.NOTHING_FOUND


def test_of_every_matter_both_sides_are_looked_at_before_the_circular() -> None:
    story = an_inspection().list_frame()
    assert len(story.state.to_look_at) == 6
    story.look_at_all(but=1)

    issue = story.ask(commands.IssueCircular, county.SUPERVISOR, words=WORDS)

    [*_, (left, aspect)] = story.state.to_look_at
    assert story.refusal_of(issue) is Reason.SAMPLE_NOT_LOOKED_AT
    assert story.procedure.view(story.state).case.waits_for == "look-at-sample"
    story.hear(in_order(left, aspect))
    assert story.procedure.view(story.state).case.waits_for == "issue-circular"
    story.hear(issue)
    assert story.state.outcome is Outcome.NOTHING_FOUND


def test_only_what_was_drawn_is_inspected_and_each_side_once() -> None:
    story = an_inspection().list_frame()
    [other, *_] = sorted(set(FRAME) - set(story.state.drawn))
    drawn = story.state.drawn[0]
    story.hear(in_order(drawn, Aspect.MATTER))

    assert story.refusal_of(finding(other)) is Reason.MATTER_NOT_IN_SAMPLE
    assert story.refusal_of(in_order(other, Aspect.MATTER)) is Reason.MATTER_NOT_IN_SAMPLE
    assert story.refusal_of(finding(drawn, Aspect.MATTER)) is Reason.LOOKED_AT_ALREADY
    assert story.refusal_of(finding(drawn, unit="sl-d2")) is Reason.UNIT_NOT_IN_SCOPE
    story.hear(finding(drawn))


def test_who_had_a_hand_in_a_matter_neither_looks_at_it_nor_signs_for_it() -> None:
    story = an_inspection()
    hands = dict.fromkeys(FRAME, frozenset({BUREAU.person}))
    story.list_frame(hands=hands)
    [matter, *_] = story.state.drawn

    assert story.refusal_of(finding(matter, by=BUREAU)) is Reason.INSPECTS_ITSELF
    assert story.refusal_of(in_order(matter, Aspect.MATTER, by=BUREAU)) is Reason.INSPECTS_ITSELF
    story.hear(finding(matter))
    story.look_at_all()
    story.hear(story.ask(commands.IssueCircular, county.SUPERVISOR, words=WORDS))
    story.rectified()
    sign = story.ask(commands.SignOffRectification, BUREAU, finding=1)
    assert story.refusal_of(sign) is Reason.INSPECTS_ITSELF
    back = story.ask(commands.SendBackRectification, BUREAU, finding=1, reason=WORDS)
    assert story.refusal_of(back) is Reason.INSPECTS_ITSELF


def test_where_those_named_had_a_hand_another_is_called_in() -> None:
    story = an_inspection().list_frame(hands=dict.fromkeys(FRAME, frozenset({BUREAU.person})))
    call = story.ask(commands.CallInInspector, county.SUPERVISOR, role="centre_dispatcher")
    [matter, *_] = story.state.drawn
    assert story.refusal_of(finding(matter, by=county.DISPATCHER)) is Reason.NOT_YOURS_TO_DO
    assert story.refusal_of(replace(call, role="window_clerk")) is Reason.NOT_AN_INSPECTOR

    story.hear(call)

    assert story.refusal_of(call) is Reason.INSPECTS_ALREADY
    story.hear(finding(matter, by=county.DISPATCHER))
    story.look_at_all()
    story.hear(story.ask(commands.IssueCircular, county.SUPERVISOR, words=WORDS))
    story.rectified()
    for by in (county.SUPERVISOR, county.DISPATCHER):
        story.hear(story.ask(commands.SignOffRectification, by, finding=1))
    assert story.state.outcome is Outcome.ALL_RECTIFIED


def test_until_the_circular_no_inspected_unit_knows_and_after_it_those_with_findings() -> None:
    story = an_inspection().list_frame()
    assert story.procedure.view(story.state).case.places == ("sl",)

    story = an_inspection().with_findings(county.TOWNSHIP)

    assert story.procedure.view(story.state).case.places == ("sl", county.TOWNSHIP)


def test_the_frame_and_what_was_in_order_is_read_at_the_county_alone() -> None:
    state = an_inspection().list_frame().state

    assert INSPECTION.unseen(state, county.SUPERVISOR) == frozenset()
    assert INSPECTION.unseen(state, TOWN_HEAD) == {"SampleDrawn", "FoundInOrder"}


def test_the_circular_goes_to_every_unit_of_the_scope_with_no_word_in_it() -> None:
    story = an_inspection().with_findings(county.TOWNSHIP, "sl-d1")

    [letter] = story.letters_of("document")
    assert letter.body["kind"] == "inspection-circular"
    assert letter.body["addressees"] == ["dept_head@sl-d1", f"township_head@{county.TOWNSHIP}"]
    data = letter.body["data"]
    assert [each["unit"] for each in data["findings"]] == [county.TOWNSHIP, "sl-d1"]
    assert data["due_on"] == "2026-11-23"  # fifteen working days
    assert set(data["findings"][0]) == {"number", "unit", "aspect", "basis"}


def test_each_unit_has_a_task_with_a_date_and_sees_to_its_own() -> None:
    story = an_inspection().with_findings(county.TOWNSHIP, "sl-d1")

    view = story.procedure.view(story.state)
    assert [(task.what, task.unit, task.due_on) for task in view.tasks] == [
        ("rectify", county.TOWNSHIP, date(2026, 11, 23)),
        ("rectify", "sl-d1", date(2026, 11, 23)),
    ]
    record = story.ask(commands.RecordRectification, DEPARTMENT_HEAD, finding=1, words=WORDS)
    assert story.refusal_of(record) is Reason.FINDING_OF_ANOTHER_UNIT
    nothing = story.ask(commands.RecordRectification, TOWN_HEAD, finding=9, words=WORDS)
    assert story.refusal_of(nothing) is Reason.NO_SUCH_FINDING


def test_a_finding_is_not_closed_without_a_rectification_on_record() -> None:
    story = an_inspection().with_findings(county.TOWNSHIP)

    for kind, by, said in (
        (commands.SignOffRectification, BUREAU, {}),
        (commands.SendBackRectification, BUREAU, {"reason": WORDS}),
        (commands.CheckRectification, TOWN_HEAD, {"item": "matter"}),
    ):
        assert story.refusal_of(story.ask(kind, by, finding=1, **said)) is Reason.NOT_RECTIFIED


def test_two_others_sign_and_the_last_finding_ends_the_inspection() -> None:
    story = an_inspection().with_findings(county.TOWNSHIP, "sl-d1")
    story.rectified()
    assert story.tasks()["sign-off-rectification"] == ("supervisor", "sl")
    again = story.ask(commands.RecordRectification, TOWN_HEAD, finding=1, words=WORDS)
    assert story.refusal_of(again) is Reason.RECTIFIED_ALREADY
    sign = story.ask(commands.SignOffRectification, county.SUPERVISOR, finding=1)
    story.hear(sign)
    assert story.refusal_of(sign) is Reason.SIGNED_ALREADY
    story.hear(story.ask(commands.SignOffRectification, BUREAU, finding=1))
    assert [each.number for each in story.state.open_findings] == [2]

    story.rectified(2, by=DEPARTMENT_HEAD)
    story.hear(story.ask(commands.SignOffRectification, BUREAU, finding=2))
    story.hear(story.ask(commands.SignOffRectification, county.SUPERVISOR, finding=2))

    assert story.state.outcome is Outcome.ALL_RECTIFIED
    assert {row.state for row in story.procedure.view(story.state).clocks} == {"met"}


def test_who_put_it_right_does_not_accept_it_whatever_else_they_are() -> None:
    story = an_inspection().with_findings(county.TOWNSHIP)
    both = replace(TOWN_HEAD, person=county.SUPERVISOR.person)
    story.rectified(by=both)

    sign = story.ask(commands.SignOffRectification, county.SUPERVISOR, finding=1)

    assert story.refusal_of(sign) is Reason.INSPECTS_ITSELF


def test_what_is_sent_back_begins_anew_and_keeps_its_date() -> None:
    story = an_inspection().with_findings(county.TOWNSHIP).rectified()
    story.hear(story.ask(commands.SignOffRectification, county.SUPERVISOR, finding=1))
    due = story.state.rectification_due(story.state.findings[0])

    story.hear(story.ask(commands.SendBackRectification, BUREAU, finding=1, reason=WORDS))

    [returned] = story.state.findings
    assert (returned.rectified_by, returned.checklist.checked, returned.checklist.signed) == (None, (), ())
    assert story.state.rectification_due(returned) == due
    assert story.notices() == [("rectification-sent-back", "township_head", county.TOWNSHIP)]
    story.rectified()
    story.hear(story.ask(commands.SignOffRectification, county.SUPERVISOR, finding=1))


def test_what_is_not_put_right_in_time_is_told_upwards_once() -> None:
    story = an_inspection().with_findings(county.TOWNSHIP)

    [late] = story.wait_for_the_next_moment()

    assert isinstance(late, events.RectificationFellOverdue)
    assert late.due_on == date(2026, 11, 23)
    assert story.notices() == [("rectification-overdue", "county_leader", "sl")]
    [letter] = story.letters_of("notice")
    assert letter.not_before is not None
    case = story.procedure.view(story.state).case
    assert (case.light, case.overdue, case.needs_attention) == ("red", True, True)
    assert story.procedure.next_moment(story.state) is None
    assert story.wait(days=30) == ()
    story.rectified()  # late, and still to be done
    story.hear(story.ask(commands.SignOffRectification, county.SUPERVISOR, finding=1))
    story.hear(story.ask(commands.SignOffRectification, BUREAU, finding=1))
    assert story.procedure.view(story.state).case.light == "green"


def test_time_changes_nothing_before_the_circular() -> None:
    story = an_inspection().list_frame()

    assert story.procedure.moments(story.state) == ()
    assert story.wait(days=400) == ()


def test_a_longer_period_takes_lateness_back() -> None:
    story = an_inspection().with_findings(county.TOWNSHIP, "sl-d1")
    story.wait_for_the_next_moment()
    assert all(each.is_overdue for each in story.state.findings)
    longer = replace(county.TOLD.rule("P-55"), count=40)

    story.hear(timekeeping.RulesPublished(version="demo/2", clocks=(longer,)))

    assert not any(each.is_overdue for each in story.state.findings)
    assert len(story.wait_for_the_next_moment()) == 2


def test_a_note_is_of_the_inspectors() -> None:
    story = an_inspection()
    note = notes.AddNote(id=KEY, by=county.SUPERVISOR, words=WORDS)

    story.hear(note)

    assert story.refusal_of(replace(note, by=BUREAU_HEAD)) is Reason.NOT_YOURS_TO_DO


def test_a_successor_leads_it_on() -> None:
    story = an_inspection()

    story.hear(staffing.PersonLeft(person=county.SUPERVISOR.person, to="p-new", handover="1"))

    assert story.state.lead.person == "p-new"
    assert story.state.handed_to("p-new", None).lead.person == "p-new"


def test_what_is_no_event_of_an_inspection_is_our_own_fault() -> None:
    with pytest.raises(TypeError):
        evolve(an_inspection().state, Event(at=county.MONDAY))


def test_who_answers_for_a_unit_is_its_head_and_for_an_unknown_one_nobody() -> None:
    head = head_of(county.TOLD, county.TOWNSHIP)

    assert head
    assert head.role == "township_head"
    assert head_of(county.TOLD, "nowhere") is None


def the_circular(story: InspectionStory, language: str, **names: str) -> list[str]:
    [letter] = story.letters_of("document")
    return petition_paper(letter.body["kind"], letter.body["data"], names, language)


def test_the_circular_reads_as_what_was_drawn_found_and_asked_for() -> None:
    story = an_inspection().with_findings(county.TOWNSHIP)
    named = {"addressee": "东溪镇", "unit": "示例县", "words": "抽查三件。", "unit-1": "东溪镇"}

    said = the_circular(story, "zh", **named)

    assert said[:5] == [
        "东溪镇：",
        (
            "示例县对2026年1月1日至2026年10月31日（含首尾两日）办理的事项开展督查，由系统随机抽取3件，"
            "事项本身和办理过程一并核查。"
        ),
        "抽查三件。",
        "问题1：东溪镇，事项本身（《信访工作条例》第23条第2款）。",
        "责任单位应当在2026年11月23日前（含当日）整改，记录整改情况并逐项核查。",
    ]
    assert len(the_circular(story, "en", **named)) == len(said)


def test_a_circular_without_findings_says_so() -> None:
    story = an_inspection().list_frame(())
    story.hear(story.ask(commands.IssueCircular, county.SUPERVISOR, words=WORDS))

    said = the_circular(story, "zh")

    assert "未发现需要整改的问题。" in said
    assert not any("整改，记录" in line for line in said)
