"""What is said of publications (公布): what would change, how a proposal was answered, why it was refused."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "publication-answer": {
        "approved": ("已同意公布", "Approved"),
        "refused": ("不同意公布", "Refused"),
        "withdrawn": ("已撤回", "Withdrawn"),
    },
    "day-is": {
        "holiday": ("放假", "Holiday"),
        "weekend": ("周末", "Weekend"),
        "make-up": ("调休上班", "Make-up workday"),
        "workday": ("工作日", "Working day"),
    },
    "rule-part": {
        "length": ("多久", "How long"),
        "trigger": ("起算", "Counted from"),
        "responsible": ("由谁", "By whom"),
        "extension": ("延长", "Longer by"),
        "excludes": ("扣除", "Left out"),
        "rolls": ("末日顺延", "Whether its last day rolls"),
        "consequence": ("逾期", "Then"),
        "article": ("依据", "Basis"),
        "mark": ("确定程度", "Certainty"),
        "valid": ("施行期间", "In force"),
        "transition": ("适用的案件", "Which cases it reaches"),
    },
    "rule-value": {
        "nothing": ("无", "None"),
        "rolls": ("遇休息日顺延", "Rolls over days off"),
        "stays": ("不顺延", "Does not roll"),
        "new-cases": ("仅新案件", "New cases alone"),
        "open-cases": ("在办案件一并适用", "Open cases too"),
        "times": ("，{count} 次", ", {count} times"),
        "until-now": ("{since} 起", "From {since}"),
        "between": ("{since} 至 {until}", "From {since} to {until}"),
    },
    "refusal": {
        "own-publication": (
            (
                "公布由两人办理，提请的人不能自己答复，换一个岗位也不行。"
                "请由另一位有权公布的人看过预览后答复；提请的人可以撤回。"
            ),
            (
                "It takes two persons, and whoever proposed it never answers it, in whatever seat. "
                "Leave it to another who may publish; you may withdraw it."
            ),
        ),
        "not-yours-to-withdraw": (
            "只有提请的人可以撤回。您可以不同意公布，并说明理由。",
            "Whoever proposed it alone may withdraw it. You may refuse it, with your reason.",
        ),
        "publication-answered": (
            "这项提请已经有了答复，什么都没有改变。请查看答复；仍需公布的，重新提请。",
            "It is answered already, and nothing was changed. Read the answer; propose it anew if need be.",
        ),
        "publication-changed": (
            "您看过预览以后，现行的安排已经变了，什么都没有公布。请看过新的预览再答复。",
            "What is in force changed since you saw the preview; nothing was published. Look again first.",
        ),
        "publication-proposed": (
            "同样的内容已经提请，正在等待答复。请等待另一人答复，或者先撤回那一项。",
            "The same is proposed already and waits for an answer. Wait, or have that one withdrawn.",
        ),
        "edition-changed": (
            "该版本的内容与提请时不同，不能按这项提请公布。请不同意或者撤回后，按现在的版本重新提请。",
            (
                "The edition is not what was proposed, so it is not published by this. "
                "Refuse or withdraw it, and propose the edition as it is now."
            ),
        ),
        "changes-nothing": (
            "公布以后与现在没有任何不同，不必提请。请核对内容。",
            "Nothing would be different afterwards, so there is nothing to propose. Check what you wrote.",
        ),
    },
    "bad-notice": {
        "notice-unreadable": (
            "放假安排的文件格式不对，读不出来：{where}。请更正后再公布。",
            "The file of the notice is badly formed and cannot be read: {where}. Correct it.",
        ),
        "notice-field-missing": (
            "放假安排缺少 {field} 一项，什么都没有改变。请补上后再公布。",
            "The notice lacks {field}; nothing was changed. Add it and publish again.",
        ),
        "notice-series-unknown": (
            "没有名为“{series}”的日历，什么都没有改变。请核对日历的名称。",
            "There is no calendar called “{series}”; nothing was changed. Check the calendar's name.",
        ),
        "notice-year-impossible": (
            "“{year}”不是可以公布的年份，什么都没有改变。请核对年份。",
            "“{year}” is no year that can be published; nothing was changed. Check the year.",
        ),
        "notice-day-impossible": (
            "{field} 中的“{day}”不是日期，什么都没有改变。请更正后再公布。",
            "“{day}” in {field} is no date; nothing was changed. Correct it and publish again.",
        ),
        "notice-day-twice": (
            "{day} 出现了两次，什么都没有改变。请删去重复的一处，或者改正其中一处。",
            "{day} stands there twice; nothing was changed. Take one out, or correct it.",
        ),
        "notice-year-empty": (
            "放假安排里没有 {year} 年的节假日，什么都没有改变。请核对年份和日期。",
            "The notice names no day off of {year}; nothing was changed. Check the year and the days.",
        ),
        "notice-day-of-another-year": (
            "{day} 不属于 {year} 年，也不在上一年的十二月，什么都没有改变。请核对年份和日期。",
            (
                "{day} is neither a day of {year} nor of the December before; nothing was changed. "
                "Check the year and the days."
            ),
        ),
        "notice-make-up-on-a-weekday": (
            "{day} 本来就是工作日，不能是调休上班日，什么都没有改变。请核对日期。",
            "{day} is a working day anyway, so it is no make-up workday; nothing was changed. Check the day.",
        ),
    },
}
