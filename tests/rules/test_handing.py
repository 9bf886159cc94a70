"""County policy 28 移送: a dispute, its aftercare or a petition hands something over, waits, and hears of
it."""

from datetime import timedelta
from typing import Any

import pytest

from rules.aftercare.commands import RecordRevisit, RecordService, Reopen
from rules.aftercare.matter import Ground
from rules.aftercare.matter import Outcome as Result
from rules.dispute.commands import EndWithoutAgreement, FiledInCourt
from rules.dispute.matter import Outcome, Party, PartyRole
from rules.dockings.docking import Body, Trait
from rules.handing import HandoffTold, News
from rules.handing_over import handoff_of, receiving_side, side_of
from rules.handoff.matter import Class, Consent, ConsentForm, Paper, Person, Side, Stage
from rules.handoff.opening import arrived
from rules.handoff.procedure import HANDOFF
from rules.participants import Participant, ParticipantRole, Power
from rules.petition.commands import CloseSettled, SignOpinion
from rules.refusals import Reason, Refused
from tests.rules import county
from tests.rules.handing import AID, BOTH, CONFIRMATION, over
from tests.rules.handoff.story import HandoffStory
from tests.rules.petition.story import HOUSING, LI, ZHANG, a_petition, accepted, drafted
from tests.rules.story import KEY, WORDS, Story, a_dispute, aftercare_of

CHILD = Party("wang", PartyRole.THIRD, is_minor=True, guardian="wang-mother")


def told(
    story: Story, news: News, outcome: str | None = None, handoff: str = "handoff/sl/SL-2026-1/1"
) -> Any:
    """What a handoff tells of the last that was handed over."""
    asked_in = story.state.handed[-1].asked_in
    return story.hear(HandoffTold(handoff=handoff, asked_in=asked_in, news=news, outcome=outcome))


def served_all(story: Story) -> None:
    for party in sorted(BOTH):
        story.hear(RecordService(id=KEY, by=county.DOCKING_OFFICE, party=party, method="mail", proof=WORDS))


def taken_back(story: Story) -> list[tuple[Any, ...]]:
    return [
        (letter.body["handoff"], letter.body["asked_in"], letter.body["what"], letter.body["outcome"])
        for letter in story.letters_of("tell-handoff")
    ]


# A dispute.


def test_whoever_has_a_dispute_in_hand_hands_it_over_and_it_goes_on() -> None:
    story = a_dispute()
    before = story.state

    story.hear(over(county.SECRETARY, traits=frozenset({Trait.UNCLEAR_TERMS}), counted_from=story.at))

    (letter,) = story.letters_of("open-handoff")
    assert (letter.seq, letter.body) == (story.state.seq, {"origin": story.state.id})
    assert (story.state.stage, story.state.clocks) == (before.stage, before.clocks)
    assert story.state.waits_for_others


@pytest.mark.parametrize(
    ("said", "reason", "details"),
    [
        ({"pair": ("weather", "court")}, Reason.NO_SUCH_DOCKING, ()),
        ({"pair": ("case-package", "nowhere")}, Reason.NO_SUCH_AGENCY, ()),
        ({"pair": ("case-package", "police")}, Reason.NOT_BETWEEN_THESE, ("police",)),
        ({"pair": ("assigned-mediation", "court")}, Reason.NOT_BETWEEN_THESE, ("mediation",)),
        ({"people": frozenset()}, Reason.UNKNOWN_PARTY, ()),
        ({"people": frozenset({"zhang", "passer-by"})}, Reason.UNKNOWN_PARTY, ()),
    ],
)
def test_it_is_handed_over_by_a_docking_of_both_about_its_own_people(
    said: dict[str, Any], reason: Reason, details: tuple[str, ...]
) -> None:
    story = a_dispute()

    with pytest.raises(Refused) as refused:
        story.hear(over(county.SECRETARY, **said))

    assert (refused.value.reason, refused.value.details) == (reason, details)


def test_the_same_is_handed_over_again_only_when_it_is_back() -> None:
    story = a_dispute()
    story.hear(over(county.SECRETARY))

    assert story.refusal_of(over(county.SECRETARY)) is Reason.HANDOFF_STILL_OPEN

    told(story, News.REFUSED)
    story.hear(over(county.SECRETARY))
    assert [each.is_open for each in story.state.handed] == [False, True]


def test_each_piece_of_news_is_heard_once_and_none_that_was_overtaken() -> None:
    story = a_dispute()
    story.hear(over(county.SECRETARY))
    heard = [
        len(told(story, news, outcome))
        for news, outcome in (
            (News.SENT, None),
            (News.RETURNED, "case-registered"),
            (News.ACCEPTED, None),  # its letter was carried late
            (News.RETURNED, "case-registered"),
            (News.CONFIRMED, None),
            (News.EXPIRED, None),
        )
    ]

    (mine,) = story.state.handed
    assert heard == [1, 1, 0, 0, 1, 0]
    assert (mine.handoff, mine.news, mine.outcome) == (
        "handoff/sl/SL-2026-1/1",
        News.CONFIRMED,
        "case-registered",
    )
    assert story.hear(HandoffTold(handoff="h", asked_in=1, news=News.SENT)) == ()


def test_news_of_one_handoff_changes_no_other() -> None:
    story = a_dispute()
    story.hear(over(county.SECRETARY))
    story.hear(over(county.SECRETARY, AID))

    told(story, News.SENT)

    assert [each.news for each in story.state.handed] == [None, News.SENT]


def test_a_dispute_is_not_ended_without_agreement_while_it_is_with_somebody_else() -> None:
    story = a_dispute()
    end = EndWithoutAgreement(id=KEY, by=county.SECRETARY, reason=WORDS)
    story.hear(over(county.SECRETARY))

    assert story.refusal_of(end) is Reason.HANDOFF_STILL_OPEN

    told(story, News.RECALLED)
    story.hear(end)
    assert story.state.outcome is Outcome.NO_AGREEMENT


def test_a_dispute_does_not_wait_for_a_service_beside_it() -> None:
    story = a_dispute()
    story.hear(over(county.SECRETARY, AID, people=frozenset({"zhang"})))

    story.hear(EndWithoutAgreement(id=KEY, by=county.SECRETARY, reason=WORDS))

    assert story.state.has_ended


def test_what_nobody_has_accepted_is_taken_back_at_the_end_the_draft_included() -> None:
    story = a_dispute()
    story.hear(over(county.SECRETARY))
    told(story, News.REFUSED)
    story.hear(over(county.SECRETARY))
    sent_in = story.state.seq
    told(story, News.SENT, handoff="handoff/sl/SL-2026-1/2")
    story.hear(over(county.SECRETARY, AID))
    drafted_in = story.state.seq

    story.hear(FiledInCourt(case=WORDS))  # whoever leaves, leaves

    assert taken_back(story) == [
        ("handoff/sl/SL-2026-1/2", sent_in, "origin_ended", "filed-in-court"),
        (None, drafted_in, "origin_ended", "filed-in-court"),
    ]
    assert told(story, News.ACCEPTED) == ()


def test_a_dispute_that_came_by_a_handoff_tells_it_when_it_begins_and_ends() -> None:
    story = a_dispute(anchored_on="handoff/sl/SL-2026-1/1#7")

    story.hear(FiledInCourt(case=WORDS))

    assert [(each.body["what"], each.body["outcome"]) for each in story.letters_of("tell-handoff")] == [
        ("receiver_started", None),
        ("receiver_ended", "filed-in-court"),
    ]


# What follows a mediation.


def test_after_a_mediation_it_goes_to_whoever_can_help_and_comes_back() -> None:
    story = aftercare_of(Outcome.NO_AGREEMENT)

    story.hear(over(county.DOCKING_OFFICE, counted_from=None))
    told(story, News.SENT)
    told(story, News.CONFIRMED)

    assert story.kinds()[1:] == ["HandedOff", "HandoffHeard", "HandoffHeard"]
    assert not story.state.waits_for_others


def test_the_time_to_send_it_for_confirmation_runs_from_the_day_the_agreement_took_effect() -> None:
    story = aftercare_of(Outcome.AGREEMENT)
    story.at += timedelta(days=3)

    story.hear(over(county.DOCKING_OFFICE, CONFIRMATION, counted_from=story.at))

    assert story.events[-1].counted_from == county.MONDAY  # type: ignore[attr-defined]


def test_what_was_not_agreed_is_not_sent_for_confirmation() -> None:
    story = aftercare_of(Outcome.NO_AGREEMENT)

    assert story.refusal_of(over(county.DOCKING_OFFICE, CONFIRMATION)) is Reason.NOTHING_TO_CONFIRM


def test_aftercare_closes_when_what_is_with_somebody_else_is_back() -> None:
    story = aftercare_of(Outcome.CONCLUDED_ELSEWHERE)
    story.hear(over(county.SECRETARY, people=frozenset({"zhang"})))
    served_all(story)
    story.hear(RecordRevisit(id=KEY, by=county.SECRETARY, notes=WORDS))

    case = story.procedure.view(story.state).case
    assert (story.state.has_ended, case.waits_for) == (False, "await-handoff")

    told(story, News.SENT)
    told(story, News.CONFIRMED)
    assert story.state.outcome is Result.DONE
    assert taken_back(story) == []


def test_aftercare_does_not_wait_for_a_service_beside_it_and_takes_it_back() -> None:
    story = aftercare_of(Outcome.CONCLUDED_ELSEWHERE)
    story.hear(over(county.SECRETARY, AID, people=frozenset({"zhang"})))
    asked_in = story.state.seq
    served_all(story)

    story.hear(RecordRevisit(id=KEY, by=county.SECRETARY, notes=WORDS))

    assert story.state.outcome is Result.DONE
    assert taken_back(story) == [(None, asked_in, "origin_ended", "done")]


def test_a_matter_taken_up_again_takes_back_what_was_handed_over_after_it() -> None:
    story = aftercare_of(Outcome.NO_AGREEMENT)
    story.hear(over(county.SECRETARY))
    told(story, News.SENT)

    story.hear(Reopen(id=KEY, by=county.DISPATCHER, ground=Ground.NEW_FACTS, reason=WORDS))

    assert [each[2] for each in taken_back(story)] == ["origin_ended"]


# A petition.


def test_a_petition_is_handed_over_by_whoever_has_it_and_answered_when_it_is_back() -> None:
    story = drafted()
    sign = SignOpinion(id=KEY, by=story.head, has_seal=True)
    story.hear(over(story.handler, ("police-referral", "police")))

    assert story.refusal_of(sign) is Reason.HANDOFF_STILL_OPEN

    told(story, News.CONFIRMED)
    story.hear(sign)
    assert "OpinionSigned" in story.kinds()


def test_the_petition_department_hands_over_as_what_it_is() -> None:
    story = a_petition()
    story.classify()

    story.hear(over(story.handler, ("social-assistance", "assistance"), people=frozenset({"zhang"})))

    assert handoff_from(story).state.sender.body is Body.PETITION_OFFICE


def test_what_a_petition_has_handed_over_is_taken_back_when_it_ends() -> None:
    story = accepted()
    story.hear(over(story.handler, ("police-referral", "police")))

    story.mediate().mediated("agreement")
    story.asks(CloseSettled, story.handler, agreement=WORDS)

    assert [each[2] for each in taken_back(story)] == ["origin_ended"]


# How it becomes a handoff.


def handoff_from(origin: Story) -> HandoffStory:
    """The handoff that the last entry asked for, as the relay drafts it."""
    event: Any = origin.events[-1]
    first = handoff_of(
        origin.state,
        event,
        asked_in=origin.state.seq,
        id="handoff/sl/SL-2026-1/1",
        number="SL-2026-1",
        edition=origin.edition,
        at=origin.at,
    )
    return HandoffStory(HANDOFF, first, origin.edition)


def test_a_dispute_drafts_a_handoff_about_those_who_were_named() -> None:
    origin = a_dispute(parties=(*county.TWO, CHILD))
    origin.hear(over(county.SECRETARY, people=frozenset({"zhang", "wang"})))

    drafted = handoff_from(origin).state

    assert (drafted.stage, drafted.origin, drafted.origin_seq) == (Stage.DRAFT, origin.state.id, 2)
    assert drafted.people == (
        Person(ref="zhang", role="applicant"),
        Person(ref="wang", role="respondent", is_minor=True, guardian="wang-mother"),
    )
    assert (drafted.sender.unit, drafted.sender.role) == (county.VILLAGE, county.SECRETARY.role)
    assert drafted.receiver == side_of(origin.edition.agency("court"))  # type: ignore[arg-type]


def test_aftercare_drafts_a_handoff_between_its_applicants_and_the_others() -> None:
    origin = aftercare_of(Outcome.AGREEMENT)
    origin.hear(over(county.DOCKING_OFFICE, CONFIRMATION))

    drafted = handoff_from(origin).state

    assert {person.ref: person.role for person in drafted.people} == {
        "zhang": "applicant",
        "li": "respondent",
    }
    assert drafted.mediators == {county.SECRETARY.person}


def test_an_organ_drafts_a_handoff_about_the_petitioners_and_the_other_side_and_no_agent() -> None:
    agent = Participant(
        ref="lawyer",
        role=ParticipantRole.AUTHORIZED_AGENT,
        acts_for="zhang",
        authority=WORDS,
        powers=frozenset({Power.SUBMIT}),
    )
    origin = accepted(people=(ZHANG, LI, agent))
    assert origin.refusal_of(over(origin.handler, AID, people=frozenset({"lawyer"}))) is Reason.UNKNOWN_PARTY
    origin.hear(over(origin.handler, ("police-referral", "police")))

    drafted = handoff_from(origin).state

    assert drafted.sender.body is Body.DEPARTMENT
    assert drafted.sender.unit == HOUSING
    assert {person.ref: person.role for person in drafted.people} == {
        "zhang": "applicant",
        "li": "respondent",
    }


def test_an_agency_without_a_system_of_its_own_gets_it_at_its_desk_here() -> None:
    court, desk = (county.TOLD.agency(code) for code in ("court", "tribunal"))
    assert court
    assert desk

    assert (side_of(court).agency, side_of(desk).agency) == ("court", None)


# What an agency's system sends.

OF_THE_COURT = Side(body=Body.COURT, unit="sl-a1", role="docking_clerk", agency="court", ref="tw-2026-1")


def sent_by_the_court(**said: Any) -> Any:
    whole = {
        "id": "handoff/sl/SL-2026-1/1",
        "number": "SL-2026-1",
        "edition": county.TOLD,
        "docking": "assigned-mediation",
        "sender": OF_THE_COURT,
        "receiver": receiving_side(county.TOLD),
        "people": (Person(ref="zhang", role="applicant"), Person(ref="li", role="respondent")),
        "consents": {"zhang": Consent(form=ConsentForm.WRITTEN, at=county.MONDAY)},
        "summary": WORDS,
        "papers": (),
        "message": "m-1",
        "received_at": county.MONDAY,
        "at": county.MONDAY,
    }
    return arrived(**{**whole, **said})


def test_what_an_agency_has_sent_begins_received_at_the_one_window() -> None:
    story = HandoffStory(HANDOFF, sent_by_the_court(), county.TOLD)

    assert (story.state.stage, story.state.holder) == (Stage.RECEIVED, "sender")
    assert story.notices() == [("handoff-arrived", county.TOLD.intake.role, county.COUNTY)]
    assert story.says_to_the_other() == []


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"docking": "weather"}, Reason.NO_SUCH_DOCKING),
        ({"docking": "case-package"}, Reason.NOT_BETWEEN_THESE),
        (
            {"docking": "police-referral", "sender": Side(body=Body.MEDIATION, unit="u", role="r")},
            Reason.NOT_BETWEEN_THESE,
        ),
        ({"papers": (Paper(kind="complaint", text=WORDS, secrecy=Class.SECRET),)}, Reason.SECRET_PAPER),
        ({"people": ()}, Reason.PARTIES_NOT_IDENTIFIED),
        ({"people": (Person(ref="zhang", role="applicant"),) * 2}, Reason.PARTIES_NOT_IDENTIFIED),
    ],
)
def test_what_cannot_be_between_these_two_is_turned_away_at_the_door(
    said: dict[str, Any], reason: Reason
) -> None:
    with pytest.raises(Refused) as refused:
        sent_by_the_court(**said)

    assert refused.value.reason is reason
