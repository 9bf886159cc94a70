"""Every procedure of the house by its persisted name; those of the sealed store stand apart."""

from collections.abc import Mapping

from rules.accusation.procedure import ACCUSATION
from rules.aftercare.procedure import AFTERCARE
from rules.backlog.procedure import BACKLOG
from rules.consultation.procedure import CONSULTATION
from rules.dispatch.procedure import DISPATCH
from rules.dispute.procedure import DISPUTE
from rules.errand.procedure import ERRAND
from rules.event.procedure import EVENT
from rules.handoff.procedure import HANDOFF
from rules.incident.procedure import INCIDENT
from rules.inspection.procedure import INSPECTION
from rules.meeting.procedure import MEETING
from rules.past.procedure import PAST
from rules.petition.procedure import PETITION
from rules.petition_aftercare.procedure import PETITION_AFTERCARE
from rules.procedure import Procedure
from rules.recommendation.procedure import RECOMMENDATION
from rules.review.procedure import RE_REVIEW, REVIEW
from rules.supervision.procedure import SUPERVISION

_ALL = (
    *(DISPUTE, PETITION, CONSULTATION, AFTERCARE, PETITION_AFTERCARE, REVIEW, RE_REVIEW, HANDOFF, PAST),
    # the centre: what it is told, whom it convenes, what it looks after, whom it calls
    *(EVENT, MEETING, SUPERVISION, RECOMMENDATION, INSPECTION, BACKLOG, DISPATCH, INCIDENT, ERRAND),
)
PROCEDURES: Mapping[str, Procedure] = {procedure.name: procedure for procedure in _ALL}

# 检举控告: what runs in the sealed store, and nowhere else.
SEALED_PROCEDURES: Mapping[str, Procedure] = {ACCUSATION.name: ACCUSATION}
