"""The calendar of sessions and hearings (日程): a week or a day, by place and by whoever sits there; and
one's own as a file for a calendar program, without anybody's name."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from pages import leading_lists
from pages.door import Door, Problem
from pages.drawing import Reader, drawn
from pages.house import House, Page
from pages.listing import answered, asked_of
from rules import training
from rules.instants import BEIJING, ONE_DAY, legal_day

VIEWS = ("week", "day")
_AHEAD = timedelta(days=90)  # of one's own, in the file
_WEEK = 7
_Key = tuple[str, str | None]  # somebody, or a unit and one of its rooms


async def calendar(house: House, request: Request, door: Door) -> Response:
    """A week from Monday on, or one day; by places, or by people."""
    reader = await house.staff(request, door)
    asked = request.query_params
    view = asked.get("view", VIEWS[0])
    view = view if view in VIEWS else VIEWS[0]
    unit, on = asked.get("unit") or None, _day(asked.get("on"))
    first = on - ONE_DAY * on.weekday() if on else None
    week = await door.get("/calendar", since=first.isoformat() if first else None, unit=unit)
    first = date.fromisoformat(week["since"])
    chosen = on or date.fromisoformat(week["today"])
    days = [first + ONE_DAY * n for n in range(_WEEK)] if view == VIEWS[0] else [chosen]
    lines = [each for each in week["items"] if legal_day(_at(each["planned"])) in days]
    if asked.get("mine"):
        lines = [each for each in lines if each["is_mine"]]
    panels = _with_panels(reader)
    if asked.get("panels"):
        lines = [each for each in lines if each["planned"]["meeting_kind"] in panels]
    if way := asked.get("as"):
        ledger = leading_lists.planned(lines)
        return await answered(ledger, reader, door, asked_of(ledger, reader, asked), way)
    by = "people" if asked.get("by") == "people" else "place"
    return drawn(
        reader,
        "calendar.html",
        days=days,
        today=date.fromisoformat(week["today"]),
        view=view,
        by=by,
        asked=asked,
        rows=_rows(reader, lines, by, await _rooms(door, unit, chosen) if by == "place" else ()),
        twice=_twice(lines),
        panels=panels,
        span=timedelta(days=len(days)),
    )


async def own(house: House, request: Request, door: Door) -> Response:
    """What is mine of the coming three months (iCalendar, RFC 5545): when, where, which number."""
    reader = await house.staff(request, door)
    today = date.fromisoformat((await door.get("/calendar"))["today"])
    shown = await door.get("/calendar", since=today.isoformat(), until=(today + _AHEAD).isoformat())
    mine = [each for each in shown["items"] if each["is_mine"]]
    return Response(
        ics_of(reader, mine, request.url.hostname or "fengqiao"),
        media_type="text/calendar",
        headers={
            "Content-Disposition": 'attachment; filename="fengqiao.ics"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def ics_of(reader: Reader, lines: Sequence[Mapping[str, Any]], host: str) -> str:
    """One event for each; an hour is no length anybody said, so none has an end."""
    written = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Fengqiao//calendar//ZH"]
    for each in lines:
        planned = each["planned"]
        at = f"{_at(planned).astimezone(UTC):%Y%m%dT%H%M%SZ}"
        kind, _, number, n = planned["procedure"].split("/")
        told = reader.told(each["words"])
        summary = training.marked(told) if reader.is_training else told
        written += [
            "BEGIN:VEVENT",
            f"UID:{kind}-{number}-{n}-{at}@{host}",
            f"DTSTAMP:{at}",
            f"DTSTART:{at}",
            f"SUMMARY:{_escaped(summary)} {number}",
            f"LOCATION:{_escaped(_where(reader, planned['place_unit'], each['room_name']))}",
            "END:VEVENT",
        ]
    return "\r\n".join([*written, "END:VCALENDAR", ""])


async def _rooms(door: Door, unit: str | None, on: date) -> list[Mapping[str, Any]]:
    """The rooms of the unit that is looked at, also those in which nothing is planned."""
    if unit is None:
        return []
    try:
        found: list[Mapping[str, Any]] = await door.get("/registers/rooms", unit=unit, on=on.isoformat())
    except Problem:  # registers are not theirs to read: what is planned is told all the same
        return []
    return found


def _where(reader: Reader, unit: str, room: str | None) -> str:
    return " · ".join(filter(None, (reader.unit(unit), room)))


def _rows(
    reader: Reader,
    lines: Sequence[Mapping[str, Any]],
    by: str,
    rooms: Sequence[Mapping[str, Any]] = (),
) -> list[tuple[str, dict[date, list[Mapping[str, Any]]]]]:
    """(what the row is about, day -> what is planned on it): a place and its room, or somebody who is to sit
    there. ``rooms``: those that have a row although nothing is planned in them."""
    rows: dict[_Key, dict[date, list[Mapping[str, Any]]]] = {
        (each["unit"], each["what"]["name"]): {} for each in rooms
    }
    for each in lines:
        planned = each["planned"]
        people: list[_Key] = [(key, None) for key in planned["people"] or [""]]
        keys = people if by == "people" else [(planned["place_unit"], each["room_name"])]
        for key in keys:
            rows.setdefault(key, {}).setdefault(legal_day(_at(planned)), []).append(each)
    me = reader.me or {}
    names = {me.get("person"): me.get("name") or me.get("person"), "": reader.say("nobody-yet")}

    def title(key: _Key) -> str:
        return str(names.get(key[0]) or (key[0] if by == "people" else _where(reader, *key)))

    return [(title(key), rows[key]) for key in sorted(rows, key=title)]


def _with_panels(reader: Reader) -> frozenset[str]:
    """The kinds of meetings that are held before a panel (听证评议), as the county's edition has them."""
    kinds = reader.county.edition.get("meetings", {}).get("kinds", ())
    return frozenset(each["code"] for each in kinds if each["has_panel"])


def _twice(lines: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """The procedures whose place or people another needs at that very instant; of two that name their rooms,
    whose room."""
    wanted: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for each in lines:
        planned = each["planned"]
        for what in {planned["place_unit"], planned["room"] or "", *planned["people"]} - {""}:
            wanted.setdefault((planned["at"], what), []).append(planned)
    twice = set[str]()
    for (_, what), there in wanted.items():
        # Of those at one place two that have rooms do not meet there, but in the room.
        roomless = [each for each in there if not (each["room"] and each["place_unit"] == what)]
        if len({each["procedure"] for each in there}) > 1 and roomless:
            twice |= {each["procedure"] for each in there}
    return frozenset(twice)


def _at(planned: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(planned["at"]).astimezone(BEIJING)


def _day(said: str | None) -> date | None:
    try:
        return date.fromisoformat(said or "")
    except ValueError:
        return None


def _escaped(words: str) -> str:
    """RFC 5545 3.3.11."""
    for mark in ("\\", ";", ","):
        words = words.replace(mark, f"\\{mark}")
    return words.replace("\n", "\\n")


PAGES: dict[str, Page] = {"/calendar": calendar, "/calendar.ics": own}
