"""How a word is found."""

from collections.abc import Mapping

from rules.words import documents, ladder, people, problems, refusals, screen, work

# kind -> code -> (中文, English). A house test compares it with the codes that exist.
KINDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    **refusals.WORDS,
    **problems.WORDS,
    **ladder.WORDS,
    **screen.WORDS,
    **people.WORDS,
    **work.WORDS,
    **documents.WORDS,
}


def say(kind: str, code: str, language: str) -> str:
    """The words of a code in ``zh`` or ``en``.

    A code without words is said as it stands: a county may name a seat or a kind of dispute of its own.
    """
    zh, en = KINDS.get(kind, {}).get(code, (code, code))
    return zh if language == "zh" else en
