"""``python -m tests.handoffs.model``: the figures of every search, and the shortest way to every planted
fault."""

import sys
import time

import pytest

from tests.handoffs.model.bounds import BOUNDS
from tests.handoffs.model.counterexamples import KEPT, in_words
from tests.handoffs.model.faults import FAULTS
from tests.handoffs.model.searching import searched, shortest_way_to

for name, bound in BOUNDS.items():
    for agency_sends in (False, True):
        began = time.monotonic()
        found = searched(bound, agency_sends=agency_sends).found
        seconds = time.monotonic() - began
        sender = "the agency sends" if agency_sends else "the county sends"
        figures = f"{found.states:,} states, {found.transitions:,} transitions, {seconds:.0f} s"
        sys.stdout.write(f"{name}, {sender}: {figures}, broken: {found.broken or 'nothing'}\n")

ways = []
for fault in FAULTS:
    with pytest.MonkeyPatch.context() as patch:
        fault.plant(patch)
        ways.append(in_words(fault, shortest_way_to(fault).get(fault.found_by, ["not found"])))
KEPT.write_text("\n".join(ways), encoding="utf-8")
sys.stdout.write("\n".join(ways))
