"""The documents, by id: D-01 … D-36 with D-19a, thirty-seven of them."""

from collections.abc import Mapping

from rules.paper.form import Form
from rules.paper.table import centre, mediation, petition, sealing, supervision

_ROWS = (*petition.ROWS, *supervision.ROWS, *mediation.ROWS, *centre.ROWS, *sealing.ROWS)
FORMS: Mapping[str, Form] = {each.id: each for each in sorted(_ROWS, key=lambda row: row.id)}
