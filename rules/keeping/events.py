"""What was done about the personal information of a matter, one entry after the other."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.procedure import Event, Sealed


class HoldGround(StrEnum):  # 保全的事由
    LITIGATION = "litigation"  # 诉讼、仲裁、行政复议
    REVIEW = "review"  # 复查、复核
    INVESTIGATION = "investigation"  # 监察、审计、刑事调查
    PERSON_ASKS = "person-asks"  # 本人要求保留
    ARCHIVE_APPRAISAL = "archive-appraisal"  # 档案鉴定


class RequestKind(StrEnum):  # 个人信息请求
    SEE = "see"  # 查阅、复制
    CORRECT = "correct"  # 更正、补充
    DELETE = "delete"  # 删除
    EXPLAIN = "explain"  # 解释说明处理规则


class NoGround(StrEnum):  # 拒绝的事由
    NOT_THEIRS = "not-theirs"  # 不是本人的信息
    LAW_KEEPS_IT = "law-keeps-it"  # 法定或者规定的保管期限未满
    SECRECY = "secrecy"  # 依法应当保密或者不需要告知
    OF_OTHERS = "of-others"  # 涉及他人
    NOT_SHOWN = "not-shown"  # 核实后没有不准确、不完整


class Means(StrEnum):  # 请求、告知的方式
    COUNTER = "counter"  # 窗口, 电话, 来信
    CODE = "code"  # 凭查询码


@dataclass(frozen=True, kw_only=True)
class NoticeGiven(Event):  # 已告知
    """The notice of this version was shown to the person whose information was collected (D-36)."""

    version: str
    means: Means


@dataclass(frozen=True, kw_only=True)
class HoldPlaced(Event):  # 已保全
    """Nothing of the matter is erased while the hold stands. ``hold`` is its reference."""

    hold: str
    ground: HoldGround
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class HoldReleased(Event):  # 已解除保全
    hold: str
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class RetentionEnded(Event):  # 保管期满
    """The last day on which it was kept has passed, by this version of the schedule. Nobody decided it."""

    schedule: str
    kept_until: date


@dataclass(frozen=True, kw_only=True)
class ErasureProposed(Event):  # 已提请删除
    """After an appraisal (鉴定), for the reason given."""

    schedule: str
    kept_until: date
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class ErasureConfirmed(Event):  # 已核准删除
    pass


@dataclass(frozen=True, kw_only=True)
class ErasureDeclined(Event):  # 不予删除
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class Erased(Event):  # 已删除
    """The matter's key was destroyed: nothing that was sealed under it opens any more."""


@dataclass(frozen=True, kw_only=True)
class RequestReceived(Event):  # 收到请求
    """Of a person about their own information. ``due_on``: by county policy; the law says "in time"."""

    request: str
    asks: RequestKind
    means: Means
    party: str | None
    words: Sealed | None
    due_on: date


@dataclass(frozen=True, kw_only=True)
class RequestGranted(Event):  # 已照办
    request: str
    words: Sealed | None


@dataclass(frozen=True, kw_only=True)
class RequestRefused(Event):  # 已拒绝
    request: str
    ground: NoGround
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class UseRestricted(Event):  # 停止使用
    """Kept, and used for nothing else: not searched, not read (PIPL 47)."""

    request: str
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class RestrictionLifted(Event):  # 恢复使用
    reason: Sealed
