"""What a fresh machine plays: every tier, none skipping in silence; and how the long ones are parted."""

import re
from collections.abc import Sequence

import pytest

from tests import conftest
from tests.conftest import APART
from tests.house.repository import ROOT

RUN = (ROOT / ".ci" / "run").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TABLE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def targets(command: str) -> list[str]:
    """What `.ci/run` makes by this word."""
    return [
        target
        for line in re.findall(rf"^\s*{command} (?:.* )?make (.*)$", RUN, re.MULTILINE)
        for target in line.split()
        if "=" not in target
    ]


def recipe(target: str) -> str:
    found = re.search(rf"^{re.escape(target)}:[^\n]*##.*?\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    assert found, target
    return found[1]


@pytest.mark.parametrize("tier", APART)
def test_a_tier_that_is_apart_is_played_there_and_may_not_skip(tier: str) -> None:
    played = "".join(recipe(target) for target in targets("must") if target not in {"sbom", "secrets"})

    assert re.search(rf"\b{re.escape(tier)}\b", played), f"{tier} is in no target that .ci/run must make"


def test_what_must_be_played_there_says_so() -> None:
    assert "FENGQIAO_MUST=1" in re.search(r"^must\(\) \{.*?^\}", RUN, re.MULTILINE | re.DOTALL)[0]  # type: ignore[index]
    for target in targets("must"):
        assert f"make {target}" in TABLE, f"CONTRIBUTING.md gives no budget for make {target}"


def cases(*tests: tuple[str, int]) -> list[str]:
    return [f"{name}[{case}]" for name, many in tests for case in range(many)]


class Item:
    """As much of a collected test as is asked for."""

    def __init__(self, nodeid: str) -> None:
        self.nodeid = nodeid


@pytest.mark.parametrize(
    ("many", "played"), [(1, [0]), (4, [0, 1, 2, 3]), (5, [0, 1, 3, 4]), (100, [0, 33, 66, 99])]
)
def test_of_many_cases_the_first_the_last_and_some_between_are_played(
    many: int, played: Sequence[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conftest, "EACH", 4)

    found = conftest._spread([Item(each) for each in cases(("a", many), ("b", 2))])  # type: ignore[misc]

    assert [each.nodeid for each in found] == [f"a[{case}]" for case in played] + ["b[0]", "b[1]"]


def test_the_parts_together_are_all_of_it_and_no_two_share_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [ROOT / f"test_{number}.py" for number in range(10)]

    parts = []
    for which in (1, 2, 3):
        monkeypatch.setattr(conftest, "PART", f"{which}/3")
        parts.append(conftest.part_of(files))

    assert sorted(file for part in parts for file in part) == files
    assert max(map(len, parts)) - min(map(len, parts)) <= 1
