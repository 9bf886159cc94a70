"""The dispatch procedure (吹哨报到): the whistle, each unit's answer, arrival and tasks, and the end.

One promise stands above the table: no order closes over a unit's silence.
"""

from rules import late, notes, staffing, timekeeping
from rules.dispatch import answering, commands, events, reading, waiting, working
from rules.dispatch.evolution import begin, evolve
from rules.dispatch.matter import Stage, called, convener, convener_or_lead, everybody_in_it
from rules.procedure import Procedure, TimePassed, names_of

DISPATCH = Procedure(
    name="dispatch",
    acts={
        # each unit for itself
        (Stage.CALLED_OUT, commands.ReportForDuty): (called, answering.report_for_duty),
        (Stage.CALLED_OUT, commands.ObjectToCall): (called, answering.object_to_call),
        (Stage.CALLED_OUT, commands.LogArrival): (everybody_in_it, answering.log_arrival),
        (Stage.CALLED_OUT, commands.FinishUnitTask): (called, working.finish_unit_task),
        # whoever whistled
        (Stage.CALLED_OUT, commands.DecideCallObjection): (convener, answering.decide_call_objection),
        (Stage.CALLED_OUT, commands.CallAnotherUnit): (convener, answering.call_another_unit),
        (Stage.CALLED_OUT, commands.StandUnitDown): (convener, answering.stand_unit_down),
        (Stage.CALLED_OUT, commands.CallOffDispatch): (convener, working.call_off_dispatch),
        # whoever whistled, and the unit that leads
        (Stage.CALLED_OUT, commands.SetUnitTask): (convener_or_lead, working.set_unit_task),
        (Stage.CALLED_OUT, commands.DropUnitTask): (convener_or_lead, working.drop_unit_task),
        (Stage.CALLED_OUT, commands.RecordDispatchMinutes): (
            convener_or_lead,
            working.record_dispatch_minutes,
        ),
        (Stage.CALLED_OUT, commands.CloseDispatch): (convener_or_lead, working.close_dispatch),
        (Stage.CALLED_OUT, notes.AddNote): (everybody_in_it, notes.add_note),
    },
    facts={
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
        "report_for_duty": commands.ReportForDuty,
        "object_to_call": commands.ObjectToCall,
        "log_arrival": commands.LogArrival,
        "finish_unit_task": commands.FinishUnitTask,
        "decide_call_objection": commands.DecideCallObjection,
        "call_another_unit": commands.CallAnotherUnit,
        "stand_unit_down": commands.StandUnitDown,
        "call_off_dispatch": commands.CallOffDispatch,
        "set_unit_task": commands.SetUnitTask,
        "drop_unit_task": commands.DropUnitTask,
        "record_dispatch_minutes": commands.RecordDispatchMinutes,
        "close_dispatch": commands.CloseDispatch,
        "add_note": notes.AddNote,
    },
    messages=staffing.TOLD,
    publications=timekeeping.PUBLICATIONS,
)
