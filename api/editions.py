"""The editions a county has: what it sets, dated and frozen."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel

from api.identity import whoever
from api.problems import unseen
from counties import all_editions, in_force
from rules.editions import Edition

__all__ = ["all_editions", "in_force", "router"]

router = APIRouter(tags=["版本 editions"], dependencies=[Depends(whoever)])


class EditionShown(BaseModel):
    """An edition, and the digest by which a case's journal names it."""

    digest: str
    edition: Edition


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
