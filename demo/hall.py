"""What the people of a story do in the hall (大厅): at its windows, and about them, through the public
API."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

HALL = "sl"

Get = Callable[..., Awaitable[Any]]
Post = Callable[..., Awaitable[Any]]


async def do(get: Get, post: Post, person: str, asked: str, key: str, today: date) -> tuple[str, ...]:
    """What comes of it, as stories name it. Raises what asking raises."""
    verb, *about = asked.split()
    match verb:
        case "told" | "untold":
            return await _told(get, person, today)
        case "see":
            path = f"/unattended-windows/{about[0]}/{today}/{about[1]}/see"
            seen = (await post(person, path, None, key))["notice"]
            return (f"{seen['window']} {seen['half']}",)
        case "report":
            return await _report(get, person, about[0], today)
        case "sign-on":
            return ((await post(person, f"/windows/{about[0]}/sign-on", None, key))["window"],)
        case _:
            path, body = _way(verb, about)
            made = await post(person, path, body, key)
            return (f"{made['window']} {made['number']} {made['step']}",)


def _way(verb: str, about: list[str]) -> tuple[str, Any]:
    if verb == "ticket":
        return f"/halls/{HALL}/tickets", {"service": about[0]}
    if verb == "call":
        return f"/windows/{about[0]}/call-next", None
    path = f"/windows/{about[0]}/tickets/{about[1]}/{verb}"
    if verb == "move":
        return path, {"window": about[2], "service": about[3]}
    return path, {"is_complete": True} if verb == "end" else None


async def _told(get: Get, person: str, today: date) -> tuple[str, ...]:
    """The windows of today that nobody had come to, and of which nobody has said that it was seen."""
    listed = [each["notice"] for each in await get("/unattended-windows", person)]
    return tuple(f"{each['window']} {each['half']}" for each in listed if each["day"] == str(today))


async def _report(get: Get, person: str, window: str, today: date) -> tuple[str, ...]:
    report = await get(f"/halls/{HALL}/report", person, since=str(today))
    mine = next(each for each in report["windows"] if each["window"] == window)
    counted = ("taken", "ended", "first_contact", "moved")
    return tuple(f"{name.replace('_', '-')} {mine[name]}" for name in counted)
