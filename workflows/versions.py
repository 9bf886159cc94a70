"""Which build goes on with a run (版本承接): it stays with the one that began it, what follows it goes to
the build that is current. Where builds have no names, there is nothing to choose."""

from temporalio import workflow
from temporalio.workflow import ContinueAsNewVersioningBehavior


def newest() -> ContinueAsNewVersioningBehavior | None:
    """For whatever continues as new: the next run belongs to the build that is current then."""
    build = workflow.info().get_current_deployment_version()
    has_a_name = build is not None and bool(build.deployment_name)
    return ContinueAsNewVersioningBehavior.AUTO_UPGRADE if has_a_name else None


def is_overtaken() -> bool:
    """Whether another build has become current since this run began; seen whenever it wakes."""
    return workflow.info().is_target_worker_deployment_version_changed()
