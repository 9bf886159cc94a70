"""What README, ARCHITECTURE, CONTRIBUTING and docs/ say is there, is there."""

import re
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from cli import app
from tests.house.repository import ROOT, files, name_of, prose, quoted, text

DOCUMENTS = files(endings=(".md",))
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
MADE_LATER = ("var/", ".venv/", "deploy/.env", "deploy/secrets", "deploy/wheels")
SECTIONS = ["Context", "Decision", "Consequences", "Alternatives", "Enforced by"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_make_command_is_a_target(document: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text(ROOT / "Makefile"), re.MULTILINE))

    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", text(document), re.MULTILINE))

    assert named <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_command_of_the_command_line_exists(document: Path) -> None:
    known = _commands()

    named = re.findall(r"(?:^|`)fengqiao ([a-z-]+)(?: ([a-z][a-z-]*)\b)?", text(document), re.MULTILINE)

    assert [
        each for each in named if each[0] not in known or (known[each[0]] and each[1] not in known[each[0]])
    ] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text(document))

    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_path_that_is_named_exists(document: Path) -> None:
    named = [each for each in quoted(prose(document)) if re.fullmatch(r"[\w.-]+(?:/[\w.-]+)*/?", each)]
    paths = [each for each in named if "/" in each or each.endswith((".py", ".md", ".toml"))]

    missing = [
        path
        for path in paths
        if not path.startswith(MADE_LATER)
        and not any(
            (folder / path).exists() for folder in (ROOT, document.parent, ROOT / "rules" / "dispute")
        )
    ]

    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_test_that_is_named_exists(document: Path) -> None:
    tests = "".join(text(path) for path in files("tests"))

    named = [name for name in quoted(prose(document)) if name.startswith("test_")]

    assert [name for name in named if not re.search(rf"def {name}\(", tests)] == []


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem[:4])
def test_a_decision_is_one_page_with_all_its_parts(decision: Path) -> None:
    said = text(decision)

    assert said.startswith(f"# {decision.stem[:4]} ")
    assert re.search(r"^Status: (accepted|superseded by \d{4}) · Date: \d{4}-\d\d-\d\d$", said, re.MULTILINE)
    assert re.findall(r"^## (.*)$", said, re.MULTILINE) == SECTIONS
    assert any(name.startswith("test_") for name in quoted(said.partition("## Enforced by")[2]))
    assert len(said.split()) < 600


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.stem[:4]) for path in DECISIONS]

    assert numbers == list(range(1, len(numbers) + 1))


def test_a_decision_that_code_refers_to_exists() -> None:
    code = "".join(text(path) for path in files(endings=(".py", ".toml")))

    numbers = {path.stem[:4] for path in DECISIONS}

    assert set(re.findall(r"docs/decisions/(\d{4})", code)) <= numbers


def _commands() -> dict[str, set[str]]:
    """The commands of the command line, each with its own commands, if it has some; "" among them, where it
    does something by itself too."""
    whole = get_command(app)
    assert isinstance(whole, TyperGroup)
    return {
        name: {*command.commands, *([""] if command.invoke_without_command else [])}
        if isinstance(command, TyperGroup)
        else set()
        for name, command in whole.commands.items()
    }
