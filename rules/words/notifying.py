"""Notices: by which way, and what became of them."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "notice-way": {
        "in-app": ("工作台", "In the list"),
        "sms": ("短信", "Short message"),
        "email": ("电子邮件", "E-mail"),
        "letter": ("书面，由窗口打印寄送", "By letter, printed at the window"),
        "none": ("不要通知", "No notices"),
    },
    "language": {"zh": ("中文", "Chinese"), "en": ("英文", "English")},
    "delivery": {
        "waiting": ("待发", "Waiting"),
        "sent": ("已发出", "Sent"),
        "delivered": ("已到达", "Arrived"),
        "given-up": ("多次未发出，待工作人员处理", "Given up: for staff to see to"),
        "done": ("已由工作人员处理", "Seen to"),
    },
    "page": {
        "notices": ("通知", "Notices"),
        "no-notices": ("没有待处理的通知。", "No notice waits."),
        "notice-of": ("内容", "What it is about"),
        "notice-way": ("方式", "Way"),
        "notice-seen": ("已阅", "Seen"),
        "notice-posted": ("已寄出", "Posted"),
        "notice-done": ("已处理", "Seen to"),
        "wish-notices": ("选定通知方式", "Choose how you are told"),
        "notices-wished": ("已选定：{way}", "Chosen: {way}"),
        "notices-hint": (
            "通知只说有新进展，不说内容。依法应当送达的，选了“不要通知”也会书面告知。",
            "A notice says that something changed, never what. What the law serves reaches you all the same.",
        ),
        "notice-address": ("手机号或者邮箱", "Telephone number or mailbox"),
        "notice-print": ("打印", "Print"),
    },
}
