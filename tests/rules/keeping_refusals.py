"""What is refused about keeping what is personal, and how it comes to that."""

from collections.abc import Callable
from functools import partial
from typing import Any

from rules.keeping import erasing, requests
from rules.keeping.events import NoGround, RequestKind
from rules.keeping.matter import Keeping
from rules.keeping.schedule import Disposal, Kept, kept
from rules.procedure import Now
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

STILL = kept(SCHEDULE, {"dispute": AT.today})
UNSETTLED = kept(schedule(row("dispute", mark="V")), {"dispute": ENDED})
ARCHIVED = kept(schedule(row("dispute", disposal=Disposal.ARCHIVE)), {"dispute": ENDED})
UNENDED = kept(SCHEDULE, {"dispute": None})


def propose(state: Keeping, until: Kept = OVER, at: Now = AT) -> Callable[[], object]:
    return partial(erasing.propose_erasure, state, ARCHIVIST, SCHEDULE, until, WORDS, at)


def gone() -> Keeping:
    confirmed = erasing.confirm_erasure(after(proposed()), HEAD, OVER, AT)
    return after(proposed(), confirmed, erasing.erase(after(proposed(), confirmed), OVER, AT))


def granted(state: Keeping) -> Callable[[], object]:
    return partial(requests.grant_request, state, HEAD, SCHEDULE, OVER, AT, request="r", words=None)


def answered() -> Keeping:
    see = asked(RequestKind.SEE)
    return after(see, granted(after(see))())


def refused_for(ground: NoGround) -> Callable[[], object]:
    said: dict[str, Any] = {"request": "r", "ground": ground, "reason": WORDS}
    return partial(requests.refuse_request, after(asked(RequestKind.SEE)), HEAD, AT, **said)


OF_WHAT_IS_KEPT: dict[Reason, Callable[[], Callable[[], object]]] = {
    Reason.MATTER_NOT_ENDED: lambda: propose(Keeping(), UNENDED),
    Reason.STILL_KEPT: lambda: propose(Keeping(), STILL),
    Reason.RETENTION_NOT_SETTLED: lambda: propose(Keeping(), UNSETTLED),
    Reason.GOES_TO_THE_ARCHIVE: lambda: propose(Keeping(), ARCHIVED),
    Reason.ON_HOLD: lambda: propose(after(held())),
    Reason.NOT_ON_HOLD: lambda: partial(erasing.release_hold, Keeping(), HEAD, "hold-1", WORDS, AT),
    Reason.ERASURE_ALREADY_PROPOSED: lambda: propose(after(proposed())),
    Reason.NO_ERASURE_PROPOSED: lambda: partial(erasing.decline_erasure, Keeping(), HEAD, WORDS, AT),
    Reason.OWN_PROPOSAL: lambda: partial(erasing.confirm_erasure, after(proposed()), ARCHIVIST, OVER, AT),
    Reason.ALREADY_ERASED: lambda: propose(gone()),
    Reason.NO_SUCH_REQUEST: lambda: granted(Keeping()),
    Reason.REQUEST_ANSWERED: lambda: granted(answered()),
    Reason.ANSWER_DOES_NOT_FIT: lambda: refused_for(NoGround.LAW_KEEPS_IT),
    Reason.NOT_RESTRICTED: lambda: partial(requests.lift_restriction, Keeping(), HEAD, AT, reason=WORDS),
}
