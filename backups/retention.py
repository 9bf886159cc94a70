"""How long backups are kept (保留期限): what is old goes, but never so that none would be left."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import structlog

from backups.manifests import Manifest
from backups.place import Place

log = structlog.get_logger()


@dataclass(frozen=True)
class Put:
    """What was put away: backups by id, files of the log, files of matters."""

    sets: tuple[str, ...] = ()
    logs: int = 0
    files: int = 0


def put_away(place: Place, now: datetime, days: int, at_least: int) -> Put:
    """Delete what is older than so many days, but for the newest. Raises Failed, OSError."""
    with place.alone():
        taken = place.taken()
        old = past(taken, now, days, at_least)
        if not old:
            return Put()
        kept = [each for each in taken if each not in old]
        named = {
            (store, name) for each in kept for store, names in place.names_of(each).items() for name in names
        }
        dropped = {
            (store, name) for each in old for store, names in place.names_of(each).items() for name in names
        }
        for each in old:
            shutil.rmtree(place.sets / each.id)
        logs = _logs(place, kept)
        gone = sorted(dropped - named)
        for store, name in gone:
            place.file(store, name).unlink(missing_ok=True)
        put = Put(tuple(each.id for each in old), logs, len(gone))
        log.info("backups.put_away", count=len(put.sets))
        return put


def past(taken: Sequence[Manifest], now: datetime, days: int, at_least: int) -> list[Manifest]:
    """Which of these, the oldest first, need not be kept: a later one reaches back far enough, and there are
    others."""
    since = now - timedelta(days=days)
    spare = len(taken) - at_least
    return [each for each, following in pairwise(taken) if following.at <= since][: max(spare, 0)]


def _logs(place: Place, kept: Sequence[Manifest]) -> int:
    """The log behind the oldest backup that is kept is needed, what lies before it is not."""
    gone = 0
    for directory in (place.root / "wal").glob("*"):
        starts = [each.start for each in kept if each.system == directory.name]
        first = min((start[8:] for start in starts), default=None)
        if first is not None:
            for path in sorted(directory.glob("*.age")):
                if _is_segment(path) and path.name[8:24] < first:
                    path.unlink()
                    gone += 1
    return gone


def _is_segment(path: Path) -> bool:
    return len(path.name.split(".")[0]) == 24
