"""The procedure of accusations (检举控告): received, led to the competent discipline organ, told.

It runs in the sealed store. Only the discipline clerk acts, and nobody else knows that it exists.
"""

from datetime import datetime

from rules import staffing, timekeeping
from rules.accusation import commands, events
from rules.accusation.evolution import begin, evolve
from rules.accusation.matter import ACCEPTANCE, RESULT, Accusation, Outcome, Stage, discipline_clerk
from rules.accusation.reading import follows, moments, view
from rules.editions import Edition, Organ
from rules.procedure import Event, Now, Officer, Procedure, TimePassed, names_of
from rules.refusals import Reason, Refused


def receive(
    *,
    id: str,
    number: str,
    edition: Edition,
    received_at: datetime,
    is_real_name: bool,
    by: Officer,
    at: datetime,
) -> events.AccusationReceived:
    """XFTL 30, county policy 26 收到: recognised by a named person; its time runs from the day it came."""
    return events.AccusationReceived(
        at=at,
        by=by,
        id=id,
        number=number,
        edition=edition.digest,
        received_at=received_at,
        is_real_name=is_real_name,
    )


def transfer_to_discipline(
    accusation: Accusation, command: commands.TransferToDiscipline, now: Now
) -> tuple[Event, ...]:
    """XFTL 30 移送: to the discipline organ competent by management authority, as a person decides; never to
    the accused unit or one below it. Then it is the next higher organ, which the refusal names."""
    edition = accusation.edition
    if command.organ not in discipline_organs(edition):
        raise Refused(Reason.UNKNOWN_DISCIPLINE_ORGAN)
    above = upwards(edition, command.organ)
    if under := [unit for unit in above if unit in command.accused_units]:
        higher = edition.next_higher(under[-1])
        raise Refused(Reason.ORGAN_UNDER_THE_ACCUSED, *([higher] if higher else []))
    return (
        events.AccusationTransferred(
            at=now.at,
            by=command.by,
            organ=command.organ,
            accused_units=command.accused_units,
            reason=command.reason,
        ),
    )


def discipline_organs(edition: Edition) -> frozenset[str]:
    """The units that have a discipline organ: townships, the county, and those above it."""
    townships = {organ.unit for organ in edition.petitions.organs if organ.organ is Organ.TOWNSHIP}
    return frozenset({*townships, edition.county, *edition.petitions.superiors})


def upwards(edition: Edition, unit: str) -> tuple[str, ...]:
    """A unit and all units above it, the nearest first."""
    higher = edition.next_higher(unit)
    return (unit, *upwards(edition, higher)) if higher else (unit,)


def tell_acceptance(accusation: Accusation, command: commands.TellAcceptance, now: Now) -> tuple[Event, ...]:
    """XFTL 30 告知受理: whoever gave their name is told within fifteen working days that it was accepted."""
    if not accusation.is_real_name:
        raise Refused(Reason.NO_NAME_GIVEN)
    if not accusation.is_acceptance_owed:
        raise Refused(Reason.ALREADY_TOLD)
    return (events.AcceptanceTold(at=now.at, by=command.by, method=command.method, proof=command.proof),)


def record_result(accusation: Accusation, command: commands.RecordResult, now: Now) -> tuple[Event, ...]:
    """XFTL 30 处理结果: recorded; where nobody gave a name, nobody is told, and it ends."""
    recorded = events.ResultRecorded(at=now.at, by=command.by, result=command.result)
    if accusation.is_real_name:
        return (recorded,)
    return (recorded, events.AccusationClosed(at=now.at, by=command.by, outcome=Outcome.RECORDED))


def tell_result(accusation: Accusation, command: commands.TellResult, now: Now) -> tuple[Event, ...]:
    """XFTL 30 告知结果: within fifteen working days of the result; with that it ends."""
    return (
        events.ResultTold(at=now.at, by=command.by, method=command.method, proof=command.proof),
        events.AccusationClosed(at=now.at, by=command.by, outcome=Outcome.TOLD),
    )


def time_passed(accusation: Accusation, fact: TimePassed, now: Now) -> tuple[Event, ...]:
    """XFTL 30 逾期: what must be told falls overdue, once; nothing is dropped by silence."""
    if accusation.has_ended:
        return ()
    late = {
        ACCEPTANCE: (events.AcceptanceFellOverdue, accusation.acceptance_is_overdue),
        RESULT: (events.ResultFellOverdue, accusation.result_is_overdue),
    }
    happened: list[Event] = []
    for clock in accusation.clocks:
        event, is_noted = late[clock.name]
        due = accusation.due(clock.name)
        if clock.is_open and not is_noted and due and now.at >= due.is_over_at:
            happened.append(event(at=now.at, due_on=due.on))
    return tuple(happened)


ACCUSATION = Procedure(
    name="accusation",
    acts={
        # 已收件 a person decides which organ is competent
        (Stage.RECEIVED, commands.TransferToDiscipline): (discipline_clerk, transfer_to_discipline),
        (Stage.RECEIVED, commands.TellAcceptance): (discipline_clerk, tell_acceptance),
        (Stage.RECEIVED, timekeeping.CorrectStart): (discipline_clerk, timekeeping.correct_start),
        # 已移送 it may prove to be another organ's
        (Stage.TRANSFERRED, commands.TransferToDiscipline): (discipline_clerk, transfer_to_discipline),
        (Stage.TRANSFERRED, commands.TellAcceptance): (discipline_clerk, tell_acceptance),
        (Stage.TRANSFERRED, commands.RecordResult): (discipline_clerk, record_result),
        (Stage.TRANSFERRED, timekeeping.CorrectStart): (discipline_clerk, timekeeping.correct_start),
        # 已有结果 whoever gave their name is told
        (Stage.RESULT, commands.TellAcceptance): (discipline_clerk, tell_acceptance),
        (Stage.RESULT, commands.TellResult): (discipline_clerk, tell_result),
        (Stage.RESULT, timekeeping.CorrectStart): (discipline_clerk, timekeeping.correct_start),
    },
    facts={
        **timekeeping.FACTS,
        TimePassed: time_passed,
        **staffing.FACTS,
    },
    begin=begin,
    evolve=staffing.staffed(evolve),
    events=names_of(events, staffing, timekeeping),
    view=staffing.flagged(view),
    follows=follows,
    moments=moments,
    commands={
        "transfer_to_discipline": commands.TransferToDiscipline,
        "tell_acceptance": commands.TellAcceptance,
        "record_result": commands.RecordResult,
        "tell_result": commands.TellResult,
        "correct_start": timekeeping.CorrectStart,
    },
    messages=staffing.TOLD,
    publications=timekeeping.PUBLICATIONS,
)
