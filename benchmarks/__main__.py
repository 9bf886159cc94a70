"""`make bench`: the measured figures; `--only` one of them, each with options of its own."""

import argparse

from benchmarks import (
    authority,
    decisions,
    drill,
    fan_out,
    handoffs,
    handovers,
    likenesses,
    pages,
    places,
    proving,
    registrations,
    rewrapping,
    sealing,
    signing_in,
)

BENCHES = {
    "decisions": decisions.main,
    "registrations": registrations.main,
    "fan-out": fan_out.main,
    "likenesses": likenesses.main,
    "handoffs": handoffs.main,
    "sealing": sealing.main,
    "rewrapping": rewrapping.main,
    "proof": proving.main,
    "signing-in": signing_in.main,
    "handovers": handovers.main,
    "authority": authority.main,
    "places": places.main,
    "pages": pages.main,
    "drill": drill.main,
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, add_help=False)
    parser.add_argument("--only", choices=BENCHES)
    asked, others = parser.parse_known_args()
    for name, bench in BENCHES.items():
        if asked.only in (None, name):
            bench(others)


main()
