"""The inspection procedure (督查): drawn, looked at twice, told in a circular, put right, signed off.

One promise stands above the table: no finding is closed without a rectification on record that was accepted
by somebody else than who rectified.
"""

from rules import late, notes, staffing, timekeeping
from rules.inspection import commands, events, looking, opening, reading, rectifying
from rules.inspection.evolution import begin, evolve
from rules.inspection.matter import (
    Inspection,
    Stage,
    a_head_of_what_was_found,
    its_inspectors,
    its_lead,
)
from rules.procedure import Event, Now, Procedure, TimePassed, names_of


def time_passed(inspection: Inspection, fact: TimePassed, now: Now) -> tuple[Event, ...]:
    """County policy 47 整改期限: what was not put right in time is told upwards, once; it stays to be
    done."""
    return tuple(
        events.RectificationFellOverdue(at=now.at, finding=finding.number, due_on=due.on)
        for finding, due in inspection.fallen_overdue(now.at)
    )


INSPECTION = Procedure(
    name="inspection",
    acts={
        # 待抽样
        (Stage.TO_DRAW, notes.AddNote): (its_inspectors, notes.add_note),
        # 督查中
        (Stage.CHECKING, commands.RecordFinding): (its_inspectors, looking.record_finding),
        (Stage.CHECKING, commands.FindInOrder): (its_inspectors, looking.find_in_order),
        (Stage.CHECKING, commands.CallInInspector): (its_lead, opening.call_in_inspector),
        (Stage.CHECKING, commands.IssueCircular): (its_lead, looking.issue_circular),
        (Stage.CHECKING, notes.AddNote): (its_inspectors, notes.add_note),
        # 整改中
        (Stage.RECTIFYING, commands.CallInInspector): (its_lead, opening.call_in_inspector),
        (Stage.RECTIFYING, commands.RecordRectification): (
            a_head_of_what_was_found,
            rectifying.record_rectification,
        ),
        (Stage.RECTIFYING, commands.CheckRectification): (
            a_head_of_what_was_found,
            rectifying.check_rectification,
        ),
        (Stage.RECTIFYING, commands.SignOffRectification): (
            its_inspectors,
            rectifying.sign_off_rectification,
        ),
        (Stage.RECTIFYING, commands.SendBackRectification): (
            its_inspectors,
            rectifying.send_back_rectification,
        ),
        (Stage.RECTIFYING, notes.AddNote): (its_inspectors, notes.add_note),
    },
    facts={
        commands.FrameListed: looking.frame_listed,
        **timekeeping.FACTS,
        TimePassed: time_passed,
        **staffing.FACTS,
    },
    begin=begin,
    evolve=staffing.staffed(late.noted(evolve)),
    events=names_of(events, notes, staffing, timekeeping),
    view=staffing.flagged(reading.view),
    follows=late.told(reading.follows),
    moments=reading.moments,
    unseen=reading.unseen,
    commands={
        "record_finding": commands.RecordFinding,
        "find_in_order": commands.FindInOrder,
        "call_in_inspector": commands.CallInInspector,
        "issue_circular": commands.IssueCircular,
        "record_rectification": commands.RecordRectification,
        "check_rectification": commands.CheckRectification,
        "sign_off_rectification": commands.SignOffRectification,
        "send_back_rectification": commands.SendBackRectification,
        "add_note": notes.AddNote,
    },
    messages={"frame_listed": commands.FrameListed, **staffing.TOLD},
    publications=timekeeping.PUBLICATIONS,
)
