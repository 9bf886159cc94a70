"""The whole table, and the codes it uses (对接总表)."""

from collections.abc import Collection, Mapping

from rules.dockings import (
    arbitration,
    confirmation,
    court,
    petition,
    police,
    procuratorate,
    professional,
    reconsideration,
    service,
)
from rules.dockings.docking import Docking

_ALL = (
    *court.ROWS,
    *confirmation.ROWS,
    *police.ROWS,
    *petition.ROWS,
    *procuratorate.ROWS,
    *arbitration.ROWS,
    *professional.ROWS,
    *reconsideration.ROWS,
    *service.ROWS,
)

DOCKINGS: Mapping[str, Docking] = {docking.code: docking for docking in _ALL}

# Every code that a row says, for those who put them into words.
PAPER_KINDS = frozenset(
    kind for docking in _ALL for kinds in (docking.documents, *docking.returns.values()) for kind in kinds
)
DOCKING_OUTCOMES = frozenset(outcome for docking in _ALL for outcome in docking.outcomes)
CLOCK_NAMES = frozenset(clock.name for docking in _ALL for clock in docking.clocks)


def check_clocks(running: Collection[str]) -> None:
    """Every docking counts by rules that the county runs. Raises ValueError, with what to add."""
    missing = {
        rule: docking.code for docking in _ALL for rule in sorted(docking.rules) if rule not in running
    }
    if missing:
        said = ", ".join(f"[clocks.{rule}] for {code}" for rule, code in sorted(missing.items()))
        raise ValueError(f"the county runs no clock that a docking counts by: add {said}")
