"""How a word is found."""

from collections.abc import Mapping

from rules.words import (
    accusation,
    after_reply,
    after_reply_refusals,
    authority,
    bases,
    clock_events,
    clocks,
    consultation,
    content,
    cutover,
    dispatch,
    diversion,
    docking_refusals,
    dockings,
    documents,
    errand,
    event,
    fields,
    figures,
    handling_refusals,
    handoff,
    handoff_notices,
    handoff_paragraphs,
    handoff_refusals,
    histories,
    indicators,
    inspection,
    keeping,
    ladder,
    linking,
    meeting,
    notes,
    operations,
    overview,
    pages,
    pages_engine,
    pages_hall,
    pages_leaders,
    participants,
    people,
    petition,
    petition_paragraphs,
    petition_refusals,
    petition_terms,
    problems,
    proof,
    publications,
    reckoning,
    recommendation,
    refusals,
    registers,
    reports,
    review_paragraphs,
    screen,
    signing_in,
    staffing,
    suggestions,
    supervision,
    tracking,
    windows,
    work,
)

_MODULES = (
    refusals,
    problems,
    proof,
    signing_in,
    publications,
    ladder,
    screen,
    suggestions,
    people,
    work,
    staffing,
    documents,
    indicators,
    figures,
    reports,
    content,
    inspection,
    histories,
    clocks,
    reckoning,
    clock_events,
    cutover,
    participants,
    notes,
    operations,
    overview,
    pages,
    pages_engine,
    pages_hall,
    pages_leaders,
    consultation,
    dispatch,
    petition,
    petition_terms,
    petition_paragraphs,
    petition_refusals,
    handling_refusals,
    diversion,
    docking_refusals,
    keeping,
    accusation,
    after_reply,
    after_reply_refusals,
    review_paragraphs,
    linking,
    meeting,
    tracking,
    handoff,
    handoff_notices,
    handoff_paragraphs,
    handoff_refusals,
    dockings,
    authority,
    event,
    registers,
    windows,
    errand,
    supervision,
    recommendation,
    bases,
    fields,
)


def _together() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """A kind may have its words in several modules, each about one thing."""
    words: dict[str, dict[str, tuple[str, str]]] = {}
    for module in _MODULES:
        for kind, codes in module.WORDS.items():
            words.setdefault(kind, {}).update(codes)
    return words


# kind -> code -> (中文, English). A house test compares it with the codes that exist.
KINDS = _together()


def say(kind: str, code: str, language: str) -> str:
    """The words of a code in ``zh`` or ``en``.

    A code without words is said as it stands: a county may name a seat or a kind of dispute of its own.
    """
    zh, en = KINDS.get(kind, {}).get(code, (code, code))
    return zh if language == "zh" else en
