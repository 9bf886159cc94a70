"""How far the search goes: in every run, and, with ``FENGQIAO_SEARCH=long``, on request."""

import os

from tests.handoffs.model.world import Bound

IN_EVERY_RUN = {
    "one exchange, two incidents": Bound(exchanges=1, together=2),
    "two exchanges, one incident": Bound(exchanges=2, together=1),
}
ON_REQUEST = {
    "two exchanges, a duplicate, a period and a recall": Bound(
        exchanges=2, consents=0, supplements=0, undeliverable=0, together=3
    ),
    "one exchange, three incidents": Bound(exchanges=1, together=3),
    "two exchanges, two in flight, three incidents": Bound(exchanges=2, in_flight=2, together=3),
}
IS_LONG = os.environ.get("FENGQIAO_SEARCH") == "long"
BOUNDS = IN_EVERY_RUN | (ON_REQUEST if IS_LONG else {})
