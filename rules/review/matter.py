"""A review (复查) of a petition's opinion by the organ above, and the re-review (复核) by the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from rules.editions import Organ, Seat
from rules.participants import People
from rules.procedure import Officer, Proceeding, Sealed
from rules.tracking import the_petitioner

PERIOD = "opinion"  # the clock of the reviewing organ
WINDOW = "ask-for-re-review"  # what the clocks of the petitioners' own time begin with


class Instance(StrEnum):
    """Which of the two it is; the name of its procedure."""

    REVIEW = "review"  # 复查
    RE_REVIEW = "re_review"  # 复核


# instance -> the rule of the reviewing organ's time, and what that begins with
PERIODS: Mapping[Instance, tuple[str, str]] = {
    Instance.REVIEW: ("K-11", "review-requested"),
    Instance.RE_REVIEW: ("K-13", "re-review-requested"),
}
WINDOW_RULE = "K-12"
DOCUMENTS: Mapping[Instance, str] = {Instance.REVIEW: "D-10", Instance.RE_REVIEW: "D-11"}


class Stage(StrEnum):
    REVIEWING = "reviewing"  # 审查中
    SERVING = "serving-opinion"  # 意见送达中
    SERVED = "opinion-served"  # 意见已送达
    CLOSED = "closed"  # 已结束


class Result(StrEnum):
    UPHELD = "upheld"  # 维持
    CHANGED = "changed"  # 变更
    REVOKED = "revoked"  # 撤销, 责令重新办理


class Outcome(StrEnum):
    UPHELD = "upheld"  # 维持
    CHANGED = "changed"  # 变更
    REVOKED = "revoked"  # 撤销
    WITHDRAWN = "request-withdrawn"  # 撤回请求


@dataclass(frozen=True)
class Opinion:  # 复查意见、复核意见
    result: Result
    issued_at: datetime
    signed_by: str  # by reference


@dataclass(frozen=True)
class Hearing:  # 听证
    """A panel drawn for a day; what it thinks is attached, and decides nothing."""

    panel: tuple[str, ...]
    scheduled_for: datetime
    place_unit: str = ""  # of a hearing that was drawn before its place was kept
    recommends: Result | None = None  # once it was held
    minutes: Sealed | None = None
    room: str | None = None

    @property
    def was_held(self) -> bool:
        return self.recommends is not None


@dataclass(frozen=True)
class Served:  # 已送达
    """The opinion reached a petitioner; ``at`` falls on the legal day on which it counts as served."""

    petitioner: str
    at: datetime

    @property
    def clock(self) -> str:
        """The name of the clock of this petitioner's time to ask for a re-review."""
        return f"{WINDOW}-{self.petitioner}"


@dataclass(frozen=True, kw_only=True)
class Review(Proceeding):
    stage: Stage = Stage.REVIEWING
    instance: Instance
    number: str
    petition: str  # id of the petition's procedure
    aftercare: str  # id of what follows that: it is told how this ends
    before: str | None  # the review that is reviewed again
    of_unit: str  # whose opinion is reviewed
    reviewer: str  # 上一级机关: the organ above it
    petitioners: frozenset[str]
    people: People  # of the petition
    asked_by: str
    grounds: Sealed
    hands: frozenset[str]  # whoever handled what is reviewed has no part in it
    village: str | None
    township: str | None
    workers: frozenset[str] = frozenset()  # who worked on this review: they do not sign it
    findings: Sealed | None = None
    hearing: Hearing | None = None
    opinion: Opinion | None = None
    served: tuple[Served, ...] = ()
    windows: tuple[Served, ...] = ()  # of those who may still ask for a re-review
    re_review: str | None = None  # the procedure that was asked for
    withdrawn: frozenset[str] = frozenset()
    is_overdue: bool = False
    unanswered_dangers: int = 0
    danger_since: datetime | None = None  # the first of the unanswered
    outcome: Outcome | None = None
    closed_at: datetime | None = None

    @property
    def has_ended(self) -> bool:
        return self.stage is Stage.CLOSED

    @property
    def is_owed(self) -> bool:
        """Whether the reviewing organ still owes its opinion, or has not brought it to everybody."""
        return self.stage in (Stage.REVIEWING, Stage.SERVING)

    @property
    def remaining(self) -> frozenset[str]:
        """Those who have not taken their request back."""
        return self.petitioners - self.withdrawn

    @property
    def unserved(self) -> frozenset[str]:
        return self.remaining - {served.petitioner for served in self.served}

    @property
    def last_served_at(self) -> datetime | None:
        """When the opinion counts as served on the last of them."""
        return max((served.at for served in self.served), default=None)

    @property
    def organ(self) -> Organ:
        """The level of the reviewing organ."""
        return Organ.COUNTY if self.reviewer == self.edition.county else Organ.SUPERIOR

    @property
    def handler(self) -> Seat:
        return self._at_its_level(self.edition.petitions.reviewers)

    @property
    def head(self) -> Seat:
        return self._at_its_level(self.edition.petitions.review_heads)

    @property
    def danger_seat(self) -> Seat:
        """Who is told of danger: the police of the township, or where no place is known the dispatcher."""
        return self.edition.police if self.township else self.edition.dispatcher

    def shuts_at(self, window: Served) -> datetime | None:
        """MSS 85(4): when it can no longer be used, letters posted in time being here by then; None on a
        provisional date: a guess takes no right away."""
        due = self.due(window.clock)
        if due is None or due.provisional:
            return None
        return due.is_over_at + timedelta(days=self.edition.petitions.letters_within_days)

    def place_of(self, seat: Seat) -> str | None:
        """The unit of a seat in this case: of those who review the reviewing organ, of the police the
        township, of all others the county. None where no township is known."""
        if seat in (self.handler, self.head):
            return self.reviewer
        return self.township if seat.organ is Organ.TOWNSHIP else self.edition.county

    def sits(self, officer: Officer, seat: Seat) -> bool:
        return officer.role == seat.role and officer.unit == self.place_of(seat)

    def _at_its_level(self, seats: tuple[Seat, ...]) -> Seat:
        return next(seat for seat in seats if seat.organ is self.organ)


def reviewers(review: Review, officer: Officer) -> bool:
    """The handler and the head of the reviewing organ."""
    return any(review.sits(officer, seat) for seat in (review.handler, review.head))


def its_head(review: Review, officer: Officer) -> bool:
    return review.sits(officer, review.head)


def counter(review: Review, officer: Officer) -> bool:
    """Where people say what they want to: the windows and the petition department of the county."""
    petitions = review.edition.petitions
    seats = (review.edition.intake, petitions.service_window, petitions.department, petitions.auditor)
    return any(review.sits(officer, seat) for seat in seats)


def counter_or_reviewers(review: Review, officer: Officer) -> bool:
    return counter(review, officer) or reviewers(review, officer)


def whoever_asks_again(review: Review, officer: Officer) -> bool:
    """Who takes in that somebody asks for a re-review, or whoever asks for it themselves."""
    return counter_or_reviewers(review, officer) or the_petitioner(review, officer)


def dispatcher(review: Review, officer: Officer) -> bool:
    return review.sits(officer, review.edition.dispatcher)


def who_answers_danger(review: Review, officer: Officer) -> bool:
    return review.sits(officer, review.danger_seat)
