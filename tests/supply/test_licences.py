"""Of everything that runs somebody has read the terms, and they are such that we may ship it."""

from pathlib import Path

import pytest

from deploy.supply import licences
from deploy.supply.locked import RUN, locked
from tests.house.repository import rows


def test_the_page_is_what_the_lock_and_the_packages_say() -> None:
    assert licences.PAGE.read_text(encoding="utf-8") == licences.page(), "make licences"


def test_the_page_has_a_line_for_each_library() -> None:
    named = [cells[0] for cells in rows(licences.PAGE, 4)]

    assert named == list(dict.fromkeys(each.name for each in locked()))


def test_what_nobody_has_read_is_not_taken(tmp_path: Path) -> None:
    lock = tmp_path / "run.txt"
    lock.write_text(f"{RUN.read_text()}\nleftpad==1.0.0 \\\n    --hash=sha256:{'0' * 64}\n")

    with pytest.raises(licences.Forbidden, match="leftpad"):
        licences.page(lock)


@pytest.mark.parametrize(
    "expression", ["AGPL-3.0-only", "GPL-3.0-only", "MIT AND GPL-3.0-only", "SSPL-1.0 OR BUSL-1.1"]
)
def test_what_would_bind_our_own_code_is_not_taken(expression: str) -> None:
    with pytest.raises(licences.Forbidden):
        licences.kind(expression)


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        ("MIT", "permissive"),
        ("MIT AND LGPL-3.0-only", "weak"),
        ("MIT OR LGPL-3.0-only", "permissive"),
        ("GPL-2.0-or-later OR MPL-1.1", "weak"),
    ],
)
def test_where_one_may_choose_the_freest_counts_and_where_not_the_strictest(
    expression: str, kind: str
) -> None:
    assert licences.kind(expression) == kind


def test_nothing_is_judged_that_is_not_used() -> None:
    names = {each.name for each in locked()}

    assert sorted(set(licences.judged()["read"]) - names) == []
