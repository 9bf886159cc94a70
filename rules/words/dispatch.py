"""The words of dispatch orders (吹哨报到) and incidents (突发事件), and of the list of silent units."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "procedure": {
        "dispatch": ("吹哨报到", "Dispatch order"),
        "incident": ("突发事件", "Incident"),
    },
    "stage": {
        "called-out": ("已吹哨", "Units are called out"),
        "danger-reported": ("危险待处置", "A danger waits to be taken up"),
        "commanded": ("指挥处置中", "Under command"),
        "stood-down": ("处置结束，待结案报告", "Stood down; the closing report is owed"),
    },
    "outcome": {
        "dispatch-done": ("调度事项办结", "Everything that was called for is done"),
        "called-off": ("撤销调度", "Called off"),
        "report-filed": ("处置结束，已报告", "Over, and reported on"),
        "no-incident": ("已处置，不构成突发事件", "Dealt with; no incident"),
    },
    "silent": {
        "call": ("未报到", "A whistle was not answered"),
        "order": ("未回执", "An order was not acknowledged"),
    },
    "ruling": {
        "upheld": ("异议成立", "Upheld"),
        "overruled": ("异议不成立", "Overruled"),
        "replaced": ("改派其他单位", "Another unit comes instead"),
    },
    "incident-function": {
        "deputy": ("副指挥长", "Deputy commander"),
        "liaison": ("联络员", "Liaison"),
    },
    "incident-grade": {
        "general": ("一般", "General"),
        "larger": ("较大", "Larger"),
        "major": ("重大", "Major"),
        "especially-major": ("特别重大", "Especially major"),
    },
    "command": {
        "report_for_duty": ("报到", "Report for duty"),
        "object_to_call": ("提出异议", "Object to the call"),
        "decide_call_objection": ("裁决异议", "Decide the objection"),
        "log_arrival": ("记录到场", "Log the arrival"),
        "call_another_unit": ("增派单位", "Call another unit"),
        "stand_unit_down": ("通知不需到场", "Stand the unit down"),
        "set_unit_task": ("下达任务", "Set a task"),
        "finish_unit_task": ("报告任务结果", "Report the result of a task"),
        "drop_unit_task": ("取消任务", "Drop a task"),
        "record_dispatch_minutes": ("记录会商纪要", "Record the minutes"),
        "close_dispatch": ("办结调度", "Close the order"),
        "call_off_dispatch": ("撤销调度", "Call it off"),
        "take_up_danger": ("宣布为突发事件并接指挥", "Declare it an incident, and take the command"),
        "put_danger_aside": ("危险已处置，不构成突发事件", "Dealt with; no incident"),
        "serve_as": ("岗位分工", "Assign a function"),
        "give_order": ("下达指令", "Give an order"),
        "acknowledge_order": ("指令回执", "Acknowledge the order"),
        "report_order_done": ("报告指令执行结果", "Report what came of the order"),
        "withdraw_order": ("撤回指令", "Withdraw the order"),
        "file_situation_report": ("报告现场情况", "Report the situation"),
        "record_command_decision": ("记录指挥决定", "Record a decision"),
        "regrade": ("调整事件等级", "Change the grade"),
        "offer_command": ("移交指挥", "Offer the command"),
        "take_over_command": ("接指挥", "Take over the command"),
        "decline_command": ("不接指挥", "Decline the command"),
        "stand_down": ("结束处置", "Stand down"),
        "file_closing_report": ("提交结案报告", "File the closing report"),
    },
    "event": {
        "UnitsWhistledFor": ("吹哨，通知各单位报到", "Units were whistled for"),
        "UnitReporting": ("单位已报到", "A unit is reporting"),
        "UnitObjected": ("单位已提出异议", "A unit objected"),
        "CallObjectionDecided": ("异议已裁决", "The objection was decided"),
        "ObjectionLeftUndecided": ("异议逾时未裁决", "The objection was not decided in time"),
        "UnitCalled": ("已增派单位", "Another unit was called"),
        "UnitSilent": ("单位逾时未报到", "A unit did not answer in time"),
        "ArrivalLogged": ("单位已到场", "A unit arrived"),
        "UnitNotThere": ("单位逾时未到场", "A unit was not there in time"),
        "UnitStoodDown": ("已通知单位不需到场", "A unit was stood down"),
        "UnitTaskSet": ("已下达任务", "A task was set"),
        "UnitTaskMissed": ("任务逾时未完成", "A task was missed"),
        "UnitTaskFinished": ("任务已报告结果", "A task has its result"),
        "UnitTaskDropped": ("任务已取消", "A task was dropped"),
        "DispatchMinutesRecorded": ("已记录会商纪要", "The minutes were recorded"),
        "DispatchEnded": ("调度结束", "The dispatch order ended"),
        "IncidentDeclared": ("已宣布突发事件", "An incident was declared"),
        "DangerReachedTheCentre": ("危险报告到达中心", "A danger reached the centre"),
        "DangerTakenUp": ("危险已宣布为突发事件", "The danger was declared an incident"),
        "DangerLeftWaiting": ("危险逾时未处置", "The danger was not taken up in time"),
        "PoliceAcknowledged": ("公安机关已接警", "The police have acknowledged it"),
        "FunctionAssigned": ("已分工", "A function was assigned"),
        "OrderGiven": ("已下达指令", "An order was given"),
        "OrderAcknowledged": ("指令已回执", "The order was acknowledged"),
        "OrderUnacknowledged": ("指令逾时未回执", "The order was not acknowledged in time"),
        "OrderReportedDone": ("指令已报告执行结果", "The order was reported done"),
        "OrderWithdrawn": ("指令已撤回", "The order was withdrawn"),
        "SituationReported": ("现场情况", "The situation was reported"),
        "CommandDecisionRecorded": ("指挥决定", "A decision was recorded"),
        "Regraded": ("已调整事件等级", "The grade was changed"),
        "CommandOffered": ("拟移交指挥", "The command was offered"),
        "CommandTakenOver": ("指挥已交接", "The command was taken over"),
        "CommandDeclined": ("未接指挥", "The command was declined"),
        "IncidentStoodDown": ("处置结束", "The incident was stood down"),
        "IncidentEnded": ("事件结束", "The incident ended"),
    },
    "task": {
        "see-dispatch-through": (
            "跟进调度，直到每个单位都有结果",
            "See it through until every unit has its end",
        ),
        "close-dispatch": ("各单位均有结果，办结调度", "Every unit has its end: close the order"),
        "answer-whistle": ("报到，或者说明异议", "Report for duty, or say why not"),
        "arrive": ("按时到场", "Be there in time"),
        "stand-by": ("现场待命", "Stand by at the place"),
        "await-call-ruling": ("等待异议裁决", "Wait for the ruling on the objection"),
        "decide-call-objection": ("裁决单位的异议", "Decide a unit's objection"),
        "finish-unit-task": ("完成任务并报告结果", "Do the task, and report the result"),
        "see-to-missed-task": ("牵头单位：配合单位的任务已逾时", "As the lead: another unit missed its task"),
        "see-to-silent-unit": ("督办：有单位逾时未报到", "Look into it: a unit does not answer"),
        "take-up-danger": (
            "处置危险报告：宣布为突发事件，或者就地处置",
            "Take up the danger that was reported",
        ),
        "see-to-danger": ("督办：危险报告逾时未处置", "Look into it: a danger was not taken up in time"),
        "command-incident": ("指挥处置", "Command the incident"),
        "take-over-command": (
            "指挥已移交给您：接指挥，或者说明不接的理由",
            "Take over the command, or say why not",
        ),
        "serve-in-incident": ("按分工参加处置", "Serve in the incident"),
        "acknowledge-order": ("对指令作出回执", "Acknowledge the order"),
        "carry-out-order": ("执行指令并报告结果", "Carry out the order, and report what came of it"),
        "see-to-silent-order": ("督办：指令逾时未回执", "Look into it: an order is not acknowledged"),
        "file-closing-report": ("提交结案报告", "File the closing report"),
    },
    "notice": {
        "whistled": (
            "吹哨通知：请立即查看调度单，报到或者说明异议，并按时到场。",
            "You are whistled for. Read the order at once, report or object, and be there in time.",
        ),
        "unit-objected": (
            "有单位对调派提出异议。请立即裁决：成立、不成立，或者改派其他单位。",
            "A unit objects to its call. Decide at once: upheld, overruled, or another unit instead.",
        ),
        "objection-undecided": (
            "督办提醒：单位的异议逾时未裁决。请督促召集人。",
            "To the supervisor: a unit's objection was not decided in time. See to it.",
        ),
        "call-stands": (
            "异议不成立：请照常报到，按时到场。",
            "Your objection was overruled: report, and be there in time.",
        ),
        "call-lifted": ("您单位不需到场，原因见调度单。", "You need not come; the order says why."),
        "unit-silent": (
            "您单位逾时未报到。请立即报到，或者说明异议。",
            "Your unit has not answered the whistle in time. Answer at once, or say why not.",
        ),
        "unit-silent-listed": (
            "督办提醒：有单位逾时未报到，已列入督办名单。",
            "To the supervisor: a unit has not answered and stands in the supervision list.",
        ),
        "unit-not-there": ("有单位逾时未到场。", "A unit was not there in time."),
        "unit-task": ("您单位有一项新任务，请查看调度单。", "Your unit has a task; see the order."),
        "unit-task-missed": (
            "有一项任务逾时未报告结果，请牵头单位跟进。",
            "A task has no result in time; the leading unit sees to it.",
        ),
        "dispatch-called-off": ("本次调度已撤销，不需到场。", "The order was called off; you need not come."),
        "danger-at-centre": (
            "危险报告：请立即处置，并确认公安机关已接警。",
            "A danger was reported. Take it up at once, and make sure that the police have acknowledged it.",
        ),
        "danger-left-waiting": (
            "督办提醒：危险报告逾时未处置。请立即督促。",
            "To the supervisor: a danger was not taken up in time. See to it at once.",
        ),
        "incident-declared": (
            "已宣布突发事件，请立即查看。",
            "An incident was declared. Look at it at once.",
        ),
        "incident-function": (
            "您在突发事件处置中有分工，请立即查看。",
            "You have a function in an incident. Look at it at once.",
        ),
        "incident-order": (
            "突发事件指令：请立即回执，执行后报告结果。",
            "An order in an incident: acknowledge it at once, carry it out, and report.",
        ),
        "order-unacknowledged": (
            "一项指令逾时未回执，请立即督促。",
            "An order was not acknowledged in time. See to it at once.",
        ),
        "order-listed": (
            "督办提醒：一项指令逾时未回执，已列入督办名单。",
            "To the supervisor: an order is not acknowledged and stands in the supervision list.",
        ),
        "order-withdrawn": ("一项指令已撤回。", "An order was withdrawn."),
        "command-offered": (
            "指挥拟移交给您。接指挥前，仍由现任指挥长指挥。",
            "The command is offered to you. Until you take it over, it stays where it is.",
        ),
        "command-declined": (
            "对方不接指挥，指挥仍在您这里。",
            "The command was declined; it is still yours.",
        ),
        "incident-stood-down": ("处置结束，人员可以撤离。", "The incident is stood down; you may leave."),
        "closing-report-owed": ("请提交结案报告。", "The closing report is yours to write."),
    },
    "clock": {
        "P-60": ("单位报到", "Answer to the whistle"),
        "P-61": ("裁决异议", "Ruling on an objection"),
        "P-62": ("告知单位负责人后报到", "Answer after the head was told"),
        "P-63": ("指令回执", "Acknowledgement of an order"),
        "P-64": ("处置危险报告", "Taking up of a danger"),
    },
    "clock-trigger": {
        "unit-called": ("吹哨通知单位", "The unit was called"),
        "unit-objected": ("单位提出异议", "The unit objected"),
        "silence-told": ("已告知单位负责人", "The unit's head was told"),
        "order-given": ("下达指令", "The order was given"),
        "danger-at-the-centre": ("危险报告到达中心", "The danger reached the centre"),
    },
    "clock-responsible": {
        "called-unit": ("被调派的单位", "The unit that was called"),
        "convener": ("召集人", "The convener"),
        "centre-dispatcher": ("中心指挥调度员", "The centre's dispatcher"),
    },
    "refusal": {
        "not-in-your-area": (
            (
                "不在您的调度范围内。中心的岗位在全县，乡镇（街道）的岗位只在本辖区；请填明所在乡镇，或者请"
                "中心吹哨。"
            ),
            (
                "It is not in your area: the centre acts in the whole county, a township in its own. Name "
                "the township, or ask the centre to whistle."
            ),
        ),
        "cannot-be-called": (
            "这个岗位不代表单位报到。请选择单位负责报到的岗位；对接单位选择其对接岗位。",
            "This seat does not answer for a unit. Choose the one that does; of an agency, its own desk.",
        ),
        "called-already": (
            "这个单位已经调派。请查看它的答复，或者选择另一个单位。",
            "This unit is called already. See how it has answered, or choose another.",
        ),
        "time-in-the-past": (
            "这个时间已经过去。请填写今后的时间。",
            "This time is past. Name one to come.",
        ),
        "no-such-call": (
            "没有这个编号的调派单位，或者不由您记录。请查看调度单。",
            "There is no call of this number, or it is not yours to write about. See the order.",
        ),
        "call-is-over": (
            "这个单位已经到场，或者不需到场。需要的，另行下达任务或者增派。",
            "This unit has arrived, or need not come. Set it a task, or call another.",
        ),
        "nothing-to-answer": (
            "您单位已经答复。请按时到场，或者报告任务结果。",
            "Your unit has answered already. Be there in time, or report on its tasks.",
        ),
        "objection-was-decided": (
            "异议已经裁决，不再重复裁决。请按裁决报到，按时到场。",
            "The objection was decided. Report as it was ruled.",
        ),
        "no-objection": (
            "这个单位没有待裁决的异议。请查看调度单上各单位的答复。",
            "This unit has no objection to be decided. See how each unit has answered.",
        ),
        "no-such-task": (
            "没有这项任务，任务已经结束，或者不是您单位的任务。请查看调度单。",
            "There is no such task, it has ended, or it is another unit's. See the order.",
        ),
        "calls-without-end": (
            "还有单位没有报到、没有到场，或者任务没有结果。请等待、通知不需到场，或者取消任务并说明理由。",
            (
                "A unit has not answered or arrived, or a task has no result. Wait, or stand it down or drop "
                "the task, with a reason."
            ),
        ),
        "not-by-the-lead": (
            "牵头单位不能空缺。请改派另一个单位牵头，或者撤销调度。",
            "Somebody must lead. Name another unit instead, or call the order off.",
        ),
        "unknown-grade": (
            "本县没有这个事件等级。请从本县的等级中选择。",
            "The county has no such grade. Choose one of its own.",
        ),
        "nothing-to-regrade": (
            "事件已经是这个等级。请选择另一个等级。",
            "The incident is of this grade already. Choose another.",
        ),
        "no-such-order": (
            "没有这项指令，指令已经结束，或者不是下达给您的。请查看指挥日志。",
            "There is no such order, it has ended, or it is another's. See the command log.",
        ),
        "order-acknowledged": (
            "指令已经回执。执行后请报告结果。",
            "The order was acknowledged. Report what came of it once it is done.",
        ),
        "orders-without-end": (
            "还有指令没有结果。请等待执行结果，或者撤回指令并说明理由。",
            "An order has no end. Wait for what comes of it, or withdraw it with a reason.",
        ),
        "command-not-offered": (
            "指挥没有移交给您，不需答复。现任指挥长不在的，可以直接接指挥。",
            (
                "The command was not offered to you. If the commander is away, you may take it over as it "
                "stands."
            ),
        ),
    },
}
