"""Of which kind (纠纷类型) a dispute about a line of the list is: what is suggested to whoever registers one.

No law says so: the kinds are the county's own, and a person changes or leaves the suggestion. A line that
may be of several kinds, or of none, is not here.
"""

from collections.abc import Mapping

DISPUTE_TYPES: Mapping[str, str] = {
    "R-05": "contracted-land",
    "R-06": "homestead",
    "R-10": "neighbour",
    "R-12": "marriage-family",
    "R-14": "support",
    "R-15": "inheritance",
    "R-16": "debt",
    "R-17": "wages",
    "R-24": "traffic",
    "R-26": "medical",
    "R-27": "consumer",
    "R-29": "property-service",
}
