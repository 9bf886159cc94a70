"""Suggestions told as plain JSON (途径建议的展示): the command line and the API say the same."""

from enum import StrEnum
from typing import Any

from rules.diversion.card import citations, coded, said
from rules.diversion.organs import kind_of_organ
from suggesting.categories import ContentModel
from suggesting.guide import Guide
from suggesting.routes import Suggested, Suggestion, suggest
from suggesting.weighing import Reason


class Note(StrEnum):
    """What stands under all suggestions."""

    A_PERSON_DECIDES = "a-person-decides"
    NOTHING_KEPT = "nothing-kept"
    WORDS_ALONE = "words-alone"


def suggestions_told(text: str, guide: Guide, model: ContentModel | None) -> dict[str, Any]:
    """What may be suggested for a text, codes beside their words in both languages."""
    suggested = suggest(text, guide, model)
    notes = [Note.A_PERSON_DECIDES, Note.NOTHING_KEPT, *([] if model else [Note.WORDS_ALONE])]
    return {
        "version": suggested.version,
        "sealed": suggested.is_sealed,
        "content": _content(suggested),
        "suggestions": [_told(each) for each in suggested.best],
        "notes": [coded("suggestion-note", note) for note in notes],
    }


def _content(suggested: Suggested) -> dict[str, Any] | None:
    content = suggested.content
    if content is None:
        return None
    return {"label": content.label, "because": list(content.because)}


def _told(suggestion: Suggestion) -> dict[str, Any]:
    category = suggestion.category
    return {
        "category": category and coded("route-category", category),
        "route": {"id": suggestion.leaf.id, "title": said(suggestion.leaf.title)},
        "organ": {**coded("route-organ", suggestion.organ), "kind": kind_of_organ(suggestion.organ)},
        "basis": list(citations(suggestion.bases)),
        "because": [_because(reason) for reason in suggestion.because],
        "needs_human": True,
    }


def _because(reason: Reason) -> dict[str, Any]:
    return {
        **coded("suggestion-ground", reason.ground),
        "words": list(reason.words),
        "label": reason.label or None,
    }
