"""The logical clock of the model: a few instants, each so far from the last that every period has passed."""

from datetime import timedelta

from rules.procedure import Now
from tests.rules.county import MONDAY

NOWS = tuple(Now(MONDAY + number * timedelta(days=40)) for number in range(3))
