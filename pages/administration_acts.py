"""What can be done in administration (管理办理): each act where the API takes it, the power it needs, and the
page that leads there; its form is the document's own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages import people
from pages.door import Door, Problem
from pages.drawing import Choices, Reader, drawn
from pages.fields import Field, grown, read
from pages.house import House, Page, back_to, last, written_in
from rules import words

HOME = "/desk/administration"
NOT_FOUND = 404
REGISTERS = tuple(words.KINDS["register"])
_OF_THE_ROSTER = ("windows", "shifts")
_PROPOSED = ("publish-calendar", "publish-rules")
_NEW_NAME = {"unit": "unit"}  # where this name is made here and chosen nowhere


@dataclass(frozen=True)
class Act:
    """``path``: where it is posted, with the names that the address brings; ``power``: which a seat needs
    (``permission``), where one word says it; ``back``: which page shows what came of it; ``said``: kind and
    code of its words, those of the pages where there are none."""

    path: str
    power: str = ""
    back: str = f"{HOME}/changes"
    said: tuple[str, str] | None = None
    is_undone: bool = False  # something is taken away (DELETE)

    @property
    def names(self) -> list[str]:
        """What its path leaves open."""
        return re.findall(r"{(\w+)}", self.path)


_ACCOUNTS, _MATTER = f"{HOME}/accounts", "/matters/{number}"
_KEEPING, _LOOKS, _PUBLISHED = f"{HOME}/keeping/{{number}}", f"{HOME}/unmaskings", f"{HOME}/publications"
_OF_A_REGISTER = f"{HOME}/registers/"


def _kept(code: str, path: str, power: str) -> Act:
    return Act(f"{_MATTER}/{path}", power, _KEEPING, ("keeping-act", code))


DIRECTORY: dict[str, Act] = {
    "person": Act("/directory/people", "keep-directory"),
    "seat": Act("/directory/seats", "keep-directory"),
    "seat-end": Act("/directory/seats/end", "keep-directory"),
    "seat-correct": Act("/directory/seats/correct", "keep-directory"),
    "deputy": Act("/directory/delegations"),  # by whoever holds the seat, too
    "unit": Act("/directory/units", "keep-directory"),
}
OF_ONE: dict[str, Act] = {
    "person-end": Act("/directory/people/{ref}/end", "keep-directory"),
    "deputy-end": Act("/directory/delegations/{id}/end"),
    "account-new": Act("/accounts", "keep-accounts", _ACCOUNTS),
    "account-reset": Act("/accounts/{whose}/reset", "keep-accounts", _ACCOUNTS),
    "account-disable": Act("/accounts/{whose}/disable", "keep-accounts", _ACCOUNTS),
    "account-enable": Act("/accounts/{whose}/enable", "keep-accounts", _ACCOUNTS),
    "subject-new": Act("/subjects", "keep-accounts", _ACCOUNTS),
    "subject-end": Act("/subjects/{id}", "keep-accounts", _ACCOUNTS, is_undone=True),
    "unmask": Act(f"{_MATTER}/unmaskings", "unmask", _LOOKS),
    "emergency-look": Act("/emergency-looks", "break-glass", _LOOKS),
    "unmask-agree": Act("/unmaskings/{id}/agree", "reveal", f"{_LOOKS}?which=to-agree"),
    "look-review": Act("/unmaskings/{id}/review", "supervise", f"{_LOOKS}?which=to-review"),
    "mark": Act(f"{_MATTER}/marks", "mark", _LOOKS),
    "unmark": Act(f"{_MATTER}/marks/{{mark}}", "mark", _LOOKS, is_undone=True),
    "publish-calendar": Act("/publications/calendar", "", _PUBLISHED),
    "publish-rules": Act("/publications/rules", "", _PUBLISHED),
}
KEEPING: dict[str, Act] = {
    code: _kept(code, path, power)
    for code, path, power in (
        ("place_hold", "holds", "hold-files"),
        ("release_hold", "holds/{ref}/release", "hold-files"),
        ("propose_erasure", "erasure/propose", "keep-files"),
        ("confirm_erasure", "erasure/confirm", "decide-on-files"),
        ("decline_erasure", "erasure/decline", "decide-on-files"),
        ("receive_data_request", "data-requests", "take-in-requests"),
        ("grant_data_request", "data-requests/{ref}/grant", "decide-on-files"),
        ("refuse_data_request", "data-requests/{ref}/refuse", "decide-on-files"),
        ("restrict_use", "data-requests/{ref}/restrict", "decide-on-files"),
        ("lift_restriction", "restriction/lift", "decide-on-files"),
        ("note_personal_notice", "personal-notices", "take-in-requests"),
    )
}
LINES: dict[str, Act] = {
    f"enter-{register}": Act(
        f"/registers/{register}",
        "keep-rosters" if register in _OF_THE_ROSTER else "keep-registers",
        f"{_OF_A_REGISTER}{register}",
        ("register", register),
    )
    for register in REGISTERS
} | {"end-line": Act("/registers/{register}/end", "", f"{_OF_A_REGISTER}{{register}}")}
ACTS: dict[str, Act] = DIRECTORY | OF_ONE | KEEPING | LINES


def title_of(reader: Reader, code: str) -> str:
    """What an act is called."""
    kind, its = ACTS[code].said or ("page", f"act-{code}")
    said = reader.word(kind, its)
    return reader.say("enter-in", register=said) if kind == "register" else said


async def do(house: House, request: Request, door: Door) -> Response:
    """One act: its form, what it takes, and then what came of it. What a second person has to confirm waits,
    and the page that follows says so."""
    reader = await people.known(await house.staff(request, door), door)
    code = request.path_params["act"]
    act = ACTS.get(code)
    named = {name: request.query_params.get(name, "") for name in act.names} if act else {}
    if act is None or not all(named.values()):
        raise Problem(NOT_FOUND, {})
    fields = people.named(house.forms.of(act.path))
    written: dict[str, list[str]] = {}
    problem: Problem | None = None
    if request.method == "POST":
        written = await written_in(request)
        fields = grown(fields, written, last(written, "more"))
        if "more" not in written:
            try:
                body = read(fields, people.meant(reader, fields, written))
                return _done(reader, act, named, await _sent(door, act, named, body, written))
            except Problem as no:
                problem = no
    choices = _choices(reader, code)
    if code == "publish-rules":
        choices["edition"] = [(each["edition"]["id"],) * 2 for each in await door.get("/editions")]
    return drawn(
        reader,
        "administration_do.html",
        problem.status if problem else 200,
        title=title_of(reader, code),
        back=_filled(act.back, named),
        named=named,
        enters=problem is not None
        and people.NOBODY in problem.errors.values()
        and reader.may(DIRECTORY["person"].power),
        lacking=act.power if act.power and not reader.may(act.power) else "",
        waits_for_another=code in ("seat", "deputy", "propose_erasure", *_PROPOSED),
        fields=tuple(map(_offered, fields)),
        written=written,
        problem=problem,
        key=last(written, "key") or str(uuid4()),
        choices=choices,
    )


async def _sent(
    door: Door, act: Act, named: Mapping[str, str], body: Any, written: Mapping[str, list[str]]
) -> Any:
    path, keys = _filled(act.path, named), keys_of(written)
    return await (door.delete(path, **keys) if act.is_undone else door.post(path, body, **keys))


def _done(reader: Reader, act: Act, named: Mapping[str, str], came: Any) -> Response:
    """What came of it: an invitation is shown here and nowhere else."""
    if isinstance(came, dict) and "invitation" in came:
        return drawn(reader, "administration_invited.html", invited=came)
    waits = isinstance(came, dict) and came.get("waits")
    back = _filled(act.back, named)
    if act in (ACTS[code] for code in _PROPOSED):
        back = f"{HOME}/proposals/{came['number']}"
    return back_to(f"{back}{'&' if '?' in back else '?'}done={'waits' if waits else '1'}")


def _filled(path: str, named: Mapping[str, str]) -> str:
    return path.format(**{name: quote(value, safe="") for name, value in named.items()})


def _choices(reader: Reader, code: str) -> Choices:
    """What is chosen and not typed: a unit, a seat."""
    found = reader.choices(None)
    roles = [(role, reader.word("role", role)) for role in words.KINDS["role"]]
    found |= {"parent": found["unit"], "host": found["unit"], "role": roles}
    found.pop(_NEW_NAME.get(code, ""), None)
    return found


def _offered(field: Field) -> Field:
    """A seat's name is chosen among those there are, however the schema writes it."""
    return replace(field, kind="code") if field.name in ("role", "parent") else field


def keys_of(written: Mapping[str, list[str]]) -> dict[str, str | None]:
    """What a form sends along: what makes twice the same as once, and that it is ours."""
    return {"idempotency_key": last(written, "key"), "x_csrf_token": last(written, "csrf")}


PAGES: dict[str, Page] = {"/administration/do/{act}": do}
