"""What a check has found, in words: Chinese first, English beside it."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from proof.bundles import Checked
from proof.manifests import Flaw
from rules.words import say

_LANGUAGES = ("zh", "en")


def told(checked: Checked) -> Iterator[str]:
    """Line by line."""
    about = checked.about
    if about:
        yield _both("matter", matter=about["matter"], at=about["exported_at"], seat=about["exported_by"])
    if checked.key:
        yield _both("key", key=checked.key)
    for each in checked.standing:
        yield _both("covered" if each.checkpoint else "uncovered", **asdict(each))
    for flaw in checked.flaws:
        yield _flaw(flaw)
    yield _both("flawed", count=len(checked.flaws)) if checked.flaws else _both("sound")


def plain(checked: Checked) -> dict[str, Any]:
    """As one JSON value."""
    return {**asdict(checked), "sound": not checked.flaws}


def _flaw(flaw: Flaw) -> str:
    code = "flaw-in-line" if flaw.line else "flaw"
    said = (
        say("checked", code, language).format(
            part=flaw.part or say("checked", "the-whole", language),
            line=flaw.line,
            words=say("flaw", flaw.what, language),
        )
        for language in _LANGUAGES
    )
    return "  ".join(said)


def _both(code: str, **blanks: Any) -> str:
    return "  ".join(say("checked", code, language).format(**blanks) for language in _LANGUAGES)
