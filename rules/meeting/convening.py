"""How a meeting comes about: somebody convenes it, or the rota of the county does."""

from datetime import datetime

from rules.editions import Edition
from rules.instants import legal_day
from rules.meeting.events import MeetingConvened
from rules.meeting.matter import may_convene
from rules.meeting.rota import Turn
from rules.procedure import Officer
from rules.refusals import Reason, Refused


def convene(
    *,
    id: str,
    number: str,
    edition: Edition,
    kind: str,
    scheduled_for: datetime,
    place_unit: str,
    room: str | None = None,
    by: Officer,
    at: datetime,
    leader: Officer | None = None,
    about: tuple[str, ...] = (),
) -> MeetingConvened:
    """County policy 41, XFTL 13(3) 召集会议: by a seat that the table of kinds names, at its own unit; not
    for a time that is past. Raises NOBODY_CONVENES_THERE, MEETING_IN_THE_PAST, ALREADY_ON_THE_AGENDA."""
    row = edition.meetings.kind(kind)
    if row is None or not may_convene(row, by):
        raise Refused(Reason.NOBODY_CONVENES_THERE)
    if legal_day(scheduled_for) < legal_day(at):
        raise Refused(Reason.MEETING_IN_THE_PAST)
    if len(set(about)) < len(about):
        raise Refused(Reason.ALREADY_ON_THE_AGENDA)
    return MeetingConvened(
        at=at,
        by=by,
        id=id,
        number=number,
        edition=edition.digest,
        kind=kind,
        role=by.role,
        unit=by.unit,
        leader=leader,
        rota=None,
        scheduled_for=scheduled_for,
        place_unit=place_unit,
        room=room,
        about=about,
    )


def convene_by_rota(*, id: str, number: str, edition: Edition, turn: Turn, at: datetime) -> MeetingConvened:
    """County policy 41 会议轮值: as its row says; where the day is a day off, the rota asks, and decides
    nothing."""
    return MeetingConvened(
        at=at,
        id=id,
        number=number,
        edition=edition.digest,
        kind=turn.kind,
        role=turn.role,
        unit=turn.unit,
        leader=None,
        rota=turn.name,
        scheduled_for=turn.scheduled_for,
        place_unit=turn.unit,
        awaits_day=edition.calendar.is_day_off(turn.day),
    )
