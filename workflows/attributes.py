"""What an operator sees of a proceeding in the engine's own pages: codes, never content.

The engine keeps these in clear. Its SQL visibility allows three of a type (ten keywords), so few are used.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from temporalio.common import (
    SearchAttributeKey,
    SearchAttributePair,
    SearchAttributeUpdate,
    TypedSearchAttributes,
)

from rules.editions import Edition
from rules.journal import View

STAGE = SearchAttributeKey.for_keyword("FengqiaoStage")
STEP = SearchAttributeKey.for_int("FengqiaoStep")  # 1-4 on the ladder, 0 outside it
OWNER = SearchAttributeKey.for_keyword("FengqiaoOwner")  # unit/role
WAITS_FOR = SearchAttributeKey.for_keyword("FengqiaoWaitsFor")
NEXT_MOMENT = SearchAttributeKey.for_datetime("FengqiaoNextMoment")
NEEDS_ATTENTION = SearchAttributeKey.for_bool("FengqiaoNeedsAttention")
SEQ = SearchAttributeKey.for_int("FengqiaoSeq")  # the entry at which the others were told

SEARCH_ATTRIBUTES: Mapping[str, str] = {
    STAGE.name: "Keyword",
    STEP.name: "Int",
    OWNER.name: "Keyword",
    WAITS_FOR.name: "Keyword",
    NEXT_MOMENT.name: "Datetime",
    NEEDS_ATTENTION.name: "Bool",
    SEQ.name: "Int",
}


def shown(view: View, seq: int) -> dict[SearchAttributeKey[Any], Any]:
    """What is to be seen of a proceeding at this entry. No next moment is None."""
    case = view.case
    return {
        STAGE: case.stage,
        STEP: case.step or 0,
        OWNER: f"{case.owner_unit}/{case.owner_role}",
        WAITS_FOR: case.waits_for,
        NEXT_MOMENT: case.next_moment,
        NEEDS_ATTENTION: case.needs_attention,
        SEQ: seq,
    }


def at_start(view: View, seq: int) -> TypedSearchAttributes:
    """What a workflow is started with."""
    known = {key: value for key, value in shown(view, seq).items() if value is not None}
    return TypedSearchAttributes([SearchAttributePair(key, value) for key, value in known.items()])


def changes(known: TypedSearchAttributes, view: View, seq: int) -> list[SearchAttributeUpdate[Any]]:
    """What must be told to the engine so that it shows this, and nothing it shows already."""
    return [
        key.value_unset() if value is None else key.value_set(value)
        for key, value in shown(view, seq).items()
        if known.get(key) != value
    ]


def memo(edition: Edition) -> dict[str, str]:
    """What is fixed for a run: under which edition it goes."""
    return {"edition": edition.id, "edition_digest": edition.digest}


def details(view: View, seq: int, not_journalled: int) -> str:
    """The same in words of the house, as markdown for the page of one workflow."""
    case = view.case
    lines = {
        "stage": case.stage,
        "step": case.step,
        "owner": f"{case.owner_unit}/{case.owner_role}",
        "waits for": case.waits_for,
        "next moment": _instant(case.next_moment),
        "due on": case.due_on,
        "overdue": case.overdue or None,
        "outcome": case.outcome,
        "entry": seq,
        "facts not yet journalled": not_journalled or None,
    }
    return "\n".join(f"- **{what}**: {value}" for what, value in lines.items() if value is not None)


def _instant(at: datetime | None) -> str | None:
    return at.isoformat(timespec="minutes") if at else None
