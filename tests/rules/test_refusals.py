"""Every "no" there is: somebody can be told it, it has a basis, and the basis an article."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from rules import timekeeping
from rules.aftercare import commands as aftercare
from rules.aftercare.matter import Ground, Performed
from rules.articles import ARTICLES
from rules.calendar import WorkingCalendar
from rules.clocks.clock import extended
from rules.clocks.rule import Extension, Unit
from rules.clocks.rule import Ground as Still
from rules.consultation.commands import AnswerOnTheSpot
from rules.dispute import commands
from rules.dispute.matter import Outcome, Party, PartyRole, SessionOutcome
from rules.dispute.screen import Concern, Reply, screen
from rules.editions import Edition
from rules.participants import Power, check_participants, check_power
from rules.particulars import CorrectParticulars
from rules.procedure import Command
from rules.publishing import ProposalAnswer, check_answer, check_approval, check_proposal
from rules.refusals import REASONS, Reason, Refused
from rules.supplement import AskSupplement, RecordSupplement
from tests.rules import county
from tests.rules import test_accusation as accusing
from tests.rules.after_reply_refusals import OF_WHAT_FOLLOWS
from tests.rules.authority import OF_WHAT_IS_MASKED
from tests.rules.county import (
    CENTRE,
    COMMISSIONER,
    DISPATCHER,
    DOCKING_OFFICE,
    MEDIATOR,
    SECRETARY,
    WINDOW_CLERK,
)
from tests.rules.cutover import bringing, course, days_ago, past
from tests.rules.directory_refusals import OF_THE_DIRECTORY
from tests.rules.dispatch_refusals import DISPATCH_REFUSALS
from tests.rules.errand_refusals import OF_AN_ERRAND
from tests.rules.event_refusals import OF_EVENTS
from tests.rules.handing import CONFIRMATION, over
from tests.rules.handoff.docking_refusals import OF_A_DOCKING
from tests.rules.handoff.refusals import OF_A_HANDOFF
from tests.rules.keeping_refusals import OF_KEEPING
from tests.rules.meeting_refusals import OF_A_MEETING
from tests.rules.oversight_refusals import OF_OVERSIGHT
from tests.rules.paper_refusals import OF_A_PAPER
from tests.rules.petition.refusals import AT_THE_WINDOW, OF_A_PETITION
from tests.rules.questions import AUNT, a_question, booking, handed_to, into_petition, question
from tests.rules.questions import ZHANG as QUESTIONER
from tests.rules.registers import OF_THE_REGISTERS
from tests.rules.story import (
    KEY,
    WORDS,
    DisputeStory,
    Story,
    a_dispute,
    a_dispute_at,
    a_dispute_for_the_county,
    aftercare_of,
    registration,
    terms,
)
from tests.rules.supervision_refusals import OF_SUPERVISION
from tests.rules.test_accusation import told as tell
from tests.rules.test_accusation import transfer

FULL = SessionOutcome.AGREEMENT_FULL
ASKED: Any = {"id": KEY, "by": SECRETARY}


def planned() -> DisputeStory:
    return a_dispute().everyone_consents().schedule()


def claimed() -> DisputeStory:
    story = a_dispute()
    story.hear(commands.Claim(id=KEY, by=MEDIATOR))
    return story


def recused() -> DisputeStory:
    story = a_dispute()
    story.hear(commands.InterestDeclared(person=MEDIATOR.person, role=MEDIATOR.role, unit=MEDIATOR.unit))
    return story


def consenting() -> DisputeStory:
    story = a_dispute()
    story.hear(commands.RecordConsent(**ASKED, party="zhang"))
    return story


def served() -> Story:
    story = aftercare_of(Outcome.NO_AGREEMENT)
    story.hear(serve("zhang"))
    return story


def serve(party: str) -> aftercare.RecordService:
    return aftercare.RecordService(id=KEY, by=DOCKING_OFFICE, party=party, method="mail", proof=WORDS)


def undo(party: str) -> aftercare.UndoWithdrawal:
    return aftercare.UndoWithdrawal(id=KEY, by=DOCKING_OFFICE, party=party)


def withdrawn_long_ago() -> Story:
    story = aftercare_of(Outcome.WITHDRAWN)
    story.wait(days=30)
    return story


def asked(story: Story, command: Command) -> Callable[[], object]:
    return lambda: story.hear(command)


def session(story: DisputeStory, outcome: SessionOutcome = FULL, **said: object) -> Callable[[], object]:
    return asked(story, story.session(outcome, **said))


def registered(**said: object) -> Callable[[], object]:
    return lambda: registration(**said)


def plan(story: DisputeStory, hours: int = 1) -> Callable[[], object]:
    at = county.MONDAY.replace(hour=county.MONDAY.hour + hours)
    return asked(story, commands.ScheduleSession(**ASKED, scheduled_for=at, place_unit=county.VILLAGE))


def with_party(**said: object) -> Callable[[], object]:
    return registered(parties=(county.ZHANG, Party("wang", PartyRole.RESPONDENT, **said)))  # type: ignore[arg-type]


def extend(days: int, *parties: str, **said: Any) -> Callable[[], object]:
    agreed = frozenset(parties)
    return asked(a_dispute(**said), commands.ExtendPeriod(**ASKED, days=days, agreed_in_writing=agreed))


def corrected(**said: Any) -> Callable[[], object]:
    whole = {"id": KEY, "by": DISPATCHER, "clock": "whole", "started_at": county.MONDAY, "reason": WORDS}
    return asked(a_dispute(), timekeeping.CorrectStart(**{**whole, **said}))


def stopped(story: DisputeStory, ground: Still = Still.APPRAISAL) -> Callable[[], object]:
    return asked(story, timekeeping.SuspendClocks(**ASKED, ground=ground, reason=WORDS))


def standing_still() -> DisputeStory:
    story = a_dispute()
    story.hear(timekeeping.SuspendClocks(**ASKED, ground=Still.APPRAISAL, reason=WORDS))
    return story


def long_over() -> DisputeStory:
    story = a_dispute()
    story.wait(days=40)
    return story


def where_nothing_is_extended() -> Edition:
    rules = tuple(replace(rule, extension=None) for rule in county.TOLD.clocks)
    return replace(county.TOLD, clocks=rules)


def extended_twice() -> Callable[[], object]:
    story = a_dispute()
    once = Extension(at_most=30, unit=Unit.CALENDAR_DAYS, times=1, approver="organ-head")
    rule = replace(story.state.edition.rule("K-40"), extension=once)
    calendar: WorkingCalendar = story.state.edition.calendar
    first = extended(story.state.clock("whole"), rule, calendar, 10, "organ-head", story.at)
    return lambda: extended(first, rule, calendar, 10, "organ-head", story.at)


def a_day_later() -> Callable[[], object]:
    story = a_question()
    story.wait(days=1)
    return asked(story, AnswerOnTheSpot(id=KEY, by=WINDOW_CLERK, answer=WORDS))


def asked_twice() -> Callable[[], object]:
    story, again = a_question(), AskSupplement(id=KEY, by=WINDOW_CLERK, what=WORDS)
    story.hear(again)
    return asked(story, again)


def accused(*all_asked: Command, is_real_name: bool = True) -> Callable[[], object]:
    return lambda: accusing.after(accusing.received(is_real_name=is_real_name), *all_asked)


# every reason -> something that is refused for it
TOLD: dict[Reason, Callable[[], Callable[[], object]]] = {
    Reason.NOT_AT_THIS_STAGE: lambda: plan(a_dispute()),
    Reason.NOT_YOURS_TO_DO: lambda: asked(a_dispute(), commands.Claim(id=KEY, by=CENTRE)),
    Reason.PAPERS_OUT_OF_DATE: lambda: asked(a_dispute(), commands.Claim(**ASKED, expected_seq=0)),
    Reason.NOT_MEDIABLE: lambda: registered(replies={**county.NOTHING_FOUND, Concern.CRIME: Reply.YES}),
    Reason.SCREEN_INCOMPLETE: lambda: lambda: screen({}),
    Reason.PARTIES_NOT_IDENTIFIED: lambda: registered(parties=(county.ZHANG,)),
    Reason.TOO_MANY_REPRESENTATIVES: lambda: with_party(representatives=6),
    Reason.MINOR_WITHOUT_GUARDIAN: lambda: with_party(is_minor=True),
    Reason.GUARDIAN_ACROSS_THE_TABLE: lambda: with_party(guardian="zhang"),
    Reason.UNKNOWN_DISPUTE_TYPE: lambda: registered(dispute_type="weather"),
    Reason.UNKNOWN_PARTY: lambda: asked(a_dispute(), commands.RecordConsent(**ASKED, party="passer-by")),
    Reason.CONSENT_ALREADY_GIVEN: lambda: asked(consenting(), commands.RecordConsent(**ASKED, party="zhang")),
    Reason.RECUSED: lambda: asked(recused(), commands.RecordConsent(id=KEY, by=MEDIATOR, party="li")),
    Reason.CLAIMED_BY_ANOTHER: lambda: asked(claimed(), commands.RecordConsent(**ASKED, party="li")),
    Reason.NOT_CLAIMED: lambda: asked(a_dispute(), commands.Release(**ASKED)),
    Reason.ALREADY_CLAIMED: lambda: asked(claimed(), commands.Claim(**ASKED)),
    Reason.NO_SESSION_SCHEDULED: lambda: session(a_dispute().everyone_consents()),
    Reason.SESSION_ALREADY_SCHEDULED: lambda: plan(planned()),
    Reason.SESSION_IN_THE_PAST: lambda: plan(a_dispute().everyone_consents(), hours=-1),
    Reason.RIGHTS_NOT_TOLD: lambda: session(planned(), rights_told=False),
    Reason.REQUIRED_SEAT_ABSENT: lambda: session(planned(), present=frozenset()),
    Reason.MEDIATOR_NOT_NAMED: lambda: session(planned(), mediators=frozenset()),
    Reason.PARTY_ABSENT_WITH_AGREEMENT: lambda: session(
        planned(), agreement=terms(), parties=frozenset({"li"})
    ),
    Reason.AGREEMENT_NOT_RECORDED: lambda: session(planned()),
    Reason.AGREEMENT_WITHOUT_OUTCOME: lambda: session(
        planned(), SessionOutcome.NO_AGREEMENT, agreement=terms()
    ),
    Reason.MEDIATION_BODY_NOT_NAMED: lambda: session(planned(), agreement=terms(body=None)),
    Reason.SEAL_MISSING: lambda: session(planned(), agreement=terms(has_seal=False)),
    Reason.NO_HIGHER_STEP: lambda: asked(
        a_dispute_for_the_county(), commands.RaiseEarly(id=KEY, by=CENTRE, reason=WORDS)
    ),
    Reason.STEP_FOUR_RESERVED: lambda: asked(
        a_dispute_at(3, edition=county.STRICT), commands.RaiseEarly(id=KEY, by=COMMISSIONER, reason=WORDS)
    ),
    Reason.NOT_A_LOWER_STEP: lambda: asked(
        a_dispute_at(2), commands.SendBack(id=KEY, by=CENTRE, to_step=2, instructions=WORDS)
    ),
    Reason.ALREADY_FLAGGED: lambda: asked(
        a_dispute_for_the_county(), commands.FlagMajor(id=KEY, by=CENTRE, reason=WORDS)
    ),
    Reason.NOT_ANOTHER_TOWNSHIP: lambda: asked(
        a_dispute(), commands.FlagCrossTownship(**ASKED, other_township=county.TOWNSHIP)
    ),
    Reason.EXTENSION_NEEDS_EVERY_PARTY: lambda: extend(5, "zhang"),
    Reason.EXTENSION_WITHOUT_DAYS: lambda: extend(0, "zhang", "li"),
    Reason.EXTENSION_TOO_LONG: lambda: extend(31, "zhang", "li"),
    Reason.GROUND_NOT_NAMED: lambda: stopped(a_dispute(), Still.HEARING),
    Reason.ALREADY_SUSPENDED: lambda: stopped(standing_still()),
    Reason.NOT_SUSPENDED: lambda: asked(a_dispute(), timekeeping.ResumeClocks(**ASKED)),
    Reason.PERIOD_HAS_ENDED: lambda: stopped(long_over()),
    Reason.NO_EXTENSION: lambda: extend(5, "zhang", "li", edition=where_nothing_is_extended()),
    Reason.ALREADY_EXTENDED: extended_twice,
    Reason.NO_SUCH_CLOCK: lambda: corrected(clock="nothing"),
    Reason.DATE_IN_THE_FUTURE: lambda: corrected(started_at=county.MONDAY + timedelta(seconds=1)),
    Reason.NOTHING_TO_CORRECT: corrected,
    Reason.NOT_YET_HAPPENED: lambda: lambda: past(closed_at=days_ago(-1)),
    Reason.DATES_OUT_OF_ORDER: lambda: lambda: past(closed_at=days_ago(500)),
    Reason.STAGE_DOES_NOT_FIT: lambda: lambda: bringing(course(), consented=True),
    Reason.NO_PARTICULAR_GIVEN: lambda: asked(
        a_dispute(), CorrectParticulars(**ASKED, party="li", reason=WORDS)
    ),
    Reason.NOTHING_TO_PERFORM: lambda: asked(
        aftercare_of(Outcome.NO_AGREEMENT),
        aftercare.RecordPerformance(**ASKED, performed=Performed.NOT, proof=WORDS),
    ),
    Reason.NO_WITHDRAWAL_TO_UNDO: lambda: asked(aftercare_of(Outcome.PARTY_REFUSED), undo("zhang")),
    Reason.TIME_TO_UNDO_IS_OVER: lambda: asked(withdrawn_long_ago(), undo("zhang")),
    Reason.ALREADY_SERVED: lambda: asked(served(), serve("zhang")),
    Reason.NOTHING_TO_SERVE: lambda: asked(aftercare_of(Outcome.AGREEMENT), serve("zhang")),
    Reason.ASKED_BY_THE_HANDLER: lambda: asked(
        aftercare_of(Outcome.WITHDRAWN), aftercare.RecordWhetherFree(**ASKED, was_free=True, notes=WORDS)
    ),
    Reason.NOT_ON_THE_SPOT: a_day_later,
    Reason.BOOKING_IN_THE_PAST: lambda: asked(
        a_question(), booking(a_question(), scheduled_for=county.MONDAY)
    ),
    Reason.NOBODY_ANSWERS_THERE: lambda: asked(a_question(), handed_to("nowhere")),
    Reason.ALREADY_THERE: lambda: asked(a_question(), handed_to(county.COUNTY)),
    Reason.NOT_WISHED: lambda: asked(a_question(), into_petition(wished_by="aunt")),
    Reason.SUPPLEMENT_ASKED_BEFORE: asked_twice,
    **OF_EVENTS,
    Reason.NO_SUPPLEMENT_ASKED: lambda: asked(
        a_question(), RecordSupplement(id=KEY, by=WINDOW_CLERK, words=WORDS)
    ),
    Reason.REPRESENTATIVES_NOT_CHOSEN: lambda: lambda: check_participants((), county.TOLD, count=6),
    Reason.AUTHORITY_MISSING: lambda: lambda: question(people=(QUESTIONER, replace(AUNT, authority=None))),
    Reason.PRINCIPAL_NOT_NAMED: lambda: lambda: question(people=(AUNT,)),
    Reason.OUTSIDE_AUTHORITY: lambda: lambda: check_power((QUESTIONER, AUNT), "aunt", Power.SPEAK),
    Reason.UNKNOWN_DISCIPLINE_ORGAN: lambda: accused(transfer("nowhere", "sl")),
    Reason.ORGAN_UNDER_THE_ACCUSED: lambda: accused(transfer("sl", "sl")),
    Reason.NO_NAME_GIVEN: lambda: accused(tell(), is_real_name=False),
    Reason.ALREADY_TOLD: lambda: accused(tell(), tell()),
}


def handed_over() -> DisputeStory:
    story = a_dispute()
    story.hear(over(SECRETARY))
    return story


def of_a_petition(reason: Reason) -> Callable[[], object]:
    story, command = OF_A_PETITION[reason]()
    return lambda: story.hear(command)


def of_what_follows(reason: Reason) -> Callable[[], object]:
    story, command = OF_WHAT_FOLLOWS[reason]()
    return lambda: story.hear(command)


# What only a petition is refused for stands with the petitions.
TOLD |= {reason: partial(of_a_petition, reason) for reason in OF_A_PETITION if reason not in TOLD}
TOLD |= AT_THE_WINDOW
TOLD |= OF_A_HANDOFF
TOLD |= {reason: partial(of_what_follows, reason) for reason in OF_WHAT_FOLLOWS}
TOLD |= OF_A_DOCKING
TOLD |= OF_THE_DIRECTORY
TOLD |= {reason: case for reason, case in OF_THE_REGISTERS.items() if reason not in TOLD}
TOLD |= OF_WHAT_IS_MASKED
TOLD |= OF_KEEPING
TOLD |= OF_OVERSIGHT
TOLD |= DISPATCH_REFUSALS
TOLD |= OF_AN_ERRAND
TOLD |= OF_SUPERVISION
TOLD |= OF_A_MEETING
TOLD |= OF_A_PAPER
TOLD |= {
    Reason.OWN_PUBLICATION: lambda: partial(check_answer, ProposalAnswer.APPROVED, "p-1", "p-1", None),
    Reason.NOT_YOURS_TO_WITHDRAW: lambda: partial(check_answer, ProposalAnswer.WITHDRAWN, "p-1", "p-2", None),
    Reason.PUBLICATION_ANSWERED: lambda: partial(
        check_answer, ProposalAnswer.APPROVED, "p-1", "p-2", ProposalAnswer.REFUSED
    ),
    Reason.CHANGES_NOTHING: lambda: partial(check_proposal, changes=False, waits=False),
    Reason.PUBLICATION_PROPOSED: lambda: partial(check_proposal, changes=True, waits=True),
    Reason.EDITION_CHANGED: lambda: partial(check_approval, is_there=False, is_as_seen=True, changes=True),
    Reason.PUBLICATION_CHANGED: lambda: partial(
        check_approval, is_there=True, is_as_seen=False, changes=True
    ),
}
TOLD |= {
    Reason.NO_SUCH_AGENCY: lambda: asked(a_dispute(), over(SECRETARY, ("case-package", "nowhere"))),
    Reason.NOTHING_TO_CONFIRM: lambda: asked(
        aftercare_of(Outcome.NO_AGREEMENT), over(DOCKING_OFFICE, CONFIRMATION)
    ),
    Reason.HANDOFF_STILL_OPEN: lambda: asked(handed_over(), over(SECRETARY)),
}


@pytest.mark.parametrize("reason", Reason, ids=lambda reason: reason.code)
def test_everybody_who_is_refused_can_be_told_why(reason: Reason) -> None:
    ask = TOLD[reason]()

    with pytest.raises(Refused) as refused:
        ask()

    assert refused.value.reason is reason
    assert str(refused.value) == reason.code


@pytest.mark.parametrize("reason", Reason, ids=lambda reason: reason.code)
def test_every_refusal_stands_on_an_article(reason: Reason) -> None:
    article = reason.basis.article

    assert ARTICLES[reason.basis] is article
    assert article.cite("zh")
    assert article.cite("en")


def test_refusals_are_found_by_their_codes() -> None:
    assert len(REASONS) == len(Reason)
    assert all(REASONS[reason.code] is reason for reason in Reason)


def test_the_same_matter_on_the_ground_that_it_was_never_mediable_is_not_reopened() -> None:
    reopen = aftercare.Reopen(id=KEY, by=DISPATCHER, ground=Ground.PARTIES_ASK, reason=WORDS)

    assert aftercare_of(Outcome.NOT_MEDIABLE).refusal_of(reopen) is Reason.NOT_MEDIABLE


def test_a_refusal_names_codes_and_references_never_words() -> None:
    story = a_dispute_at(3).everyone_consents().schedule()

    with pytest.raises(Refused) as refused:
        story.hear(story.session(present=frozenset({"justice_office"})))

    assert refused.value.details == ("peoples_tribunal", "police_station", "township_petition_office")
