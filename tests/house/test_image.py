"""The image holds everything that runs, and nothing that does not: no tests, no history, no keys.

The command line offers the played agencies and the kit, so they are in it too.
"""

import re
import tomllib

from tests.house.repository import ROOT, text

DOCKERFILE = text(ROOT / "deploy" / "Dockerfile")
DECLARED = tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]["setuptools"]


def copied() -> set[str]:
    """What is copied from the repository into the image that runs, by name."""
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    lines = [
        line.split()[1:-1] for line in last.splitlines() if line.startswith("COPY ") and "--from" not in line
    ]
    return {name for line in lines for name in line}


def test_the_image_holds_what_runs_and_nothing_else() -> None:
    rooms = {name.partition(".")[0] for name in DECLARED["packages"]}
    modules = {f"{name}.py" for name in DECLARED["py-modules"]}

    assert copied() == rooms | modules


def test_nothing_is_copied_wholesale_and_nothing_runs_as_root() -> None:
    assert "." not in copied()
    assert not re.search(r"COPY\s+\.\s", DOCKERFILE)
    assert re.search(r"^USER \d+$", DOCKERFILE, re.MULTILINE)
    named = re.findall(r"^(?:ENV|ARG) .*?(\w*(?:KEY|SECRET|PASSWORD|TOKEN)\w*)=", DOCKERFILE, re.MULTILINE)
    assert named == ["FENGQIAO_SECRETS"]  # a directory, and nothing that stands in it
