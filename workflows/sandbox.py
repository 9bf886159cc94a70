"""How workflow code is run: the same for workers, for tests and for replaying what is recorded."""

from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

# Ruff keeps clocks and chance out of these rooms. Loading them afresh for every case that wakes, as the
# sandbox would, doubles what it costs to wake one.
RUNNER = SandboxedWorkflowRunner(
    restrictions=SandboxRestrictions.default.with_passthrough_modules(
        "opentelemetry", "rules", "structlog", "watching", "workflows", "written"
    )
)
