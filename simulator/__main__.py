"""`python -m simulator`: the same as `fengqiao agency-simulator`."""

import typer

from simulator.command import agency_simulator

typer.run(agency_simulator)
