"""Who may import whom, and who may cite what."""

import logging
import re
from collections.abc import Iterator

import pytest
from importlinter import cli

from rules.articles import Source
from tests.house.repository import files, lines_with


@pytest.fixture
def loggers_go_on() -> Iterator[None]:
    """The linter silences every logger that is there already."""
    there = [each for each in logging.root.manager.loggerDict.values() if isinstance(each, logging.Logger)]
    were = {each: each.disabled for each in there}
    yield
    for each, was in were.items():
        each.disabled = was


@pytest.mark.usefixtures("loggers_go_on")
def test_every_door_is_kept() -> None:
    assert cli.lint_imports(no_cache=True) == cli.EXIT_STATUS_SUCCESS


def test_no_workflow_cites_an_article() -> None:
    short_names = "|".join(source.value for source in Source if len(source.value) > 1)

    cited = lines_with(
        rf"\b({short_names})\b|[Cc]ounty policy|第[\d一二三四五六七八九十百]+条|《", files("workflows")
    )

    assert cited == []


def test_every_law_has_a_short_name_of_its_own() -> None:
    short_names = [source.value for source in Source]

    assert len(set(short_names)) == len(short_names)
    assert all(re.fullmatch(r"[A-Z]+", name) for name in short_names)
