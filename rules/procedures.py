"""Every procedure of the house by its persisted name; those of the sealed store stand apart."""

from collections.abc import Mapping

from rules.accusation.procedure import ACCUSATION
from rules.aftercare.procedure import AFTERCARE
from rules.consultation.procedure import CONSULTATION
from rules.dispute.procedure import DISPUTE
from rules.handoff.procedure import HANDOFF
from rules.past.procedure import PAST
from rules.petition.procedure import PETITION
from rules.petition_aftercare.procedure import PETITION_AFTERCARE
from rules.procedure import Procedure
from rules.recommendation.procedure import RECOMMENDATION
from rules.review.procedure import RE_REVIEW, REVIEW
from rules.supervision.procedure import SUPERVISION

_ALL = (
    *(DISPUTE, PETITION, CONSULTATION, AFTERCARE, PETITION_AFTERCARE, REVIEW, RE_REVIEW, HANDOFF, PAST),
    *(SUPERVISION, RECOMMENDATION),
)
PROCEDURES: Mapping[str, Procedure] = {procedure.name: procedure for procedure in _ALL}

# 检举控告: what runs in the sealed store, and nowhere else.
SEALED_PROCEDURES: Mapping[str, Procedure] = {ACCUSATION.name: ACCUSATION}
