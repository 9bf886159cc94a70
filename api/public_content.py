"""What the county publishes (公开内容): for everybody, by version, and how it stands against the list of
routes."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel

from api.forms import Code
from api.office import TheOffice
from api.problems import unseen
from api.saying import Words, both
from counties.public_content import check_of, contents
from rules.instants import legal_day
from rules.public_content import Check, Content, Kind, newest

router = APIRouter(tags=["公开内容 content"])


class ContentLine(BaseModel):
    """A text. ``routes``: the lines of the list it names; ``check``: how it stands against the list in force,
    held against ``checked_against`` the last time, on ``checked_on``."""

    id: str
    version: int
    kind: Kind
    kind_words: Words
    title: Words
    routes: list[str]
    checked_against: str
    checked_on: date
    check: Check
    check_words: Words
    valid_from: date


class EntryShown(BaseModel):
    """A line of a register."""

    number: int
    words: Words
    unit: str | None
    due_on: date | None


class ContentShown(ContentLine):
    """``versions``: all there are of it, the newest last."""

    body: Words
    entries: list[EntryShown]
    versions: list[int]


@router.get("/public/content", operation_id="list_content", summary="公开内容 What the county publishes")
async def list_content(
    office: TheOffice,
    kind: Annotated[Kind | None, Query(description="内容种类 of this kind")] = None,
) -> list[ContentLine]:
    """The version in use of every text: guides, standards, charts, lists, training, publicity, registers."""
    day = legal_day(await office.clock())
    return [ContentLine(**_line(each, day)) for each in newest(contents(), day) if kind in (None, each.kind)]


@router.get("/public/content/{id}", operation_id="read_content", summary="一篇公开内容 One text")
async def read_content(
    office: TheOffice,
    id: Annotated[Code, Path(description="guide-where-to-go", max_length=60)],
    version: Annotated[
        int | None, Query(description="版本，默认现行 a version; else the one in use", ge=1, le=10_000)
    ] = None,
) -> ContentShown:
    """A text as it reads now, or as a version of it read."""
    day = legal_day(await office.clock())
    mine = [each for each in contents() if each.id == id and each.valid_from <= day]
    wanted = [each for each in mine if version in (None, each.version)]
    if not wanted:
        raise unseen()
    return content_of(max(wanted, key=lambda each: each.version), mine, day)


def content_of(content: Content, versions: list[Content], day: date) -> ContentShown:
    """A text with its words."""
    return ContentShown(
        **_line(content, day),
        body=Words(zh=content.body_zh, en=content.body_en),
        entries=[
            EntryShown(
                number=each.number, words=Words(zh=each.zh, en=each.en), unit=each.unit, due_on=each.due_on
            )
            for each in content.entries
        ],
        versions=sorted(each.version for each in versions),
    )


def _line(content: Content, day: date) -> dict[str, object]:
    check = check_of(content, day)
    return {
        "id": content.id,
        "version": content.version,
        "kind": content.kind,
        "kind_words": both("content-kind", content.kind),
        "title": Words(zh=content.title_zh, en=content.title_en),
        "routes": list(content.routes),
        "checked_against": content.checked_against,
        "checked_on": content.checked_on,
        "check": check,
        "check_words": both("content-check", check),
        "valid_from": content.valid_from,
    }
