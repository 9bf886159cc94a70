"""The rooms in which people sit down together (房间): whether one may be named, and what it is called."""

from collections.abc import Collection, Mapping
from datetime import datetime

from api.office import Office
from api.problems import malformed
from records.registers import lines_of
from rules.instants import legal_day
from rules.registers import Register, Room, of, rooms_at


async def check_room(office: Office, room: str | None, unit: str, at: datetime) -> None:
    """That a room is in the register, of the unit where it is to be, and open on that day. Raises Problem
    422."""
    if room is None:
        return
    lines = await lines_of(office.directory, Register.ROOMS, unit=unit)
    if room not in rooms_at(lines, unit, legal_day(at)):
        raise malformed(("body.room", "unknown-room"))


async def names_of_rooms(office: Office, rooms: Collection[str | None]) -> Mapping[str | None, str]:
    """What each is called, as it was called last; nothing is asked where none is named."""
    wanted = {each for each in rooms if each}
    if not wanted:
        return {}
    lines = of(await lines_of(office.directory, Register.ROOMS), Register.ROOMS)
    return {each.ref: each.what.name for each in lines if each.ref in wanted and isinstance(each.what, Room)}
