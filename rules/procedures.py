"""Every procedure of the house by its persisted name."""

from collections.abc import Mapping

from rules.aftercare.procedure import AFTERCARE
from rules.dispute.procedure import DISPUTE
from rules.past.procedure import PAST
from rules.procedure import Procedure

PROCEDURES: Mapping[str, Procedure] = {procedure.name: procedure for procedure in (DISPUTE, AFTERCARE, PAST)}
