"""What `deploy/Dockerfile` says of the image that runs, so that it is said once."""

import json
import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath


@dataclass
class Said:
    """Of the last stage: what is copied where, and how it runs."""

    copied: list[tuple[str, str]] = field(default_factory=list)  # from the repository, into the image
    environment: dict[str, str] = field(default_factory=dict)
    arguments: dict[str, str] = field(default_factory=dict)
    workdir: str = "/"
    user: str = ""
    command: list[str] = field(default_factory=list)


def said(path: Path) -> Said:
    """Raises ValueError for an instruction that nobody here understands."""
    last = path.read_text(encoding="utf-8").rpartition("\nFROM ")[2].partition("\n")[2]
    told = Said()
    for line in re.sub(r"\\\n", " ", last).splitlines():
        if line.strip() and not line.startswith("#"):
            _read(line, told)
    return told


def _read(line: str, told: Said) -> None:
    instruction, _, rest = line.partition(" ")
    match instruction:
        case "COPY":
            if not rest.startswith("--from="):
                _copy(shlex.split(rest), told)
        case "ENV":
            told.environment |= dict(pair.split("=", 1) for pair in shlex.split(rest))
        case "ARG":
            name, _, value = rest.partition("=")
            told.arguments[name] = "".join(shlex.split(value))
        case "WORKDIR":
            told.workdir = rest.strip()
        case "USER":
            told.user = rest.strip()
        case "CMD":
            told.command = json.loads(rest)
        case "RUN":
            pass  # accounts, directories and packages: the recipe has them
        case _:
            raise ValueError(instruction)


def _copy(words: list[str], told: Said) -> None:
    *sources, into = words
    there = PurePosixPath(told.workdir) / into
    for source in sources:
        told.copied.append((source, str(there / source if into.endswith("/") else there)))
