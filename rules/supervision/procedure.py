"""The supervision procedure (督办): a duty is late, its unit is reminded, pressed, answers, and is looked at.

One promise stands above the table: what presses is a letter that a person has signed.
"""

from rules import staffing, timekeeping
from rules.procedure import Procedure, TimePassed, names_of
from rules.supervision import commands, events, ladder, reading
from rules.supervision.evolution import begin, evolve
from rules.supervision.matter import Stage, department, signer, supervised

SUPERVISION = Procedure(
    name="supervision",
    acts={
        # 逾期待提醒
        (Stage.WATCHED, commands.DraftLetter): (department, ladder.draft_letter),
        # 已发工作提醒函
        (Stage.REMINDED, commands.DraftLetter): (department, ladder.draft_letter),
        # 督办函待签发
        (Stage.TO_SIGN, commands.DraftLetter): (department, ladder.draft_letter),
        (Stage.TO_SIGN, commands.SignLetter): (signer, ladder.sign_letter),
        (Stage.TO_SIGN, commands.SetLetterAside): (signer, ladder.set_letter_aside),
        # 已发督办函, 待反馈
        (Stage.ISSUED, commands.ReportRectification): (supervised, ladder.report_rectification),
        # 已反馈, 待审核
        (Stage.ANSWERED, commands.AcceptRectification): (department, ladder.accept_rectification),
        (Stage.ANSWERED, commands.AskAgain): (department, ladder.ask_again),
    },
    facts={
        commands.DutyMet: ladder.duty_met,
        commands.DutyMoved: ladder.duty_moved,
        **timekeeping.FACTS,
        TimePassed: ladder.time_passed,
        **staffing.FACTS,
    },
    begin=begin,
    evolve=staffing.staffed(evolve),
    events=names_of(events, staffing, timekeeping),
    view=staffing.flagged(reading.view),
    follows=reading.follows,
    moments=ladder.moments,
    commands={
        "draft_letter": commands.DraftLetter,
        "sign_letter": commands.SignLetter,
        "set_letter_aside": commands.SetLetterAside,
        "report_rectification": commands.ReportRectification,
        "accept_rectification": commands.AcceptRectification,
        "ask_again": commands.AskAgain,
    },
    messages={"duty_met": commands.DutyMet, "duty_moved": commands.DutyMoved, **staffing.TOLD},
    publications=timekeeping.PUBLICATIONS,
)
