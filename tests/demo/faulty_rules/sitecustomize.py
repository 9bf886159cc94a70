"""Python loads this by itself where its directory is on the path: then every step lasts a day too long."""

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from rules.clocks.clock import Clock
from rules.clocks.reckoning import Extended
from rules.clocks.rule import Unit
from rules.dispute import evolution
from rules.editions import Edition

right = evolution._level_clock


def wrong(edition: Edition, step: int, at: datetime) -> Clock:
    return replace(right(edition, step, at), extensions=(Extended(1, Unit.CALENDAR_DAYS, "by mistake", at),))


evolution._level_clock = wrong
