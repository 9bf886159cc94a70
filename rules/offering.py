"""Which dockings a procedure can hand its matter over by (可选的对接), to whom, and what each asks."""

from dataclasses import dataclass

from rules.dockings import DOCKINGS
from rules.dockings.docking import Body, Docking, Trait
from rules.editions import Agency
from rules.handing import Handing
from rules.handoff.matter import Handoff
from rules.petition.handling import body_of
from rules.petition.matter import Petition
from rules.procedure import Proceeding


@dataclass(frozen=True)
class Offered:
    """A docking, and who of the county takes it. ``traits``: what, once found, keeps it from being sent."""

    docking: Docking
    receivers: tuple[Agency, ...]

    @property
    def traits(self) -> tuple[Trait, ...]:
        found = frozenset[Trait]().union(*(trap.traits for trap in self.docking.traps))
        return tuple(trait for trait in Trait if trait in found)


def offered(state: Proceeding) -> tuple[Offered, ...]:
    """County policy 28 可选的对接: those between the body that has the matter and one of the county's own
    list; of a handoff, its own; none of what hands nothing over. Whether it is the right one, a person
    decides."""
    if isinstance(state, Handoff):
        return (Offered(state.terms, ()),)
    if not isinstance(state, Handing):
        return ()
    body = body_of(state) if isinstance(state, Petition) else Body.MEDIATION
    found = (
        Offered(each, tuple(agency for agency in state.edition.agencies if agency.body in each.receivers))
        for each in DOCKINGS.values()
        if body in each.senders
    )
    return tuple(each for each in found if each.receivers)
