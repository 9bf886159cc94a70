"""What stands on the pages of publishing by two persons (两人公布)."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "page": {
        "proposed-all": ("提请公布", "Proposed to be published"),
        "proposals-hint": (
            "规则和放假安排由一人提请，另一人看过改变什么以后同意，才公布。没有答复的一直等着，不会自行失效。",
            "One person proposes; another sees what it changes and approves it. Nothing lapses by itself.",
        ),
        "proposals-waiting": ("待答复和已答复的提请", "Proposals, answered or waiting"),
        "proposal-number": ("编号", "No."),
        "proposal-one": ("提请 {number}", "Proposal {number}"),
        "proposed-who": ("提请人", "Proposed by"),
        "proposed-why": ("提请的理由", "Why it was proposed"),
        "proposed-now": (
            "已提请，由另一人答复；下面是公布以后的变化。",
            "It is proposed and waits for another person. Below is what it would change.",
        ),
        "answered-who": ("答复人", "Answered by"),
        "answered-why": ("答复的理由", "Why"),
        "waits-for-answer": ("等待另一人答复", "Waits for another person"),
        "nothing-proposed-yet": ("还没有人提请过。", "Nothing was proposed yet."),
        "would-change": ("公布以后的变化", "What would change"),
        "was-seen": ("答复时看到的变化", "What was seen when it was answered"),
        "would-reach": ("将到达", "Would reach"),
        "would-reach-count": ("在办案件 {count} 件", "{count} open cases"),
        "changed-since": (
            "提请以后，现行的安排已经变了。下面按现在的重新对照，与提请人当时看到的不同。",
            "What is in force has changed since it was proposed. Below it is compared anew.",
        ),
        "first-of-its-year": (
            "这一年还没有公布过，此前只按周末推算，到期日是暂定的。",
            "This year was not published yet: so far it was told by weekends, and its dates are provisional.",
        ),
        "changed-day": ("日期", "Day"),
        "old-value": ("现行", "Now"),
        "new-value": ("公布后", "Then"),
        "new-rule": ("新增的规则", "A new rule"),
        "changes-no-day": ("与现行的没有不同。", "Nothing would be different."),
        "your-answer": ("答复", "Answer"),
        "approve-it": ("同意公布", "Approve and publish"),
        "approve-hint": (
            "公布的就是上面这些，此后不能收回，只能更正。",
            "Exactly what stands above is published. It is never taken back, only corrected.",
        ),
        "refuse-it": ("不同意公布", "Refuse"),
        "withdraw-it": ("撤回提请", "Withdraw it"),
    }
}
