"""The window (网上窗口): what anybody can do without signing in. Here: the front, and finding the right way.

The code that was given is the key to a matter, and stands in no address.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from pages.door import Door
from pages.drawing import drawn
from pages.house import House, Page, written_in

Answers = tuple[str, ...]


async def front(house: House, request: Request, _: Door) -> Response:
    """Where somebody begins."""
    return drawn(house.anybody(request), "front.html")


async def way(house: House, request: Request, door: Door) -> Response:
    """Which way is the right one: question by question, each answer shown and taken back at will. At a kiosk
    the answers stand in no address."""
    if request.method == "POST":
        said = (await written_in(request)).get("answers", [""])[-1]
    else:
        said = request.query_params.get("answers", "")
    answers = tuple(each for each in said.split(",") if each)
    place = await door.get("/diversion/walk", answers=",".join(answers))
    asked = answered(await door.get("/diversion/tree"), answers) if answers else []
    return drawn(house.anybody(request), "way.html", place=place, answers=answers, asked=asked)


def answered(tree: Mapping[str, Any], answers: Sequence[str]) -> list[dict[str, Any]]:
    """Every question of a walk with what was answered, in both languages; ``before``: the answers up to
    there. An answer that the tree does not have ends it."""
    questions = {each["id"]: each for each in tree["questions"]}
    asked: list[dict[str, Any]] = []
    at = tree["first"]
    for number, code in enumerate(answers):
        question = questions.get(at, {"choices": ()})
        choice = next((each for each in question["choices"] if each["code"] == code), None)
        if choice is None:
            break
        asked.append({"question": question, "choice": choice, "before": tuple(answers[:number])})
        at = choice["to"]
    return asked


PAGES: dict[str, Page] = {
    "/": front,
    "/way": way,
}
