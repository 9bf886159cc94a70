"""What a county sets for dispatch orders and incidents: who calls out whom, and who is told of silence."""

from collections.abc import Mapping
from typing import Any

from counties.petition_work import seat
from rules.editions import CommandWork


def command_work(data: Mapping[str, Any]) -> CommandWork:
    """The settings of ``[command]``. Raises KeyError and ValueError."""
    return CommandWork(
        convening=tuple(map(seat, data["convening"])),
        declaring=tuple(map(seat, data["declaring"])),
        answering=tuple(map(seat, data["answering"])),
        above=seat(data["above"]),
        grades=tuple(data["grades"]),
    )
