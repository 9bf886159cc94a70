"""Handing several cases on at once (批量分派): chosen, looked at line by line, and then done one by one.

Each is done by its own command under its own key, seen as it stood when it was looked at. What one case
refuses keeps no other from being done, and what was sent twice is done once.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4, uuid5

from starlette.requests import Request
from starlette.responses import Response

from pages.door import Door, Problem
from pages.drawing import Choices, Reader, drawn
from pages.fields import Field, read
from pages.house import House, Page, written_in

# What hands a case to somebody: to oneself, to somebody of one's unit, to another unit.
VERBS = ("claim", "appoint_handler", "assign", "transfer", "pass_on", "hand_over_question")
MOST = 100  # cases at once
_NOT_KNOWN = 500  # and above: whether it was done, the same key tells
_OURS = frozenset({"csrf", "batch", "step", "verb", "line"})

Written = dict[str, list[str]]


@dataclass(frozen=True)
class Done:
    """What became of one case: nothing wrong, or the no that was said."""

    procedure: str
    problem: Problem | None

    @property
    def is_known(self) -> bool:
        """Whether it is certain what became of it."""
        return self.problem is None or self.problem.status < _NOT_KNOWN


async def assign(house: House, request: Request, door: Door) -> Response:
    """Choose what is to be done with the chosen; see what would happen; have it done."""
    reader = await house.staff(request, door)
    is_sent = request.method == "POST"
    written = await written_in(request) if is_sent else _asked(request)
    lines = list(dict.fromkeys(each for each in written.get("line", ()) if each))[:MOST]
    verb = _last(written, "verb")
    if verb not in VERBS:
        verb = ""
    if is_sent and verb and _last(written, "step") == "do":
        return await _do(house, reader, door, lines, verb, written)
    found = await door.get("/doings", procedure=lines, verb=list(VERBS)) if lines else []
    able = [each for each in found if _action(each, verb)]
    fields = _fields(house, able[0]["procedure"], verb) if able else ()
    choices = await _choices(reader, door, fields)
    return drawn(
        reader,
        "assign.html",
        found=found,
        able=able,
        unseen=len(lines) - len(found),
        verb=verb,
        verbs=Counter(action["name"] for each in found for action in each["actions"]),
        fields=fields,
        choices=choices,
        written=written,
        is_preview=is_sent and bool(able),
        told=_told(reader, fields, written, choices) if is_sent else [],
        hidden=[(name, value) for name, values in written.items() if name not in _OURS for value in values],
        batch=_last(written, "batch") or str(uuid4()),
        action=_action,
        refusal=_refusal,
    )


async def _do(
    house: House, reader: Reader, door: Door, lines: Sequence[str], verb: str, written: Written
) -> Response:
    """One after the other. What is sent again is answered as it was the first time."""
    batch = _batch(_last(written, "batch"))
    done = [await _one(house, door, each, verb, written, batch) for each in lines]
    return drawn(
        reader,
        "assigned.html",
        verb=verb,
        done=done,
        count=sum(each.problem is None for each in done),
        again=[each.procedure for each in done if not each.is_known],
        written=written,
        batch=str(batch),
    )


async def _one(house: House, door: Door, procedure: str, verb: str, written: Written, batch: UUID) -> Done:
    kind, _, number, n = procedure.split("/")
    headers = {
        "idempotency_key": str(uuid5(batch, f"{procedure} {verb}")),
        "x_csrf_token": _last(written, "csrf"),
        "if_match": _last(written, f"seen {procedure}"),
        "act_as": _last(written, f"as {procedure}"),
    }
    body = read(_fields(house, procedure, verb), written)
    try:
        await door.post(f"/cases/{kind}/{number}/{n}/{verb.replace('_', '-')}", body, **headers)
    except Problem as no:
        return Done(procedure, no)
    return Done(procedure, None)


def _asked(request: Request) -> Written:
    params = request.query_params
    return {name: params.getlist(name) for name in ("line", "verb")}


def _batch(said: str) -> UUID:
    """What the keys of this batch are made from; one that makes no sense is another batch."""
    try:
        return UUID(said)
    except ValueError:
        return uuid4()


def _action(found: Mapping[str, Any], verb: str) -> Mapping[str, Any] | None:
    return next((each for each in found["actions"] if each["name"] == verb), None)


def _refusal(found: Mapping[str, Any], verb: str) -> Mapping[str, Any] | None:
    return next((each for each in found["refused"] if each["name"] == verb), None)


def _fields(house: House, procedure: str, verb: str) -> tuple[Field, ...]:
    kind = procedure.split("/", maxsplit=1)[0]
    return house.forms.of(f"/cases/{kind}/{{number}}/{{n}}/{verb.replace('_', '-')}")


async def _choices(reader: Reader, door: Door, fields: Sequence[Field]) -> Choices:
    """Units are chosen, and people of one's own units."""
    found = reader.choices(None)
    if any(each.name == "person" for each in fields):
        colleagues = await door.get("/colleagues")
        found["person"] = [
            (each["person"], f"{each['name'] or each['person']} · {reader.told(each['role_words'])}")
            for each in colleagues
        ]
    return found


def _told(
    reader: Reader, fields: Sequence[Field], written: Written, choices: Choices
) -> list[tuple[str, str]]:
    """What was filled in, as people read it."""
    return [
        (reader.label(each), dict(choices.get(each.name, ())).get(said, said))
        for each in fields
        if (said := _last(written, each.path))
    ]


def _last(written: Written, name: str) -> str:
    return (written.get(name) or [""])[-1]


PAGES: dict[str, Page] = {"/assign": assign}
