"""The shortest ways to the planted faults, in words, as they are kept beside the tests."""

from pathlib import Path

from tests.handoffs.model.faults import Fault

KEPT = Path(__file__).with_name("counterexamples.txt")


def in_words(fault: Fault, way: list[str]) -> str:
    steps = "".join(f"  {number}. {step}\n" for number, step in enumerate(way, start=1))
    return f"{fault.name}\nfound by {fault.found_by}\n{steps}"
