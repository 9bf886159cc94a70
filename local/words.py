"""What the installation says when it cannot start: Chinese first, English beside it."""

WORDS: dict[str, tuple[str, str]] = {
    "port-taken": (
        "端口 {port} 已被其他程序占用，{what} 无法启动；请停止该程序，或设置 {setting} 改用其他端口。",
        "Port {port}, wanted by {what}, is taken by another program; stop that program or set {setting}.",
    ),
    "port-lost": (
        "{what} 已启动，但端口 {port} 由另一程序监听，现已停止以免误连；可设置 {setting} 改用其他端口。",
        "{what} started, but another program listens on port {port}; it was stopped. Set {setting}.",
    ),
    "ended-early": (
        "{what} 启动后随即退出（退出码 {exit}），日志见 {log}：{tail}",
        "{what} ended while starting (exit code {exit}); its log is {log}: {tail}",
    ),
    "not-ready": (
        "{what} 在 {seconds} 秒内未就绪，日志见 {log}：{tail}",
        "{what} was not ready within {seconds} s; its log is {log}: {tail}",
    ),
    "already-running": (
        "数据目录 {directory} 正由另一系统（进程 {pid}）使用；请先停止它，或设置 FENGQIAO_VAR 另选目录。",
        "{directory} is in use by a running system (process {pid}); stop it first, or set FENGQIAO_VAR.",
    ),
    "engine-silent": (
        "工作流引擎 {address} 在 {seconds} 秒内无应答：{why}",
        "The engine at {address} did not answer within {seconds} s: {why}",
    ),
    "program-missing": (
        "找不到程序 {program}；请先运行 make setup。",
        "The program {program} is missing; run make setup first.",
    ),
    "no-account": (
        "以 root 运行时 PostgreSQL 需要账户 {account}，但未能建立：{reason}",
        "Run by root, PostgreSQL needs the account {account}, which could not be made: {reason}",
    ),
    "data-in-use": (
        "数据目录 {directory} 正由另一 PostgreSQL（进程 {pid}）使用；请先停止它。",
        "{directory} is in use by another PostgreSQL (process {pid}); stop it first.",
    ),
    "other-attribute": (
        "检索属性 {name} 已登记为 {found}，而本系统需要 {wanted}；请更换命名空间。",
        "Search attribute {name} is registered as {found}, not {wanted}; use another namespace.",
    ),
}


class CannotStart(Exception):
    """The installation cannot start, for a reason its operator can remove. `code` is a key of `WORDS`."""

    def __init__(self, code: str, **details: object) -> None:
        self.code = code
        self.zh, self.en = (word.format(**details) for word in WORDS[code])
        super().__init__(f"{self.zh}\n{self.en}")
