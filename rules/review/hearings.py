"""The hearing (听证) in a review: a panel drawn by nobody's choice, whose opinion is attached."""

from rules import hearing, timekeeping, tracking
from rules.procedure import Event, Now
from rules.refusals import Reason, Refused
from rules.review import commands, events
from rules.review.matter import Review

# The entry by which the panel is drawn: the first, because whoever acts later could time his own.
DRAWN_BY = 1


def draw_panel(review: Review, command: commands.DrawReviewPanel, now: Now) -> tuple[Event, ...]:
    """XFTL 31, 36, county policy 25 抽取听证评议团: once, from the pool, without whoever stepped aside
    or handled what is reviewed."""
    if review.hearing:
        raise Refused(Reason.PANEL_ALREADY_DRAWN)
    if command.scheduled_for < now.at:
        raise Refused(Reason.HEARING_IN_THE_PAST)
    petitions = review.edition.petitions
    pool = frozenset(petitions.hearing_pool) - review.recused - review.hands
    return (
        events.PanelDrawn(
            at=now.at,
            by=command.by,
            panel=hearing.draw(review.id, DRAWN_BY, pool, petitions.hearing_panel),
            pool=pool,
            scheduled_for=command.scheduled_for,
            place_unit=command.place_unit,
            room=command.room,
        ),
    )


def hold_hearing(review: Review, command: commands.HoldReviewHearing, now: Now) -> tuple[Event, ...]:
    """XFTL 36, county policy 25 听证: by a whole panel; it hears and advises, and decides nothing."""
    if review.hearing is None:
        raise Refused(Reason.NO_PANEL)
    if review.hearing.was_held:
        raise Refused(Reason.NO_PANEL)
    if len(review.hearing.panel) < review.edition.petitions.hearing_panel:
        raise Refused(Reason.PANEL_TOO_SMALL)
    return (
        events.HearingHeld(
            at=now.at,
            by=command.by,
            panel=review.hearing.panel,
            minutes=command.minutes,
            opinion=command.opinion,
            recommends=command.recommends,
        ),
    )


def exclude_hearing(review: Review, command: timekeeping.SuspendClocks, now: Now) -> tuple[Event, ...]:
    """XFTL 36, MFD 204 听证时间不计入: of the period of a re-review alone, and only where there
    is a hearing."""
    suspended = timekeeping.suspend_clocks(review, command, now)
    if review.hearing is None:
        raise Refused(Reason.NO_PANEL)
    return suspended


def interest_declared(review: Review, fact: commands.InterestDeclared, now: Now) -> tuple[Event, ...]:
    """XFTL 28(3) 回避: whoever has an interest does nothing more; on the panel the next of the draw sits.
    That the petitioner has one keeps nobody from asking."""
    if review.has_ended or fact.person in review.recused or fact.person == tracking.PERSON:
        return ()
    recused = events.Recused(at=now.at, by=fact.by, person=fact.person)
    sits = review.hearing and not review.hearing.was_held and fact.person in review.hearing.panel
    if not sits:
        return (recused,)
    petitions = review.edition.petitions
    able = set(petitions.hearing_pool) - review.recused - review.hands - {fact.person}
    panel = hearing.in_order(review.id, DRAWN_BY, able)[: petitions.hearing_panel]
    return (recused, events.PanelChanged(at=now.at, by=fact.by, panel=panel))
