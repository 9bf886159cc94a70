"""The facts of a case (案情要素): one typed row for each procedure, as its journal told it at an instant.

Nothing of a person is in a row: who petitioned, who handled, what anybody said. What is counted, is counted
from these rows alone, so a figure of a past day is the same figure whenever it is asked for.
"""

from dataclasses import dataclass
from datetime import date, datetime

from rules.clocks.ledger import Used
from rules.instants import legal_day
from rules.journal import ClockRow
from rules.procedure import kind_of, n_of
from rules.satisfaction import Given, Lapsed


@dataclass(frozen=True, kw_only=True)
class AboutMatter:  # 事项情况
    """What the records know of a matter beside its procedures, at the same instant. ``is_repeat``: a named
    person has said that it brings an older one again; ``repeated_at``: when one was first said to bring it
    again (UTC)."""

    number: str
    channel: str | None = None
    received_at: datetime | None = None
    is_repeat: bool = False
    repeated_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Facts:  # 案情要素
    """``unit`` is whose work the row speaks of. ``held``: which unit had it since when, where the journal
    says more than one. ``stages``: when each stage was first reached. Instants are in UTC."""

    procedure: str
    matter: str
    unit: str
    owner: str  # role@unit: who answers for it now
    channel: str | None
    subject: str | None
    place: str | None
    opened_at: datetime
    closed_at: datetime | None
    outcome: str | None
    is_private: bool
    is_late: bool
    light: str  # green | yellow (reminded) | red (overdue)
    stages: tuple[tuple[str, datetime], ...]
    held: tuple[tuple[str, datetime], ...]

    @property
    def kind(self) -> str:
        return kind_of(self.procedure)

    @property
    def episode(self) -> int:
        """Which procedure of its kind about the matter: 1 for the first; what is handled anew is another."""
        return n_of(self.procedure)

    @property
    def opened_on(self) -> date:
        return legal_day(self.opened_at)

    def reached(self, stage: str) -> datetime | None:
        """When it first stood at this stage; None if it never has."""
        return next((at for name, at in self.stages if name == stage), None)

    def is_open_at(self, at: datetime) -> bool:
        """Whether it had begun before an instant, and had not ended."""
        return self.opened_at < at and (self.closed_at is None or self.closed_at >= at)

    def unit_at(self, at: datetime) -> str:
        """Which unit had it just before an instant; the first one, before anybody had."""
        return next((unit for unit, since in reversed(self.held) if since < at), self.held[0][0])


@dataclass(frozen=True, kw_only=True)
class PetitionFacts(Facts):  # 信访事项
    """``department``: the petition department's unit. ``contacted_at``: when an officer first heard or
    addressed the petitioner. ``used``: which unit used up how many days of its periods."""

    department: str
    clocks: tuple[ClockRow, ...]
    received_at: datetime
    is_repeat: bool
    repeated_at: datetime | None
    sent_at: datetime | None
    accepted_at: datetime | None
    served_at: datetime | None
    contacted_at: datetime | None
    used: tuple[Used, ...]

    @property
    def is_first(self) -> bool:
        """初次信访: it brings nothing again, and is not handled anew."""
        return self.episode == 1 and not self.is_repeat


@dataclass(frozen=True, kw_only=True)
class AfterReplyFacts(Facts):  # 答复后
    petition: str
    given: tuple[Given, ...]
    lapsed: tuple[Lapsed, ...]
    resolved: str | None  # substantively, as whoever closed it said


@dataclass(frozen=True, kw_only=True)
class ReviewFacts(Facts):  # 复查、复核
    """``unit`` is whose opinion was reviewed."""

    petition: str
    result: str | None
    decided_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class DisputeFacts(Facts):  # 矛盾纠纷
    """``received_at`` of its matter. ``confirmable_on``: when its last agreement that can be confirmed took
    effect. ``steps``: onto which steps of the ladder it came, 1-4, the first first; and whether it was agreed
    on the last of them, ``outcome`` says."""

    received_at: datetime
    route: str | None  # by which statutory route it left
    confirmable_on: date | None
    steps: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class AftercareFacts(Facts):  # 善后
    dispute: str
    is_confirmed: bool


@dataclass(frozen=True, kw_only=True)
class EventFacts(Facts):  # 事件
    """``received_at``: when it was reported. ``put_right_at``: when a second person found that it was."""

    received_at: datetime
    put_right_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class ToAnswer(Facts):
    """``unit`` is that of whoever has to answer. ``to_answer``: the clocks by which that was due."""

    to_answer: tuple[ClockRow, ...]
    answered_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class HandoffFacts(ToAnswer):  # 对接
    """``answered_at``: when it was first accepted or refused."""

    sender: str
    docking: str
    sent_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class RecommendationFacts(ToAnswer):  # 建议
    """``answered_at``: when it was told in writing whether it is adopted."""

    adoption: str | None


@dataclass(frozen=True, kw_only=True)
class SupervisionFacts(ToAnswer):  # 督办
    """``answered_at``: when the unit reported on the letter, or on its being asked again."""
