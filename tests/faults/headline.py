"""`python -m tests.faults.headline [FILE …]`: what all experiments of these files come to, as one line for
people and one of JSON. Without a file: those of this machine's last runs."""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.faults.catalogue import EXPERIMENTS
from tests.faults.figures import RESULTS, ROOT

COMMITTED = ROOT / "docs" / "faults-figures.jsonl"
_KILLED, _MORE_THAN_ONE = "kill ", {"kill all", "kill several"}


@dataclass(frozen=True)
class Headline:
    """``void``: experiments whose negative control reported nothing, or was not run."""

    experiments: int
    faults: int
    acknowledged: int
    lost: int
    duplicated: int
    phantom: int
    early: int
    missed: int
    reads_elsewhere: int
    strangers_asked: int
    other_violations: int
    recovery_p95_s: float | None
    recovery_max_s: float | None
    void: tuple[str, ...]

    def in_words(self) -> str:
        recovery = "-" if self.recovery_p95_s is None else f"{self.recovery_p95_s:.1f} s"
        return (
            f"acknowledged {self.acknowledged:,}, lost {self.lost}, duplicated {self.duplicated}, "
            f"early {self.early}, missed {self.missed}, reads across jurisdictions {self.reads_elsewhere} "
            f"of {self.strangers_asked:,}, recovery p95 {recovery}; {self.experiments} experiments, "
            f"{self.faults:,} faults, void {len(self.void)}"
        )


def headline(lines: Iterable[Mapping[str, Any]]) -> Headline:
    """Of the last line of each experiment. Recovery is the worst of the experiments' 95th percentiles among
    those that kill one process."""
    last = {line["id"]: line for line in lines}
    known = list(last.values())
    recoveries = [each["recovery_s"] for each in known if each["recovery_s"] and _kills_one(each["faults"])]
    counted = {"I01", "I02", "I03", "I10"}

    def sum_of(name: str) -> int:
        return sum(each[name] for each in known)

    return Headline(
        experiments=len(known),
        faults=sum(sum(each["faults"].values()) for each in known),
        acknowledged=sum_of("acknowledged"),
        lost=sum_of("lost"),
        duplicated=sum_of("duplicated"),
        phantom=sum_of("phantom"),
        early=sum_of("early"),
        missed=sum_of("missed"),
        reads_elsewhere=sum_of("reads_elsewhere"),
        strangers_asked=sum_of("strangers_asked"),
        other_violations=sum(
            times for each in known for what, times in each["violations"].items() if what not in counted
        ),
        recovery_p95_s=max((each["p95"] for each in recoveries), default=None),
        recovery_max_s=max((each["max"] for each in recoveries), default=None),
        void=tuple(sorted(each["id"] for each in known if not each["control"].get("reported"))),
    )


def _kills_one(faults: Iterable[str]) -> bool:
    return all(each.startswith(_KILLED) and each not in _MORE_THAN_ONE for each in faults)


def read(*files: Path) -> list[dict[str, Any]]:
    """The lines of these files, in order; of one that is not there, none."""
    return [
        json.loads(line)
        for file in files
        if file.exists()
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


def main() -> None:
    files = [Path(each) for each in sys.argv[1:]] or [RESULTS]
    found = headline(read(*files))
    missing = sorted({each.id for each in EXPERIMENTS} - {line["id"] for line in read(*files)})
    sys.stdout.write(f"{found.in_words()}\n{json.dumps(asdict(found))}\n")
    if missing:
        sys.stdout.write(f"not run: {', '.join(missing)}\n")


if __name__ == "__main__":
    main()
