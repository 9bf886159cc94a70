"""How a review ends: nobody asks for a re-review in time, somebody does, or all take their request back."""

from datetime import datetime

from rules.clocks.service import came_in_time
from rules.procedure import Event, Now, TimePassed, n_of, procedure_id
from rules.refusals import Reason, Refused
from rules.review import commands, events
from rules.review.evolution import evolve
from rules.review.matter import PERIOD, WINDOW, Instance, Outcome, Review, Stage


def request_re_review(review: Review, command: commands.RequestReReview, now: Now) -> tuple[Event, ...]:
    """XFTL 36, MSS 85(4) 请求复核: within thirty days from the day the review opinion was received, to
    the organ above; a letter by its postmark. One re-review answers all who share the petition."""
    if command.petitioner not in review.remaining:
        raise Refused(Reason.UNKNOWN_PARTY)
    if review.re_review:
        raise Refused(Reason.RE_REVIEW_ALREADY_ASKED)
    if not _in_time(review, command, now):
        raise Refused(Reason.RE_REVIEW_TOO_LATE)
    reviewer = review.edition.next_higher(review.reviewer)
    if reviewer is None:
        raise Refused(Reason.NO_HIGHER_ORGAN)
    county, n = review.edition.county, n_of(review.id)
    asked = events.ReReviewAskedFor(
        at=now.at,
        by=command.by,
        petitioner=command.petitioner,
        filing=command.filing,
        postmarked_on=command.postmarked_on,
        grounds=command.grounds,
        re_review=procedure_id(Instance.RE_REVIEW, county, review.number, n),
        reviewer=reviewer,
    )
    return and_close(review, asked)


def _in_time(review: Review, command: commands.RequestReReview, now: Now) -> bool:
    """Whoever the opinion has not reached is not too late."""
    name = f"{WINDOW}-{command.petitioner}"
    due = review.due(name) if any(clock.name == name for clock in review.clocks) else None
    closing = review.edition.hours.window_closes
    return came_in_time(due, command.filing, now.at, command.postmarked_on, closing)


def request_withdrawn(review: Review, fact: commands.RequestWithdrawn, now: Now) -> tuple[Event, ...]:
    """XFTL 35, 36 撤回请求: before the opinion is issued. It goes on for those who share the petition, until
    the last of them has taken it back."""
    if review.stage is not Stage.REVIEWING or fact.petitioner not in review.remaining:
        return ()
    taken_back = events.RequestTakenBack(at=now.at, by=fact.by, petitioner=fact.petitioner)
    if review.remaining - {fact.petitioner}:
        return (taken_back,)
    return (taken_back, events.ReviewClosed(at=now.at, by=fact.by, outcome=Outcome.WITHDRAWN))


def time_passed(review: Review, fact: TimePassed, now: Now) -> tuple[Event, ...]:
    """XFTL 35, 36 期限: the reviewing organ falls overdue, the petitioners' time closes; each once.

    Time that ends in an unpublished year stays open: a guessed date takes no right from anybody."""
    happened: list[Event] = []
    due = review.due(PERIOD)
    if review.is_owed and not review.is_overdue and due and now.at >= due.is_over_at:
        happened.append(events.ReviewFellOverdue(at=now.at, due_on=due.on))
    for window in review.windows:
        shuts_at, last = review.shuts_at(window), review.due(window.clock)
        if shuts_at and last and now.at >= shuts_at:
            happened.append(events.WindowClosed(at=now.at, window=window, last_day=last.on))
    if happened:
        return and_close(review, *happened)
    return _closed(review, now, None) if _is_done(review, now.at) else ()


def moments(review: Review) -> tuple[datetime, ...]:
    """The instants (UTC) at which time itself changes something, each until it has."""
    if review.has_ended:
        return ()
    due = review.due(PERIOD)
    falls_overdue = due.is_over_at if due and review.is_owed and not review.is_overdue else None
    shut = [review.shuts_at(window) for window in review.windows]
    is_waiting = review.stage is Stage.SERVED and not review.windows and not review.unanswered_dangers
    ends = review.last_served_at if is_waiting else None
    return tuple(moment for moment in (falls_overdue, *shut, ends) if moment)


def and_close(review: Review, *happened: Event) -> tuple[Event, ...]:
    """A review ends by itself when everybody was served, nobody may still ask for a re-review, and no danger
    is unanswered."""
    after = review
    for event in happened:
        after = evolve(after, event)
    last = happened[-1]
    if not _is_done(after, last.at):
        return happened
    return (*happened, *_closed(after, Now(last.at), last))


def _is_done(review: Review, at: datetime) -> bool:
    """XFTL 36(3): a public notice is served only when its days have passed."""
    served_at = review.last_served_at
    is_over = review.stage is Stage.SERVED and served_at is not None and at >= served_at
    return is_over and not review.windows and not review.unanswered_dangers


def _closed(review: Review, now: Now, last: Event | None) -> tuple[Event, ...]:
    assert review.opinion
    return (
        events.ReviewClosed(
            at=now.at,
            by=last.by if last else None,
            outcome=Outcome(review.opinion.result),
            followed_by=review.re_review,
        ),
    )
