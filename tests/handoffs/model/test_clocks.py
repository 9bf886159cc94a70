"""Where the clocks of every docking start, and what stops them."""

from itertools import pairwise

import pytest

from rules.dockings import DOCKINGS
from rules.dockings.docking import DockingClock, Point
from rules.handoff import events
from rules.handoff.procedure import HANDOFF
from tests.handoffs.model.instants import NOWS
from tests.handoffs.model.our_side import drafted

ORDER = (Point.START, Point.RECEIPT, Point.SIGNATURE, Point.ACCEPTANCE, Point.RETURN, Point.CONFIRMATION)
CLOCKS = [
    pytest.param(code, clock, id=f"{code}, {clock.name}")
    for code in DOCKINGS
    for clock in DOCKINGS[code].clocks
]
AT = NOWS[0].at
SENT_AND_RECEIVED = (events.HandoffSent(at=AT), events.HandoffReceived(at=AT, received_at=AT))
SIGNED_FOR = events.HandoffSignedFor(at=NOWS[1].at, signed_at=NOWS[1].at)


@pytest.mark.parametrize(("docking", "clock"), CLOCKS)
def test_every_clock_names_where_it_starts_and_is_met_later(docking: str, clock: DockingClock) -> None:
    rule = drafted(docking, agency_sends=False).edition.rule(clock.rule)

    assert ORDER.index(clock.begins) < ORDER.index(clock.ends)
    assert rule.id == clock.rule


@pytest.mark.parametrize("docking", DOCKINGS)
def test_whoever_waits_after_receipt_waits_on_a_clock(docking: str) -> None:
    clocks = DOCKINGS[docking].clocks
    for reached, following in pairwise(ORDER[1:]):
        running = [
            clock
            for clock in clocks
            if ORDER.index(clock.begins) <= ORDER.index(reached) < ORDER.index(clock.ends)
        ]
        assert running, f"after {reached}, before {following}"


@pytest.mark.parametrize("docking", DOCKINGS)
def test_signing_stops_no_clock_that_began_at_receipt(docking: str) -> None:
    received = drafted(docking, agency_sends=False)
    for event in SENT_AND_RECEIVED:
        received = HANDOFF.evolve(received, event)

    signed = HANDOFF.evolve(received, SIGNED_FOR)

    running = {clock.name: clock.started_at for clock in received.clocks if clock.is_open}
    assert running
    assert {c.name: c.started_at for c in signed.clocks if c.is_open and c.name in running} == running
    begun = {clock.name for clock in DOCKINGS[docking].clocks_beginning(Point.SIGNATURE)}
    assert {c.name for c in signed.clocks if c.started_at == NOWS[1].at} == begun
