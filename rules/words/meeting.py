"""The words of meetings (会议): their kinds, how an item comes to its end, and every no."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "procedure": {
        "meeting": ("会议", "Meeting"),
    },
    "meeting-kind": {
        "reception": ("领导接访", "Leaders' reception"),
        "outreach": ("领导带案下访", "Leaders' visit with a case in hand"),
        "joint": ("联席会议", "Joint meeting"),
        "talk-on-the-fours": ("逢四说事", "Talk on the fours"),
        "supervision": ("监督月例会", "Monthly supervision meeting"),
        "weekly-consultation": ("每周会商", "Weekly consultation"),
        "hearing-panel": ("听证评议", "Hearing before a panel"),
        "remote-guidance": ("远程指导", "Remote guidance"),
        "house-visit": ("入户走访", "House visit"),
        "village-stay": ("驻村", "Stay in a village"),
    },
    "item-came": {
        "added": ("列入", "Put on the agenda"),
        "booked": ("预约来访", "Booked visit"),
        "drawn": ("按记录列入", "Drawn from the records"),
    },
    "item-ending": {
        "matter": ("形成事项", "Became a matter"),
        "decision": ("形成决定", "A decision"),
        "task": ("交办任务", "A task"),
        "no": ("不予办理并说明理由", "No, with the reason"),
    },
    "stage": {
        "planned": ("筹备", "Being prepared"),
        "under-way": ("会商", "Under way"),
        "carrying-out": ("限期办结", "Being carried out"),
    },
    "outcome": {
        "held": ("已召开并办结", "Held and carried out"),
        "cancelled": ("已取消", "Cancelled"),
    },
    "role": {
        "invited_expert": ("受邀专家", "Invited expert"),
        "guest": ("受邀参加人", "Invited to a session"),
    },
    "command": {
        "add_item": ("列入议题", "Put an item on the agenda"),
        "draw_agenda": ("生成议程", "Draw the agenda from the records"),
        "file_briefing": ("提交访前材料", "File a briefing"),
        "invite": ("邀请参加", "Invite somebody"),
        "record_consent_to_recording": (
            "记录是否同意录音录像",
            "Record whether somebody agrees to be recorded",
        ),
        "decide_day": ("决定休息日是否照常", "Decide about a day off"),
        "move_meeting": ("改期", "Move it to another time"),
        "cancel_meeting": ("取消会议", "Cancel the meeting"),
        "book_visit": ("预约来访", "Book a visit"),
        "cancel_visit": ("取消预约来访", "Cancel a booked visit"),
        "draw_hearing_panel": ("抽取评议团", "Draw the panel"),
        "begin_meeting": ("开始会商", "Begin"),
        "receive_visitors": ("接待来访", "Receive visitors"),
        "end_as_matter": ("形成事项", "End an item as a matter"),
        "decide_item": ("形成决定", "End an item with a decision"),
        "assign_task": ("交办任务", "End an item with a task"),
        "decline_item": ("不予办理并说明理由", "End an item with a no and its reason"),
        "attach_panel_opinion": ("附评议意见", "Attach the panel's opinion"),
        "finish_session": ("结束会商", "Finish the session"),
        "file_minutes": ("提交会议纪要", "File the minutes"),
        "report_task": ("报告办理情况", "Report on a task"),
        "ask_to_pass_on": ("申请更换首接领导", "Ask that somebody else follows"),
        "answer_passing_on": ("审批更换首接领导", "Answer whether somebody else follows"),
        "end_following": ("结束跟踪", "End the following of a closed matter"),
    },
    "report": {
        "panel_interest_declared": ("评议团成员声明利害关系", "A panel member has an interest"),
    },
    "event": {
        "MeetingConvened": ("会议已安排", "A meeting was convened"),
        "ItemAdded": ("议题已列入", "An item was put on the agenda"),
        "AgendaDrawn": ("议程已按记录生成", "The agenda was drawn from the records"),
        "BriefingFiled": ("访前材料已提交", "A briefing was filed"),
        "Invited": ("已邀请参加", "Somebody was invited"),
        "RecordingConsentGiven": ("同意录音录像", "Somebody agreed to be recorded"),
        "RecordingConsentRefused": ("不同意录音录像", "Somebody did not agree to be recorded"),
        "DayKept": ("休息日照常", "The day off was kept"),
        "MeetingMoved": ("会议已改期", "The meeting was moved"),
        "VisitBooked": ("来访已预约", "A visit was booked"),
        "VisitCancelled": ("预约来访已取消", "A booked visit was cancelled"),
        "HearingPanelDrawn": ("评议团已抽取", "The panel was drawn"),
        "HearingPanelMemberRecused": ("评议团成员回避", "A panel member stepped aside"),
        "MeetingBegun": ("会商开始", "The meeting began"),
        "VisitorsReceived": ("来访已接待", "Visitors were received"),
        "ItemBecameMatter": ("议题已形成事项", "An item became a matter"),
        "ItemDecided": ("议题已形成决定", "An item was decided"),
        "TaskAssigned": ("任务已交办", "A task was assigned"),
        "ItemDeclined": ("议题不予办理，已说明理由", "An item was declined with its reason"),
        "PanelOpinionAttached": ("评议意见已附", "The panel's opinion was attached"),
        "SessionFinished": ("会商结束", "The session was finished"),
        "MinutesFiled": ("会议纪要已提交", "The minutes were filed"),
        "TaskReported": ("任务办理情况已报告", "A task was reported on"),
        "PassingOnAsked": ("已申请更换首接领导", "It was asked that somebody else follows"),
        "FollowingPassedOn": ("首接领导已更换", "Somebody else follows now"),
        "PassingOnDeclined": ("不同意更换首接领导", "It was declined that somebody else follows"),
        "FollowingEnded": ("跟踪结束", "The following ended with its matter"),
        "MeetingDutyFellOverdue": ("会议事务逾期", "Something of a meeting fell overdue"),
        "MeetingEnded": ("会议办结", "The meeting came to its end"),
    },
    "task": {
        "hold-meeting": ("按期召开", "Hold the meeting"),
        "decide-the-day": ("轮值日为休息日：决定照常或者改期", "The day is a day off: keep it or move it"),
        "end-every-item": ("逐项议出结果", "Bring every item to its end"),
        "carry-out-meeting": ("办结会议议定事项", "Carry out what the meeting settled"),
        "attend-session": ("参加本次会议", "Attend this session"),
        "follow-visit": ("接待并跟踪预约来访", "Receive a booked visit, and follow it up"),
        "file-minutes": ("提交会议纪要", "File the minutes"),
        "perform-task": ("办理会议交办任务并报告", "Perform the meeting's task, and report"),
        "follow-matter": ("首问负责：跟踪到事项办结", "First leader: follow the matter until it is closed"),
        "answer-passing-on": ("审批更换首接领导", "Answer whether somebody else follows"),
        "look-into-meeting": ("督办：会议议定事项已逾期", "Look into it: a meeting's business is overdue"),
    },
    "notice": {
        "rota-asks": (
            "轮值提醒：这次轮值的日期是休息日。系统不代为决定；请决定照常进行，或者改到另一天。",
            "The rota's day is a day off. Nothing is decided by itself: keep the day, or move it to another.",
        ),
        "meeting-task": (
            "会议交办：会议向你岗位交办了一项任务。请在期限内办理，并报告办理情况。",
            "A meeting has assigned a task to your seat. Perform it in time, and report on it.",
        ),
        "meeting-overdue": (
            "督办提醒：会议议定的事务已过期限，仍未办理。请了解原因并督促办理。",
            (
                "To the supervisor: what a meeting settled is past its time and not done. Find out why "
                "and see to it."
            ),
        ),
        "meeting-still-owed": (
            "逾期提醒：会议议定由你岗位办理的事务已过期限。请尽快办理；逾期不免除办理。",
            "What a meeting settled for your seat is past its time. Do it soon; being late ends no duty.",
        ),
        "visits-moved": (
            "改期提醒：这次接访已改期，已有群众预约。请逐一告知新的时间、地点。",
            "This reception was moved, and people have booked. Tell each of them the new time and place.",
        ),
        "visits-cancelled": (
            "取消提醒：这次接访已取消，已有群众预约。请逐一告知，并告知其他接访时间。",
            (
                "This reception was cancelled, and people have booked. Tell each of them, and when the next "
                "ones are."
            ),
        ),
    },
    "clock": {
        "P-45": ("会议交办任务", "A task assigned by a meeting"),
        "P-46": ("会议纪要", "Minutes of a meeting"),
        "P-47": ("决定休息日是否照常", "Decision about a day off"),
        "P-48": ("首问负责，跟踪到办结", "First leader's following of a matter"),
    },
    "clock-trigger": {
        "rota-asked": ("轮值日逢休息日，请求决定", "The rota asked about a day off"),
        "session-finished": ("会商结束", "The session was finished"),
        "task-assigned": ("会议交办任务", "A meeting assigned the task"),
        "matter-first-received": ("首次接待该事项", "The matter was received for the first time"),
    },
    "clock-responsible": {
        "task-performer": ("承办会议任务的岗位", "The seat that has the task"),
        "meeting-convener": ("会议召集人", "Whoever convenes the meeting"),
        "receiving-leader": ("首接领导", "The leader who received it first"),
    },
    "refusal": {
        "nobody-convenes-there": (
            "你的岗位不召集这类会议。请由会议种类表所列岗位召集，或者改用你岗位可以召集的种类。",
            (
                "Your seat convenes no meetings of this kind. Let a seat convene it that the table of kinds "
                "names, or choose a kind that is yours."
            ),
        ),
        "meeting-in-the-past": (
            "这个时间已经过去。请选择今后的时间。",
            "This time is past. Choose one to come.",
        ),
        "meeting-not-yet": (
            "会议的日子还没有到。请在当天开始；确需提前的，先改期。",
            "The day of the meeting has not come. Begin it on its day, or move it to an earlier one first.",
        ),
        "day-undecided": (
            "轮值日是休息日，还没有决定照常还是改期。请先作出决定并写明理由。",
            "The day is a day off, and nobody has decided about it. Keep or move it first, with the reason.",
        ),
        "no-such-item": (
            "议程上没有这一项，或者这一项不归你办理。请核对议题的序号。",
            "There is no such item, or it is not yours. Look at the number of the item again.",
        ),
        "item-has-its-end": (
            "这一项已经有结果。需要再议的，另列一项。",
            "This item has its end. If there is more to say, put another on the agenda.",
        ),
        "item-without-end": (
            "还有议题没有结果。每一项都要形成事项、决定、任务，或者说明理由不予办理，才能结束。",
            (
                "Some item has no end yet. Each becomes a matter, a decision or a task, or is declined "
                "with a reason, before the session is finished."
            ),
        ),
        "already-on-the-agenda": (
            "这个事项已经在议程上。请在原来那一项下办理。",
            "This matter is on the agenda already. Deal with it under that item.",
        ),
        "briefing-missing": (
            "没有访前材料的，不能会商。请先提交这一项的材料；不准备的，可以说明理由不予办理。",
            (
                "What has no briefing is not consulted about. File one for this item first; what is not "
                "prepared may be declined with a reason."
            ),
        ),
        "only-a-matter-or-a-no": (
            "走访收集的诉求，只能形成事项，或者说明理由不立事项。请选择其中一种。",
            (
                "What a visit collects becomes a matter, or is declined with the reason why not. Choose "
                "one of the two."
            ),
        ),
        "limit-in-the-past": (
            "期限应当在今天之后。请另定一天。",
            "The limit lies after today. Set another day.",
        ),
        "limit-not-set": (
            "接访、下访交办的，期限由会议当场确定。请写明办结的日期。",
            "Where leaders visit, the meeting itself sets the limit. Say by which day it is to be done.",
        ),
        "nobody-performs-there": (
            "这个岗位不承办会议任务。请选择责任单位的负责岗位。",
            "That seat performs no tasks of meetings. Choose the responsible seat of a unit.",
        ),
        "fully-booked": (
            "这次接访的预约已满。请选择另一次接访；不预约也可以随时登记或者提交。",
            (
                "This reception is booked to the last place. Choose another one; a matter can be brought at "
                "any time without booking."
            ),
        ),
        "booked-already": (
            "已经预约了这次接访。不需要再次预约；改变主意的，可以取消。",
            "This visit is booked already. There is no need to book again; it can be cancelled.",
        ),
        "no-such-booking": (
            "这次接访没有这个预约。请核对查询码，或者重新预约。",
            "There is no such booking for this reception. Look at the tracking code, or book anew.",
        ),
        "visitors-counted-already": (
            "这一批来访已经登记人次。另来一批的，另列一项。",
            "This batch has been counted. For another batch, put another item on the agenda.",
        ),
        "no-visitors": (
            "来访人次至少是一人。没有人来的，不登记接待。",
            "A batch is at least one person. Where nobody came, nobody was received.",
        ),
        "invited-already": (
            "已经邀请了这个人。不需要再次邀请。",
            "They are invited already. There is no need to invite them again.",
        ),
        "consent-to-record-missing": (
            "还有参加的人没有同意录音录像。请逐一征得同意并记录；有人不同意的，不录。",
            (
                "Somebody who takes part has not agreed to be recorded. Ask each of them and write it "
                "down; if one does not agree, nothing is recorded."
            ),
        ),
        "not-followed": (
            "这一项没有由你跟踪的事项。请核对议题的序号。",
            "Under this item there is no matter that you follow. Look at the number of the item again.",
        ),
        "matter-still-open": (
            "事项还没有办结，首接领导继续负责。请跟踪到办结；确需更换的，申请更换并说明理由。",
            (
                "The matter is not closed, and whoever received it first goes on answering for it. "
                "Follow it to its end; if somebody else must, ask for that with the reason."
            ),
        ),
        "passing-on-asked-already": (
            "更换首接领导的申请正在审批。请等待答复。",
            "It has been asked already that somebody else follows. Wait for the answer.",
        ),
        "no-passing-on-asked": (
            "没有待审批的更换申请。请核对议题的序号。",
            "Nobody has asked that somebody else follows. Look at the number of the item again.",
        ),
        "not-by-who-is-concerned": (
            "申请人、现任和接任的人不能自己审批。请由另一人审批，或者另选接任的人。",
            (
                "Whoever asks, follows or is to follow does not decide this. Let another do it, or choose "
                "somebody else to follow."
            ),
        ),
    },
}
