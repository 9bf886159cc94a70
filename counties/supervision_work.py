"""What a county sets for supervision (督办): who signs, who may act on conduct, and the days of a cluster."""

from collections.abc import Mapping
from typing import Any

from counties.petition_work import seat
from rules.editions import SupervisionWork


def supervision_work(data: Mapping[str, Any]) -> SupervisionWork:
    """The settings of ``[supervision]``. Raises KeyError and ValueError."""
    return SupervisionWork(
        signer=seat(data["signer"]),
        instead=seat(data["instead"]),
        accountable_to=tuple(map(seat, data["accountable_to"])),
        cluster_days=data["cluster_days"],
    )
