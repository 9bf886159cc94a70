"""Why a year's notice cannot be published (公布放假安排): what is wrong with it, and what to do."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
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
