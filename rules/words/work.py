"""What can be done, what waits, what happened: verbs, worklists, notices and the timeline."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "command": {
        "claim": ("认领", "Claim"),
        "release": ("退出认领", "Release"),
        "record_consent": ("记录同意", "Record consent"),
        "schedule_session": ("安排调解会", "Schedule a session"),
        "postpone_session": ("改期", "Postpone the session"),
        "cancel_session": ("取消调解会", "Cancel the session"),
        "record_session": ("记录调解结果", "Record the session"),
        "raise_early": ("提级", "Raise to the next step"),
        "flag_major": ("认定特别重大", "Flag as especially major"),
        "flag_cross_township": ("认定跨乡镇", "Flag as crossing townships"),
        "request_county_support": ("申请县级支持", "Ask for the county's support"),
        "send_back": ("发回", "Send back"),
        "extend_period": ("延长调解期限", "Extend the period"),
        "end_without_agreement": ("终止调解", "End without agreement"),
        "acknowledge_danger": ("接警", "Acknowledge the danger"),
        "record_service": ("记录送达", "Record service"),
        "record_performance": ("记录履行情况", "Record performance"),
        "record_revisit": ("记录回访", "Record the revisit"),
        "record_whether_free": ("核实撤回是否自愿", "Record whether the withdrawal was free"),
        "undo_withdrawal": ("恢复调解", "Undo the withdrawal"),
        "reopen": ("重新启动", "Reopen"),
        "correct_start": ("更正起算时间", "Correct the start of a period"),
        "suspend_clocks": ("停止计算期限", "Let the periods stand still"),
        "resume_clocks": ("恢复计算期限", "Let the periods count again"),
    },
    "report": {
        "consent_refused": ("当事人不同意调解", "A party does not agree"),
        "consent_withdrawn": ("当事人撤回同意", "A party withdraws consent"),
        "withdrawn": ("申请人撤回申请", "The applicant withdraws"),
        "left_for_route": ("当事人转入法定途径", "A party leaves for a statutory route"),
        "filed_in_court": ("法院或者仲裁机构已受理", "A court or arbitration body has accepted it"),
        "concern_found": ("发现不宜调解的情形", "Something was found that may not be mediated"),
        "interest_declared": ("申明利害关系", "An interest is declared"),
        "danger_reported": ("报告危险", "Report danger"),
    },
    "task": {
        "record-consent": ("征求各方当事人意愿", "Ask every party for consent"),
        "schedule-session": ("安排调解会", "Schedule a session"),
        "hold-session": ("举行调解会并记录结果", "Hold the session and record it"),
        "choose-direction": (
            "议定去向：申请县级支持，或者终止并引导",
            "Decide: ask the county, or end with guidance",
        ),
        "fill-lead-seat": ("补足牵头岗位", "Fill the lead's seat: nobody who may act sits in it"),
        "look-into-overdue": ("督办：本层级已逾期", "Look into it: the step is overdue"),
        "extend-or-end": (
            "调解期限届满：经各方书面同意延长，或者终止并引导",
            "The period is over: extend it by written agreement, or end with guidance",
        ),
        "answer-danger": ("处置危险报告", "Answer the danger report"),
        "serve-guidance": ("送达调解终止暨诉讼引导告知书", "Serve the notice of ending and guidance"),
        "ask-whether-free": ("核实撤回是否自愿", "Ask whether the withdrawal was free"),
        "check-performance": ("了解协议履行情况", "See whether the agreement is kept"),
        "revisit": ("回访当事人", "Revisit the parties"),
        "windows": ("等待当事人行使权利的期限届满", "Nothing to do while the people's own time runs"),
        "nothing": ("无待办", "Nothing"),
    },
    "notice": {
        "step-reminder": (
            "提醒：本层级的调解期限即将届满，请抓紧办理。需要延长的，须经各方当事人书面同意。",
            (
                "Reminder: the period of this step is about to end. If more time is needed, every party "
                "must agree in writing."
            ),
        ),
        "step-overdue": (
            "督办提醒：本层级的调解期限已过，案件仍未办结。请了解原因并督促办理；案件不会自动提级或者结案。",
            (
                "To the supervisor: the period of this step has passed and the case is still here. Find "
                "out why and see to it; the case neither climbs nor ends by itself."
            ),
        ),
        "whole-period-ended": (
            "提醒：整个调解期限已经届满。请经各方书面同意后延长，或者终止调解并引导当事人走法定途径。",
            (
                "The period of the whole mediation is over. Extend it with the written agreement of every "
                "party, or end it and show the parties the statutory routes."
            ),
        ),
        "danger": (
            "紧急：本案报告了可能激化的危险。请立即查看并处置，处置后在系统中确认接警。",
            "Urgent: danger was reported in this case. Look and act at once, then acknowledge it here.",
        ),
        "lead-unavailable": (
            "提醒：本案牵头岗位空缺或者已回避，已由候补岗位接手。请尽快安排牵头人。",
            (
                "The lead's seat of this case is empty or its holder has stepped aside; the fallback has "
                "taken over. Please see that a lead is found."
            ),
        ),
        "duty-overdue": (
            "督办提醒：本案调解结束后的一项待办已经逾期。请了解原因并督促办理。",
            "To the supervisor: a duty left by this mediation is overdue. Find out why and see to it.",
        ),
        "date-moved": (
            "提醒：本案一项已经告知当事人的期限，到期日有变动。请尽快告知有关当事人新的到期日，并说明原因。",
            (
                "A date of this case that people had been told of has moved. Tell the people concerned the "
                "new date, and why it moved."
            ),
        ),
    },
    "window": {
        "confirmation": (
            "可以共同申请司法确认的期限",
            "Time for the joint application for judicial confirmation",
        ),
        "undo-withdrawal": ("可以恢复调解的期限", "Time to undo the withdrawal"),
        "objection": ("可以对确认裁定提出异议的期限", "Time to object to the ruling of confirmation"),
    },
    "performed": {
        "fully": ("已全部履行", "Fully performed"),
        "partly": ("部分履行", "Partly performed"),
        "not": ("没有履行", "Not performed"),
    },
    "ground": {
        "new-facts": ("有新的事实", "New facts"),
        "not-performed": ("协议没有履行", "The agreement was not kept"),
        "not-free": ("撤回不是自愿的", "The withdrawal was not free"),
        "parties-ask": ("各方请求再次调解", "The parties ask for it"),
    },
    "service-method": {
        "in-person": ("当面送达", "In person"),
        "left-in-place": ("留置送达", "Left in place"),
        "electronic": ("电子送达（经同意）", "Electronically, with consent"),
        "mail": ("邮寄送达", "By mail"),
        "public-notice": ("公告送达", "By public notice"),
    },
    "event": {
        "Registered": ("登记", "Registered"),
        "Claimed": ("有人认领", "Claimed"),
        "Released": ("退出认领", "Released"),
        "ConsentGiven": ("当事人同意调解", "A party agreed"),
        "ConsentEnded": ("当事人不同意或者撤回同意", "A party refused or withdrew consent"),
        "SessionScheduled": ("安排调解会", "Session scheduled"),
        "SessionPostponed": ("调解会改期", "Session postponed"),
        "SessionCancelled": ("调解会取消", "Session cancelled"),
        "SessionHeld": ("举行调解会", "Session held"),
        "Agreed": ("达成协议", "Agreement reached"),
        "StayEnded": ("本层级结束", "This step ended"),
        "LevelEntered": ("进入新的层级", "A step was entered"),
        "DirectionAwaited": ("第三步调解不成，待定去向", "Step three failed; where it goes is to be decided"),
        "Flagged": ("认定特别重大或者跨乡镇", "Flagged as especially major or crossing townships"),
        "PeriodExtended": ("经各方书面同意延长期限", "Period extended by written agreement of all"),
        "StepReminded": ("到期前提醒", "Reminded before the step's end"),
        "StepFellOverdue": ("本层级逾期", "The step fell overdue"),
        "WholePeriodEnded": ("调解期限届满", "The whole period ended"),
        "ConcernNoted": ("发现不宜调解的情形", "Something was found that may not be mediated"),
        "Recused": ("有关人员回避", "Somebody stepped aside"),
        "LeadBecameUnavailable": (
            "牵头岗位空缺或者回避，候补岗位接手",
            "The lead is unavailable; the fallback took over",
        ),
        "LeadBecameAvailable": ("牵头岗位到位", "The lead is available again"),
        "DueDatesRecomputed": ("到期日重新计算", "The due dates were counted again"),
        "StartCorrected": ("起算时间已更正", "The start of a period was corrected"),
        "ClocksSuspended": ("期限停止计算", "Periods stand still"),
        "ClocksResumed": ("期限恢复计算", "Periods count again"),
        "Ended": ("调解结束", "The mediation ended"),
        "DangerNoted": ("报告危险", "Danger was reported"),
        "DangerAcknowledged": ("公安机关已接警", "The police acknowledged the danger"),
        "AftercareOpened": ("调解后续事项开始", "Aftercare began"),
        "GuidanceServed": ("告知书已送达", "The notice was served"),
        "PerformanceRecorded": ("记录履行情况", "Performance was recorded"),
        "Revisited": ("已回访", "The parties were revisited"),
        "WithdrawalExamined": ("已核实撤回是否自愿", "It was asked whether the withdrawal was free"),
        "DutyFellOverdue": ("后续事项逾期", "A duty fell overdue"),
        "WindowReminded": ("已提醒当事人期限将满", "The people were reminded that their time ends"),
        "ConfirmationRuled": ("法院已对司法确认作出裁定", "The court ruled on the confirmation"),
        "WindowClosed": ("当事人的期限届满", "A time for the people ended"),
        "AftercareClosed": ("调解后续事项结束", "Aftercare ended"),
    },
}
