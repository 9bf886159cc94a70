"""Every proceeding of the house, by the persisted name of its procedure; those of the sealed store apart."""

from collections.abc import Mapping
from typing import Any

from workflows.accusation import AccusationWorkflow
from workflows.aftercare import AftercareWorkflow
from workflows.backlog import BacklogWorkflow
from workflows.consultation import ConsultationWorkflow
from workflows.dispatch import DispatchWorkflow
from workflows.dispute import DisputeWorkflow
from workflows.errand import ErrandWorkflow
from workflows.event import EventWorkflow
from workflows.handoff import HandoffWorkflow
from workflows.handover import HandoverWorkflow
from workflows.incident import IncidentWorkflow
from workflows.inspection import InspectionWorkflow
from workflows.meeting import MeetingWorkflow
from workflows.petition import PetitionWorkflow
from workflows.petition_aftercare import PetitionAftercareWorkflow
from workflows.proceeding import ProceedingWorkflow
from workflows.publication import PublicationWorkflow
from workflows.recommendation import RecommendationWorkflow
from workflows.reports import ReportsWorkflow
from workflows.review import ReReviewWorkflow, ReviewWorkflow
from workflows.rota import RotaWorkflow
from workflows.supervision import SupervisionWorkflow
from workflows.watch import WatchWorkflow

PROCEEDINGS: Mapping[str, type[ProceedingWorkflow[Any]]] = {
    "dispute": DisputeWorkflow,
    "petition": PetitionWorkflow,
    "aftercare": AftercareWorkflow,
    "petition_aftercare": PetitionAftercareWorkflow,
    "review": ReviewWorkflow,
    "re_review": ReReviewWorkflow,
    "consultation": ConsultationWorkflow,
    "handoff": HandoffWorkflow,
    "event": EventWorkflow,
    "inspection": InspectionWorkflow,
    "backlog": BacklogWorkflow,
    "meeting": MeetingWorkflow,
    "dispatch": DispatchWorkflow,
    "incident": IncidentWorkflow,
    "errand": ErrandWorkflow,
    "supervision": SupervisionWorkflow,
    "recommendation": RecommendationWorkflow,
}

# Only the sealed worker knows these, and it knows no others.
SEALED_PROCEEDINGS: Mapping[str, type[ProceedingWorkflow[Any]]] = {
    "accusation": AccusationWorkflow,
}

# What both workers know beside their proceedings.
LABOURS: tuple[type, ...] = (
    PublicationWorkflow,
    HandoverWorkflow,
    ReportsWorkflow,
    RotaWorkflow,
    WatchWorkflow,
)

EVERY: tuple[type, ...] = (*PROCEEDINGS.values(), *SEALED_PROCEEDINGS.values(), *LABOURS)
