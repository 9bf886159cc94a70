"""docs/authority.md is the table the system runs on, line by line; every kind of text has a class."""

import pytest

from desk import authority_table
from rules.authority.confidentiality import KINDS
from tests.house.kinds import KINDS_OF_TEXT
from tests.house.repository import ROOT, text

DOCUMENT = text(ROOT / "docs" / "authority.md")
# Kinds that are names and words like any other: whoever adds one says here that it is, or gives it its class.
ORDINARY = frozenset(
    {
        "act", "agreement", "analysis", "answer", "appeal_told", "author", "authority", "basis", "body",
        "briefing", "case", "corrected-name", "crux", "decision", "demand", "evidence", "explanation",
        "facts", "facts_and_reasons", "findings", "grounds", "hearing-minutes", "instructions",
        "legal_basis", "link-reason", "meeting_minutes", "name", "note", "notes", "notice", "opinion",
        "orders", "original", "panel_opinion", "paper-reason", "paper-words",
        "petitioners_view", "place", "plan", "policy", "problem",
        "proof", "proposal", "reason", "reasons", "record", "reply", "report", "request", "result",
        "summary", "task", "terms", "text", "title", "to", "topic", "undertaking", "undisputed",
        "unmask-reason", "what", "who", "wish", "words",
    }
)  # fmt: skip


@pytest.mark.parametrize("section", ["classes", "readings", "permissions"])
def test_the_document_of_authority_is_its_table(section: str) -> None:
    lines = "\n".join(getattr(authority_table, section)())

    assert f"\n\n{lines}\n\n" in DOCUMENT


def test_every_kind_of_text_has_a_class_that_somebody_gave_it() -> None:
    assert ORDINARY | set(KINDS) == KINDS_OF_TEXT | ORDINARY
    assert not ORDINARY & set(KINDS)
