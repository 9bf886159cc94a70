"""The minutes of a session (调解笔录): what the parties are told before it begins, who was there, what was
said and proposed, and how it ended; one text, sealed with the result.

The notice comes first (D-19a). Whom it was told to stands in the minutes, and the session is recorded as one
at which the rights were told only if it was told to every party that came.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages.case import action_of, headers_of, mediators_asked, path_of, refused_now, without
from pages.choices import choices_of
from pages.door import Door, Problem
from pages.drawing import Reader, drawn
from pages.fields import read
from pages.house import House, Page, back_to, last, written_in

_VERB = "record-session"
_FORM = f"/cases/dispute/{{number}}/{{n}}/{_VERB}"
# What is written down, in the order of the paper (D-20).
PARTS = ("statements", "proposals", "how-it-ended")


async def minutes(house: House, request: Request, door: Door) -> Response:
    """One page from the notice to the signature; sent once, as the record of the session."""
    reader = await house.staff(request, door)
    path = path_of(request)
    fields = without(house.forms.of(_FORM), "minutes", "rights_told", "parties")
    shown = await door.get(path)
    written: dict[str, list[str]] = {}
    problem: Problem | None = None
    if request.method == "POST":
        written = await written_in(request)
    if request.method == "POST" and not written.get("more"):  # else it comes filled in, to be read first
        body = read(fields, written) | _session(reader, shown, written)
        try:
            await door.post(f"{path}/{_VERB}", body, **headers_of(written))
        except Problem as no:
            problem = no
        else:
            return back_to(f"/desk{path}?done=record_session")
    action = action_of(shown, _VERB)
    if action is None:
        return refused_now(reader, path, _VERB, shown, problem, fields=fields, written=written)
    return drawn(
        reader,
        "minutes.html",
        problem.status if problem else 200,
        shown=shown,
        here=f"/desk{path}",
        action=action,
        fields=fields,
        choices=choices_of(reader, shown) | await mediators_asked(reader, door, shown, fields),
        session=next((each for each in shown["sessions"] if each["session"]["state"] == "scheduled"), None),
        parts=PARTS,
        written=written,
        problem=problem,
        key=last(written, "key") or str(uuid4()),
        seen=f'"{shown["case"]["seq"]}"',
    )


def _session(reader: Reader, shown: Mapping[str, Any], written: Mapping[str, list[str]]) -> dict[str, Any]:
    """The parties that came, whether all of them were told, and the minutes as one text."""
    came, informed = written.get("came", []), written.get("informed", [])
    return {
        "parties": came,
        "rights_told": bool(came) and set(came) <= set(informed),
        "minutes": text_of(reader, shown, written),
    }


def text_of(reader: Reader, shown: Mapping[str, Any], written: Mapping[str, list[str]]) -> str:
    """The minutes as they are kept: in Chinese, as every paper is, part by part."""
    say = Reader("zh", reader.here, county=reader.county).say
    names = {each["party"]["ref"]: each["name"] or each["party"]["ref"] for each in shown["parties"]}

    def named(refs: Sequence[str]) -> str:
        return "、".join(names.get(ref, ref) for ref in refs) or say("nobody")

    lines = [
        f"{say('minutes-told')}：{named(written.get('informed', []))}",
        f"{say('minutes-came')}：{named(written.get('came', []))}",
    ]
    others = last(written, "others").strip()
    if others:
        lines.append(f"{say('minutes-others')}：{others}")
    lines += [f"{say(part)}：{last(written, part).strip() or say('nothing-said')}" for part in PARTS]
    return "\n".join(lines).replace("\r\n", "\n")


PAGES: dict[str, Page] = {"/cases/dispute/{number}/{n}/minutes": minutes}
