"""`python -m conformance`: the same as `fengqiao conformance`."""

import typer

from conformance.command import conformance

typer.run(conformance)
