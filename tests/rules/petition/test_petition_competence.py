"""Whose a petition is: led to one organ, objected to, taken back, and settled above; never nobody's."""

from collections.abc import Callable
from datetime import date

import pytest

from rules.channels import Channel
from rules.clocks.ledger import Held
from rules.petition import commands
from rules.petition.matter import Outcome, SettledBy, Stage
from rules.petition.procedure import PETITION
from rules.procedure import About
from rules.refusals import Reason, Refused
from tests.rules import county
from tests.rules.petition.story import (
    ABOLISHED,
    BUREAU,
    CITY,
    COURT,
    DEBT,
    HOUSING,
    LEADER,
    POLICE_BUREAU,
    WATER,
    WATER_BUREAU,
    PetitionStory,
    a_petition,
    accepted,
    assigned,
    disputed,
    handed_in_at,
    on,
    signed,
    transferred,
)
from tests.rules.story import KEY, WORDS


def refused(story: PetitionStory, kind: type, **said: object) -> tuple[Reason, tuple[str, ...]]:
    by = said.pop("by", BUREAU)
    with pytest.raises(Refused) as no:
        story.hear(kind(id=KEY, by=by, **said))
    return no.value.reason, no.value.details


def transfer_refused(story: PetitionStory, to: str, reason: str | None = WORDS) -> tuple[Reason, object]:
    return refused(story, commands.Transfer, to_unit=to, reason=reason)


# 登记: whose it is from the first moment on


def test_a_competent_organ_keeps_what_came_to_it_and_everybody_else_sends_it_to_the_department() -> None:
    """XFTL 22, 23."""
    assert handed_in_at(HOUSING).state.unit == HOUSING
    assert handed_in_at(HOUSING).state.stage is Stage.PENDING
    assert handed_in_at(ABOLISHED).state.unit == county.COUNTY
    assert a_petition(received_by=county.VILLAGE).state.unit == county.COUNTY
    assert a_petition(received_by=county.TOWNSHIP).state.unit == county.TOWNSHIP


# 分流: to an organ that is competent


def test_what_nobody_has_classified_goes_nowhere() -> None:
    """XFTL 31."""
    assert transfer_refused(a_petition(), HOUSING) == (Reason.NOT_CLASSIFIED, ())
    assert refused(a_petition(), commands.Guide, explanation=WORDS) == (Reason.NOT_CLASSIFIED, ())


def test_a_visitor_is_understood_before_anything_is_sent_on() -> None:
    """NG-06: understood, the crux found, the policy applied, the plan set, answered, each once."""
    for channel in (Channel.VISIT, Channel.HOUSEHOLD_VISIT, Channel.LEADERS_RECEPTION):
        story = a_petition(channel=channel).classify()
        assert transfer_refused(story, HOUSING) == (Reason.FIRST_VISIT_INCOMPLETE, ())

        story.first_visit().transfer()
        assert story.state.unit == HOUSING

        words = dict.fromkeys(("request", "crux", "policy", "plan", "answer"), WORDS)
        again = refused(story, commands.RecordFirstVisit, **words)
        assert again == (Reason.NOTHING_TO_CORRECT, ())


def test_what_is_for_the_courts_goes_to_no_administrative_organ() -> None:
    """NG-25, XFTL 28(2): not even with a reason."""
    story = a_petition().classify(COURT)

    assert transfer_refused(story, HOUSING) == (Reason.WRONG_ORGAN, ("court", "procuratorate"))
    assert transfer_refused(a_petition().classify(DEBT), HOUSING)[0] is Reason.WRONG_ORGAN


def test_an_organ_that_the_list_does_not_name_is_chosen_with_a_reason() -> None:
    """XFTL 31: an organ that it names needs none."""
    story = a_petition().classify(WATER)
    assert transfer_refused(story, HOUSING, None) == (Reason.ORGAN_NOT_LISTED, ("water",))

    story.hear(commands.Transfer(id=KEY, by=BUREAU, to_unit=WATER_BUREAU))

    assert story.state.unit == WATER_BUREAU


def test_an_organ_that_is_no_more_names_its_successor() -> None:
    """XFTL 24(2)."""
    story = a_petition().classify()

    assert transfer_refused(story, ABOLISHED) == (Reason.ORGAN_SUCCEEDED, (CITY,))
    assert transfer_refused(story, "nowhere") == (Reason.NO_SUCH_ORGAN, ())
    assert transfer_refused(story, county.VILLAGE) == (Reason.NO_SUCH_ORGAN, ())


def test_the_letter_of_transfer_names_where_and_by_which_route() -> None:
    """D-05, D-06."""
    transferred_, assigned_ = transferred(), assigned(date(2026, 12, 1))

    assert transferred_.paper("D-05")["addressees"] == [f"dept_handler@{HOUSING}"]
    assert assigned_.paper("D-06")["data"] == {
        "on": "2026-11-02",
        "unit": "sl",
        "to_unit": HOUSING,
        "report_by": "2026-12-01",
        "route": "R-54",
        "list_version": "2026.4",
    }
    assert transferred_.notices() == [("transferred", "dept_handler", HOUSING)]
    assert assigned_.notices() == [("assigned", "dept_handler", HOUSING)]


# 异议: the refusals of one matter, and who has it meanwhile


def test_what_is_objected_to_stays_until_the_sender_has_answered() -> None:
    """XFTL 23(3)."""
    story = transferred().object()

    assert story.state.unit == HOUSING
    assert story.tasks()["answer-objection"] == ("petition_bureau", county.COUNTY)
    assert story.notices()[-1] == ("transfer-objected-to", "petition_bureau", county.COUNTY)
    again = refused(story, commands.ObjectToTransfer, by=story.handler, reasons=WORDS)
    assert again == (Reason.OBJECTION_PENDING, ())


def test_an_objection_that_is_agreed_to_brings_it_back_to_be_led_on() -> None:
    """XFTL 23(3)."""
    story = transferred()
    story.until(on(11, 4))

    story.object().take_back()

    assert (story.state.stage, story.state.unit) == (Stage.ROUTING, county.COUNTY)
    assert [refusal.agreed for refusal in story.state.refusals] == [True]
    assert story.notices()[-1] == ("objection-agreed", "dept_handler", HOUSING)
    assert story.state.held == (
        Held(county.COUNTY, county.MONDAY),
        Held(HOUSING, county.MONDAY),
        Held(county.COUNTY, on(11, 4)),
    )


def test_an_objection_that_is_rejected_leaves_it_where_it_is_for_good() -> None:
    """XFTL 23(3)."""
    story = transferred().object().reject()

    assert [refusal.agreed for refusal in story.state.refusals] == [False]
    assert story.notices()[-1] == ("objection-rejected", "dept_handler", HOUSING)
    again = refused(story, commands.ObjectToTransfer, by=story.handler, reasons=WORDS)
    assert again == (Reason.COMPETENCE_IS_SETTLED, ())
    assert story.accept().state.unit == HOUSING


@pytest.mark.parametrize("kind", [commands.TakeBack, commands.RejectObjection])
def test_where_nobody_objected_there_is_nothing_to_answer(kind: type) -> None:
    assert refused(transferred(), kind, reason=WORDS) == (Reason.NOT_OBJECTED_TO, ())


def test_the_second_refusal_of_one_matter_opens_the_dispute_over_competence() -> None:
    """XFTL 24(1), county policy 22: it goes up, and no further round."""
    story = disputed()

    assert story.kinds()[-2:] == ["TransferObjectedTo", "CompetenceDisputed"]
    assert [(refusal.unit, refusal.agreed) for refusal in story.state.refusals] == [
        (HOUSING, True),
        (CITY, None),
    ]
    assert story.state.unit == CITY
    assert story.notices()[-2:] == [
        ("competence-disputed", "county_leader", county.COUNTY),
        ("competence-disputed", "supervisor", county.COUNTY),
    ]


def test_it_is_settled_by_the_common_superior_and_nobody_objects_any_more() -> None:
    """XFTL 24(1)."""
    story = disputed()
    story.until(on(11, 4))

    story.settle(WATER_BUREAU)

    assert (story.state.stage, story.state.unit) == (Stage.PENDING, WATER_BUREAU)
    assert [refusal.agreed for refusal in story.state.refusals] == [True, True]
    assert story.clocks()["tie-break"] == "met"
    assert story.due("inform") == date(2026, 11, 19)
    assert story.notices()[-1] == ("competence-settled", "dept_handler", WATER_BUREAU)
    again = refused(story, commands.ObjectToTransfer, by=story.handler, reasons=WORDS)
    assert again == (Reason.COMPETENCE_IS_SETTLED, ())


def test_it_may_be_settled_that_it_was_where_it_belongs() -> None:
    """XFTL 24(1): then the days to tell have run since the transfer."""
    story = disputed()
    story.until(on(11, 4))

    story.settle(CITY, SettledBy.NEGOTIATED)

    assert [refusal.agreed for refusal in story.state.refusals] == [True, False]
    assert story.due("inform") == date(2026, 11, 17)
    assert story.state.held[-1] == Held(CITY, county.MONDAY)


def test_the_joint_meeting_settles_it_once_it_was_called() -> None:
    """XFTL 24(1)."""
    story = disputed()
    said = {"unit": HOUSING, "by_way_of": SettledBy.JOINT_MEETING, "reason": WORDS}
    assert refused(story, commands.SettleCompetence, by=LEADER, **said) == (Reason.NO_JOINT_MEETING, ())

    story.asks(commands.CallJointMeeting, BUREAU, reason=WORDS)
    assert refused(story, commands.CallJointMeeting, reason=WORDS) == (Reason.NOTHING_TO_CORRECT, ())
    story.settle(HOUSING, SettledBy.JOINT_MEETING)

    assert story.state.unit == HOUSING


def test_nobody_is_made_competent_for_what_is_not_an_administrative_organs() -> None:
    """XFTL 28(2): not by the common superior either."""
    story = transferred(to=POLICE_BUREAU, route="R-39").object().take_back().transfer(POLICE_BUREAU).object()

    said = {"by_way_of": SettledBy.SUPERIOR, "reason": WORDS}
    housing = refused(story, commands.SettleCompetence, by=LEADER, unit=HOUSING, **said)
    assert housing == (Reason.WRONG_ORGAN, ("police", "procuratorate"))
    abolished = refused(story, commands.SettleCompetence, by=LEADER, unit=ABOLISHED, **said)
    assert abolished == (Reason.ORGAN_SUCCEEDED, (CITY,))
    assert story.settle(POLICE_BUREAU).state.unit == POLICE_BUREAU


# 继续行使职权的机关


@pytest.mark.parametrize("standing", [transferred, accepted, signed], ids=["pending", "handling", "serving"])
def test_whoever_goes_on_with_the_functions_has_the_matter_and_its_periods(
    standing: Callable[[], PetitionStory],
) -> None:
    """XFTL 24(2)."""
    story = standing()
    before = story.clocks()
    story.until(on(11, 4))

    story.asks(commands.NameSuccessor, BUREAU, unit=WATER_BUREAU, reason=WORDS)

    assert story.state.unit == WATER_BUREAU
    assert story.state.handler is None
    assert story.clocks() == before
    assert story.state.held[-1] == Held(WATER_BUREAU, on(11, 4))
    assert story.notices()[-1] == ("competence-settled", "dept_handler", WATER_BUREAU)


def test_a_successor_is_another_organ_and_is_competent_for_such_a_matter() -> None:
    """XFTL 24(2), 28(2)."""
    said = {"reason": WORDS}
    assert refused(transferred(), commands.NameSuccessor, unit=HOUSING, **said) == (
        Reason.NOTHING_TO_CORRECT,
        (),
    )
    for_the_police = transferred(to=POLICE_BUREAU, route="R-39")
    assert refused(for_the_police, commands.NameSuccessor, unit=HOUSING, **said)[0] is Reason.WRONG_ORGAN


def test_what_nobody_has_classified_yet_goes_to_the_successor_all_the_same() -> None:
    """XFTL 24(2)."""
    story = handed_in_at(HOUSING)

    story.asks(commands.NameSuccessor, BUREAU, unit=CITY, reason=WORDS)

    assert story.state.unit == CITY


def test_what_is_with_the_department_or_disputed_has_no_successor_to_be_named() -> None:
    """XFTL 24: the department transfers, and whoever settles it settles it."""
    for story in (a_petition(), disputed()):
        said = {"unit": WATER_BUREAU, "reason": WORDS}
        assert refused(story, commands.NameSuccessor, **said) == (Reason.NOT_AT_THIS_STAGE, ())


# 首访责任


def test_the_first_receiver_follows_it_through_every_stage_until_it_ends() -> None:
    """NG-18: no transfer removes it."""
    story = a_petition()
    first = ("first_receiver", county.COUNTY)
    steps: list[Callable[[], object]] = [
        story.classify,
        story.transfer,
        story.object,
        story.take_back,
        lambda: story.transfer(CITY),
        story.object,
        lambda: story.settle(HOUSING),
        story.accept,
        story.hear_facts,
        story.draft,
        story.sign,
    ]

    for step in steps:
        assert story.tasks()["follow-up"] == first
        task = next(task for task in story.procedure.view(story.state).tasks if task.what == "follow-up")
        assert task.person == county.WINDOW_CLERK.person
        step()

    assert story.tasks()["follow-up"] == first
    story.serve()
    assert story.tasks() == {}


# 分类


def test_a_class_is_corrected_with_a_reason_and_only_to_another() -> None:
    """XFTL 31."""
    story = a_petition().classify()
    triage = county.seated("triage_officer", county.COUNTY)

    no_reason = refused(story, commands.Classify, by=triage, route=WATER)
    assert no_reason == (Reason.CORRECTION_WITHOUT_REASON, ())
    same = refused(story, commands.Classify, by=triage, route="R-54", reason=WORDS)
    assert same == (Reason.NOTHING_TO_CORRECT, ())
    unknown = refused(story, commands.Classify, by=triage, route="R-51", reason=WORDS)
    assert unknown == (Reason.ROUTE_NOT_IN_FORCE, ("2026.4",))


def test_a_class_that_somebody_contests_is_looked_at_by_a_person_who_may_let_it_stand() -> None:
    """XFTL 31: it goes on meanwhile."""
    story = a_petition()
    assert story.hear(commands.ClassContested(words=WORDS)) == ()  # there is no class yet
    story.classify()
    story.until(on(11, 3))
    story.hear(commands.ClassContested(words=WORDS))
    story.until(on(11, 4))
    story.hear(commands.ClassContested(words=WORDS))

    task = next(task for task in story.procedure.view(story.state).tasks if task.what == "look-at-class")
    assert (task.role, task.since) == ("triage_officer", on(11, 3))

    story.classify(reason=WORDS)
    assert "look-at-class" not in story.tasks()


def test_nothing_is_contested_any_more_when_it_has_ended() -> None:
    story = signed().serve()

    assert story.state.outcome is Outcome.ANSWERED
    assert story.hear(commands.ClassContested(words=WORDS)) == ()


def test_a_list_of_matters_shows_the_place_of_a_petition_as_near_as_it_is_known() -> None:
    assert PETITION.about(a_petition().state) == About(place=county.VILLAGE)
    assert PETITION.about(a_petition(village=None).state) == About(place=county.TOWNSHIP)
    assert PETITION.about(a_petition(village=None, township=None).state) == About()
