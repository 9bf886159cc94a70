"""What whoever keeps the house running is told (运行维护): upkeep, and states of the engine."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "problem": {
        "another-upkeep-runs": (
            "已有一项维护任务正在进行，没有开始新的。请等它结束后再开始。",
            "Upkeep is running already, and none was begun. Begin again when it has ended.",
        ),
    },
    "upkeep": {
        "verify": ("核对全部流水", "Verify all journals"),
        "rebuild": ("按流水重建阅读表", "Rebuild the read tables from the journals"),
        "stuck": ("查找停住的流程", "Look for proceedings that do not go on"),
    },
    "upkeep-state": {
        "running": ("进行中", "Running"),
        "done": ("已完成", "Done"),
        "failed": ("未能完成", "Failed"),
        "interrupted": ("已中断", "Interrupted"),
    },
    # what the other side's system answered, or why it could not be asked
    "delivery-answer": {
        "taken": ("已收下", "Taken"),
        "nothing": ("已收下，没有变化", "Taken; it changed nothing"),
        "refused": ("已收下，对方不采纳", "Taken; the other side refused what it says"),
        "pending": ("已收下，对方还在处理", "Taken; the other side still works on it"),
        "no-address": (
            "没有登记对方地址：在本系统的设置中写明地址，重新启动后自动送出",
            "No address: enter it in the settings (FENGQIAO_AGENCIES) and start again; it goes out by itself",
        ),
        "unreadable-answer": ("对方的回应看不懂", "The answer could not be read"),
        "answer-too-large": ("对方的回应太大", "The answer was too large"),
        "ConnectError": ("连接不上对方地址", "Its address could not be reached"),
        "ConnectTimeout": ("连接对方地址超时", "Its address did not answer in time"),
        "ReadTimeout": ("对方没有按时回应", "It did not answer in time"),
        "status": ("对方以错误代码回应", "It answered with an error code"),
        "other": ("与对方的连接中断", "The connection broke off"),
    },
    # why a letter of the house could not be carried
    "letter-error": {
        "NotYet": (
            "所等的前一步还没有完成，稍后自动再试",
            "What it needs is not there yet; tried again later",
        ),
        "RPCError": ("流程引擎没有应答，稍后自动再试", "The engine did not answer; tried again later"),
        "OperationalError": (
            "数据库没有应答，稍后自动再试",
            "The database did not answer; tried again later",
        ),
        "other": (
            "没有料到的错误，稍后自动再试；一直这样的，查工作进程的日志",
            "An unforeseen error; tried again later. If it goes on, look into the worker's log",
        ),
    },
    "letter": {
        "start": ("启动程序", "Start a procedure"),
        "look-at-lead-seats": ("查看牵头岗位", "Look at the leading seats"),
        "notice": ("出具通知", "Issue a notice"),
        "document": ("出具文书", "Issue a document"),
        "message": ("发信息给当事人", "Send a message to a person"),
        "service": ("记录送达", "Record a service"),
        "open-aftercare": ("启动善后", "Open an aftercare"),
        "reopen-dispute": ("重新启动纠纷", "Reopen a dispute"),
        "open-dispute": ("启动调解", "Open a mediation"),
        "open-petition": ("启动信访", "Open a petition"),
        "tell-petition": ("告知信访", "Tell a petition"),
        "open-petition-aftercare": ("启动信访善后", "Open a petition's aftercare"),
        "reopen-petition": ("重新启动信访", "Reopen a petition"),
        "open-review": ("启动复查", "Open a review"),
        "open-re-review": ("启动复核", "Open a re-review"),
        "tell-petition-aftercare": ("告知信访善后", "Tell a petition's aftercare"),
        "open-handoff": ("起草对接", "Draft a handoff"),
        "tell-handoff": ("告知对接", "Tell a handoff"),
        "tell-origin": ("告知原案件", "Tell the case it came from"),
        "list-frame": ("列出抽查范围", "List what is sampled from"),
        "look-at-matter": ("查看事项", "Look at a matter"),
        "open-incident": ("启动突发事件处置", "Open an incident"),
        "tell-incident": ("告知突发事件处置", "Tell an incident"),
        "open-supervision": ("启动督办", "Open a supervision"),
        "tell-supervision": ("告知督办", "Tell a supervision"),
        "export-history": ("保存引擎历史", "Keep the engine's history"),
        "other": ("其他", "Other"),
    },
    "workflow-state": {
        "running": ("运行中", "Running"),
        "completed": ("已结束", "Completed"),
        "failed": ("失败", "Failed"),
        "canceled": ("已取消", "Cancelled"),
        "terminated": ("被终止", "Terminated"),
        "continued_as_new": ("已接续为新的一次", "Continued in a new run"),
        "timed_out": ("超时", "Timed out"),
    },
}
