"""The notice to a seat (工作提醒): what it is about, the date it names, and how that date came about."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rules.words.explaining import day
from rules.words.saying import say


def work_notice(
    data: Mapping[str, Any], names: Mapping[str, str], explanation: Sequence[str], language: str
) -> list[str]:
    """The paragraphs of the notice in ``zh`` or ``en``, in order.

    ``data`` is what the rules put into the letter, ``explanation`` the sentences about the date it names.
    ``names`` says what no code can: ``number`` of the matter, ``unit`` whose seat it goes to, and of a date
    that moved ``clock`` (which period) and ``because`` (what moved it).
    """

    def put(paragraph: str, **words: str) -> str:
        return say("work-notice", paragraph, language).format(**names, **words)

    due_on, code = data.get("due_on"), data["code"]
    said = [
        put("addressee", role=say("role", data["role"], language)),
        put("about"),
        say("notice", code, language),
    ]
    if code == "date-moved":
        was = _day(data["was"], language) or put("none")
        said.append(put("moved", was=was, now=_day(due_on, language) or put("none")))
    elif due_on:
        said.append(put("due", day=_day(due_on, language)))
    return [*said, *([put("how"), *explanation] if explanation else [])]


def _day(iso: str | None, language: str) -> str:
    return day(date.fromisoformat(iso), language) if iso else ""
