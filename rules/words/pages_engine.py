"""What stands on the pages for whoever keeps the house running."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "page": {
        "engine": ("运行维护", "Operations"),
        "the-engine": ("流程引擎", "Engine"),
        "its-pages": ("打开引擎页面", "Its own pages"),
        "the-database": ("数据库", "Database"),
        "is-there": ("正常", "There"),
        "not-reached": ("连接不上", "Not reached"),
        "megabytes": ("{n} 兆字节", "{n} MB"),
        "connections": ("{n} 个连接", "{n} connections"),
        "read-tables": ("阅读表", "Read tables"),
        "behind-by": ("落后于流水的程序 {n} 个", "{n} procedures behind the journal"),
        "checkpoints": ("检查点", "Checkpoints"),
        "in-time": ("按时", "In time"),
        "too-late": ("太迟", "Late"),
        "letters": ("待发信件", "Letters to be carried"),
        "letters-waiting": ("{n} 封，最早已等 {seconds} 秒", "{n}, the oldest due for {seconds} s"),
        "journals": ("流水", "Journals"),
        "journals-of": (
            "{all} 个程序，{open} 个未结束，{entries} 条",
            "{all} procedures, {open} not ended, {entries} entries",
        ),
        "why-counts-differ": (
            (
                "与上面的流水数不同：流水里一个程序算一个，办结了才算已结束；这里算的是引擎中的每一次运行，程序接续"
                "一次就多一次，轮值、报表、发布等后台流程也在内，而旧的运行过了保留期就不再计入。"
            ),
            (
                "These are not the numbers of the journals above. There each procedure counts once, and has "
                "ended when its case is closed. Here every run in the engine counts: one more each time a "
                "procedure goes on in a new run, and the rota, reports and publications too; old runs drop "
                "out when the engine no longer keeps them."
            ),
        ),
        "workflows": ("引擎中的流程", "Workflows in the engine"),
        "upkeep": ("维护任务", "Upkeep"),
        "upkeep-hint": (
            "在后台进行，刷新、离开页面都不影响；同一时间只进行一项。核对不改变任何内容；重建只改阅读表。",
            (
                "It goes on behind the page, whoever reloads or leaves it, one at a time. Verifying changes "
                "nothing; rebuilding changes read tables alone."
            ),
        ),
        "no-upkeep": ("还没有进行过维护任务。", "No upkeep yet."),
        "upkeep-task": ("任务", "Task"),
        "how-far": ("进度", "Progress"),
        "findings": ("发现", "Found"),
        "which-findings": ("{count} 项", "{count} of them"),
        "begun-at": ("开始", "Begun"),
        "ended-at": ("结束", "Ended"),
        "failing-letters": ("多次未能送出的信件", "Letters that failed again and again"),
        "which-letter": ("信件", "Letter"),
        "next-try": ("下次尝试", "Next try"),
        "adapters": ("对接系统", "Adapters"),
        "which-agency": ("机关", "Agency"),
        "messages-taken": ("已收下", "Taken"),
        "messages-waiting": ("等待", "Waiting"),
        "messages-dead": ("未能送达", "Not delivered"),
        "strays": ("无主消息", "Strays"),
        "last-taken": ("最近收下", "Last taken"),
        "last-answer": ("最近回应", "Last answer"),
        "case-runs": ("一个案件的各次运行", "Every run of a case"),
        "which-time": ("第几次", "Episode"),
        "history-events": ("历史条数", "Events"),
        "one-run": ("运行", "Run"),
    }
}
