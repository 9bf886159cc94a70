"""How people say it: words beside those of the list, and of content classes. Suggestions alone use them."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "routes"


def route_words(where: Path = HERE) -> Mapping[str, Any]:
    """By the id of a line, and under ``first`` what comes before any line."""
    return _read(where / "words.toml")


def content_words(where: Path = HERE) -> Mapping[str, list[str]]:
    """By the label of a content class."""
    return _read(where / "contents.toml")


def _read(path: Path) -> Mapping[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
