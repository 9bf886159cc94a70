"""`make mutants`, at its end: how many changes a test noticed. A turn no test takes counts as missed."""

import json
import sys
from pathlib import Path

WANTED = 90  # per cent


def main() -> int:
    """Print the score; 1 if it is below what is wanted."""
    stats = json.loads(Path("mutants/mutmut-cicd-stats.json").read_text())
    noticed = stats["killed"] + stats["timeout"]
    score = 100 * noticed / stats["total"]
    print(f"{noticed} of {stats['total']} mutants noticed: {score:.1f} % ({WANTED} % wanted)")  # noqa: T201
    return int(score < WANTED)


if __name__ == "__main__":
    sys.exit(main())
