"""The editions a county has: what it sets, dated and frozen."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel

import counties
from api.identity import whoever
from api.problems import unseen
from rules.editions import Edition

router = APIRouter(tags=["版本 editions"], dependencies=[Depends(whoever)])


class EditionShown(BaseModel):
    """An edition, and the digest by which a case's journal names it."""

    digest: str
    edition: Edition


def all_editions() -> tuple[Edition, ...]:
    """Every edition of every county of this installation."""
    places = sorted(path.parent.name for path in counties.HERE.glob("*/people.toml"))
    return tuple(edition for place in places for edition in counties.editions(place))


def in_force(county: str, day: date, id: str | None = None) -> Edition | None:
    """The edition of that id if it is in force in the county on a day; without an id the newest, and of
    several of one date the first by name."""
    there = [each for each in all_editions() if each.county == county and each.in_force_from <= day]
    if id is not None:
        return next((each for each in there if each.id == id), None)
    return min(there, key=lambda each: (-each.in_force_from.toordinal(), each.id), default=None)


@router.get("/editions", operation_id="list_editions", summary="版本列表 List of editions")
async def list_editions() -> list[EditionShown]:
    """Every edition, in force or to come."""
    return [EditionShown(digest=each.digest, edition=each) for each in all_editions()]


@router.get("/editions/{id:path}", operation_id="read_edition", summary="版本 One edition")
async def read_edition(
    id: Annotated[str, Path(description="demo/2026.1")],
) -> EditionShown:
    """One edition, whole."""
    edition = next((each for each in all_editions() if each.id == id), None)
    if edition is None:
        raise unseen()
    return EditionShown(digest=edition.digest, edition=edition)
