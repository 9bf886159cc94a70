"""Every "no" to erasing, and to what people ask about their own information, with somebody told so."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from rules.keeping import erasing, requests
from rules.keeping.events import NoGround, RequestKind
from rules.keeping.matter import Keeping
from rules.keeping.schedule import Disposal, Kept, kept
from rules.refusals import Reason
from tests.rules.test_keeping import (
    ARCHIVIST,
    AT,
    ENDED,
    HEAD,
    OVER,
    SCHEDULE,
    WORDS,
    after,
    asked,
    held,
    proposed,
    row,
    schedule,
)

RUNNING = kept(SCHEDULE, {"dispute": None})
YOUNG = kept(schedule(row("dispute", 9)), {"dispute": ENDED})
UNSETTLED = kept(SCHEDULE, {"petition": ENDED})
ARCHIVED = kept(schedule(row("dispute", disposal=Disposal.ARCHIVE)), {"dispute": ENDED})


def propose(state: Keeping = Keeping(), until: Kept = OVER) -> Any:  # noqa: B008 - never changed
    return erasing.propose_erasure(state, ARCHIVIST, SCHEDULE, until, WORDS, AT)


def gone() -> Keeping:
    confirmed = erasing.confirm_erasure(after(proposed()), HEAD, OVER, AT)
    return after(proposed(), confirmed, erasing.erase(after(proposed(), confirmed), OVER, AT))


def granted(state: Keeping) -> Any:
    return requests.grant_request(state, HEAD, SCHEDULE, OVER, AT, request="r", words=WORDS)


def answered() -> Keeping:
    seen = asked(RequestKind.SEE)
    return after(seen, granted(after(seen)))


OF_KEEPING: Mapping[Reason, Callable[[], Callable[[], Any]]] = {
    Reason.MATTER_NOT_ENDED: lambda: partial(propose, until=RUNNING),
    Reason.STILL_KEPT: lambda: partial(propose, until=YOUNG),
    Reason.RETENTION_NOT_SETTLED: lambda: partial(propose, until=UNSETTLED),
    Reason.GOES_TO_THE_ARCHIVE: lambda: partial(propose, until=ARCHIVED),
    Reason.ON_HOLD: lambda: partial(propose, after(held())),
    Reason.NOT_ON_HOLD: lambda: partial(erasing.release_hold, Keeping(), HEAD, "hold-1", WORDS, AT),
    Reason.ERASURE_ALREADY_PROPOSED: lambda: partial(propose, after(proposed())),
    Reason.NO_ERASURE_PROPOSED: lambda: partial(erasing.confirm_erasure, Keeping(), HEAD, OVER, AT),
    Reason.OWN_PROPOSAL: lambda: partial(erasing.confirm_erasure, after(proposed()), ARCHIVIST, OVER, AT),
    Reason.ALREADY_ERASED: lambda: partial(propose, gone()),
    Reason.NO_SUCH_REQUEST: lambda: partial(granted, Keeping()),
    Reason.REQUEST_ANSWERED: lambda: partial(granted, answered()),
    Reason.ANSWER_DOES_NOT_FIT: lambda: partial(
        requests.refuse_request,
        after(asked(RequestKind.EXPLAIN)),
        HEAD,
        AT,
        request="r",
        ground=NoGround.LAW_KEEPS_IT,
        reason=WORDS,
    ),
    Reason.NOT_RESTRICTED: lambda: partial(requests.lift_restriction, Keeping(), HEAD, AT, reason=WORDS),
}
