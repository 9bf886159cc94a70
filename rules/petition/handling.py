"""Handling a petition (办理): taken, examined, heard, mediated within, extended, answered."""

from collections.abc import Mapping
from datetime import date

from rules import handing
from rules.clocks.clock import extended
from rules.dockings.docking import Body
from rules.handing import HandOff, check_nothing_is_out
from rules.hearing import draw
from rules.petition import commands, events
from rules.petition.matter import (
    DECIDE,
    HANDLE,
    PASS_ON,
    Draft,
    ExtensionAsked,
    Manner,
    Opinion,
    Outcome,
    Petition,
)
from rules.petition.passing import is_over, was_met_late
from rules.petition.routing import check_no_objection, manner_of, receiving_organ
from rules.procedure import Event, Now, Officer
from rules.refusals import Reason, Refused

_DRAWN_BY = 1  # the entry of the registration, which nobody could time

AGREED = "agreement"  # as a mediation ends with it


def accept(petition: Petition, command: commands.Accept, now: Now) -> tuple[Event, ...]:
    """XFTL 23, 31, JYBL 4 受理: and the petitioner is told in writing; the sixty days run from now.

    What has a statutory route is not handled as a petition; what was assigned is not handled in the
    simplified way, nor what many people brought or what is urgent.
    """
    found = petition.edition.petitions.route(petition.route.route) if petition.route else None
    if found is None:
        raise Refused(Reason.NOT_CLASSIFIED)
    check_no_objection(petition)
    if not manner_of(found):
        raise Refused(Reason.STATUTORY_ROUTE_FIRST, *found.ways)
    if command.manner not in manner_of(found):
        raise Refused(Reason.MANNER_DOES_NOT_FIT, *manner_of(found))
    if command.manner is Manner.SIMPLIFIED and _is_beyond_the_simple(petition):
        raise Refused(Reason.NOT_SIMPLE)
    if command.manner is Manner.SIMPLIFIED and _is_too_late_for_the_simple(petition, now):
        raise Refused(Reason.TIME_FOR_SIMPLE_IS_OVER)
    return (events.Accepted(at=now.at, by=command.by, manner=command.manner, notice=command.notice),)


def _is_beyond_the_simple(petition: Petition) -> bool:
    """JYBL 4: assigned from above, raised jointly, or major."""
    return petition.report_by is not None or petition.people_count > 1 or petition.is_urgent


def _is_too_late_for_the_simple(petition: Petition, now: Now) -> bool:
    """JYBL 4: passed on within one working day, taken within three; else it is an ordinary petition."""
    return was_met_late(petition, PASS_ON) or is_over(petition, DECIDE, now)


def appoint_handler(petition: Petition, command: commands.AppointHandler, now: Now) -> tuple[Event, ...]:
    """XFTL 28(3) 指定承办人: nobody who has stepped aside."""
    if command.person in petition.recused:
        raise Refused(Reason.RECUSED)
    return (events.HandlerAppointed(at=now.at, by=command.by, person=command.person),)


def switch_to_ordinary(petition: Petition, command: commands.SwitchToOrdinary, now: Now) -> tuple[Event, ...]:
    """JYBL 4, XFTL 34 转为普通程序: the petitioner is told; the sixty days have run since the acceptance."""
    if petition.manner is not Manner.SIMPLIFIED:
        raise Refused(Reason.NOT_SIMPLIFIED)
    return (events.SwitchedToOrdinary(at=now.at, by=command.by, reason=command.reason),)


def hear_facts(petition: Petition, command: commands.HearFacts, now: Now) -> tuple[Event, ...]:
    """XFTL 31 听取事实和理由: heard and investigated; it may be done more than once."""
    return (events.FactsHeard(at=now.at, by=command.by, record=command.record),)


def draw_panel(petition: Petition, command: commands.DrawPanel, now: Now) -> tuple[Event, ...]:
    """XFTL 31, 28(3), county policy 25 抽取听证评议团: drawn from the county's pool without those who have an
    interest, by the petition itself: nobody picks, and whoever draws again finds the same. Drawn again only
    when one of its members has stepped aside since."""
    hearing, settings = petition.hearing, petition.edition.petitions
    if hearing and (hearing.held_at or not petition.recused & set(hearing.panel)):
        raise Refused(Reason.PANEL_ALREADY_DRAWN)
    pool = frozenset(settings.hearing_pool) - petition.recused
    panel = draw(petition.id, _DRAWN_BY, settings.hearing_pool, settings.hearing_panel, petition.recused)
    return (events.PanelDrawn(at=now.at, by=command.by, panel=panel, pool=pool),)


def hold_hearing(petition: Petition, command: commands.HoldHearing, now: Now) -> tuple[Event, ...]:
    """XFTL 31 听证: the panel's opinion is attached. The sixty days run on: the text leaves the time of a
    hearing out of the re-review alone (36(2))."""
    hearing = petition.hearing
    if hearing is None or hearing.held_at or petition.recused & set(hearing.panel):
        raise Refused(Reason.NO_PANEL)
    return (
        events.HearingHeld(
            at=now.at, by=command.by, minutes=command.minutes, panel_opinion=command.panel_opinion
        ),
    )


def propose_mediation(petition: Petition, command: commands.ProposeMediation, now: Now) -> tuple[Event, ...]:
    """XFTL 33 访调对接: both sides agree, about what they can dispose of. No period stands still."""
    route = petition.edition.petitions.route(petition.route.route) if petition.route else None
    if not petition.counterparties or petition.is_anonymous:
        raise Refused(Reason.PARTIES_NOT_IDENTIFIED)
    if not (petition.village and petition.township):
        raise Refused(Reason.PLACE_NOT_KNOWN)
    if route is None or not route.mediable:
        raise Refused(Reason.NOT_MEDIABLE)
    if petition.is_being_mediated:
        raise Refused(Reason.MEDIATION_UNDER_WAY)
    if not petition.still_asking | petition.counterparties <= command.agreed:
        raise Refused(Reason.MEDIATION_NEEDS_EVERYBODY)
    if command.dispute_type not in petition.edition.dispute_types:
        raise Refused(Reason.UNKNOWN_DISPUTE_TYPE)
    return (
        events.MediationProposed(
            at=now.at, by=command.by, agreed=command.agreed, dispute_type=command.dispute_type
        ),
    )


def mediation_ended(petition: Petition, fact: commands.MediationEnded, now: Now) -> tuple[Event, ...]:
    """XFTL 33 调解结果回传: it comes back once, as a fact; the petition itself goes on."""
    is_known = fact.dispute in petition.mediated_in
    if petition.has_ended or is_known or not petition.is_being_mediated:
        return ()
    return (events.MediationReturned(at=now.at, dispute=fact.dispute, outcome=fact.outcome),)


def body_of(petition: Petition) -> Body:
    """What kind of body has it: the petition department, or an organ (有权处理机关)."""
    return Body.PETITION_OFFICE if petition.unit == petition.edition.county else Body.DEPARTMENT


def hand_off(petition: Petition, command: HandOff, now: Now) -> tuple[Event, ...]:
    """XFTL 33, county policy 28 移送: by whoever has it; its own periods run on."""
    known = frozenset(each.ref for each in petition.people if not each.is_agent)
    return handing.hand_off(petition, known, command, now, body_of(petition))


def request_extension(petition: Petition, command: commands.RequestExtension, now: Now) -> tuple[Event, ...]:
    """XFTL 34 申请延期: the handler asks, before the period is over, for at most thirty days, once."""
    if petition.extension_asked:
        raise Refused(Reason.EXTENSION_PENDING)
    _check_extension(petition, command.days, now)
    return (events.ExtensionRequested(at=now.at, by=command.by, days=command.days, reason=command.reason),)


def approve_extension(petition: Petition, command: commands.ApproveExtension, now: Now) -> tuple[Event, ...]:
    """XFTL 34 批准延期: by the head of the organ, never by whoever asked; the petitioner is told why."""
    asked = _asked_by_another(petition, command.by)
    due = _check_extension(petition, asked.days, now)
    return (
        events.HandlingExtended(
            at=now.at, by=command.by, days=asked.days, reason=asked.reason, notice=command.notice, due_on=due
        ),
    )


def refuse_extension(petition: Petition, command: commands.RefuseExtension, now: Now) -> tuple[Event, ...]:
    """XFTL 34 不批准延期: by the head of the organ, with the reason. The period ends when it would
    have, and it may be asked for again before then."""
    _asked_by_another(petition, command.by)
    return (events.ExtensionRefused(at=now.at, by=command.by, reason=command.reason),)


def _asked_by_another(petition: Petition, by: Officer) -> ExtensionAsked:
    """What is asked for; nobody decides on what they have asked for themselves."""
    asked = petition.extension_asked
    if asked is None:
        raise Refused(Reason.NO_EXTENSION_ASKED)
    if asked.by == by.person:
        raise Refused(Reason.NOT_BY_THE_SAME_PERSON)
    return asked


def _check_extension(petition: Petition, days: int, now: Now) -> date:
    """The last day as it would be. Raises what rules.clocks.clock.extended raises, and NO_EXTENSION."""
    if petition.manner is Manner.SUGGESTION:
        raise Refused(Reason.NO_EXTENSION)
    clock = petition.clock(HANDLE)
    rule, calendar = petition.edition.rule(clock.rule), petition.edition.calendar
    longer = extended(clock, rule, calendar, days, "head-of-organ", now.at).due(rule, calendar)
    assert longer  # nothing lets this clock stand still
    return longer.on


def draft_opinion(petition: Petition, command: commands.DraftOpinion, now: Now) -> tuple[Event, ...]:
    """XFTL 32 拟处理意见: request, facts and reasons, what was found, the basis, and how to ask for a review;
    what is supported names the organ that carries it out. Raises what receiving_organ raises."""
    _check_answerable(petition)
    if petition.manner is Manner.SUGGESTION:
        raise Refused(Reason.MANNER_DOES_NOT_FIT, Manner.SUGGESTION)
    missing = _missing(command)
    if missing:
        raise Refused(Reason.OPINION_INCOMPLETE, *missing)
    if command.executes is not None:
        receiving_organ(petition, command.executes)
    assert command.legal_basis
    return (
        events.OpinionDrafted(
            at=now.at,
            by=command.by,
            draft=Draft(
                opinion=command.opinion,
                request=command.request,
                facts_and_reasons=command.facts_and_reasons,
                findings=command.findings,
                legal_basis=command.legal_basis,
                executes=command.executes,
                tells_review=command.tells_review,
                by=command.by.person,
            ),
        ),
    )


def _missing(command: commands.DraftOpinion) -> tuple[str, ...]:
    """Which of the parts that the article wants are not there, by code."""
    parts: Mapping[str, bool] = {
        "legal-basis": command.legal_basis is not None,
        "how-to-ask-for-review": command.tells_review,
        "executing-unit": command.executes is not None or command.opinion is not Opinion.SUPPORTED,
    }
    return tuple(part for part, is_there in parts.items() if not is_there)


def _check_answerable(petition: Petition) -> None:
    if not petition.facts_heard:
        raise Refused(Reason.FACTS_NOT_HEARD)
    if petition.is_being_mediated:
        raise Refused(Reason.MEDIATION_UNDER_WAY)


def sign_opinion(petition: Petition, command: commands.SignOpinion, now: Now) -> tuple[Event, ...]:
    """XFTL 32 签发: by the head of the organ, who did not draft it, under its seal."""
    draft = petition.draft
    if draft is None:
        raise Refused(Reason.NOTHING_DRAFTED)
    if draft.by == command.by.person:
        raise Refused(Reason.NOT_BY_THE_SAME_PERSON)
    if not command.has_seal:
        raise Refused(Reason.SEAL_MISSING)
    if petition.is_being_mediated:
        raise Refused(Reason.MEDIATION_UNDER_WAY)
    check_nothing_is_out(petition)
    signed = events.OpinionSigned(at=now.at, by=command.by, opinion=draft.opinion)
    if petition.petitioners:
        return (signed,)
    return (signed, events.Concluded(at=now.at, by=command.by, outcome=Outcome.ANSWERED))


def answer_suggestion(petition: Petition, command: commands.AnswerSuggestion, now: Now) -> tuple[Event, ...]:
    """XFTL 29 答复建议: adopted, in part, or not, and why. No number of days, and no review."""
    if petition.manner is not Manner.SUGGESTION:
        raise Refused(Reason.MANNER_DOES_NOT_FIT, Manner.SUGGESTION)
    return (
        events.SuggestionAnswered(at=now.at, by=command.by, adoption=command.adoption, reply=command.reply),
        events.Concluded(at=now.at, by=command.by, outcome=Outcome.SUGGESTION_ANSWERED),
    )


def close_settled(petition: Petition, command: commands.CloseSettled, now: Now) -> tuple[Event, ...]:
    """XFTL 33 达成协议: a written agreement was made about the whole, and goes into the file. Of an agreement
    about a part, the rest is still answered."""
    if petition.mediation != AGREED:
        raise Refused(Reason.AGREEMENT_NOT_RECORDED)
    return (
        events.Concluded(at=now.at, by=command.by, outcome=Outcome.SETTLED, explanation=command.agreement),
    )
