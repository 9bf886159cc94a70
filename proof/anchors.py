"""Checkpoints in another place (锚定): one file each, written once, so that whoever rewrites the database is
found out."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from proof.checkpoints import Checkpoint
from proof.keys import Introduced

_NAME = "checkpoint-*.json"


def last_anchored(place: Path) -> int:
    """The number of the last that stands there, 0 where none does. Makes the place. Raises OSError."""
    place.mkdir(parents=True, exist_ok=True)
    return max((int(file.stem.rpartition("-")[2]) for file in place.glob(_NAME)), default=0)


def write_anchors(place: Path, some: Sequence[Checkpoint], keys: Sequence[Introduced]) -> None:
    """Write these, each with the public keys of its time; never over another. Raises OSError."""
    for each in some:
        of_its_time = keys[: 1 + next(i for i, key in enumerate(keys) if key.id == each.key)]
        anchor = {"checkpoint": asdict(each), "keys": [asdict(key) for key in of_its_time]}
        _write_once(place / f"checkpoint-{each.n:08}.json", anchor)


def anchored(place: Path) -> Iterator[tuple[Checkpoint, list[Introduced]]]:
    """What stands there, in order. Raises OSError; ValueError, KeyError, TypeError for what is no anchor."""
    for file in sorted(place.glob(_NAME)):
        anchor = json.loads(file.read_text())
        yield Checkpoint.read(anchor["checkpoint"]), [Introduced(**key) for key in anchor["keys"]]


def _write_once(path: Path, anchor: object) -> None:
    """Whole or not at all, on the disk, and never over a file that is there."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("w") as file:
        json.dump(anchor, file, sort_keys=True, indent=1)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another has written it
    finally:
        draft.unlink()
