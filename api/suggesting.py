"""Suggestions from free text (途径建议): which routes of the list it may be about, and why.

Nothing is decided; the text is neither kept nor logged.
"""

import asyncio
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import structlog
from fastapi import APIRouter, Body, Depends, Response
from pydantic import BaseModel

from api import examples
from api.clocks_shown import Coded
from api.diversion import BasisShown, OrganShown
from api.forms import Form, Text
from api.identity import whoever
from api.office import TheOffice
from api.problems import unseen
from api.saying import Words
from counties import routes, sayings
from rules.instants import legal_day
from suggesting.categories import ContentModel, model_at
from suggesting.guide import Guide
from suggesting.telling import suggestions_told

router = APIRouter(tags=["分流 diversion"])

_NOT_KEPT = {"Cache-Control": "no-store"}


class FreeText(Form):
    """来件: what somebody wrote. If it has several lines, the first is its title."""

    text: Text


class Content(BaseModel):
    """The content class, and the words of the text that spoke for it."""

    label: str
    because: list[str]


class Because(Coded):
    """One thing that speaks for a suggestion. ``label`` is the content class, where that is meant."""

    words: list[str]
    label: str | None


class RouteNamed(BaseModel):
    """A line of the list, or ``danger``: first the police."""

    id: str
    title: Words


class SuggestionShown(BaseModel):
    """Where it may belong, the organ to go to first, and why. A person decides."""

    category: Coded | None
    route: RouteNamed
    organ: OrganShown
    basis: list[BasisShown]
    because: list[Because]
    needs_human: Literal[True]


class Suggestions(BaseModel):
    """The best three, the likeliest first. ``sealed``: it may hold an accusation; no word is repeated."""

    version: str
    sealed: bool
    content: Content | None
    suggestions: list[SuggestionShown]
    notes: list[Coded]


@router.post(
    "/diversion/suggestions",
    operation_id="suggest_routes",
    summary="途径建议 Suggestions from free text",
    dependencies=[Depends(whoever)],
)
async def suggest_routes(
    *,
    office: TheOffice,
    response: Response,
    form: Annotated[FreeText, Body(openapi_examples=examples.FREE_TEXT)],
) -> Suggestions:
    """As `fengqiao divert` says it. The same text gets the same answer."""
    in_force = routes.list_in_force(legal_day(await office.clock()))
    if in_force is None:
        raise unseen()
    response.headers.update(_NOT_KEPT)
    return await asyncio.to_thread(_suggested, form.text, in_force.version, office.settings.model)


def _suggested(text: str, version: str, model: Path | None) -> Suggestions:
    return Suggestions(**suggestions_told(text, _guide(version), _model(model)))


@cache
def _guide(version: str) -> Guide:
    return Guide.of(routes.question_tree(version), sayings.route_words())


@cache
def _model(path: Path | None) -> ContentModel | None:
    model = model_at(path)
    if model is None:
        structlog.get_logger().warning("model.missing")
    return model
