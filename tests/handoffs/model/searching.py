"""A search run to its end, and what is kept of it."""

from dataclasses import dataclass
from functools import cache

from tests.handoffs.model.faults import Fault
from tests.handoffs.model.invariants import OF_A_WORLD, OF_AN_EXCHANGE, is_end
from tests.handoffs.model.our_side import County
from tests.handoffs.model.search import Explored, Search
from tests.handoffs.model.world import Bound, Model

DOCKING = "assigned-mediation"


@dataclass(frozen=True)
class Searched:
    """``endings``: the outcomes of the exchanges, in their order, of every world in which all is over."""

    found: Explored
    county: County
    endings: frozenset[tuple[str, ...]]


def searched(bound: Bound, *, agency_sends: bool, docking: str = DOCKING) -> Searched:
    county = County(docking, agency_sends=agency_sends)
    search = Search(Model(county=county, bound=bound), OF_AN_EXCHANGE, OF_A_WORLD, is_end)
    found = search.run()
    return Searched(found, county, frozenset(_outcomes(search, number) for number in search.ends))


@cache
def searched_once(bound: Bound, agency_sends: bool) -> Searched:
    """For all tests that look at the same."""
    return searched(bound, agency_sends=agency_sends)


def shortest_way_to(fault: Fault) -> dict[str, list[str]]:
    """By the invariants that find it, where it is planted already."""
    county = County(DOCKING, agency_sends=fault.agency_sends)
    model = Model(
        county=county,
        honest=fault.honest,
        county_forgets=fault.county_forgets,
        bound=fault.bound,
        ids_are_reused=fault.ids_are_reused,
    )
    return Search(model, OF_AN_EXCHANGE, OF_A_WORLD, is_end).run().broken


def _outcomes(search: Search, number: int) -> tuple[str, ...]:
    exchanges = (search.model.all[each] for each in search.worlds[number].exchanges)
    handoffs = search.model.county.handoffs
    return tuple(str(handoffs[each.county].outcome) for each in exchanges if each.county is not None)
