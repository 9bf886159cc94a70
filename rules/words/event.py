"""The words of events (事件): the four stages and their standards, places, and by what one was assigned."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "procedure": {
        "event": ("事件", "Event"),
    },
    "stage": {
        "event-sign-in": ("待签收", "Waiting to be signed for"),
        "event-handling": ("处置中", "Being handled"),
        "event-audit": ("办结待审核", "Closing waits for its audit"),
        "event-analysis": ("待分析", "Waiting to be analysed"),
        "event-danger": ("已办结，危险报告待处置", "Handled; a danger waits for an answer"),
    },
    "outcome": {
        "handled": ("已办结", "Handled"),
    },
    "event-result": {
        "put-right": ("已处置", "It has been put right"),
        "not-found": ("现场未发现", "Nothing was found on the spot"),
        "others-to-do": ("属其他单位职责，已告知", "It is for another body to do, which has been told"),
    },
    "event-cause": {
        "worn-out": ("设施老化损坏", "Worn out or broken"),
        "weather": ("天气、自然原因", "Weather and nature"),
        "behaviour": ("使用、停放等行为", "How something was used or left"),
        "management": ("管理、维护缺位", "Nobody looked after it"),
        "planning": ("规划、设置不合理", "It was planned or placed badly"),
        "unknown": ("原因不明", "Not known"),
    },
    "event-kind": {
        "road-obstruction": ("占道、堵路", "Something blocks the way"),
        "illegal-parking": ("车辆乱停放", "A car parked where it may not be"),
        "public-lighting": ("路灯损坏", "A street lamp is broken"),
        "road-damage": ("路面、井盖破损", "A broken road or cover"),
        "refuse": ("垃圾堆放", "Refuse left lying"),
        "water-drainage": ("给排水、积水", "Water supply, drains, flooding"),
        "tree": ("树木倒伏", "A fallen or leaning tree"),
        "fire-hazard": ("消防隐患", "A fire hazard"),
        "structure-hazard": ("建筑物安全隐患", "An unsafe building"),
        "waterside-hazard": ("临水安全隐患", "A hazard by the water"),
        "noise": ("噪声", "Noise"),
        "pollution": ("环境污染", "Pollution"),
        "animal": ("动物扰民", "Animals"),
        "other": ("其他", "Something else"),
    },
    "place-kind": {
        "road": ("道路、巷道", "Road or lane"),
        "residential": ("居住区", "Homes"),
        "public-space": ("广场、公园", "Square or park"),
        "school": ("学校周边", "By a school"),
        "market": ("市场、商铺", "Market or shops"),
        "waterside": ("河道、水库", "By the water"),
        "construction": ("工地", "Building site"),
        "facility": ("公共设施", "Public facility"),
        "farmland": ("农田、山林", "Fields and woods"),
        "elsewhere": ("其他", "Elsewhere"),
    },
    "assigned-because": {
        "only-one": ("只有这一人可派", "The only one there"),
        "least-in-hand": ("在手事件最少", "The fewest events in hand"),
        "drawn": ("在手一样多，按记录的种子确定", "As many in hand as others; the recorded seed decided"),
        "nobody": ("岗位无人，留给岗位", "Nobody holds the seat; it waits for the seat"),
    },
    "command": {
        "sign_in": ("签收", "Sign for it"),
        "pass_on": ("流转其他单位", "Pass on to another unit"),
        "respond": ("响应", "Answer: on the spot, or in touch"),
        "record_handling": ("记录处置", "Record what was done"),
        "propose_closing": ("申请办结", "Propose to close it"),
        "approve_closing": ("审核通过", "Approve the closing"),
        "send_event_back": ("退回重办", "Send it back"),
        "record_analysis": ("分析并结束", "Analyse it, and end it"),
        "turn_event_into_petition": ("转为信访", "Turn it into a petition"),
        "turn_event_into_dispute": ("申请调解", "Turn it into a dispute"),
    },
    "event": {
        "EventRegistered": ("事件登记并派单", "An event was registered and assigned"),
        "EventSignedFor": ("已签收", "It was signed for"),
        "EventPassedOn": ("已流转其他单位", "It was passed on to another unit"),
        "EventAnswered": ("已响应", "It was answered"),
        "EventHandled": ("已记录处置", "Something was done about it"),
        "ClosingProposed": ("已申请办结", "It was proposed to close it"),
        "ClosingApproved": ("办结审核通过", "The closing was approved"),
        "EventSentBack": ("退回重办", "It was sent back"),
        "EventAnalysed": ("已分析", "It was analysed"),
        "EventFellOverdue": ("环节逾期", "A stage fell overdue"),
        "EventToldUp": ("逾期已上报", "Its lateness was told further up"),
        "EventEnded": ("事件结束", "The event ended"),
    },
    # The standard of each stage (county policy 40) is what its task says.
    "task": {
        "sign-for-event": (
            "签收事件；不属本单位的，说明理由流转",
            "Sign for the event; if it is not yours, pass it on and say why",
        ),
        "handle-event": (
            "先响应（到场或者联系报告人），再处置并如实记录，然后申请办结",
            "Answer first: on the spot, or in touch with the reporter. Handle it, record it, propose closing",
        ),
        "audit-event": (
            "核对处置记录与结果；属实的通过，不实的说明理由退回。本人经办的不审核",
            "Compare the record with the result; approve, or send back and say why. Never one's own",
        ),
        "analyse-event": (
            "写明原因和场所类别，不写人",
            "Say what brought it about and at what kind of place; never who",
        ),
        "look-into-event": ("督促：事件环节已逾期", "Look into it: a stage of the event is overdue"),
    },
    "notice": {
        "event-overdue": (
            "逾期上报：本件事件有一个环节已过期限。请了解原因并督促办理；期限已过不等于办结。",
            (
                "Told upwards: a stage of this event is past its time. Find out why and see to it; that time "
                "has passed closes nothing."
            ),
        ),
        "event-still-open": (
            "提醒：本件事件当前环节已过期限，仍待办理，并已告知上一级。",
            "A stage of this event is past its time and still waits; the seat above has been told.",
        ),
    },
    "document": {
        "event-result": ("事件办理结果告知", "What came of the event"),
    },
    "clock": {
        "P-40": ("签收流转事件", "To sign for an event or pass it on"),
        "P-41": ("响应事件", "To answer an event"),
        "P-42": ("处置事件", "To handle an event"),
        "P-43": ("事件办结审核", "To audit the closing of an event"),
        "P-44": ("事件分析", "To analyse an event"),
    },
    "clock-trigger": {
        "event-received": ("收到事件", "The event was received"),
        "event-passed-on": ("事件流转到新单位", "The event was passed on to another unit"),
        "event-signed-for": ("签收事件", "The event was signed for"),
        "event-closing-proposed": ("申请办结", "It was proposed to close the event"),
        "event-closing-approved": ("办结审核通过", "The closing of the event was approved"),
    },
    "clock-responsible": {
        "event-handler": ("承办事件的岗位", "Whoever handles the event"),
        "event-auditor": ("审核办结的岗位", "Whoever audits its closing"),
    },
    "refusal": {
        "unknown-event-kind": (
            "没有这一事件类别。请从本县列出的类别中选择；都不合适的，选“其他”。",
            "There is no such kind of event. Choose one of the county's list; if none fits, choose other.",
        ),
        "no-events-handled-there": (
            "这个单位不承办事件，或者职能已经划转。请选择村（社区）、乡镇（街道）、县直部门或者县级中心；职能划转的，流转承接单位。",
            (
                "That unit handles no events, or another has taken over its functions. Choose a village, a "
                "township, a department or the county's centre; where functions moved, whoever has them now."
            ),
        ),
        "event-is-there": (
            "事件已经在这个单位。请直接签收，或者选择另一个单位。",
            "The event is at that unit already. Sign for it there, or choose another.",
        ),
        "event-answered": (
            "这件事件已经响应过。请直接记录处置。",
            "The event has been answered. Record what was done about it.",
        ),
        "event-not-answered": (
            "还没有响应。请先到场或者联系报告人并记录响应，再记录处置。",
            (
                "The event has not been answered. Go there, or get in touch with whoever reported it, and "
                "record that; then record what was done."
            ),
        ),
        "nothing-handled": (
            "还没有处置记录，不能申请办结。请先记录做了什么；退回重办的，记录重办的情况。",
            (
                "There is no record of anything done. Record it first; of an event that was sent back, what "
                "was done anew."
            ),
        ),
        "closed-by-its-handler": (
            "经办过这件事件的人不审核它的办结。请由上一级岗位或者县级指挥调度员中的另一人审核。",
            (
                "Whoever had a hand in this event does not audit its closing. Let somebody else do it: the "
                "seat above, or the county's dispatcher."
            ),
        ),
        "reporter-does-not-wish": (
            "报告人留有姓名的，没有本人的意愿不转为信访或者纠纷。请联系本人，记录本人的原话；不愿意的，照常处置。",
            (
                "Whoever reported it is known, and it becomes a petition or a dispute only if they wish. Ask "
                "them and write down what they say; if they do not wish it, put the event right."
            ),
        ),
    },
    "petition-paper": {
        "event-result-kind": (
            "您报告的“{event_kind}”已有结果。",
            "There is a result of what you reported: {event_kind}.",
        ),
        "event-result-handled": (
            "办理结果：{result}。办结已经由另一人审核。",
            "Result: {result}. Its closing was audited by a second person.",
        ),
        "event-result-became": (
            "办理结果：{outcome}。您报告时写下的内容随本事项保留，不必重写。",
            "Result: {outcome}. What you wrote stays with the matter; you need not write it again.",
        ),
        "event-result-again": (
            "情况又出现的，请再次报告。",
            "If it comes back, please report it again.",
        ),
    },
}
