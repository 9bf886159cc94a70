"""What stands on the notice to whom a matter is about that it was handed over (移送告知书)."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "document": {
        "handed-over": ("移送告知书", "Notice of Handing Over"),
        "confirmation-reminder": ("司法确认期限提醒", "Reminder of the Time to Apply for Confirmation"),
        "enforcement-guidance": ("申请执行告知书", "Notice of Enforcement"),
    },
    "petition-paper": {
        "confirmation-reminder": (
            "双方认为有必要的，可以共同向人民法院申请司法确认，不迟于{last_day}（含当日）（{article}）。",
            (
                "If both of you find it needed, you may together apply to the court for confirmation, until "
                "{last_day}, that day included ({article})."
            ),
        ),
        "confirmation-not-needed": (
            "不申请的，协议仍有约束力；一方不履行的，另一方可以向人民法院起诉。",
            (
                "Without it the agreement binds all the same; if one side does not keep it, the other may "
                "sue on it."
            ),
        ),
        "enforcement-guidance": (
            "经司法确认的协议没有履行或者没有全部履行的，您可以向人民法院申请执行（{article}）。",
            (
                "What the court has confirmed and has not been kept, or not in full, you may have enforced "
                "by the court ({article})."
            ),
        ),
        "enforcement-in-time": (
            "申请执行的期间为二年，从履行期间的最后一日起算（{article}）。",
            "You may apply within two years from the last day of the time for performance ({article}).",
        ),
        "handed-over": (
            "您的事项（编号{number}），{unit}于{on}通过“{docking}”移送{to}（{body}）。",
            (
                "On {on}, {unit} handed your matter (no. {number}) over to {to} ({body}), by way of: "
                "{docking}."
            ),
        ),
        "handed-over-stays": (
            "移送不等于办结：接收前和结果退回后由{unit}负责，接收后由{to}办理并退回结果。",
            (
                "Handing it over does not end it: {unit} answers for it until it is accepted and again "
                "when the result has come back; in between {to} works on it and returns the result."
            ),
        ),
        "handed-over-answer-by": (
            (
                "{to}收到后应当答复是否接收；按当日收到计算，不迟于{answer_by}（含当日）。逾期没有答复的，"
                "不等于接收，由{unit}督促或者另行移送。"
            ),
            (
                "{to} is to answer whether it takes it: counted from a receipt on that day, by "
                "{answer_by}, that day included. Silence is no acceptance; {unit} then presses for an "
                "answer or hands it over elsewhere."
            ),
        ),
        "handed-over-answer": (
            "{to}收到后应当答复是否接收。没有答复，不等于接收。",
            "{to} is to answer whether it takes it. Silence is no acceptance.",
        ),
        "handed-over-not-taken": (
            "不予接收的，应当说明理由和依据，由{unit}决定下一步去向并告知您。",
            (
                "If it does not take it, it says why and on which basis; {unit} decides what is next and "
                "tells you."
            ),
        ),
        "handed-over-free": (
            (
                "需要您同意的，您随时可以告诉{unit}或者{to}您不再同意，不需要理由，事项即退回；不同意不会带"
                "来不利后果（{article}）。"
            ),
            (
                "Where it needs your consent you may tell {unit} or {to} at any time that you do not agree "
                "any more, without saying why; it then comes back, and you suffer no disadvantage "
                "({article})."
            ),
        ),
        "handed-over-taken-back": (
            "{to}接收之前，{unit}可以撤回；您可以请求撤回。",
            "Until {to} accepts it {unit} can take it back; you may ask for that.",
        ),
        "handed-over-bars-nothing": (
            (
                "移送不影响您依法通过仲裁、行政、司法等途径维护自己的权利，任何人不得以此为由加以阻止（{art"
                "icle}）。"
            ),
            (
                "It bars you from no road: you may pursue your rights by arbitration, by administrative "
                "means or in court, and nobody may use this to prevent it ({article})."
            ),
        ),
    },
}
