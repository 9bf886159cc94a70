"""The incident procedure (突发事件): reported as danger or declared, commanded, stood down, reported on.

One promise stands above the table: at every instant exactly one seat has the command.
"""

from rules import late, notes, staffing, timekeeping
from rules.incident import commanding, commands, declaring, events, reading, waiting
from rules.incident.evolution import begin, evolve
from rules.incident.matter import (
    Stage,
    commander,
    commander_or_deputy,
    declarer,
    everybody_in_it,
    reporter,
    under_orders,
    whoever_may_take_over,
)
from rules.procedure import Procedure, TimePassed, names_of

INCIDENT = Procedure(
    name="incident",
    acts={
        # 危险待处置
        (Stage.REPORTED, commands.TakeUpDanger): (declarer, declaring.take_up_danger),
        (Stage.REPORTED, commands.PutDangerAside): (declarer, declaring.put_danger_aside),
        (Stage.REPORTED, commands.FileSituationReport): (everybody_in_it, commanding.file_situation_report),
        (Stage.REPORTED, notes.AddNote): (everybody_in_it, notes.add_note),
        # 指挥处置中
        (Stage.COMMANDED, commands.ServeAs): (commander, commanding.serve_as),
        (Stage.COMMANDED, commands.GiveOrder): (commander_or_deputy, commanding.give_order),
        (Stage.COMMANDED, commands.WithdrawOrder): (commander_or_deputy, commanding.withdraw_order),
        (Stage.COMMANDED, commands.RecordCommandDecision): (
            commander_or_deputy,
            commanding.record_command_decision,
        ),
        (Stage.COMMANDED, commands.AcknowledgeOrder): (under_orders, commanding.acknowledge_order),
        (Stage.COMMANDED, commands.ReportOrderDone): (under_orders, commanding.report_order_done),
        (Stage.COMMANDED, commands.FileSituationReport): (everybody_in_it, commanding.file_situation_report),
        (Stage.COMMANDED, commands.Regrade): (commander, declaring.regrade),
        (Stage.COMMANDED, commands.OfferCommand): (commander, commanding.offer_command),
        (Stage.COMMANDED, commands.TakeOverCommand): (whoever_may_take_over, commanding.take_over_command),
        (Stage.COMMANDED, commands.DeclineCommand): (whoever_may_take_over, commanding.decline_command),
        (Stage.COMMANDED, commands.StandDown): (commander, commanding.stand_down),
        (Stage.COMMANDED, notes.AddNote): (everybody_in_it, notes.add_note),
        # 处置结束, 待结案报告
        (Stage.STOOD_DOWN, commands.FileClosingReport): (reporter, commanding.file_closing_report),
        (Stage.STOOD_DOWN, notes.AddNote): (everybody_in_it, notes.add_note),
    },
    facts={
        commands.PoliceHeard: declaring.police_heard,
        TimePassed: waiting.time_passed,
        **timekeeping.FACTS,
        **staffing.FACTS,
    },
    begin=begin,
    evolve=staffing.staffed(late.noted(evolve)),
    events=names_of(events, notes, staffing, timekeeping),
    view=staffing.flagged(reading.view),
    follows=late.told(reading.follows),
    moments=waiting.moments,
    commands={
        "take_up_danger": commands.TakeUpDanger,
        "put_danger_aside": commands.PutDangerAside,
        "serve_as": commands.ServeAs,
        "give_order": commands.GiveOrder,
        "acknowledge_order": commands.AcknowledgeOrder,
        "report_order_done": commands.ReportOrderDone,
        "withdraw_order": commands.WithdrawOrder,
        "file_situation_report": commands.FileSituationReport,
        "record_command_decision": commands.RecordCommandDecision,
        "regrade": commands.Regrade,
        "offer_command": commands.OfferCommand,
        "take_over_command": commands.TakeOverCommand,
        "decline_command": commands.DeclineCommand,
        "stand_down": commands.StandDown,
        "file_closing_report": commands.FileClosingReport,
        "add_note": notes.AddNote,
    },
    messages={"police_heard": commands.PoliceHeard, **staffing.TOLD},
    publications=timekeeping.PUBLICATIONS,
)
