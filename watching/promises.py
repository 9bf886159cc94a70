"""What a county may hold us to (承诺), by their numbers: each with its figure, and whether the running system
measures it itself. The page `/status` tells them to everybody; how each is proved is told with what breaks
things."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Promise:
    """``zh``, ``en``: what is promised, with its figure. ``is_measured``: the running system says how it
    stands; the others are proved by breaking things, before a release."""

    id: str
    zh: str
    en: str
    is_measured: bool = False


AVAILABLE, PUNCTUAL, AGREEING = "A", "P4", "P5"
LATE_AT_MOST = 60  # seconds, of ninety-nine in a hundred

PROMISES = (
    Promise(
        AVAILABLE,
        "能不能用，由系统自己每十秒看一次，照实公布，不承诺数字",
        "Whether it can be used is looked at every ten seconds and told as it is; no figure is promised",
        is_measured=True,
    ),
    Promise(
        "P1",
        "确认过的，进程被杀也不丢：丢失 0",
        "What was confirmed is not lost when processes are killed: 0 lost",
    ),
    Promise("P2", "断电也不丢：丢失 0", "Nor when the power fails: 0 lost"),
    Promise(
        "P3",
        "同一个命令重发多少次，只生效一次：重复 0",
        "A command takes effect once, however often it is sent: 0 duplicated",
    ),
    Promise(
        PUNCTUAL,
        f"法定期限到时只触发一次，绝不提前；百分之九十九在 {LATE_AT_MOST} 秒内",
        f"A statutory moment comes once and never early; ninety-nine in a hundred within {LATE_AT_MOST} s",
        is_measured=True,
    ),
    Promise(
        AGREEING,
        "看到的与流水一致：不一致 0",
        "What is shown is what the journal says: 0 differences",
        is_measured=True,
    ),
    Promise(
        "P6",
        "一个进程被杀，10 秒内恢复办理；全部被杀，60 秒内",
        "One process killed: back within 10 s; all of them: within 60 s",
    ),
    Promise(
        "P7",
        "整机丢失，最多丢 60 秒，60 分钟内恢复",
        "The machine lost: at most 60 s lost, back within 60 min",
    ),
    Promise(
        "P8",
        "流程引擎的存储丢了，由流水重新开始，不丢不重",
        "The engine's store lost: begun again from the journal, nothing lost or repeated",
    ),
    Promise(
        "P14",
        "与机关之间的消息，伪造的不收，重复的只算一次",
        "Messages with agencies: none that is forged, each once",
    ),
    Promise("P18", "升级不打断在办的案件", "An upgrade breaks no open case"),
)
