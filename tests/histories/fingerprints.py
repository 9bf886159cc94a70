"""The fingerprint of each recorded history (命令指纹): what the code of today asks of the engine at replay.

`python -m tests.histories.fingerprints` writes them down anew: after histories were recorded, or when what
differs is meant, and open cases are none the worse for it.
"""

import asyncio
import json
import lzma
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from tests.histories.kept import HERE

KEPT = HERE / "fingerprints.xz"
Prints = Mapping[str, Sequence[str]]

_MEANT = (
    "If it is not meant, take it back. If it is meant, cases that are open must go on as they began: put the "
    "new way behind workflow.patched('…'), and record a history that takes it. If no open case can tell the "
    "difference, write the fingerprints down anew: python -m tests.histories.fingerprints."
)


def kept_prints() -> Prints:
    prints: Prints = json.loads(lzma.decompress(KEPT.read_bytes()))
    return prints


def keep_prints(prints: Prints) -> None:
    """The same prints give the same bytes."""
    plain = json.dumps({run: list(prints[run]) for run in sorted(prints)}, ensure_ascii=False, indent=0)
    KEPT.write_bytes(lzma.compress(plain.encode()))


def explained(told: str, before: Sequence[str], now: Sequence[str]) -> str | None:
    """Where what a workflow asks of the engine has changed; None where it has not. ``told``: which it is."""
    for number, (was, is_) in enumerate(zip_longest(before, now), 1):
        if was != is_:
            at = _last_asked([*before[: number - 1], was or is_ or ""])
            return (
                f"{told}: step {number}, at {at}, is not what it was\n"
                f"  was: {was or 'nothing more'}\n  is:  {is_ or 'nothing more'}\n{_MEANT}"
            )
    return None


def _last_asked(steps: Sequence[str]) -> str:
    """The last of these at which somebody asked or told something: by its verb."""
    came = [step.partition(" → ")[0] for step in steps]
    return next((each for each in reversed(came) if "update " in each or "signal " in each), came[0])


def main() -> None:
    from tests.histories.conftest import replayed_now  # noqa: PLC0415  reads all histories

    keep_prints({run: replayed.steps for run, replayed in asyncio.run(replayed_now()).items()})


if __name__ == "__main__":
    main()
