"""What has happened in a review. The names are persisted: they are pinned by a house test."""

from dataclasses import dataclass
from datetime import date, datetime

from rules.clocks.service import Filing, ServiceMethod
from rules.participants import People
from rules.procedure import Event, Sealed
from rules.review.matter import Instance, Outcome, Result, Served


@dataclass(frozen=True, kw_only=True)
class ReviewOpened(Event):  # 收到请求
    """``received_at`` is the instant (UTC) at which the request came in: the period counts from its day."""

    id: str
    number: str
    edition: str
    instance: Instance
    petition: str
    aftercare: str
    before: str | None
    of_unit: str
    reviewer: str
    petitioners: frozenset[str]
    asked_by: str
    grounds: Sealed
    received_at: datetime
    hands: frozenset[str]
    village: str | None
    township: str | None
    people: People = ()  # of the petition


@dataclass(frozen=True, kw_only=True)
class FindingsRecorded(Event):  # 审查情况
    findings: Sealed


@dataclass(frozen=True, kw_only=True)
class PanelDrawn(Event):  # 已抽取听证评议团
    """Drawn from ``pool`` by the first entry: whoever draws again finds the same."""

    panel: tuple[str, ...]
    pool: frozenset[str]
    scheduled_for: datetime
    place_unit: str
    room: str | None = None


@dataclass(frozen=True, kw_only=True)
class PanelChanged(Event):  # 评议团成员更换
    """After a recusal: those who stand, and the next in the order of the draw."""

    panel: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class HearingHeld(Event):  # 已听证
    panel: tuple[str, ...]
    minutes: Sealed
    opinion: Sealed
    recommends: Result


@dataclass(frozen=True, kw_only=True)
class ReviewOpinionIssued(Event):  # 已出具意见
    result: Result
    original: Sealed
    petitioners_view: Sealed
    findings: Sealed
    basis: Sealed
    orders: Sealed | None
    was_heard: bool
    is_published: bool


@dataclass(frozen=True, kw_only=True)
class ReviewOpinionServed(Event):  # 意见已送达
    """``served_at`` falls on the legal day on which it counts as served."""

    petitioner: str
    method: ServiceMethod
    served_at: datetime
    proof: Sealed


@dataclass(frozen=True, kw_only=True)
class ReReviewAskedFor(Event):  # 已请求复核
    petitioner: str
    filing: Filing
    postmarked_on: date | None
    grounds: Sealed
    re_review: str
    reviewer: str


@dataclass(frozen=True, kw_only=True)
class RequestTakenBack(Event):  # 请求已撤回
    petitioner: str


@dataclass(frozen=True, kw_only=True)
class Recused(Event):  # 回避
    person: str


@dataclass(frozen=True, kw_only=True)
class ReviewFellOverdue(Event):  # 逾期
    due_on: date


@dataclass(frozen=True, kw_only=True)
class WindowClosed(Event):  # 期间届满
    window: Served
    last_day: date


@dataclass(frozen=True, kw_only=True)
class ReviewClosed(Event):  # 程序结束
    """``followed_by`` is the re-review that was asked for."""

    outcome: Outcome
    followed_by: str | None = None
