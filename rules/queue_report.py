"""What the journal of a window's tickets says of waiting and of work (窗口效能): of windows, never of
people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from rules.queueing import Queue, QueueStep, Ticket
from rules.rosters import Attendance

NO_TIME = timedelta(0)
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class QueueReport:  # 窗口报告
    """Counts of tickets and lengths of time. ``waited``: each ticket's time from when its holder first came
    to when it was called; ``attended`` and ``busy``: of the windows, from sign-ins and from tickets."""

    taken: int = 0
    called: int = 0
    ended: int = 0
    complete: int = 0  # of those that ended: done at this first contact, nobody was moved for it
    not_there: int = 0
    moved: int = 0
    waited: timedelta = NO_TIME
    longest: timedelta = NO_TIME
    attended: timedelta = NO_TIME
    busy: timedelta = NO_TIME

    @property
    def idle(self) -> timedelta:
        """Signed on, and nobody was served."""
        return self.attended - self.busy

    @property
    def mean_wait(self) -> timedelta | None:
        """Of those that were called; None while nobody was."""
        return self.waited / self.called if self.called else None


def report_of(
    queue: Queue, attendances: Iterable[Attendance], since: datetime, until: datetime
) -> QueueReport:
    """County policy 46 窗口效能: a window's day, or the part of it from ``since`` up to ``until``. What is
    not over yet counts up to ``until``."""
    tickets = [each for each in queue.values() if each.taken_at <= until]
    called = [each for each in tickets if each.called_at and each.called_at <= until]
    over = [each for each in tickets if each.over_at and each.over_at <= until]
    waits = [each.called_at - each.since for each in called if each.called_at]
    attended = list(_joined(_cut(((a.since, a.ends) for a in attendances), since, until)))
    served = _cut(((each.begun_at, each.over_at) for each in tickets if each.begun_at), since, until)
    return QueueReport(
        taken=len(tickets),
        called=len(called),
        ended=sum(each.ended is QueueStep.ENDED for each in over),
        complete=sum(map(_is_first_contact, over)),
        not_there=sum(each.ended is QueueStep.NOT_THERE for each in over),
        moved=sum(each.ended is QueueStep.MOVED for each in over),
        waited=sum(waits, NO_TIME),
        longest=max(waits, default=NO_TIME),
        attended=_length(attended),
        busy=_length(_shared(list(_joined(served)), attended)),
    )


def _is_first_contact(ticket: Ticket) -> bool:
    """County policy 46 一次办结: done, and at the window its holder first came to."""
    return bool(ticket.is_complete) and ticket.came_from is None


def together(reports: Iterable[QueueReport]) -> QueueReport:
    """The report of a unit: its windows taken together."""
    whole = QueueReport()
    for each in reports:
        whole = QueueReport(
            taken=whole.taken + each.taken,
            called=whole.called + each.called,
            ended=whole.ended + each.ended,
            complete=whole.complete + each.complete,
            not_there=whole.not_there + each.not_there,
            moved=whole.moved + each.moved,
            waited=whole.waited + each.waited,
            longest=max(whole.longest, each.longest),
            attended=whole.attended + each.attended,
            busy=whole.busy + each.busy,
        )
    return whole


def _cut(
    spans: Iterable[tuple[datetime, datetime | None]], since: datetime, until: datetime
) -> Iterator[Span]:
    for begins, ends in spans:
        first, last = max(begins, since), min(ends or until, until)
        if first < last:
            yield first, last


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Two clerks at one window are one attended window."""
    current: Span | None = None
    for first, last in sorted(spans):
        if current is not None and first <= current[1]:
            current = (current[0], max(current[1], last))
            continue
        if current is not None:
            yield current
        current = (first, last)
    if current is not None:
        yield current


def _shared(some: list[Span], others: list[Span]) -> list[Span]:
    both = ((max(a, c), min(b, d)) for a, b in some for c, d in others)
    return [(first, last) for first, last in both if first < last]


def _length(spans: Iterable[Span]) -> timedelta:
    return sum((last - first for first, last in spans), NO_TIME)
