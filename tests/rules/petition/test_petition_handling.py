"""Handling and the end: heard, mediated within, answered in full, served on everybody, or taken back."""

from datetime import date, timedelta
from typing import Any

import pytest

from rules import danger, notes, participants, particulars, supplement, tracking
from rules.channels import Channel
from rules.participants import Participant, ParticipantRole, Power
from rules.petition import commands, events
from rules.petition.matter import (
    Adoption,
    Manner,
    NonAcceptance,
    Opinion,
    Outcome,
    Stage,
)
from rules.petition.procedure import PETITION
from rules.refusals import Reason, Refused
from tests.rules import county
from tests.rules.petition.story import (
    ABOLISHED,
    BUREAU,
    BUREAU_HEAD,
    CHINA,
    CITY,
    DEBT,
    HOUSING,
    LI,
    SUGGESTION,
    WANG,
    ZHANG,
    PetitionStory,
    a_petition,
    accepted,
    drafted,
    drafting,
    on,
    registration,
    signed,
    standing_at,
    transferred,
)
from tests.rules.story import KEY, WORDS

BOTH = (ZHANG, WANG, LI)
AUNT = Participant(
    ref="aunt",
    role=ParticipantRole.AUTHORIZED_AGENT,
    acts_for="zhang",
    authority=WORDS,
    powers=frozenset({Power.WITHDRAW, Power.RECEIVE}),
)


def refused(story: PetitionStory, kind: type, **said: Any) -> tuple[Reason, tuple[str, ...]]:
    by = said.pop("by", story.handler)
    with pytest.raises(Refused) as no:
        story.hear(kind(id=KEY, by=by, **said))
    return no.value.reason, no.value.details


def withdrawn(story: PetitionStory, petitioner: str, **said: Any) -> tuple[Any, ...]:
    by = county.WINDOW_CLERK
    return story.hear(commands.PetitionWithdrawn(by=by, petitioner=petitioner, **said))


# 登记


def test_whoever_gives_a_name_is_not_anonymous_and_whoever_gives_none_is() -> None:
    with pytest.raises(Refused) as named:
        registration(is_anonymous=True)
    with pytest.raises(Refused) as nobody:
        registration(people=(LI,))
    with pytest.raises(Refused) as future:
        registration(received_at=county.MONDAY + timedelta(minutes=1))

    assert named.value.reason is Reason.ANONYMOUS_WITH_A_NAME
    assert nobody.value.reason is Reason.PETITIONER_MISSING
    assert future.value.reason is Reason.DATE_IN_THE_FUTURE


# 受理


def test_what_has_a_route_of_its_own_is_not_handled_as_a_petition() -> None:
    """XFTL 31(5)."""
    story = transferred(route="R-46", to="sl-d14")

    said = {"manner": Manner.ORDINARY, "notice": WORDS}
    assert refused(story, commands.Accept, **said) == (Reason.STATUTORY_ROUTE_FIRST, ("statutory-duty",))


def test_a_suggestion_is_handled_as_one_and_nothing_else_is() -> None:
    """XFTL 29."""
    ordinary, suggestion = transferred(), transferred(route=SUGGESTION)

    as_suggestion = refused(ordinary, commands.Accept, manner=Manner.SUGGESTION, notice=WORDS)
    as_ordinary = refused(suggestion, commands.Accept, manner=Manner.ORDINARY, notice=WORDS)

    assert as_suggestion == (Reason.MANNER_DOES_NOT_FIT, ("ordinary", "simplified"))
    assert as_ordinary == (Reason.MANNER_DOES_NOT_FIT, ("suggestion",))


def test_what_nobody_has_classified_is_not_taken() -> None:
    """XFTL 31: not even by the organ that received it itself."""
    story = a_petition(received_by=HOUSING)

    said = {"manner": Manner.ORDINARY, "notice": WORDS}
    assert refused(story, commands.Accept, **said) == (Reason.NOT_CLASSIFIED, ())


# 处理意见


def test_nothing_is_answered_before_the_facts_are_heard() -> None:
    """XFTL 31: heard, and investigated."""
    story = accepted()
    with pytest.raises(Refused) as no:
        story.draft()
    assert no.value.reason is Reason.FACTS_NOT_HEARD

    assert story.hear_facts().draft().state.draft


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        pytest.param({"legal_basis": None}, ("legal-basis",), id="the basis"),
        pytest.param({"tells_review": False}, ("how-to-ask-for-review",), id="how to ask for a review"),
        pytest.param({"opinion": Opinion.SUPPORTED}, ("executing-unit",), id="who carries it out"),
        pytest.param(
            {"opinion": Opinion.SUPPORTED, "legal_basis": None, "tells_review": False},
            ("legal-basis", "how-to-ask-for-review", "executing-unit"),
            id="all of it",
        ),
    ],
)
def test_an_opinion_without_one_of_its_parts_is_told_which(said: Any, missing: tuple[str, ...]) -> None:
    """XFTL 32, D-09."""
    story = accepted().hear_facts()

    with pytest.raises(Refused) as no:
        story.hear(drafting(story.handler, **said))

    assert (no.value.reason, no.value.details) == (Reason.OPINION_INCOMPLETE, missing)


def test_the_opinion_says_what_was_decided_who_carries_it_out_and_who_reviews_it() -> None:
    """XFTL 32, 35, D-09: the next higher organ, of a department and of a township alike."""
    said: dict[str, Any] = {"opinion": Opinion.SUPPORTED, "executes": HOUSING}
    story = accepted(people=BOTH).hear_facts().draft(**said).sign()

    paper = story.paper("D-09")

    assert paper["unit"] == HOUSING
    assert paper["addressees"] == ["wang", "zhang"]
    assert paper["data"] == {
        "on": "2026-11-02",
        "unit": HOUSING,
        "opinion": "supported",
        "request": WORDS,
        "facts_and_reasons": WORDS,
        "findings": WORDS,
        "legal_basis": WORDS,
        "executes": HOUSING,
        "reviewer": county.COUNTY,
    }


@pytest.mark.parametrize(
    ("executes", "refusal"),
    [
        (county.VILLAGE, (Reason.NO_SUCH_ORGAN, ())),
        ("sl-nowhere", (Reason.NO_SUCH_ORGAN, ())),
        (ABOLISHED, (Reason.ORGAN_SUCCEEDED, (CITY,))),
    ],
)
def test_what_is_supported_is_carried_out_by_an_organ_that_there_is(executes: str, refusal: Any) -> None:
    """XFTL 32, 24(2)."""
    story = accepted().hear_facts()

    with pytest.raises(Refused) as no:
        story.hear(drafting(story.handler, opinion=Opinion.SUPPORTED, executes=executes))

    assert (no.value.reason, no.value.details) == refusal


def test_whoever_drafts_it_does_not_sign_it() -> None:
    """XFTL 32, XH-02."""
    story = accepted().hear_facts()
    assert refused(story, commands.SignOpinion, by=story.head, has_seal=True)[0] is Reason.NOTHING_DRAFTED

    story.hear(drafting(story.head))
    by_the_same = refused(story, commands.SignOpinion, by=story.head, has_seal=True)
    assert by_the_same == (Reason.NOT_BY_THE_SAME_PERSON, ())

    story.draft()
    assert story.tasks()["sign-opinion"] == ("dept_head", HOUSING)
    assert refused(story, commands.SignOpinion, by=story.head, has_seal=False)[0] is Reason.SEAL_MISSING
    story.sign()
    assert story.state.opinion is Opinion.EXPLAINED
    assert story.state.hands == {story.handler.person, story.head.person}


def test_a_suggestion_gets_a_reply_and_no_opinion() -> None:
    """XFTL 29."""
    story = accepted(manner=Manner.SUGGESTION).hear_facts()
    with pytest.raises(Refused) as no:
        story.draft()
    assert (no.value.reason, no.value.details) == (Reason.MANNER_DOES_NOT_FIT, ("suggestion",))

    story.answer()

    assert (story.state.stage, story.state.outcome) == (Stage.CLOSED, Outcome.SUGGESTION_ANSWERED)
    assert story.state.adoption is Adoption.ADOPTED
    said = {"adoption": Adoption.ADOPTED, "reply": WORDS}
    ordinary = accepted()
    no_reply = refused(ordinary, commands.AnswerSuggestion, by=ordinary.head, **said)
    assert no_reply == (Reason.MANNER_DOES_NOT_FIT, ("suggestion",))


# 送达


def test_the_proof_of_each_service_goes_to_the_records() -> None:
    """送达回证."""
    story = signed(people=BOTH).serve("wang").serve("zhang")

    proofs = [letter.body for letter in story.letters_of("service")]
    assert [(proof["kind"], proof["party"], proof["served_at"]) for proof in proofs] == [
        ("D-09", "wang", county.MONDAY.isoformat()),
        ("D-09", "zhang", county.MONDAY.isoformat()),
    ]
    assert {proof["procedure"] for proof in proofs} == {story.state.id}


def test_it_is_served_on_every_petitioner_and_with_the_last_one_it_is_done() -> None:
    """XFTL 32, 34."""
    story = signed(people=BOTH).serve("wang")
    assert story.state.stage is Stage.SERVING
    assert refused(story, commands.ServeOpinion, petitioner="wang", method="mail", proof=WORDS) == (
        Reason.ALREADY_SERVED,
        (),
    )

    story.serve("zhang")

    assert (story.state.outcome, story.state.unserved) == (Outcome.ANSWERED, frozenset())
    assert dict(story.state.served) == {"wang": county.MONDAY, "zhang": county.MONDAY}
    assert story.clocks()["handle"] == "met"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"petitioner": "li"}, Reason.UNKNOWN_PARTY),
        ({"served_at": on(11, 4, 9, 1)}, Reason.DATE_IN_THE_FUTURE),
        ({"served_at": on(11, 2, 8, 59)}, Reason.DATES_OUT_OF_ORDER),
    ],
)
def test_what_the_proof_says_can_have_been(said: dict[str, Any], reason: Reason) -> None:
    story = signed()
    story.until(on(11, 4))

    with pytest.raises(Refused) as no:
        story.serve(**said)

    assert no.value.reason is reason


def test_the_proof_may_be_of_a_day_before() -> None:
    story = signed()
    story.until(on(11, 4))

    story.serve(served_at=on(11, 3))

    assert story.state.served == (("zhang", on(11, 3)),)
    assert story.state.closed_at == on(11, 4)


# 听证


def test_the_panel_is_drawn_by_the_petition_and_its_opinion_attached() -> None:
    """NG-14, XFTL 31: it overwrites nothing."""
    story = accepted()
    assert refused(story, commands.HoldHearing, minutes=WORDS, panel_opinion=WORDS)[0] is Reason.NO_PANEL

    story.asks(commands.DrawPanel, story.handler)
    assert story.state.hearing
    assert len(story.state.hearing.panel) == 5
    assert refused(story, commands.DrawPanel)[0] is Reason.PANEL_ALREADY_DRAWN
    story.asks(commands.HoldHearing, story.handler, minutes=WORDS, panel_opinion=WORDS)

    assert story.state.hearing.panel_opinion == WORDS
    assert story.state.opinion is None
    assert refused(story, commands.HoldHearing, minutes=WORDS, panel_opinion=WORDS)[0] is Reason.NO_PANEL
    assert refused(story, commands.DrawPanel)[0] is Reason.PANEL_ALREADY_DRAWN


def test_whoever_draws_again_finds_the_same_panel_and_another_matter_another() -> None:
    """NG-14: nobody picks; the pool stands beside the draw."""
    ids = ("petition/sl/SL-2026-1/1", "petition/sl/SL-2026-1/1", "petition/sl/SL-2026-2/1")
    stories = [accepted(id=id) for id in ids]
    drawn = [story.asks(commands.DrawPanel, story.handler).events[-1] for story in stories]
    panels = [event.panel for event in drawn]  # type: ignore[attr-defined]

    assert panels[0] == panels[1] == ("panel-6", "panel-8", "panel-4", "panel-9", "panel-2")
    assert panels[2] != panels[0]
    assert drawn[0].pool == {f"panel-{n}" for n in range(1, 10)}  # type: ignore[attr-defined]


def test_a_member_who_steps_aside_is_replaced_and_the_others_stay() -> None:
    """NG-14, XFTL 28(3): and until then no hearing is held."""
    story = accepted()
    story.asks(commands.DrawPanel, story.handler)
    assert story.state.hearing
    first = story.state.hearing.panel
    story.hear(commands.ConflictDeclared(person=first[1]))
    assert refused(story, commands.HoldHearing, minutes=WORDS, panel_opinion=WORDS)[0] is Reason.NO_PANEL

    story.asks(commands.DrawPanel, story.handler)

    assert story.state.hearing.panel[:4] == (first[0], *first[2:])
    assert first[1] not in story.state.hearing.panel


def test_too_few_who_may_sit_is_said() -> None:
    """County policy 25."""
    story = accepted()
    for number in range(1, 6):
        story.hear(commands.ConflictDeclared(person=f"panel-{number}"))

    assert refused(story, commands.DrawPanel) == (Reason.PANEL_TOO_SMALL, ())


# 访调对接


def test_mediation_is_asked_for_by_both_sides_about_what_they_can_dispose_of() -> None:
    """XFTL 33: somebody has to be on the other side, and all have to agree."""
    said: dict[str, Any] = {"agreed": frozenset({"zhang", "li"}), "dispute_type": "debt"}
    alone = accepted(people=(ZHANG,))
    nowhere = accepted(village=None)
    suggestion = accepted(manner=Manner.SUGGESTION)
    unclassified = a_petition()

    assert refused(alone, commands.ProposeMediation, **said)[0] is Reason.PARTIES_NOT_IDENTIFIED
    assert refused(nowhere, commands.ProposeMediation, **said)[0] is Reason.PLACE_NOT_KNOWN
    assert refused(suggestion, commands.ProposeMediation, **said)[0] is Reason.NOT_MEDIABLE
    assert refused(unclassified, commands.ProposeMediation, by=BUREAU, **said)[0] is Reason.NOT_MEDIABLE
    one_side = {**said, "agreed": frozenset({"zhang"})}
    assert refused(accepted(), commands.ProposeMediation, **one_side)[0] is Reason.MEDIATION_NEEDS_EVERYBODY
    no_type = {**said, "dispute_type": "weather"}
    assert refused(accepted(), commands.ProposeMediation, **no_type)[0] is Reason.UNKNOWN_DISPUTE_TYPE


def test_nobody_without_a_name_is_mediated_with() -> None:
    story = a_petition(people=(LI,), is_anonymous=True).classify()

    said: dict[str, Any] = {"agreed": frozenset({"li"}), "dispute_type": "debt"}
    assert refused(story, commands.ProposeMediation, **said)[0] is Reason.PARTIES_NOT_IDENTIFIED


@pytest.mark.parametrize("stage", [Stage.ROUTING, Stage.PENDING, Stage.HANDLING])
def test_a_mediation_is_opened_and_the_petition_goes_on(stage: Stage) -> None:
    story = standing_at(stage)
    if stage is Stage.ROUTING:
        story.classify(DEBT)

    story.mediate()

    (opened,) = story.letters_of("open-dispute")
    assert opened.body["petition"] == "petition/sl/SL-2026-1/1"
    assert opened.body["dispute_type"] == "debt"
    assert story.state.stage is stage
    said: dict[str, Any] = {"agreed": frozenset({"zhang", "li"}), "dispute_type": "debt"}
    assert refused(story, commands.ProposeMediation, **said)[0] is Reason.MEDIATION_UNDER_WAY


def test_while_it_is_mediated_nothing_is_answered_and_once_it_failed_it_is() -> None:
    """XFTL 33: the petition is still the organ's to answer."""
    story = accepted().hear_facts().mediate()
    with pytest.raises(Refused) as no:
        story.draft()
    assert no.value.reason is Reason.MEDIATION_UNDER_WAY

    story.mediated("no-agreement").draft()
    story.mediate()
    signing = refused(story, commands.SignOpinion, by=story.head, has_seal=True)
    assert signing == (Reason.MEDIATION_UNDER_WAY, ())

    story.mediated("party-refused", dispute="dispute/sl/SL-2026-1/2").sign()
    assert story.state.stage is Stage.SERVING


def test_what_came_back_once_does_not_come_back_again() -> None:
    """XFTL 33: not even while the next mediation is under way."""
    story = accepted().mediate()
    told = commands.MediationEnded(dispute="dispute/sl/SL-2026-1/1", outcome="no-agreement")
    assert [type(event) for event in story.hear(told)] == [events.MediationReturned]
    assert story.hear(told) == ()

    story.mediate()

    assert story.hear(told) == ()
    assert story.state.is_being_mediated
    story.mediated("agreement", dispute="dispute/sl/SL-2026-1/2")
    assert story.state.mediation == "agreement"


def test_an_agreement_about_the_whole_ends_the_petition_and_one_about_a_part_does_not() -> None:
    """XFTL 33: of the rest somebody still wants an answer."""
    no_agreement, part, whole = (
        accepted().mediate().mediated(outcome)
        for outcome in ("no-agreement", "partial-agreement", "agreement")
    )
    for story in (accepted(), no_agreement, part):
        assert refused(story, commands.CloseSettled, agreement=WORDS)[0] is Reason.AGREEMENT_NOT_RECORDED

    whole.asks(commands.CloseSettled, whole.handler, agreement=WORDS)

    assert whole.state.outcome is Outcome.SETTLED
    assert whole.clocks()["handle"] == "met"


def test_what_nobody_asked_to_mediate_does_not_come_back() -> None:
    told = commands.MediationEnded(dispute="dispute/sl/SL-2026-1/1", outcome="agreement")

    assert accepted().hear(told) == ()
    assert signed().serve().hear(told) == ()


# 撤回


def test_of_two_petitioners_one_takes_it_back_and_the_other_is_answered() -> None:
    """County policy 10: and nothing more is sent to whoever does not ask any more."""
    story = transferred(people=BOTH)
    (noted,) = withdrawn(story, "wang")
    assert noted == events.WithdrawalNoted(at=story.at, by=county.WINDOW_CLERK, petitioner="wang")
    assert withdrawn(story, "wang") == ()

    story.accept()

    assert story.state.still_asking == {"zhang"}
    assert story.paper("D-02")["addressees"] == ["zhang"]
    story.hear_facts().draft().sign()
    said = {"petitioner": "wang", "method": "mail", "proof": WORDS}
    assert refused(story, commands.ServeOpinion, **said) == (Reason.UNKNOWN_PARTY, ())
    assert story.serve("zhang").state.outcome is Outcome.ANSWERED


def test_whoever_withdraws_by_code_has_not_handled_it() -> None:
    """XFTL 28(3), county policy 10: a clerk who wrote it down has."""
    by_code, written_down = accepted(), accepted()
    handler = by_code.handler.person

    by_code.hear(commands.PetitionWithdrawn(by=tracking.holder(county.COUNTY), petitioner="zhang"))
    withdrawn(written_down, "zhang")

    assert by_code.state.hands == {handler}
    assert written_down.state.hands == {handler, county.WINDOW_CLERK.person}


def test_when_the_last_has_taken_it_back_it_ends_and_what_ran_is_nobodys_duty() -> None:
    """County policy 10."""
    story = accepted(people=BOTH)
    withdrawn(story, "zhang")

    withdrawn(story, "wang")

    assert story.state.outcome is Outcome.WITHDRAWN
    assert story.clocks()["handle"] == "cancelled"
    assert withdrawn(story, "wang") == ()


def test_what_was_taken_back_may_be_asked_again() -> None:
    """4.4: an earlier withdrawal is no ground."""
    story = a_petition()
    withdrawn(story, "zhang")

    again = a_petition(number="SL-2026-2", id="petition/sl/SL-2026-2/1").classify().transfer().accept()

    assert (story.state.outcome, again.state.stage) == (Outcome.WITHDRAWN, Stage.HANDLING)


@pytest.mark.parametrize(
    "said",
    [
        {"petitioner": "zhang", "in_writing": False},
        {"petitioner": "li"},
        {"petitioner": "passer-by"},
        {"petitioner": "wang", "agent": "aunt"},
        {"petitioner": "zhang", "agent": "passer-by"},
        {"petitioner": "zhang", "agent": "wang"},
    ],
)
def test_nothing_is_taken_back_but_in_writing_by_whose_it_is_or_who_may_do_that_for_them(said: Any) -> None:
    """County policy 10, 24."""
    story = accepted(people=(*BOTH, AUNT))

    assert withdrawn(story, **said) == ()


def test_an_agent_takes_it_back_as_long_as_the_authorisation_names_it_and_stands() -> None:
    """ZJI-01, county policy 24."""
    may_only_receive = Participant(**{**vars(AUNT), "powers": frozenset({Power.RECEIVE})})
    kept = accepted(people=(ZHANG, LI, may_only_receive))
    revoked = accepted(people=(ZHANG, LI, AUNT))
    revoked.hear(participants.AgencyRevoked(by=county.WINDOW_CLERK, agent="aunt"))
    acting = accepted(people=(ZHANG, LI, AUNT))

    assert withdrawn(kept, "zhang", agent="aunt") == ()
    assert withdrawn(revoked, "zhang", agent="aunt") == ()
    assert len(withdrawn(acting, "zhang", agent="aunt")) == 2
    assert acting.state.outcome is Outcome.WITHDRAWN


def test_a_signed_opinion_is_served_on_whoever_takes_it_back_then() -> None:
    """XFTL 32: it has been decided, and the time to ask for a review is theirs."""
    story = signed(people=BOTH).serve("wang")

    for petitioner in ("zhang", "wang"):
        (noted,) = withdrawn(story, petitioner)
        assert isinstance(noted, events.WithdrawalNoted)

    assert story.serve("zhang").state.outcome is Outcome.ANSWERED


# 回避


def test_whoever_steps_aside_is_not_appointed_and_what_they_drafted_is_not_signed() -> None:
    """XFTL 28(3), 7.3."""
    story = drafted().ask_for_longer()
    handler = story.handler
    story.asks(commands.AppointHandler, story.head, person=handler.person)
    assert story.state.handler == handler.person
    story.hear(commands.ConflictDeclared(person=handler.person))
    assert story.hear(commands.ConflictDeclared(person=handler.person)) == ()

    left = {story.state.handler, story.state.draft, story.state.extension_asked}
    assert left == {None}
    again = refused(story, commands.AppointHandler, by=story.head, person=handler.person)
    assert again == (Reason.RECUSED, ())
    story.asks(commands.AppointHandler, story.head, person="p-somebody-else")
    assert story.procedure.view(story.state).tasks[0].person == "p-somebody-else"


def test_what_somebody_else_drafted_and_asked_for_stays() -> None:
    """XFTL 28(3)."""
    story = drafted().ask_for_longer()

    story.hear(commands.ConflictDeclared(person="p-somebody-else"))

    assert story.state.draft
    assert story.state.extension_asked


def test_what_is_signed_stays_signed_when_its_drafter_steps_aside() -> None:
    """XFTL 28(3): whoever signed it had no interest in it."""
    story = signed()
    drafter = county.seated("dept_handler", HOUSING)

    story.hear(commands.ConflictDeclared(person=drafter.person))

    assert story.state.draft
    assert story.state.recused == {drafter.person}
    story.asks(commands.ServeOpinion, BUREAU, petitioner="zhang", method="mail", proof=WORDS)
    assert story.hear(commands.ConflictDeclared(person="p-late")) == ()


def test_an_extension_nobody_has_decided_on_is_over_when_the_opinion_is_signed() -> None:
    """XFTL 34."""
    story = drafted().ask_for_longer().sign()

    assert "approve-extension" not in story.tasks()


# 移送公安机关


def test_a_referral_is_one_act_with_its_time_and_leaves_the_petition_as_it_was() -> None:
    """NG-10, LT-21, XFTL 47."""
    story = accepted()
    said: dict[str, Any] = {
        "act": WORDS,
        "occurred_at": on(11, 2, 8),
        "place": WORDS,
        "evidence": WORDS,
        "appeal_told": WORDS,
    }
    later = {**said, "occurred_at": on(11, 2, 9, 1)}
    assert refused(story, commands.ReferAct, by=BUREAU_HEAD, **later) == (Reason.DATE_IN_THE_FUTURE, ())

    before = story.clocks()
    story.asks(commands.ReferAct, BUREAU_HEAD, **said)

    assert (story.state.stage, story.clocks(), story.state.referrals) == (Stage.HANDLING, before, 1)
    assert story.notices()[-1] == ("act-referred", "police_station", county.TOWNSHIP)


@pytest.mark.parametrize("part", ["act", "occurred_at", "place", "evidence", "appeal_told"])
def test_a_referral_without_one_of_its_parts_cannot_even_be_asked_for(part: str) -> None:
    """NG-10: act, time, place, evidence, and where to appeal is told."""
    said: dict[str, Any] = dict.fromkeys(("act", "place", "evidence", "appeal_told"), WORDS)
    said["occurred_at"] = on(11, 2, 8)
    del said[part]

    with pytest.raises(TypeError, match=part):
        commands.ReferAct(id=KEY, by=BUREAU_HEAD, **said)


# 危险, 备注, 告知, 更正


def test_danger_is_told_to_the_police_at_once_and_needs_attention_until_they_have_it() -> None:
    """RMTJ 25."""
    story = accepted()
    story.hear(danger.DangerReported(words=WORDS))
    story.until(on(11, 2, 12))
    story.hear(danger.DangerReported(words=WORDS))
    assert story.procedure.view(story.state).case.needs_attention
    task = next(task for task in story.procedure.view(story.state).tasks if task.what == "answer-danger")
    assert task.since == on(11, 2, 9)

    story.asks(danger.AcknowledgeDanger, county.POLICE)

    assert not story.procedure.view(story.state).case.needs_attention
    again = refused(story, danger.AcknowledgeDanger, by=county.POLICE)
    assert again == (Reason.NOT_AT_THIS_STAGE, ())
    assert signed().serve().hear(danger.DangerReported(words=WORDS)) == ()


def test_a_note_stays_in_the_house_and_a_message_goes_to_whose_it_is() -> None:
    """County policy 27."""
    story = accepted(people=(ZHANG, LI, AUNT))
    story.asks(notes.AddNote, county.WINDOW_CLERK, words=WORDS)
    assert story.letters_of("message") == []

    for to in ("zhang", "aunt"):
        story.asks(notes.SendMessage, story.handler, to=to, words=WORDS)

    assert [letter.body["to"] for letter in story.letters_of("message")] == ["zhang", "aunt"]
    assert refused(story, notes.SendMessage, to="li", words=WORDS) == (Reason.UNKNOWN_PARTY, ())


def test_a_revoked_agent_is_not_written_to_any_more() -> None:
    """ZJI-01, county policy 24: at a word, and at any time while it is open."""
    story = accepted(people=(ZHANG, LI, AUNT))

    story.hear(participants.AgencyRevoked(by=county.WINDOW_CLERK, agent="aunt"))

    assert refused(story, notes.SendMessage, to="aunt", words=WORDS) == (Reason.UNKNOWN_PARTY, ())
    ended = signed(people=(ZHANG, LI, AUNT)).serve()
    assert ended.hear(participants.AgencyRevoked(by=county.WINDOW_CLERK, agent="aunt")) == ()


def test_the_particulars_of_anybody_named_are_put_right() -> None:
    """County policy 14."""
    story = accepted()
    said = {"telephone": WORDS, "reason": WORDS}

    story.asks(particulars.CorrectParticulars, county.WINDOW_CLERK, party="li", **said)

    assert story.kinds()[-1] == "ParticularsCorrected"
    unknown = refused(
        story, particulars.CorrectParticulars, by=county.WINDOW_CLERK, party="passer-by", **said
    )
    assert unknown == (Reason.UNKNOWN_PARTY, ())


# 办结


@pytest.mark.parametrize(
    ("end", "letters"),
    [
        (Outcome.ANSWERED, ["open-petition-aftercare", "export-history"]),
        (Outcome.SUGGESTION_ANSWERED, ["open-petition-aftercare", "export-history"]),
        (Outcome.GUIDED, ["document", "open-petition-aftercare", "export-history"]),
        (Outcome.NOT_ACCEPTED, ["document", "open-petition-aftercare", "export-history"]),
        (Outcome.WITHDRAWN, ["open-petition-aftercare", "export-history"]),
        (Outcome.SETTLED, ["open-petition-aftercare", "export-history"]),
        (Outcome.CONCLUDED_ELSEWHERE, ["export-history"]),
    ],
)
def test_every_end_leaves_nothing_to_do_and_is_looked_after(end: Outcome, letters: list[str]) -> None:
    """DX-03: answered, handed on; what went elsewhere is looked after there."""
    story = ended(end)

    view = story.procedure.view(story.state)

    assert story.state.outcome is end
    assert (view.tasks, view.case.next_moment, view.case.waits_for) == ((), None, "nothing")
    assert [letter.kind for letter in story.letters if letter.seq == story.state.seq] == letters
    assert view.case.light == "green"
    assert story.wait(days=400) == ()


def ended(end: Outcome) -> PetitionStory:
    match end:
        case Outcome.ANSWERED:
            return signed().serve()
        case Outcome.SUGGESTION_ANSWERED:
            return accepted(manner=Manner.SUGGESTION).answer()
        case Outcome.GUIDED:
            return a_petition().classify(DEBT).guide()
        case Outcome.NOT_ACCEPTED:
            return a_petition().not_accept(NonAcceptance.NO_REQUEST)
        case Outcome.WITHDRAWN:
            story = a_petition()
            withdrawn(story, "zhang")
            return story
        case Outcome.SETTLED:
            story = accepted().mediate().mediated("agreement")
            return story.asks(commands.CloseSettled, story.handler, agreement=WORDS)
        case Outcome.CONCLUDED_ELSEWHERE:
            return a_petition().asks(commands.ConcludeElsewhere, BUREAU)


def test_a_whole_story_shows_its_stages_in_order() -> None:
    """DX-03: received, led on, taken, handled, answered, served."""
    story = a_petition(channel=Channel.VISIT, edition=CHINA, at=on(7, 1)).first_visit().classify()
    story.assign(date(2026, 9, 10))
    story.until(on(7, 6))
    story.accept().hear_facts()
    story.asks(supplement.AskSupplement, story.handler, what=WORDS)
    story.asks(supplement.RecordSupplement, county.WINDOW_CLERK, words=WORDS)
    story.until(on(8, 20))
    story.draft().sign()
    story.asks(commands.ReportBack, story.handler, report=WORDS).serve()

    assert story.kinds() == [
        "PetitionRegistered",
        "FirstVisitRecorded",
        "Classified",
        "Transferred",
        "Accepted",
        "FactsHeard",
        "SupplementAsked",
        "SupplementReceived",
        "OpinionDrafted",
        "OpinionSigned",
        "ReportedBack",
        "OpinionServed",
        "Concluded",
    ]
    assert story.papers() == ["D-06", "D-02", "D-09"]
    assert PETITION.fold(story.events, CHINA) == story.state


def test_an_event_it_does_not_know_stops_the_fold() -> None:
    with pytest.raises(TypeError, match="SessionHeld"):
        PETITION.evolve(a_petition().state, type("SessionHeld", (), {"at": county.MONDAY, "by": None})())
