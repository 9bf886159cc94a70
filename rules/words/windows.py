"""Windows, queues and duty (窗口、排队、值班), in words."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "presence": {
        "resident": ("常驻", "Resident"),
        "rotating": ("轮驻", "Rotating"),
        "on-call": ("随驻", "On call"),
    },
    "half-day": {
        "morning": ("上午", "Morning"),
        "afternoon": ("下午", "Afternoon"),
    },
    "queue-step": {
        "taken": ("取号", "Ticket taken"),
        "called": ("叫号", "Called"),
        "begun": ("开始办理", "Begun"),
        "ended": ("办理完毕", "Served"),
        "not-there": ("过号", "Called, and nobody came"),
        "moved": ("转到其他窗口", "Moved to another window"),
    },
    "ticket-state": {
        "waiting": ("等候", "Waiting"),
        "called": ("已叫号", "Called"),
        "served": ("办理中", "Being served"),
        "over": ("已结束", "Over"),
    },
    "permission": {
        "keep-rosters": ("管理窗口和值班", "Keep windows and rosters"),
        "staff-windows": ("坐窗口、取号叫号", "Sit at windows, give out tickets"),
    },
    "refusal": {
        "on-duty-elsewhere": (
            "这个人在同一半天已经排在别处值班。请调整班次，或者改为随驻。",
            (
                "They are down for another place in the same half-day. Change one of the shifts, or have "
                "them on call."
            ),
        ),
        "no-such-window": (
            "没有这个窗口，或者它在这段时间没有开设。请核对窗口编号和日期。",
            "There is no such window, or not on these days. Check its reference and the days.",
        ),
        "service-not-offered": (
            "这里没有窗口办理这类业务。请核对业务类型，或者到导引台询问。",
            "No window here has this service. Check what is asked for, or ask at the guide's desk.",
        ),
        "window-is-closed": (
            "现在不是窗口的办公时间。请在工作日办公时间来，急事可以拨打值班电话。",
            (
                "The windows are closed now. Come on a working day in office hours; what is urgent goes to "
                "the duty telephone."
            ),
        ),
        "window-not-staffed": (
            "这个窗口现在没有人签到。请先签到，再叫号办理。",
            "Nobody has signed on at this window. Sign on first, and then call.",
        ),
        "signed-on-already": (
            "您已经在这个窗口签到。不用再次签到。",
            "You have signed on at this window. There is nothing more to do.",
        ),
        "nobody-waits": (
            "这个窗口没有人等候。请稍后再叫号。",
            "Nobody waits at this window. Call again later.",
        ),
        "somebody-is-served": (
            "这个窗口已经叫号或者正在办理。请先办完，或者记为过号。",
            (
                "Somebody has been called to this window, or is being served. Finish that first, or note "
                "that nobody came."
            ),
        ),
        "no-such-ticket": (
            "这个窗口今天没有这个号。请核对号码。",
            "This window has no such ticket today. Check the number.",
        ),
        "ticket-is-elsewhere": (
            "这个号现在不能这样办理：可能还没有叫到，或者已经结束。请刷新队列。",
            (
                "This cannot be done with the ticket now: it was not called, or is over. Look at the queue "
                "again."
            ),
        ),
    },
}
