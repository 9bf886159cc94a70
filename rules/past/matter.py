"""A past matter (既往事项): it had ended before this system began, and is kept to be found and counted."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rules.editions import Organ, Seat
from rules.procedure import Proceeding


class Stage(StrEnum):
    CLOSED = "closed"  # 已结束: it is never anything else


class Kind(StrEnum):  # 事项类别
    DISPUTE = "dispute"  # 矛盾纠纷
    PETITION = "petition"  # 信访
    CONSULTATION = "consultation"  # 咨询
    OTHER = "other"  # 其他


class Outcome(StrEnum):
    """How it ended, as the older system has it."""

    AGREEMENT = "agreement"  # 达成协议
    PARTIAL_AGREEMENT = "partial-agreement"  # 部分达成协议
    NO_AGREEMENT = "no-agreement"  # 调解不成
    PARTY_REFUSED = "party-refused"  # 当事人不愿调解
    WITHDRAWN = "withdrawn"  # 撤回
    LEFT_FOR_ROUTE = "left-for-route"  # 转入法定途径
    FILED_IN_COURT = "filed-in-court"  # 法院或者仲裁机构已受理
    NOT_MEDIABLE = "not-mediable"  # 不属于调解范围
    ANSWERED = "answered"  # 已答复
    OTHER = "other"  # 其他


@dataclass(frozen=True, kw_only=True)
class PastMatter(Proceeding):
    """``opened_at`` is when it was received; ``changed_at`` is when we learnt of it."""

    stage: Stage = Stage.CLOSED
    number: str
    kind: Kind
    outcome: Outcome | None  # None where the older system does not say
    dispute_type: str | None
    village: str | None
    township: str | None
    step: int | None  # of the ladder, 1-4, where it ended on it
    closed_at: datetime

    @property
    def has_ended(self) -> bool:
        return True

    @property
    def seat(self) -> Seat:
        """Who had it: the lead of the step it ended at; the county's dispatcher where nobody says."""
        return self.edition.ladder.level(self.step).leads[0] if self.step else self.edition.dispatcher

    @property
    def unit(self) -> str:
        """The unit of that seat, or the county where the place is not known."""
        place = {Organ.VILLAGE: self.village, Organ.TOWNSHIP: self.township}.get(self.seat.organ)
        return place or self.edition.county
