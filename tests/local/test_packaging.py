"""What is declared is what is there."""

import re
import tomllib

import pytest

from local.process import ROOT
from tests.house.repository import imported_by

DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
NOT_SHIPPED = {"tests", "benchmarks", "build", "deploy", "mutants", "var"}


def test_every_package_is_listed() -> None:
    found = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for path in ROOT.glob("[!.]*/**/__init__.py")
        if path.relative_to(ROOT).parts[0] not in NOT_SHIPPED
    }

    assert sorted(found) == sorted(DECLARED["packages"])


def test_every_module_is_listed() -> None:
    assert sorted(path.stem for path in ROOT.glob("*.py")) == sorted(DECLARED["py-modules"])


@pytest.mark.parametrize("name", ["run", "dev"])
def test_requirements_are_exact_hashed_and_name_no_host(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()

    requirements = re.findall(r"^[a-z0-9].*(?:\n    .*)+", text, re.MULTILINE)
    assert len(requirements) > 20
    assert all(
        re.match(r"[\w.-]+(\[[\w,]+\])?==\S+", each) and "--hash=sha256:" in each for each in requirements
    )
    assert not re.search(r"://|--index|--find-links|--extra-index", text)


def test_what_runs_is_part_of_what_is_tested() -> None:
    run, dev = (
        set(re.findall(r"^([\w.-]+==\S+)", (ROOT / "requirements" / f"{name}.txt").read_text(), re.MULTILINE))
        for name in ("run", "dev")
    )

    assert run <= dev


def test_writing_down_knows_the_rules_and_pydantic_and_nothing_else() -> None:
    assert imported_by(ROOT / "written.py") == {"rules", "pydantic"}
