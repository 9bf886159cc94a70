"""What follows a petition's reply (答复后): what the organs still owe, and what the people may still do."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Self

from rules.clocks.reckoning import DueDate
from rules.editions import Organ, Seat
from rules.instants import ONE_DAY, first_instant_of
from rules.participants import People
from rules.petition_aftercare.codes import (
    RULES,
    Duty,
    Ended,
    EvaluationStatus,
    Executed,
    Measure,
    Outcome,
    Resolved,
    Satisfaction,
    Stage,
    Target,
    Window,
)
from rules.procedure import Officer, Proceeding, Sealed
from rules.tracking import the_petitioner


@dataclass(frozen=True)
class Owed:  # 待办事项
    duty: Duty
    is_overdue: bool = False


@dataclass(frozen=True)
class Open:  # 期间
    """A window of one petitioner since an instant (UTC)."""

    window: Window
    since: datetime
    petitioner: str

    @property
    def clock(self) -> str:
        """The name of its clock."""
        return f"{self.window}-{self.petitioner}"


@dataclass(frozen=True)
class Evaluation:  # 评价
    petitioner: str
    target: Target
    status: EvaluationStatus = EvaluationStatus.AWAITED
    value: Satisfaction | None = None
    reason: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class PetitionAftercare(Proceeding):
    stage: Stage = Stage.OPEN
    number: str
    petition: str  # id of the procedure that ended
    closing_seq: int  # its closing event
    petition_outcome: Ended
    result: str | None  # of the handling opinion
    unit: str  # 责任单位
    organ: Organ  # the level of that unit
    village: str | None
    township: str | None
    petitioners: frozenset[str]
    people: People  # of the petition
    hands: frozenset[str]  # everybody who handled it, or prepared its closing: they never audit it
    received_by: str  # the unit that first received it
    first_receiver: str  # 首访责任: follows it to its end, by reference
    report_by: date | None = None  # 交办: the day on which the assignment wants to know what came of it
    owed: tuple[Owed, ...] = ()
    windows: tuple[Open, ...] = ()
    unconfirmed: frozenset[str] = frozenset()  # petitioners nobody has asked before closing
    evaluations: tuple[Evaluation, ...] = ()
    executed: Executed | None = None
    looked_after: frozenset[Measure] = frozenset()
    asked_for_review: str | None = None  # the petitioner who asked
    reviews_awaited: frozenset[str] = frozenset()  # reviews of it that have not ended
    reviews_over: frozenset[str] = frozenset()
    review_results: tuple[tuple[str, str], ...] = ()  # review -> its result, as heard
    substantively: Resolved | None = None
    unanswered_dangers: int = 0
    danger_since: datetime | None = None  # the first of the unanswered
    outcome: Outcome | None = None
    closed_at: datetime | None = None

    @property
    def has_ended(self) -> bool:
        return self.stage is Stage.CLOSED

    @property
    def answering(self) -> frozenset[str]:
        return frozenset({self.first_receiver})

    def handed_to(self, person: str, to: str | None) -> Self:
        return replace(self, first_receiver=to or person)

    def owes(self, duty: Duty) -> bool:
        return any(owed.duty is duty for owed in self.owed)

    def due_on(self, duty: Duty) -> date | None:
        """The last day of a duty; None for one that no source gives a number."""
        if duty is Duty.REPORT_BACK:
            return self.report_by
        due = self._due_of(duty)
        return due.on if due else None

    def is_over_at(self, duty: Duty) -> datetime | None:
        """When the last day of a duty is over (UTC); on a provisional date too, which binds an agency."""
        if duty is Duty.REPORT_BACK:
            return first_instant_of(self.report_by + ONE_DAY) if self.report_by else None
        due = self._due_of(duty)
        return due.is_over_at if due else None

    def has_fallen_overdue(self, owed: Owed, at: datetime) -> bool:
        """Whether a duty is late."""
        over = self.is_over_at(owed.duty)
        return over is not None and at >= over

    def _due_of(self, duty: Duty) -> DueDate | None:
        return self.due(duty) if duty in RULES else None

    def shuts_at(self, opened: Open) -> datetime | None:
        """MSS 85(4): when a window can no longer be used, letters posted in time being here by then; None on
        a provisional date: a guess takes no right away."""
        due = self.due(opened.clock)
        if due is None or due.provisional:
            return None
        return due.is_over_at + timedelta(days=self.edition.petitions.letters_within_days)

    @property
    def procedure_has_ended(self) -> bool:
        """XFTL 36(3): a re-review opinion was served; the same facts and reasons are not accepted again."""
        return any(review.startswith("re_review/") for review, _ in self.review_results)

    @property
    def is_revoked(self) -> bool:
        return any(result == "revoked" for _, result in self.review_results)

    @property
    def carer(self) -> Seat:
        """Who looks after it: the handler's seat of the responsible unit, or the petition department."""
        return self._at_its_level(self.edition.petitions.handlers) or self.edition.petitions.department

    @property
    def its_head(self) -> Seat:
        return self._at_its_level(self.edition.petitions.heads) or self.edition.petitions.auditor

    @property
    def danger_seat(self) -> Seat:
        """Who is told of danger: the police of the township, or where no place is known the dispatcher."""
        return self.edition.police if self.township else self.edition.dispatcher

    def seat_for(self, duty: Duty) -> Seat:
        """The auditor re-examines too: whoever does the daily work has often passed the petition on."""
        is_auditors = duty in (Duty.CLOSE_MATTER, Duty.RE_EXAMINE)
        return self.edition.petitions.auditor if is_auditors else self.carer

    def place_of(self, seat: Seat) -> str | None:
        """The unit of a seat in this case: of handlers and heads the responsible unit, of the police the
        township, of all others the county. None where no township is known."""
        petitions = self.edition.petitions
        if seat in (*petitions.handlers, *petitions.heads):
            return self.unit
        return self.township if seat.organ is Organ.TOWNSHIP else self.edition.county

    def sits(self, officer: Officer, seat: Seat) -> bool:
        return officer.role == seat.role and officer.unit == self.place_of(seat)

    def _at_its_level(self, seats: tuple[Seat, ...]) -> Seat | None:
        return next((seat for seat in seats if seat.organ is self.organ), None)


def its_unit(aftercare: PetitionAftercare, officer: Officer) -> bool:
    """The handlers and the head of the responsible unit."""
    return any(aftercare.sits(officer, seat) for seat in (aftercare.carer, aftercare.its_head))


def petition_department(aftercare: PetitionAftercare, officer: Officer) -> bool:
    """The petition department: who does its daily work, and who audits."""
    petitions = aftercare.edition.petitions
    return any(aftercare.sits(officer, seat) for seat in (petitions.department, petitions.auditor))


def its_unit_or_department(aftercare: PetitionAftercare, officer: Officer) -> bool:
    return its_unit(aftercare, officer) or petition_department(aftercare, officer)


def counter(aftercare: PetitionAftercare, officer: Officer) -> bool:
    """Where people say what they want to: the windows and the petition department."""
    seats = (aftercare.edition.intake, aftercare.edition.petitions.service_window)
    at_a_window = any(aftercare.sits(officer, seat) for seat in seats)
    return at_a_window or petition_department(aftercare, officer)


def counter_or_the_petitioner(aftercare: PetitionAftercare, officer: Officer) -> bool:
    return counter(aftercare, officer) or the_petitioner(aftercare, officer)


def counter_its_unit_or_the_petitioner(aftercare: PetitionAftercare, officer: Officer) -> bool:
    return counter_or_its_unit(aftercare, officer) or the_petitioner(aftercare, officer)


def who_asks_or_the_petitioner(aftercare: PetitionAftercare, officer: Officer) -> bool:
    """Whether a withdrawal was free somebody asks: whoever holds the code may be who pressed for it."""
    is_withdrawn = aftercare.petition_outcome is Ended.WITHDRAWN
    by_code = the_petitioner(aftercare, officer) and not is_withdrawn
    return by_code or counter_or_its_unit(aftercare, officer)


def counter_or_its_unit(aftercare: PetitionAftercare, officer: Officer) -> bool:
    return counter(aftercare, officer) or its_unit(aftercare, officer)


def auditor(aftercare: PetitionAftercare, officer: Officer) -> bool:
    return aftercare.sits(officer, aftercare.edition.petitions.auditor)


def dispatcher(aftercare: PetitionAftercare, officer: Officer) -> bool:
    return aftercare.sits(officer, aftercare.edition.dispatcher)


def dispatcher_or_department(aftercare: PetitionAftercare, officer: Officer) -> bool:
    return dispatcher(aftercare, officer) or petition_department(aftercare, officer)


def who_answers_danger(aftercare: PetitionAftercare, officer: Officer) -> bool:
    return aftercare.sits(officer, aftercare.danger_seat)
