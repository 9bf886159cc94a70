"""docs/impact-assessment.md knows every procedure, and every account of somebody who is no official."""

from counties import helpers
from rules.authority.relations import ENTRUSTED_ROLES
from rules.meeting.reading import EXPERT
from rules.procedures import PROCEDURES, SEALED_PROCEDURES
from tests.house.repository import ROOT, quoted, rows

DOCUMENT = ROOT / "docs" / "impact-assessment.md"


def test_every_procedure_has_its_purpose_in_one_row() -> None:
    known = [*PROCEDURES, *SEALED_PROCEDURES]

    named = [name for purpose, *_ in rows(DOCUMENT, 4) for name in quoted(purpose) if name in known]

    assert sorted(named) == sorted(known)


def test_who_helps_and_is_no_official_is_told_of_with_what_they_do_not_see() -> None:
    helping = {*ENTRUSTED_ROLES, EXPERT, *(person.role for person in helpers("demo"))}
    told = {name: row for row in rows(DOCUMENT, 4) for name in quoted(row[0])}

    assert helping <= set(told)
    assert all(told[role][3] for role in helping)
