"""The words of handoffs (对接): stages, outcomes, messages, what can be done, what waits."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "procedure": {
        "handoff": ("对接", "Handoff"),
    },
    "stage": {
        "draft": ("起草中", "Being drafted"),
        "sent": ("已发出，等待系统回执", "Sent; not received yet"),
        "received": ("已收到，待签收", "Received; not signed for yet"),
        "signed-for": ("已签收，待答复", "Signed for; not answered yet"),
        "supplement": ("待移送方补充材料", "Waiting for the sender's supplement"),
        "accepted": ("已接收办理", "Accepted; the receiver works on it"),
        "returned": ("已退回结果，待确认", "Returned with its result; not confirmed yet"),
        "ended": ("已结束，尚有消息未送达", "Ended; the other side has still to be told"),
    },
    "outcome": {
        "confirmed": ("结果已确认", "The result was confirmed"),
        "refused": ("接收方不予接收", "The receiver did not take it"),
        "recalled": ("移送方撤回", "The sender took it back"),
        "expired": ("逾期无回应，已终止", "Ended after silence"),
        "consent-ended": ("当事人不同意，已退回", "Went back: a party does not agree"),
    },
    "handoff-news": {
        "sent": ("已发出", "Sent"),
        "accepted": ("对方已接收办理", "Accepted by the other side"),
        "returned": ("对方已退回结果", "Returned with its result"),
        "confirmed": ("结果已确认", "The result was confirmed"),
        "refused": ("对方不予接收", "The other side did not take it"),
        "recalled": ("已撤回", "Taken back"),
        "expired": ("逾期无回应，已终止", "Ended after silence"),
        "consent-ended": ("当事人不同意，已退回", "Went back: a party does not agree"),
    },
    "holder": {
        "sender": ("移送方", "The sender"),
        "receiver": ("接收方", "The receiver"),
    },
    "party-role": {
        "third-party": ("第三人", "Third party"),
        "agent": ("代理人", "Agent"),
    },
    "form": {
        "online": ("线上", "Online"),
    },
    "completion": {
        "all": ("全部完成才算完成", "Done when every unit is done"),
        "any": ("任一单位完成即算完成", "Done when any unit is done"),
        "lead": ("由牵头单位决定", "As the leading unit decides"),
    },
    "secrecy": {
        "public": ("公开", "Public"),
        "internal": ("内部", "Internal"),
        "confidential": ("保密", "Confidential"),
        "secret": ("涉密，不得通过本系统移送", "Secret: not handed over by this way"),
    },
    "handoff-message": {
        "sent": ("移送", "Handed over"),
        "recalled": ("撤回", "Taken back"),
        "supplied": ("补充材料", "Supplement"),
        "confirmed": ("确认结果", "Result confirmed"),
        "consent-ended": ("当事人不同意", "A party does not agree"),
        "received": ("系统回执", "Received by the system"),
        "signed-for": ("签收", "Signed for"),
        "accepted": ("接收办理", "Accepted"),
        "refused": ("不予接收", "Not taken"),
        "supplement-wanted": ("要求补充材料", "Supplement wanted"),
        "progressed": ("办理进展", "Progress"),
        "returned": ("退回结果", "Returned with its result"),
    },
    "undelivered": {
        "no-address": (
            "对方系统没有登记地址，尚未送达。请告诉运行维护人员登记地址，登记后自动送出；等不及的可以撤回。",
            (
                "The other side's system has no address here, and has not been reached. Ask whoever keeps "
                "this system running to enter the address: it goes out by itself then. If it cannot wait, "
                "you may take it back."
            ),
        ),
        "not-taken": (
            "对方系统还没有收下，尚未送达；会自动再送。一直送不到的，请告诉运行维护人员，并打电话告知对方。",
            (
                "The other side's system has not taken it yet; it is tried again by itself. If that goes on, "
                "tell whoever keeps this system running, and telephone the other side."
            ),
        ),
        "not-tried": (
            "正在送往对方系统，尚未送达。过几分钟仍是这样的，请告诉运行维护人员。",
            (
                "It is on its way to the other side's system. If this still stands here in some minutes, "
                "tell whoever keeps this system running."
            ),
        ),
        "given-up": (
            "对方系统没有收下，已经停止重试。请与运行维护人员核对地址后重新发送，或者以其他方式告知。",
            (
                "The other side's system did not take it, and it is tried no more. Have its address looked "
                "at by whoever keeps this system running and send it again; or tell the other side by other "
                "means and record that."
            ),
        ),
    },
    "handoff-refusal": {
        "not-competent": ("不属于职权范围", "Not within its powers"),
        "no-consent": ("当事人不同意", "A party does not agree"),
        "not-suitable": ("不适宜由其办理", "Not suitable for it"),
        "incomplete": ("材料不全", "Papers are missing"),
        "already-pending": ("同一事项已在办理", "The same matter is pending already"),
        "other": ("其他", "Other"),
    },
    "command": {
        "hand_off": ("移送", "Hand over"),
        "record_handoff_consent": ("记录同意移送", "Record a party's consent to it"),
        "add_handoff_papers": ("放入移送材料", "Add papers"),
        "describe_handoff": ("核实并说明情况", "Say what the matter was found to be"),
        "send_handoff": ("发出", "Send"),
        "recall_handoff": ("撤回", "Take back"),
        "supply_handoff": ("补充材料", "Supply what was wanted"),
        "confirm_return": ("确认结果", "Confirm the result"),
        "expire_handoff": ("逾期终止", "End after silence"),
        "resend_message": ("重新发送", "Send the message again"),
        "lay_message_aside": ("改以其他方式告知", "Told by other means"),
        "sign_for_handoff": ("签收", "Sign for"),
        "accept_handoff": ("接收办理", "Accept"),
        "refuse_handoff": ("不予接收", "Refuse to take"),
        "want_supplement": ("要求补充材料", "Want a supplement"),
        "record_progress": ("记录进展", "Record progress"),
        "extend_handoff": ("经书面同意延长期限", "Extend by written agreement"),
        "give_co_task": ("交办协办任务", "Give another unit a task"),
        "finish_co_task": ("完成协办任务", "Finish the task"),
        "return_handoff": ("退回结果", "Return with its result"),
    },
    "report": {
        "handoff_consent_refused": ("当事人不同意移送", "A party does not agree to it"),
    },
    "event": {
        "HandedOff": ("已起草移送", "Its handover was drafted"),
        "HandoffHeard": ("对接情况", "Word of what was handed over"),
        "HandoffArrived": ("对方移送已到", "It came from an agency"),
        "HandoffOpened": ("对接已起草", "Drafted"),
        "HandoffConsented": ("当事人同意移送", "A party agreed"),
        "HandoffPapersAdded": ("已放入材料", "Papers were added"),
        "HandoffDescribed": ("已核实情况", "It was said what the matter is"),
        "HandoffSent": ("已发出", "Sent"),
        "HandoffReceived": ("已收到（系统回执）", "Received (by the system)"),
        "HandoffSignedFor": ("已签收", "Signed for"),
        "SupplementWanted": ("已要求补充材料", "A supplement was wanted"),
        "HandoffSupplied": ("已补充材料", "The supplement was given"),
        "HandoffAccepted": ("已接收办理", "Accepted"),
        "HandoffRefused": ("不予接收", "Not taken"),
        "HandoffProgressed": ("办理进展", "Progress"),
        "HandoffExtended": ("经书面同意延长期限", "Extended by written agreement"),
        "ReceiverBegan": ("接收方程序已启动", "The receiver's procedure began"),
        "ReceiverFinished": ("接收方程序已结束", "The receiver's procedure ended"),
        "CoTaskGiven": ("已交办协办任务", "Another unit was given a task"),
        "CoTaskFinished": ("协办任务已完成", "The task was finished"),
        "CoTaskFellOverdue": ("协办任务逾期", "The task fell overdue"),
        "HandoffReturned": ("已退回结果", "Returned with its result"),
        "HandoffSilent": ("逾期无回应", "The time passed without a word"),
        "MessageTaken": ("对方系统已接收消息", "The other side's system took the message"),
        "MessageNotDelivered": ("消息未能送达对方系统", "A message could not be delivered"),
        "MessageSentAgain": ("消息重新发送", "The message was sent again"),
        "MessageLaidAside": ("已以其他方式告知对方", "The other side was told by other means"),
        "MessageNotTaken": ("对方消息未采纳", "What the other side said was not taken"),
        "HandoffEnded": ("对接结束", "The handoff ended"),
    },
    "task": {
        "send-handoff": ("补齐同意和材料后发出", "Complete the consents and papers, then send it"),
        "receive-handoff": ("等待对方系统回执", "Waiting for the other side's system"),
        "sign-for-handoff": ("签收移送来的事项", "Sign for what was handed over"),
        "answer-handoff": (
            "答复：接收、不予接收或者要求补充材料",
            "Answer: accept, refuse, or want a supplement",
        ),
        "supply-handoff": ("补充对方要求的材料", "Supply what the receiver wants"),
        "return-handoff": ("办理并退回结果", "Work on it and return the result"),
        "confirm-return": ("核对并确认退回的结果", "Look at what came back and confirm it"),
        "deliver-message": ("等待对方系统接收消息", "Waiting for the other side to take a message"),
        "look-into-silence": ("督办：期限已过，仍无回应", "Look into it: the time passed without a word"),
        "undelivered-message": (
            "处理未能送达的消息：重新发送或者以其他方式告知",
            "A message was not delivered: send it again, or tell them by other means",
        ),
        "co-task": ("完成交办的协办任务", "Do the task that was given to you"),
        "await-handoff": ("等待移送出去的事项有结果", "Waiting for what was handed over"),
    },
    "clock": {
        "P-28": ("答复移送来的事项", "Answer to what was handed over"),
        "P-30": ("确认退回的结果", "Confirmation of what came back"),
    },
    "clock-trigger": {
        "handoff-received": ("收到移送的事项", "Receipt of what was handed over"),
        "handoff-returned": ("结果退回", "Return of the result"),
    },
    "clock-responsible": {
        "handoff-receiver": ("接收方", "The receiver"),
        "handoff-sender": ("移送方", "The sender"),
    },
}
