"""Every proceeding of the house, by the persisted name of its procedure."""

from collections.abc import Mapping
from typing import Any

from workflows.aftercare import AftercareWorkflow
from workflows.dispute import DisputeWorkflow
from workflows.proceeding import ProceedingWorkflow

PROCEEDINGS: Mapping[str, type[ProceedingWorkflow[Any]]] = {
    "dispute": DisputeWorkflow,
    "aftercare": AftercareWorkflow,
}
