"""Every "no" that a petition can say, with somebody who asks for it and is told so."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from rules import supplement
from rules.channels import Channel
from rules.participants import Participant, ParticipantRole, Power, check_power
from rules.petition import commands
from rules.petition.matter import Manner, NonAcceptance, SettledBy
from rules.procedure import Command
from rules.refusals import Reason
from tests.rules import county
from tests.rules.petition.story import (
    ABOLISHED,
    BUREAU,
    COURT,
    HOUSING,
    LEADER,
    LI,
    SUGGESTION,
    TRIAGE,
    WATER,
    ZHANG,
    PetitionStory,
    a_petition,
    accepted,
    assigned,
    disputed,
    drafted,
    drafting,
    handed_in_at,
    registration,
    transferred,
)
from tests.rules.story import KEY, WORDS

Asking = tuple[PetitionStory, Command]


def asking(story: PetitionStory, kind: type[Command], by: Any = None, **said: Any) -> Asking:
    return story, kind(id=KEY, by=by or story.handler, **said)


def classifying(story: PetitionStory, route: str, **said: Any) -> Asking:
    return asking(story, commands.Classify, TRIAGE, route=route, **said)


def transferring(story: PetitionStory, to: str, reason: Any = WORDS) -> Asking:
    return asking(story, commands.Transfer, BUREAU, to_unit=to, reason=reason)


def turning_away(story: PetitionStory, ground: NonAcceptance, **said: Any) -> Asking:
    return asking(story, commands.NotAccept, ground=ground, explanation=WORDS, **said)


def accepting(story: PetitionStory, manner: Manner = Manner.ORDINARY) -> Asking:
    return asking(story, commands.Accept, manner=manner, notice=WORDS)


def objecting(story: PetitionStory) -> Asking:
    return asking(story, commands.ObjectToTransfer, reasons=WORDS)


def mediating(story: PetitionStory, *agreed: str, dispute_type: str = "debt") -> Asking:
    said = {"agreed": frozenset(agreed or ("zhang", "li")), "dispute_type": dispute_type}
    return asking(story, commands.ProposeMediation, **said)


def asking_for_longer(story: PetitionStory, days: int = 5) -> Asking:
    return asking(story, commands.RequestExtension, days=days, reason=WORDS)


def approving(story: PetitionStory) -> Asking:
    return asking(story, commands.ApproveExtension, story.head, notice=WORDS)


def holding_a_hearing(story: PetitionStory) -> Asking:
    return asking(story, commands.HoldHearing, minutes=WORDS, panel_opinion=WORDS)


def later(story: PetitionStory, **time: float) -> PetitionStory:
    story.at += timedelta(**time)
    return story


def urgent() -> PetitionStory:
    return a_petition().asks(commands.FlagUrgent, BUREAU, reason=WORDS)


def with_a_panel() -> PetitionStory:
    story = accepted()
    return story.asks(commands.DrawPanel, story.handler)


def without_a_panel() -> PetitionStory:
    story = accepted()
    for number in range(1, 6):
        story.hear(commands.ConflictDeclared(person=f"panel-{number}"))
    return story


def asked_by_the_head() -> PetitionStory:
    story = accepted()
    return story.asks(commands.RequestExtension, story.head, days=5, reason=WORDS)


def supplement_asked() -> PetitionStory:
    return a_petition().asks(supplement.AskSupplement, BUREAU, what=WORDS)


# every reason -> who asks for what in which story
OF_A_PETITION: Mapping[Reason, Callable[[], Asking]] = {
    Reason.ROUTE_NOT_IN_FORCE: lambda: classifying(a_petition(), "R-51"),
    Reason.NOT_TO_BE_RECORDED_HERE: lambda: classifying(a_petition(), "R-42"),
    Reason.CORRECTION_WITHOUT_REASON: lambda: classifying(a_petition().classify(), WATER),
    Reason.NOT_CLASSIFIED: lambda: transferring(a_petition(), HOUSING),
    Reason.FIRST_VISIT_INCOMPLETE: lambda: transferring(
        a_petition(channel=Channel.VISIT).classify(), HOUSING
    ),
    Reason.REPORT_BY_IN_THE_PAST: lambda: asking(
        a_petition().classify(), commands.Assign, BUREAU, to_unit=HOUSING, report_by=date(2026, 11, 2)
    ),
    Reason.WRONG_ORGAN: lambda: transferring(a_petition().classify(COURT), HOUSING),
    Reason.ORGAN_NOT_LISTED: lambda: transferring(a_petition().classify(WATER), HOUSING, None),
    Reason.NO_SUCH_ORGAN: lambda: transferring(a_petition().classify(), county.VILLAGE),
    Reason.ORGAN_SUCCEEDED: lambda: transferring(a_petition().classify(), ABOLISHED),
    Reason.NO_OTHER_ROUTE: lambda: asking(transferred(), commands.Guide, explanation=WORDS),
    Reason.OTHER_MATTER_NOT_NAMED: lambda: turning_away(a_petition(), NonAcceptance.PENDING_ELSEWHERE),
    Reason.DEPARTMENT_TRANSFERS: lambda: turning_away(a_petition(), NonAcceptance.NOT_COMPETENT),
    Reason.NOT_A_VISIT: lambda: turning_away(a_petition(), NonAcceptance.WRONG_PLACE),
    Reason.NOT_URGENT: lambda: asking(a_petition(), commands.ReportUp, BUREAU, to=WORDS),
    Reason.ALREADY_FLAGGED: lambda: asking(urgent(), commands.FlagUrgent, BUREAU, reason=WORDS),
    Reason.NOT_TRANSFERRED: lambda: objecting(handed_in_at()),
    Reason.OBJECTION_PENDING: lambda: accepting(transferred().object()),
    Reason.NOT_OBJECTED_TO: lambda: asking(transferred(), commands.TakeBack, BUREAU, reason=WORDS),
    Reason.TIME_TO_OBJECT_IS_OVER: lambda: objecting(later(transferred(), days=8)),
    Reason.COMPETENCE_IS_SETTLED: lambda: objecting(transferred().object().reject()),
    Reason.NO_JOINT_MEETING: lambda: asking(
        disputed(),
        commands.SettleCompetence,
        LEADER,
        unit=HOUSING,
        by_way_of=SettledBy.JOINT_MEETING,
        reason=WORDS,
    ),
    Reason.TRANSFERRED_IS_OBJECTED_TO: lambda: turning_away(transferred(), NonAcceptance.NOT_COMPETENT),
    Reason.STATUTORY_ROUTE_FIRST: lambda: accepting(transferred(route=WATER)),
    Reason.MANNER_DOES_NOT_FIT: lambda: accepting(transferred(route=SUGGESTION)),
    Reason.NOT_SIMPLE: lambda: accepting(assigned(date(2026, 12, 1)), Manner.SIMPLIFIED),
    Reason.TIME_FOR_SIMPLE_IS_OVER: lambda: accepting(later(transferred(), days=4), Manner.SIMPLIFIED),
    Reason.NOT_SIMPLIFIED: lambda: asking(accepted(), commands.SwitchToOrdinary, reason=WORDS),
    Reason.PANEL_ALREADY_DRAWN: lambda: asking(with_a_panel(), commands.DrawPanel),
    Reason.NO_PANEL: lambda: holding_a_hearing(accepted()),
    Reason.PANEL_TOO_SMALL: lambda: asking(without_a_panel(), commands.DrawPanel),
    Reason.PLACE_NOT_KNOWN: lambda: mediating(accepted(village=None)),
    Reason.MEDIATION_UNDER_WAY: lambda: mediating(accepted().mediate()),
    Reason.MEDIATION_NEEDS_EVERYBODY: lambda: mediating(accepted(), "zhang"),
    Reason.UNKNOWN_DISPUTE_TYPE: lambda: mediating(accepted(), dispute_type="weather"),
    Reason.PARTIES_NOT_IDENTIFIED: lambda: mediating(accepted(people=(ZHANG,))),
    Reason.NOT_MEDIABLE: lambda: mediating(transferred(route=SUGGESTION)),
    Reason.EXTENSION_PENDING: lambda: asking_for_longer(accepted().ask_for_longer()),
    Reason.NO_EXTENSION_ASKED: lambda: approving(accepted()),
    Reason.NOT_BY_THE_SAME_PERSON: lambda: approving(asked_by_the_head()),
    Reason.NO_EXTENSION: lambda: asking_for_longer(accepted(manner=Manner.SUGGESTION)),
    Reason.EXTENSION_WITHOUT_DAYS: lambda: asking_for_longer(accepted(), 0),
    Reason.EXTENSION_TOO_LONG: lambda: asking_for_longer(accepted(), 31),
    Reason.ALREADY_EXTENDED: lambda: asking_for_longer(accepted().ask_for_longer().let_it_be_longer()),
    Reason.PERIOD_HAS_ENDED: lambda: asking_for_longer(later(accepted(), days=70)),
    Reason.FACTS_NOT_HEARD: lambda: (accepted(), drafting(county.seated("dept_handler", HOUSING))),
    Reason.OPINION_INCOMPLETE: lambda: (
        accepted().hear_facts(),
        drafting(county.seated("dept_handler", HOUSING), legal_basis=None),
    ),
    Reason.NOTHING_DRAFTED: lambda: asking(
        accepted(), commands.SignOpinion, county.seated("dept_head", HOUSING), has_seal=True
    ),
    Reason.SEAL_MISSING: lambda: asking(
        drafted(), commands.SignOpinion, county.seated("dept_head", HOUSING), has_seal=False
    ),
    Reason.AGREEMENT_NOT_RECORDED: lambda: asking(accepted(), commands.CloseSettled, agreement=WORDS),
    Reason.NOT_ASSIGNED: lambda: asking(accepted(), commands.ReportBack, report=WORDS),
    Reason.SUPPLEMENT_ASKED_BEFORE: lambda: asking(
        supplement_asked(), supplement.AskSupplement, BUREAU, what=WORDS
    ),
    Reason.NO_SUPPLEMENT_ASKED: lambda: asking(
        a_petition(), supplement.RecordSupplement, BUREAU, words=WORDS
    ),
}

LAWYER = Participant(
    ref="lawyer",
    role=ParticipantRole.AUTHORIZED_AGENT,
    acts_for="zhang",
    authority=WORDS,
    powers=frozenset({Power.SUBMIT}),
)


def lawyer(**said: Any) -> Participant:
    return Participant(**{**vars(LAWYER), **said})


def registered(**said: Any) -> Callable[[], object]:
    return lambda: registration(**said)


# every reason -> something that is refused for it where a petition comes in
AT_THE_WINDOW: Mapping[Reason, Callable[[], Callable[[], object]]] = {
    Reason.ANONYMOUS_WITH_A_NAME: lambda: registered(is_anonymous=True),
    Reason.PETITIONER_MISSING: lambda: registered(people=(LI,)),
    Reason.REPRESENTATIVES_NOT_CHOSEN: lambda: registered(channel=Channel.VISIT, people_count=6),
    Reason.AUTHORITY_MISSING: lambda: registered(people=(ZHANG, lawyer(authority=None))),
    Reason.PRINCIPAL_NOT_NAMED: lambda: registered(people=(ZHANG, lawyer(acts_for="passer-by"))),
    Reason.OUTSIDE_AUTHORITY: lambda: lambda: check_power((ZHANG, LAWYER), "lawyer", Power.WITHDRAW),
}
