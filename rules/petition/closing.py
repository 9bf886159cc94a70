"""The end of the procedure (程序办结), and what else may happen around it: report, referral, withdrawal."""

from rules import danger
from rules.participants import Power, may_act
from rules.petition import commands, events
from rules.petition.matter import Outcome, Petition, Stage
from rules.procedure import Command, Event, Now, Officer
from rules.refusals import Reason, Refused


def serve_opinion(petition: Petition, command: commands.ServeOpinion, now: Now) -> tuple[Event, ...]:
    """XFTL 32, 34 送达: on every petitioner, with proof. With the last service the procedure is done; the
    time to ask for a review runs for each from the day of their own."""
    served_at = command.served_at or now.at
    if command.petitioner in dict(petition.served):
        raise Refused(Reason.ALREADY_SERVED)
    if command.petitioner not in petition.unserved:
        raise Refused(Reason.UNKNOWN_PARTY)
    if served_at > now.at:
        raise Refused(Reason.DATE_IN_THE_FUTURE)
    assert petition.signed_at
    if served_at < petition.signed_at:
        raise Refused(Reason.DATES_OUT_OF_ORDER)
    served = events.OpinionServed(
        at=now.at,
        by=command.by,
        petitioner=command.petitioner,
        method=command.method,
        proof=command.proof,
        served_at=served_at,
    )
    if petition.unserved != {command.petitioner}:
        return (served,)
    return (served, events.Concluded(at=now.at, by=command.by, outcome=Outcome.ANSWERED))


def report_back(petition: Petition, command: commands.ReportBack, now: Now) -> tuple[Event, ...]:
    """XFTL 22 报告办理结果: what was assigned is reported on by the day the assignment named."""
    if petition.report_by is None:
        raise Refused(Reason.NOT_ASSIGNED)
    if petition.has_reported:
        raise Refused(Reason.NOTHING_TO_CORRECT)
    return (events.ReportedBack(at=now.at, by=command.by, report=command.report),)


def refer_act(petition: Petition, command: commands.ReferAct, now: Now) -> tuple[Event, ...]:
    """XFTL 47 移送公安机关: one concrete act, with its time, place and evidence; where to appeal is told.
    Approved by somebody who does not handle the petition, whose handling it changes in nothing."""
    if command.occurred_at > now.at:
        raise Refused(Reason.DATE_IN_THE_FUTURE)
    return (
        events.ActReferred(
            at=now.at,
            by=command.by,
            act=command.act,
            occurred_at=command.occurred_at,
            place=command.place,
            evidence=command.evidence,
            appeal_told=command.appeal_told,
        ),
    )


def petition_withdrawn(petition: Petition, fact: commands.PetitionWithdrawn, now: Now) -> tuple[Event, ...]:
    """XFTL 33, county policy 10, 24 撤回: a petitioner takes it back in writing, or through somebody who may
    do that for them; of several, all of them do. A signed opinion is served all the same."""
    if petition.has_ended or fact.petitioner not in petition.still_asking or not fact.in_writing:
        return ()
    if fact.agent and not may_act(petition.people, fact.agent, fact.petitioner, Power.WITHDRAW):
        return ()
    noted = events.WithdrawalNoted(at=now.at, by=fact.by, petitioner=fact.petitioner)
    if petition.still_asking != {fact.petitioner} or petition.stage is Stage.SERVING:
        return (noted,)
    return (noted, events.Concluded(at=now.at, by=fact.by, outcome=Outcome.WITHDRAWN))


def conflict_declared(petition: Petition, fact: commands.ConflictDeclared, now: Now) -> tuple[Event, ...]:
    """XFTL 28(3) 回避: whoever has an interest does nothing more here."""
    if petition.has_ended or fact.person in petition.recused:
        return ()
    return (events.HandlerRecused(at=now.at, by=fact.by, person=fact.person),)


def bar(petition: Petition, command: type[Command], officer: Officer) -> Reason | None:
    """XFTL 28(3), county policy 20: the recused do nothing; who handled it does not approve a referral."""
    if officer.person in petition.recused:
        return Reason.RECUSED
    if command is danger.AcknowledgeDanger and not petition.unanswered_dangers:
        return Reason.NOT_AT_THIS_STAGE
    if command is commands.ReferAct and officer.person in petition.hands:
        return Reason.ASKED_BY_THE_HANDLER
    return None
