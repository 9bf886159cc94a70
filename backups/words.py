"""What backups say when they cannot go on: Chinese first, English beside it."""

WORDS: dict[str, tuple[str, str]] = {
    "recipients-wrong": (
        "FENGQIAO_BACKUP_RECIPIENTS 中有不是 age 公钥的内容；请用 fengqiao backup identity 生成一对。",
        "FENGQIAO_BACKUP_RECIPIENTS holds what is no age recipient; see fengqiao backup identity.",
    ),
    "recipients-missing": (
        (
            "没有设置 FENGQIAO_BACKUP_RECIPIENTS（age 公钥），备份从不以明文写入；"
            "请用 fengqiao backup identity 生成一对。"
        ),
        (
            "FENGQIAO_BACKUP_RECIPIENTS names no age recipient, and no backup is ever written in clear; "
            "make a pair with fengqiao backup identity."
        ),
    ),
    "busy": (
        "{place} 上正有另一次备份；请等它结束。",
        "Another backup is being taken in {place}; wait until it has ended.",
    ),
    "program-failed": (
        "{program} 失败（退出码 {exit}）：{tail}",
        "{program} failed (exit code {exit}): {tail}",
    ),
    "keys-beside-the-backup": (
        "{file} 在备份目录 {place} 之内：密钥不得与备份放在一处，请写到另一处。",
        "{file} lies within the backups {place}: keys are never kept with them; write it elsewhere.",
    ),
    "file-there": ("{file} 已经存在；不覆盖。", "{file} is there already; nothing is written over."),
    "no-backup": (
        "{place} 中没有完整的备份；请核对目录（FENGQIAO_BACKUPS 或 --from）。",
        "There is no whole backup in {place}; look at the place (FENGQIAO_BACKUPS, or --from).",
    ),
    "no-backup-before": (
        "{place} 中最早的备份完成于 {first}，晚于要恢复到的 {until}；请给出更晚的时刻。",
        "The first backup in {place} was finished at {first}, after {until}; give a later moment.",
    ),
    "target-in-use": (
        "{target} 正由一个运行中的系统使用；恢复只写入空目录，请先停止它并另选目录（--to）。",
        "{target} is in use by a running system; a restore goes to an empty directory alone (--to).",
    ),
    "target-not-empty": (
        "{target} 不是空目录；恢复从不覆盖已有的数据，请另选目录（--to）。",
        "{target} is not empty; a restore never writes over what is there: use another (--to).",
    ),
    "identity-unreadable": (
        "{file} 不是 age 私钥文件；应有一行 AGE-SECRET-KEY-1…。",
        "{file} holds no age identity; it should have a line AGE-SECRET-KEY-1….",
    ),
    "identity-does-not-open": (
        "这把 age 私钥打不开 {what}；备份是为 {recipients} 封的，请用与之相配的私钥。",
        "This age identity does not open {what}, sealed for {recipients}: give the one that belongs there.",
    ),
    "signer-unknown": (
        (
            "无法核对签名：不知道本系统的签名公钥。请设置 FENGQIAO_SIGNING_KEYS，或用 --keys 给出密钥副本，"
            "或用 --key 给出公布的首个公钥指纹。"
        ),
        (
            "The signature cannot be checked without a key of this system: set "
            "FENGQIAO_SIGNING_KEYS, give the copy "
            "of the keys (--keys), or the first key's published fingerprint (--key)."
        ),
    ),
    "tampered": (
        (
            "{what} 与签名的清单不符，已被改动或损坏；未恢复任何内容。请用另一份备份（--backup），"
            "或从备份介质重新取得此文件。"
        ),
        (
            "{what} is not what was signed: it was changed or has rotted. Nothing was restored. "
            "Use another backup "
            "(--backup), or fetch this file anew from where it is kept."
        ),
    ),
    "part-missing": (
        "备份缺少 {what}；未恢复任何内容。请用另一份备份（--backup），或从备份介质重新取得此文件。",
        (
            "The backup lacks {what}. Nothing was restored. Use another backup (--backup), or fetch "
            "this file anew."
        ),
    ),
    "wal-missing": (
        (
            "日志存档只到 {until}，恢复不到 {asked}；请给出不晚于它的时刻（--until），"
            "或从备份介质取得其后的日志。"
        ),
        (
            "The archive reaches until {until}, not to {asked}; give a moment that is not later "
            "(--until), or "
            "fetch the later log files from where they are kept."
        ),
    ),
    "wal-gap": (
        "日志存档缺少 {segment}，之后的恢复不了；请取得此文件，或者恢复到 {until} 之前（--until）。",
        (
            "The archive lacks {segment}, and nothing behind it can be restored; fetch that "
            "file, or restore to "
            "a moment before {until} (--until)."
        ),
    ),
    "recovery-failed": (
        "数据库没有恢复到 {asked}，日志见 {log}：{tail}",
        "The database did not come back to {asked}; its log is {log}: {tail}",
    ),
    "engine-broken": (
        (
            "备份中的流程引擎数据不完整；请用另一份备份（--backup），或者用 --without-engine 恢复，"
            "再由流水重新启动在办流程。"
        ),
        (
            "The engine's store in the backup is not whole; use another backup (--backup), or restore "
            "--without-engine and have the open cases started from their journals."
        ),
    ),
    "other-version": (
        "备份来自 PostgreSQL {found}，本机的程序是 {ours}；请用 FENGQIAO_POSTGRES_PROGRAMS 指向同版本的。",
        (
            "The backup is of PostgreSQL {found}, the programs here are {ours}; name those of its version "
            "with FENGQIAO_POSTGRES_PROGRAMS."
        ),
    ),
}


class Failed(Exception):
    """A backup or restore cannot go on, for a reason its operator can remove. `code` is a key of `WORDS`."""

    def __init__(self, code: str, **details: object) -> None:
        self.code = code
        self.zh, self.en = (word.format(**details) for word in WORDS[code])
        super().__init__(f"{self.zh}\n{self.en}")
