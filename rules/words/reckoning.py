"""The sentences of an explanation (期限说明): one for each step of a count, and for what stands still."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "day-off": {
        "weekend": ("周末", "weekend"),
        "holiday": ("节假日", "public holiday"),
    },
    "reckoning": {
        "started": (
            "{day}{event}，当日不计入，自次日起计算（{first_day}）。",
            "{day}: {event}. That day is not counted; counting begins on the next ({first_day}).",
        ),
        "started-at": (
            "{instant}{event}，自此时起按小时计算（{hours}）。",
            "{instant}: {event}. Hours are counted from this instant ({hours}).",
        ),
        "extended": (
            "延长{length}：自原起算日起连续计算，不从顺延后的日期起算。",
            "Extended by {length}: counted from the original start, not from the rolled day.",
        ),
        "excluded": (
            "{run}因{ground}不计入，扣除{length}（{article}）。",
            "{run}: {ground}. Not counted; {length} left out ({article}).",
        ),
        "excluded-hours": (
            "自{instant}起因{ground}停止计算{duration}，予以扣除（{article}）。",
            "From {instant} on: {ground}. {duration} not counted and left out ({article}).",
        ),
        "skipped": (
            "{run}为{why}，不是工作日，不计入。",
            "{run}: {why}, not a working day, not counted.",
        ),
        "make-up-counted": (
            "{day}为调休上班日，是工作日，计入。",
            "{day}: a make-up workday, which is a working day and is counted.",
        ),
        "counted": (
            "自{first}起计算{length}，计算到{last}。",
            "Counted from {first} on: {length}, to {last}.",
        ),
        "counted-working-days": (
            "自{first}起只计工作日，计满{length}，计算到{last}。",
            "Counted from {first} on, working days alone: {length}, to {last}.",
        ),
        "counted-months": (
            "自{first}起计算{length}，到期月的对应日为期满之日，计算到{last}（{corresponding}）。",
            "Counted from {first} on: {length}, to the corresponding day, {last} ({corresponding}).",
        ),
        "counted-hours": (
            "连续计算{length}，到{instant}。",
            "Counted without a break: {length}, to {instant}.",
        ),
        "counted-minutes": (
            "连续计算{length}，到{instant}。",
            "Counted without a break: {length}, to {instant}.",
        ),
        "and-longer": ("{length}和延长的{more}", "{length} and the extension of {more}"),
        "month-end": (
            "到期月没有对应日，以当月最后一日{day}为对应日（{corresponding}）。",
            "The month has no corresponding day; its last day, {day}, takes its place ({corresponding}).",
        ),
        "rolled": (
            "{run}为{why}，期限的最后一日遇休假日，顺延（{last_day}）。",
            "{run}: {why}. A period whose last day is a day off rolls on ({last_day}).",
        ),
        "stayed": (
            "{day}为调休上班日，不是休假日，不顺延。",
            "{day} is a make-up workday, not a day off: the period does not roll.",
        ),
        "not-rolled": (
            "{day}为{why}，但本期限遇休假日不顺延。",
            "{day}: {why}. This period does not roll over days off.",
        ),
        "provisional": (
            "暂定：{year}年的放假安排尚未公布，暂按周末推算；公布后重新计算。",
            (
                "Provisional until the notice of {year} is published: told by weekends alone, and counted "
                "again when the notice comes."
            ),
        ),
        "ends": (
            "{day}届满：至当日24:00；有办公时间的窗口，至停止办公时（{end_of_day}）。",
            "Ends on {day}: at 24:00; at a window with business hours, when it closes ({end_of_day}).",
        ),
        "ends-window": (
            "{day}届满：网上至当日24:00；窗口至当日{closing}（{end_of_day}）。",
            "Ends on {day}: online at 24:00; at the window when it closes, at {closing} ({end_of_day}).",
        ),
        "ends-at": (
            "{instant}届满：按小时计算的期限遇休假日不顺延。",
            "Ends at {instant}: hours do not roll over days off.",
        ),
        "standing-still": (
            "自{day}起停止计算：{ground}（{article}）。恢复计算后才有到期日。",
            "Standing still since {day}: {ground} ({article}). It has no due date until it counts again.",
        ),
        "no-number": (
            "有关规定没有写明天数，不计算到期日。",
            "The source names no number, so no due date is counted.",
        ),
        "basis": ("期限依据：{article}。", "Basis of the period: {article}."),
        "not-in-force": (
            "注意：该规则自{since}起施行，起算之日不在其施行期间，以上计算仅供参考。",
            (
                "Note: this rule is in force from {since}, and was not when this began; the count is for "
                "information only."
            ),
        ),
        "not-live": (
            "注意：该条期限的依据尚待核实，本系统没有启用，以上计算仅供参考。",
            (
                "Note: the source of this period is still to be verified; it is off, and the count is for "
                "information only."
            ),
        ),
    },
    # An enquiry that makes no sense. ``text`` is what stood there.
    "unclear": {
        "date-impossible": (
            "“{text}”不是日期；请写作 年-月-日。",
            "“{text}” is no date; write year-month-day.",
        ),
        "time-impossible": (
            "“{text}”不是一天中的时刻；请写作 时:分。",
            "“{text}” is no time of day; write hours:minutes.",
        ),
        "time-needed": (
            "该期限按小时计算；请同时写明起算的时刻。",
            "This period counts hours; say at what time it began, too.",
        ),
        "range-unreadable": (
            "“{text}”无法识别；请写作 起始日..终止日，或者 事由:起始日..终止日。",
            "“{text}” cannot be read; write first-day..last-day, or ground:first-day..last-day.",
        ),
        "range-backwards": (
            "扣除的期间“{text}”在开始之前就结束了；请核对起止日期。",
            "“{text}” ends before it starts; check its two days.",
        ),
        "ground-unknown": ("没有“{text}”这一扣除事由。", "There is no ground “{text}”."),
        "ground-needed": (
            "该期限的规定列明了几种扣除事由，请写明是哪一种：{text}。",
            "The rule of this period names several grounds; say which: {text}.",
        ),
        "extension-impossible": (
            "延长“{text}”太长，无法计算。",
            "An extension of “{text}” is too long to count.",
        ),
        "extended-before-the-start": (
            "批准延长的日期“{text}”早于起算日；请核对。",
            "The extension of “{text}” was approved before the period began; check the day.",
        ),
    },
    "duration": {
        "days": ("{count}天", "{count} d"),
        "hours": ("{count}小时", "{count} h"),
        "minutes": ("{count}分", "{count} min"),
        "seconds": ("{count}秒", "{count} s"),
    },
}
