"""Opening the meetings that a county's rota calls for, ahead of their day. Decides nothing; may be
repeated."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio import activity

from activities.publishing import codes_only, heart_beating
from activities.turns import RotaLook, RotaOpened
from records import intake
from records.content import Content
from records.intake import Opening, Registration
from records.keeper import Keeper
from rules.channels import Channel
from rules.editions import Edition
from rules.instants import legal_day
from rules.meeting.convening import convene_by_rota
from rules.meeting.events import MeetingConvened
from rules.meeting.procedure import MEETING
from rules.meeting.rota import Turn, turns
from rules.words import say

log = structlog.get_logger()

ROTA = "rota"  # who registered it; and the origin of which every turn is a row

EditionOf = Callable[[str, date], Edition | None]


class Convening:
    """``edition_of``: the edition of a county that is in force on a day."""

    def __init__(self, records: AsyncEngine, keeper: Keeper, edition_of: EditionOf) -> None:
        self._records, self._keeper, self._edition_of = records, keeper, edition_of

    @activity.defn(name="open_coming_meetings")
    async def open(self, look: RotaLook) -> RotaOpened:
        """Every turn that is still to come, as far ahead as the edition says. One that stands is left
        alone."""
        today = legal_day(look.at)
        edition = self._edition_of(look.county, today)
        if edition is None:
            return RotaOpened(0)
        ahead = timedelta(days=edition.meetings.ahead_days)
        coming = [turn for turn in turns(edition, today, today + ahead) if turn.scheduled_for > look.at]
        with codes_only():
            async with heart_beating():
                new = [await self._stands(edition, turn, look.at) for turn in coming]
        log.info("rota.looked", what=look.county, count=sum(new))
        return RotaOpened(sum(new))

    async def _stands(self, edition: Edition, turn: Turn, at: datetime) -> bool:
        """Whether it is new by this. The turn is the row it came from: it never becomes a second meeting."""

        def first(id: str, number: str, as_published: Edition) -> MeetingConvened:
            return convene_by_rota(id=id, number=number, edition=as_published, turn=turn, at=at)

        named = f"{ROTA}/{edition.county}/{turn.key}"
        command = str(uuid5(NAMESPACE_URL, named))
        title = f"{say('meeting-kind', turn.kind, 'zh')} {turn.day.isoformat()}"
        registration = Registration(
            command=command,
            digest=named,
            county=edition.county,
            channel=Channel.MEETING,
            received_at=at,
            registered_at=at,
            registered_by=ROTA,
            tracking=named,  # nobody holds a code of it: no digest looks like this
            texts=(Content(uuid5(NAMESPACE_URL, f"{named}/title"), "title", title, is_searchable=True),),
            unit=turn.unit,
            origin=ROTA,
            origin_id=f"{edition.county}/{turn.key}",
        )
        opening = Opening(MEETING, edition, first)
        return (await intake.register(self._records, self._keeper, registration, opening)).is_new
