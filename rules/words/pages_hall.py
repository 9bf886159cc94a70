"""What stands on the pages for whoever sits at a window."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "page": {
        "desk-halls": ("大厅窗口", "Halls"),
        "no-windows": ("没有登记窗口。", "No window is registered."),
        "unattended": ("无人值守的窗口", "Windows that nobody came to"),
        "have-seen": ("已知悉", "Seen"),
        "the-window": ("窗口", "Window"),
        "take-ticket": ("取号", "Take a ticket"),
        "ticket-taken": ("已取号", "Ticket"),
        "ahead": ("前面还有 {n} 人", "{n} ahead"),
        "on-duty": ("值班", "On duty"),
        "nobody-on-duty": ("此刻没有人值班。", "Nobody is on duty now."),
        "windows-today": ("窗口效能", "How the windows are doing"),
        "which-day": ("日期", "Day"),
        "tickets": ("取号", "Tickets"),
        "were-served": ("办理", "Served"),
        "done-at-once": ("一次办结", "Done at once"),
        "nobody-came": ("过号", "Not there"),
        "moved-on": ("转窗口", "Moved on"),
        "mean-wait": ("平均等候（分钟）", "Mean wait, minutes"),
        "longest-wait": ("最长等候（分钟）", "Longest wait, minutes"),
        "whole-hall": ("合计", "All together"),
        "staffed": ("有人", "Staffed"),
        "not-staffed": ("无人", "Nobody sits here"),
        "sit-down": ("签到", "Sit down"),
        "sit-up": ("签退", "Leave"),
        "call-next": ("叫下一位", "Call the next"),
        "at-the-window": ("正在窗口", "At the window"),
        "nobody-there": ("窗口没有人。", "Nobody is at the window."),
        "begin-serving": ("开始办理", "Begin"),
        "end-ticket": ("办理完毕", "End"),
        "move-on": ("转到其他窗口", "Move to another window"),
        "to-window": ("到", "To"),
        "in-line": ("等候", "Waiting"),
        "nobody-waits": ("没有人等候。", "Nobody waits."),
        "the-ticket": ("号", "Ticket"),
        "ticket-service": ("办理事项", "For"),
        "look-again": ("刷新", "Look again"),
    }
}
