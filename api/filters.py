"""Filters somebody keeps for themselves (常用筛选): which list, narrowed how, under which name."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, status
from pydantic import BaseModel, StringConstraints
from pydantic import Field as Said

from api import examples
from api.forms import Form, Text
from api.identity import Whoever
from api.office import TheOffice
from api.problems import Problem, malformed, unseen
from api.requests import IdempotencyKey, digest_of
from records import filters
from records.filters import Kept, TooMany
from records.journal import AnotherBody
from rules.worklists import MOST_KEPT, ListKind, unknown_in

router = APIRouter(prefix="/me/filters", tags=["案件 cases"])

_MOST_NAMES = 20
# Codes, days and signs between them: no words, so that nobody's name comes to stand in the open.
_Value = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[\x21-\x7e]+$")]


class NewFilter(Form):
    """常用筛选. ``query``: name and value of each thing the list is narrowed or sorted by, or shows."""

    list: ListKind
    label: Annotated[Text, StringConstraints(max_length=40)]
    query: Annotated[dict[_Value, _Value], Said(max_length=_MOST_NAMES)]


class FilterShown(BaseModel):
    """A filter of mine."""

    id: UUID
    list: ListKind
    label: str
    query: dict[str, str]
    kept_at: datetime


class Forgotten(BaseModel):
    """It is kept no more."""

    id: UUID


@router.get("", operation_id="list_filters", summary="我的常用筛选 My filters")
async def list_filters(office: TheOffice, person: Whoever) -> list[FilterShown]:
    """Mine alone, in the order in which I kept them."""
    return [_shown(each) for each in await filters.of_person(office.records, office.keeper, person.ref)]


@router.post(
    "", status_code=status.HTTP_201_CREATED, operation_id="keep_filter", summary="保存筛选 Keep a filter"
)
async def keep_filter(
    body: Annotated[NewFilter, Body(openapi_examples=examples.FILTER)],
    office: TheOffice,
    person: Whoever,
    key: IdempotencyKey,
) -> FilterShown:
    """At most twenty (422 ``too-many``); a name that its list does not know is 422 ``unknown``."""
    if unknown := unknown_in(body.list, frozenset(body.query)):
        raise malformed(*(("body.query", "unknown") for _ in unknown))
    new = Kept(UUID(key), body.list, body.label, body.query, person.at)
    digest = digest_of(office, person, "me/filters", body)
    try:
        kept = await filters.keep(office.records, office.keeper, person.ref, new, digest, MOST_KEPT)
    except AnotherBody:
        raise Problem(422, "key-reused") from None
    except TooMany:
        raise malformed(("body.label", "too-many")) from None
    return _shown(kept)


@router.delete("/{id}", operation_id="forget_filter", summary="删除筛选 Forget a filter")
async def forget_filter(office: TheOffice, person: Whoever, id: UUID) -> Forgotten:
    """One of mine; 404 where I have none of this id."""
    if not await filters.forget(office.records, person.ref, id):
        raise unseen()
    return Forgotten(id=id)


def _shown(kept: Kept) -> FilterShown:
    return FilterShown(**{**vars(kept), "list": ListKind(kept.list)})
