"""What is told to the seats of a handoff (工作提醒): what happened, and what to do."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "notice": {
        "handoff-arrived": (
            (
                "提醒：有一件事项移送到您的岗位。请签收，并在期限内答复：接收办理、不予接收（写明理由和依据"
                "），或者一次性要求补充材料。"
            ),
            (
                "A matter has been handed over to you. Sign for it and answer in time: accept it, refuse "
                "it with the reason and its basis, or say once, and all at once, what is missing."
            ),
        ),
        "handoff-supplement-wanted": (
            "提醒：接收方要求补充材料，只会要求这一次。请尽快一次补齐。",
            "The receiver wants a supplement, and asks only this once. Please supply everything in one go.",
        ),
        "handoff-supplied": (
            "提醒：移送方已补充材料。请查看后答复。",
            "The sender has supplied what you wanted. Please look at it and answer.",
        ),
        "handoff-accepted": (
            "提醒：接收方已接收办理。原事项没有因此办结，请等待退回的结果。",
            "The receiver has accepted it. Your own matter has not ended by that; it waits for the result.",
        ),
        "handoff-to-be-returned": (
            "提醒：由本次对接启动的程序已经结束。请备齐材料，把结果退回移送方。",
            (
                "What this handoff began here has ended. Please put the papers together and return the "
                "result to the sender."
            ),
        ),
        "handoff-returned": (
            "提醒：结果已经退回，事项重新由您办理。请核对并确认，然后决定下一步。",
            (
                "The result has come back, and the matter is yours again. Look at it, confirm it, and "
                "decide what is next."
            ),
        ),
        "handoff-confirmed": (
            "提醒：移送方已确认您退回的结果，本次对接结束。",
            "The sender has confirmed the result you returned; this handoff has ended.",
        ),
        "handoff-refused": (
            "提醒：接收方不予接收，理由见案件。下一步去向由您决定；可以另行移送。",
            (
                "The receiver did not take it; the case says why. You decide where it goes next, and may "
                "hand it over again."
            ),
        ),
        "handoff-recalled": (
            "提醒：本次对接已经撤回，不用再办理。",
            "This handoff has been taken back; nothing more is to be done about it.",
        ),
        "handoff-expired": (
            "提醒：期限内没有答复，移送方已终止本次对接，不用再办理。",
            (
                "There was no answer in time and the sender has ended this handoff; nothing more is to be "
                "done about it."
            ),
        ),
        "handoff-consent-ended": (
            (
                "提醒：当事人不同意，本次对接结束，事项回到移送方。不愿意不需要理由，也不会给当事人带来不利"
                "后果。"
            ),
            (
                "A party does not agree, so this handoff has ended and the matter is with the sender. "
                "Nobody need say why, and nobody suffers for it."
            ),
        ),
        "handoff-silent": (
            (
                "督办提醒：本次对接的一项期限已过，仍无回应。沉默不等于接收，也不等于结束。请了解原因并督促"
                "办理。"
            ),
            (
                "To the supervisor: a time of this handoff has passed without a word. Silence neither "
                "accepts nor ends it. Find out why and see to it."
            ),
        ),
        "silence-supervisor": (
            (
                "提醒：期限已过，对方仍无回应，已报督办。您可以继续等待、与对方联系；尚未接收的，也可以终止"
                "本次对接、另行移送。"
            ),
            (
                "The time has passed without a word from the other side, and a supervisor knows. Wait, ask "
                "them, or, if it has not been accepted, end this handoff and hand it over elsewhere."
            ),
        ),
        "silence-reappoint": (
            "提醒：期限已过，对方没有确认接收。可以终止本次对接，另行选定调解组织、调解员。",
            (
                "The time has passed and the receiver has not confirmed. You may end this handoff and "
                "appoint another."
            ),
        ),
        "silence-agreed-or-returned": (
            "提醒：办理期限已过。各方书面同意的可以延长，否则应当退回结果。请与接收方联系。",
            (
                "The time to work on it is over. It may be extended if everybody agrees in writing; if "
                "not, the result is to be returned. Please ask the receiver."
            ),
        ),
        "silence-to-court": (
            "提醒：期限已过，没有结果。请告知当事人可以依法向人民法院起诉。",
            (
                "The time has passed without a result. Tell the parties that they may turn to the people's "
                "court."
            ),
        ),
        "silence-to-arbitration": (
            "提醒：期限已过，没有结果。请告知当事人可以依法申请仲裁。",
            "The time has passed without a result. Tell the parties that they may apply for arbitration.",
        ),
        "silence-deemed-accepted": (
            (
                "提醒：法定期限已过，对方没有决定，依法视为受理。对接本身仍在等待答复，请与对方联系，并把这一"
                "后果告知当事人。"
            ),
            (
                "The time set by law has passed without a decision, so by law the application counts as "
                "accepted. The handoff itself still waits for an answer: ask them, and tell the parties."
            ),
        ),
        "co-task-given": (
            "提醒：牵头单位交给您单位一项协办任务。请在到期前完成并写明结果。",
            "The leading unit has given your unit a task. Please do it in time and say what came of it.",
        ),
        "co-task-overdue": (
            "提醒：一项协办任务已经逾期，仍未完成。请与该单位联系。",
            "A task you gave to another unit is overdue. Please ask that unit.",
        ),
        "message-undelivered": (
            "提醒：有一条消息未能送达对方系统。请重新发送，或者以电话、书面等方式告知对方并写明凭据。",
            (
                "A message could not be delivered to the other side's system. Send it again, or tell them "
                "by telephone or on paper and record the proof."
            ),
        ),
    },
}
