"""Which duties are supervised once they are late, of every procedure, and when they are late no longer."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from rules import danger, duties, late, timekeeping
from rules.dispute.commands import ExtendPeriod
from rules.dispute.matter import Outcome
from rules.dockings import DOCKINGS
from rules.dockings.docking import Body
from rules.editions import Organ
from rules.handoff import commands as handing
from rules.handoff.matter import Completion
from rules.heads import organ_of
from rules.petition.commands import ReportBack
from rules.petition.matter import NonAcceptance
from rules.procedure import Event
from rules.review.matter import Instance
from tests.rules import county
from tests.rules.after_reply import answered, asked_for
from tests.rules.handoff.docking_story import RECEIVER, SENDER, DockingStory
from tests.rules.petition.story import HOUSING, assigned, disputed, transferred
from tests.rules.questions import a_question, answer
from tests.rules.story import KEY, WORDS, Story, a_dispute, aftercare_of
from tests.rules.supervising import a_late_petition, the_late, until


def told(story: Story) -> list[tuple[str, str, str, str | None]]:
    """(duty, role, unit, rule) of what is late now."""
    return [(each.duty, each.role, each.unit, each.rule) for each in story.state.late]


def letters(story: Story) -> list[tuple[str, Any]]:
    return [
        (each.kind, each.body.get("how"))
        for each in story.letters
        if each.kind in ("open-supervision", "tell-supervision")
    ]


def late_after(story: Any, **time: float) -> Any:
    until(story, story.at + timedelta(**time))
    return story


# of which procedure


def test_a_step_and_the_whole_of_a_dispute() -> None:
    story = late_after(a_dispute(), days=40)

    lead = ("village_party_secretary", county.VILLAGE)
    assert told(story) == [("level", *lead, "P-05-1"), ("whole", *lead, "K-40")]
    assert letters(story) == [("open-supervision", None)] * 2
    for letter in story.letters_of("open-supervision"):
        assert letter.body["procedure"] == story.state.id


def test_a_petition_at_the_department_at_an_organ_and_where_competence_is_disputed() -> None:
    routing = late_after(transferred(), days=0)
    assert told(routing) == []
    assert told(late_after(transferred(), days=20)) == [("inform", "dept_handler", HOUSING, "K-04")]
    in_dispute = late_after(disputed(), days=20)
    assert ("tie-break", "county_leader", "sl", "P-22") in told(in_dispute)


def test_an_assignment_that_is_not_reported_on_by_its_day() -> None:
    story = assigned(county.MONDAY.date() + timedelta(days=10)).accept()

    late_after(story, days=12)

    assert told(story) == [("report", "dept_handler", HOUSING, None)]
    story.hear(danger.DangerReported(words=WORDS))
    assert len(told(story)) == 1  # whatever else happens, it is owed
    story.asks(ReportBack, story.handler, report=WORDS)
    assert letters(story)[-1] == ("tell-supervision", "met")
    assert told(story) == []


def test_what_follows_a_mediation_and_a_reply() -> None:
    after_mediation = late_after(aftercare_of(Outcome.NO_AGREEMENT), days=60)
    assert told(after_mediation) == [
        ("serve-guidance", "petition_mediation_docking_office", "sl", "P-12"),
        ("revisit", "village_party_secretary", county.VILLAGE, "P-09"),
    ]
    after_reply = late_after(answered(), days=90)
    assert ("close-matter", "petition_bureau_head", "sl", "P-20") in told(after_reply)


def test_a_report_after_the_reply_runs_no_clock() -> None:
    story = answered(report_by=county.MONDAY.date())

    late_after(story, days=200)

    [report] = [each for each in story.state.late if each.duty == "report-back"]
    assert (report.clock, report.rule, report.unit) == (None, None, "sl-d1")


def test_a_review_by_the_county_and_none_by_whoever_is_above_it() -> None:
    assert told(late_after(asked_for(), days=60)) == [("opinion", "review_handler", "sl", "K-11")]

    above = late_after(asked_for(Instance.RE_REVIEW), days=60)

    assert "ReviewFellOverdue" in above.kinds()
    assert told(above) == []
    assert letters(above) == []


def test_a_question() -> None:
    story = late_after(a_question(), days=10)
    assert told(story) == [("answer", "legal_service_window", "sl", "P-21")]

    story.hear(answer())

    assert told(story) == []
    assert letters(story) == [("open-supervision", None), ("tell-supervision", "met")]


# what is not


@pytest.mark.parametrize(
    ("docking", "receiver", "is_pressed"),
    [
        ("petition-mediation", Body.MEDIATION, True),
        ("police-referral", Body.POLICE, True),
        ("case-package", Body.COURT, False),  # a court is not pressed by a petition department
        ("psychological-service", Body.PSYCHOLOGY, False),  # and of what is private nobody is told
    ],
)
def test_whoever_does_not_answer_a_handoff_where_the_docking_says_so(
    docking: str, receiver: Body, is_pressed: bool
) -> None:
    sender = min(DOCKINGS[docking].senders)
    story = DockingStory(docking, between=(sender, receiver)).send()

    late_after(story, days=20)

    assert "HandoffSilent" in story.kinds()
    expected = [("accept-by", "receiving_seat", "unit-b", "P-28")] if is_pressed else []
    assert told(story) == expected


def test_what_came_back_is_for_the_sender_to_confirm() -> None:
    story = DockingStory("petition-mediation").accept()
    story.hear(story.returning("no-agreement", "mediation-record"))

    late_after(story, days=20)

    assert told(story) == [("close-by", "sending_seat", "unit-a", "P-30")]
    story.hear(handing.ConfirmReturn(id=KEY, by=SENDER))
    assert letters(story)[-1] == ("tell-supervision", "met")


def test_what_means_something_else_by_law_presses_nobody() -> None:
    story = DockingStory("petition-mediation").accept()

    late_after(story, days=60)

    assert "HandoffSilent" in story.kinds()
    assert told(story) == []  # by agreement longer, or returned: the people decide


def test_a_unit_that_has_a_task_beside_the_lead() -> None:
    story = DockingStory("petition-mediation").accept()
    until_then = story.at + timedelta(days=5)
    story.hear(
        handing.GiveCoTask(
            id=KEY, by=RECEIVER, completion=Completion.ALL, unit="sl-d1", what=WORDS, until=until_then
        )
    )

    late_after(story, days=6)

    assert told(story) == [("co-task@sl-d1", "dept_handler", "sl-d1", None)]
    by = county.seated("dept_handler", "sl-d1")
    story.hear(handing.FinishCoTask(id=KEY, by=by, result=WORDS))
    assert letters(story)[-1] == ("tell-supervision", "met")


# when it is late no longer


def test_a_duty_that_was_met_is_told_of_once() -> None:
    story = a_late_petition()
    fell_in = the_late(story).fell_in

    story.not_accept(NonAcceptance.NO_REQUEST)

    [letter] = story.letters_of("tell-supervision")
    assert letter.body == {"fell_in": fell_in, "how": "met"}
    assert letter.seq == story.state.seq


def test_a_date_that_moved_ahead_is_told_of_and_may_fall_late_again() -> None:
    story = late_after(a_question(), days=10)
    correct = timekeeping.CorrectStart(
        id=KEY, by=county.DISPATCHER, clock="answer", started_at=story.at - timedelta(days=1), reason=WORDS
    )

    story.hear(correct)

    assert letters(story) == [("open-supervision", None), ("tell-supervision", "moved")]
    assert told(story) == []
    late_after(story, days=20)
    assert letters(story)[-1] == ("open-supervision", None)
    assert len(told(story)) == 1


def test_a_correction_that_leaves_it_late_changes_nothing_but_the_run() -> None:
    story = late_after(a_question(), days=20)
    correct = timekeeping.CorrectStart(
        id=KEY, by=county.DISPATCHER, clock="answer", started_at=story.at - timedelta(days=15), reason=WORDS
    )

    story.hear(correct)

    assert letters(story) == [("open-supervision", None)]
    assert the_late(story).run == story.at - timedelta(days=15)


def test_more_time_that_is_not_enough_opens_nothing_twice() -> None:
    story = late_after(a_dispute(), days=9)
    assert [each.duty for each in story.state.late] == ["level"]
    longer = partial(ExtendPeriod, id=KEY, by=county.SECRETARY, agreed_in_writing=frozenset({"zhang", "li"}))

    story.hear(longer(days=1))
    until(story, story.at)
    assert story.kinds().count("StepFellOverdue") == 2
    assert letters(story) == [("open-supervision", None)]

    story.hear(longer(days=20))
    assert letters(story)[-1] == ("tell-supervision", "moved")


def test_the_next_step_has_a_run_of_its_own() -> None:
    story = a_dispute()
    story.everyone_consents()
    late_after(story, days=7)

    story.hold()

    assert story.state.step == 2
    assert letters(story) == [("open-supervision", None), ("tell-supervision", "met")]
    late_after(story, days=7)
    assert told(story) == [("level", "posted_township_cadre", county.VILLAGE, "P-05-2")]


def test_nobody_above_the_county_is_supervised_and_every_unit_is_of_a_kind() -> None:
    assert organ_of(county.TOLD, "sl-city") is Organ.SUPERIOR
    assert Body.COURT not in duties.SUPERVISED
    assert not duties.SUPERVISED & {Body.PROCURATORATE, Body.ARBITRATION, Body.RECONSIDERATION, Body.NOTARY}


def test_an_event_that_says_nothing_is_late_is_none() -> None:
    story = answered()

    assert late.fell_late(story.state, Event(at=story.at)) is None
