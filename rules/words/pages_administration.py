"""What stands on the pages of administration (管理页面)."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "page": {
        "administration": ("管理", "Administration"),
        "look-up": ("查阅", "To look up"),
        "change-something": ("变更", "To change"),
        "seats-held": ("岗位与人员", "Seats and people"),
        "seats-held-hint": (
            "一个单位各岗位由谁担任、由谁代理。",
            "Who holds which seat of a unit, and who stands in.",
        ),
        "changes-made": ("变更与确认", "Changes and confirmations"),
        "changes-made-hint": (
            "待第二人确认的变更，以及全部变更记录。",
            "What waits for a second person, and every change there was.",
        ),
        "every-period": ("期限计算", "Periods"),
        "every-period-hint": (
            "每一项期限的起算、长短、依据；算出到期日，并说明为什么是这天。",
            "Each period: from what, how long, by which article; and why it ends on that day.",
        ),
        "act-person": ("登记人员", "Enter a person"),
        "act-seat": ("任职", "Give a seat"),
        "act-seat-end": ("任职终止", "End a seat"),
        "act-seat-correct": ("更正任职期间", "Correct when a seat was held"),
        "act-deputy": ("指定代理", "Name a deputy"),
        "act-unit": ("登记单位", "Enter a unit"),
        "second-person": (
            "涉及保密内容的岗位，须由另一人确认后才生效。",
            "A seat that reads what is confidential is held only once a second person has confirmed it.",
        ),
        "waits-for-second": (
            "已提请，待第二人确认后生效。",
            "Proposed. It holds once a second person has confirmed it.",
        ),
        "waiting-now": ("待第二人确认", "Waiting for a second person"),
        "nothing-proposed": ("没有待确认的变更。", "Nothing waits to be confirmed."),
        "proposed-by": ("提请人：{who}。提请人自己不能确认。", "Proposed by {who}, who cannot confirm it."),
        "confirm": ("确认", "Confirm"),
        "decline": ("不同意", "Decline"),
        "all-changes": ("变更记录", "Changes"),
        "what": ("内容", "What"),
        "about-whom": ("人员、岗位、单位", "Person, seat, unit"),
        "by-whom": ("办理人", "By"),
        "changed-why": ("原因", "Why"),
        "in-force-from": ("自", "From"),
        "in-force-until": ("至", "Until"),
        "deputised-by": ("代理人", "Deputy"),
        "seats-empty": ("空岗", "Empty seats"),
        "no-seats": ("这个单位没有登记岗位。", "Nobody holds a seat of this unit."),
        "unit-chosen": ("单位", "Unit"),
        "register-empty": ("这份名册还没有内容。", "Nothing stands in this register."),
        "period": ("期限", "Period"),
        "counted-from": ("起算", "From"),
        "how-long": ("长短", "How long"),
        "by-article": ("依据", "By"),
        "not-set": ("未规定", "Not set"),
        "begins-on": ("起算日", "The day it began"),
        "extended-by": ("延长（日）", "Extended by (days)"),
        "left-out-from": ("不计的日子：自", "Days left out: from"),
        "left-out-to": ("至", "to"),
        "reckon": ("计算", "Reckon"),
        "ends-on": ("到期日", "It ends on"),
    }
}
