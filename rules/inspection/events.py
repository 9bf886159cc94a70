"""What has happened in an inspection. The names are persisted: they are pinned by a house test."""

from dataclasses import dataclass
from datetime import date

from rules.articles import Basis
from rules.inspection.matter import Aspect, Inspectable, Outcome
from rules.procedure import Event, Officer, Sealed


@dataclass(frozen=True, kw_only=True)
class InspectionOpened(Event):  # 督查立项
    """``since`` and ``until``: the legal days on which the matters inspected were taken up."""

    id: str
    number: str
    edition: str
    units: frozenset[str]
    kinds: frozenset[Inspectable]
    since: date
    until: date
    sample_size: int
    lead: Officer
    inspectors: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class SampleDrawn(Event):  # 已抽样
    """``frame`` is what was drawn from, ``digest`` its SHA-256; with the seed anybody draws the same."""

    seed: str
    frame: tuple[str, ...]
    digest: str
    drawn: tuple[str, ...]
    hands: dict[str, frozenset[str]]


@dataclass(frozen=True, kw_only=True)
class InspectorCalledIn(Event):  # 已增加督查人员
    role: str


@dataclass(frozen=True, kw_only=True)
class FindingRecorded(Event):  # 已记录问题
    number: int
    matter: str
    aspect: Aspect
    unit: str
    basis: Basis
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class FoundInOrder(Event):  # 未发现问题
    matter: str
    aspect: Aspect


@dataclass(frozen=True, kw_only=True)
class CircularIssued(Event):  # 督查通报已印发
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class RectificationRecorded(Event):  # 已记录整改
    finding: int
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class RectificationChecked(Event):  # 已核查一项
    finding: int
    item: str


@dataclass(frozen=True, kw_only=True)
class RectificationSignedOff(Event):  # 已核签
    finding: int


@dataclass(frozen=True, kw_only=True)
class RectificationSentBack(Event):  # 整改已退回
    finding: int
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class RectificationFellOverdue(Event):  # 整改逾期
    finding: int
    due_on: date


@dataclass(frozen=True, kw_only=True)
class FindingClosed(Event):  # 问题销号
    finding: int


@dataclass(frozen=True, kw_only=True)
class InspectionEnded(Event):  # 督查结束
    """``frame_size``: of how many matters, where they were too many to draw from."""

    outcome: Outcome
    frame_size: int | None = None
