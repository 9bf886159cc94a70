"""What people ask about their own information (个人信息请求): received, and answered by a named person.

The law gives no number of days for an answer, only "in time" (及时); the day named here is county policy.
Whoever is refused is told why, and that they may go to court (PIPL 50).
"""

from collections.abc import Collection
from datetime import timedelta

from rules.keeping import erasing, events
from rules.keeping.events import NoGround, RequestKind
from rules.keeping.matter import DataRequest, Keeping
from rules.keeping.schedule import Kept, Schedule
from rules.procedure import Event, Now, Officer, Sealed
from rules.refusals import Reason, Refused

PERSONAL_NOTICE = "D-36"  # 个人信息处理告知书

# What each may be refused for. That the record must be kept bars erasing it, and nothing else.
_NO: dict[RequestKind, frozenset[NoGround]] = {
    RequestKind.SEE: frozenset({NoGround.NOT_THEIRS, NoGround.SECRECY, NoGround.OF_OTHERS}),
    RequestKind.CORRECT: frozenset({NoGround.NOT_THEIRS, NoGround.NOT_SHOWN}),
    RequestKind.DELETE: frozenset({NoGround.NOT_THEIRS, NoGround.LAW_KEEPS_IT}),
    RequestKind.EXPLAIN: frozenset({NoGround.SECRECY}),
}


def give_notice(
    state: Keeping, by: Officer | None, version: str, means: events.Means, now: Now
) -> tuple[events.NoticeGiven, ...]:
    """PIPL 17 告知: that the notice of this version was shown; once for each version."""
    if version in state.notices:
        return ()
    return (events.NoticeGiven(at=now.at, by=by, version=version, means=means),)


def receive_request(
    state: Keeping,
    by: Officer,
    schedule: Schedule,
    now: Now,
    *,
    request: str,
    asks: RequestKind,
    means: events.Means,
    party: str | None,
    parties: Collection[str],
    words: Sealed | None,
) -> tuple[events.RequestReceived, ...]:
    """PIPL 50, county policy 35 收到请求: it can be made at any time and stage."""
    if state.is_erased:
        raise Refused(Reason.ALREADY_ERASED)
    if party is not None and party not in parties:
        raise Refused(Reason.UNKNOWN_PARTY)
    due_on = now.today + timedelta(days=schedule.answer_within)
    return (
        events.RequestReceived(
            at=now.at,
            by=by,
            request=request,
            asks=asks,
            means=means,
            party=party,
            words=words,
            due_on=due_on,
        ),
    )


def grant_request(
    state: Keeping,
    by: Officer,
    schedule: Schedule,
    kept: Kept,
    now: Now,
    *,
    request: str,
    words: Sealed | None,
) -> tuple[Event, ...]:
    """PIPL 45, 46, 47, 48 照办: a copy, a correction, an explanation. To erase is granted only where nobody
    need keep it any more, and another person confirms it."""
    asked = _waiting(state, request)
    granted = events.RequestGranted(at=now.at, by=by, request=request, words=words)
    if asked.asks is not RequestKind.DELETE:
        return (granted,)
    if words is None:
        raise Refused(Reason.ANSWER_DOES_NOT_FIT)
    return (granted, *erasing.propose_erasure(state, by, schedule, kept, words, now))


def refuse_request(
    state: Keeping, by: Officer, now: Now, *, request: str, ground: NoGround, reason: Sealed
) -> tuple[events.RequestRefused, ...]:
    """PIPL 50 拒绝: on a ground that fits what was asked, with the reason in words."""
    asked = _waiting(state, request)
    if ground not in _NO[asked.asks]:
        raise Refused(Reason.ANSWER_DOES_NOT_FIT)
    return (events.RequestRefused(at=now.at, by=by, request=request, ground=ground, reason=reason),)


def restrict_use(
    state: Keeping, by: Officer, kept: Kept, now: Now, *, request: str, reason: Sealed
) -> tuple[events.UseRestricted, ...]:
    """PIPL 47 停止使用: what must be kept is kept, and used for nothing else. Not while it is worked on."""
    asked = _waiting(state, request)
    if asked.asks is not RequestKind.DELETE:
        raise Refused(Reason.ANSWER_DOES_NOT_FIT)
    if kept.why is Reason.MATTER_NOT_ENDED:
        raise Refused(kept.why)
    return (events.UseRestricted(at=now.at, by=by, request=request, reason=reason),)


def lift_restriction(
    state: Keeping, by: Officer, now: Now, *, reason: Sealed
) -> tuple[events.RestrictionLifted, ...]:
    """PIPL 47 恢复使用: where the law asks for the file again. Raises NOT_RESTRICTED."""
    if not state.is_restricted:
        raise Refused(Reason.NOT_RESTRICTED)
    return (events.RestrictionLifted(at=now.at, by=by, reason=reason),)


def _waiting(state: Keeping, ref: str) -> DataRequest:
    asked = state.request(ref)
    if asked is None:
        raise Refused(Reason.NO_SUCH_REQUEST)
    if asked.answer:
        raise Refused(Reason.REQUEST_ANSWERED)
    return asked
