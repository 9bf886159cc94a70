"""The way of a paper that somebody drafts (拟稿—审核—签发—用印): a journal of its own, and what comes next.

Every hand is another person's, but that whoever drafted may put the seal to what somebody else signed. What
is written anew is reviewed and signed anew, and those it binds put their names to it anew. What was issued
stays; it may be served, and made void with a reason, and its number stays with that reason.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from rules.authority.table import Permission, may
from rules.journal import canonical
from rules.paper.filling import Data, missing
from rules.paper.form import Form, Hand
from rules.procedure import Officer
from rules.refusals import Reason, Refused


class Step(StrEnum):
    """What happens to a paper, as its journal keeps it."""

    WRITE = "write"  # 拟稿
    REVIEW = "review"  # 审核
    SIGN = "sign"  # 签发
    SEAL = "seal"  # 用印
    FINISH = "finish"  # 办结记录: of what nobody but its keeper signs
    SEND_BACK = "send-back"  # 退回修改
    SERVE = "serve"  # 送达
    VOID = "void"  # 作废
    ASK = "ask"  # 请各方签名
    AUTOGRAPH = "autograph"  # 当事人、调解员签名


@dataclass(frozen=True)
class Entry:
    """One step of a paper's journal. ``body``: references, codes, days; no word of anybody. ``digest``: over
    all of it and over the digest before."""

    seq: int
    step: Step
    by: Officer
    at: datetime
    body: Mapping[str, Any]
    digest: str


@dataclass(frozen=True)
class Standing:
    """Where a paper stands. ``drafters``: who wrote it; ``hands``: who did which step since; ``fields``: what
    it says, by reference; ``number``: (year, number) once it is issued, as it was written then
    (``document_number``), and by which ``wording`` of the county; ``void``: why, by reference. ``asked``: who
    is to put their name to what it says now, and to which wording; ``autographs``: those who have
    (``rules/paper/autographs.py``)."""

    drafters: frozenset[str] = frozenset()
    hands: tuple[tuple[Step, str], ...] = ()
    fields: Mapping[str, str] | None = None
    number: tuple[int, int] | None = None
    issued_at: datetime | None = None
    void: str | None = None
    wording: str | None = None
    asked: Mapping[str, Any] | None = None
    autographs: tuple[Entry, ...] = ()
    document_number: str | None = None

    @property
    def is_issued(self) -> bool:
        """Whether it bears a number."""
        return self.number is not None


_POWERS = {
    Step.WRITE: Permission.DRAFT_PAPERS,
    Step.FINISH: Permission.DRAFT_PAPERS,
    Step.REVIEW: Permission.REVIEW_PAPERS,
    Step.SIGN: Permission.SIGN_PAPERS,
    Step.SEAL: Permission.SEAL_PAPERS,
    Step.SERVE: Permission.DRAFT_PAPERS,
    Step.VOID: Permission.SIGN_PAPERS,
    Step.ASK: Permission.DRAFT_PAPERS,
    Step.AUTOGRAPH: Permission.DRAFT_PAPERS,
}
_HANDS = {Hand.REVIEW: Step.REVIEW, Hand.SIGN: Step.SIGN, Hand.SEAL: Step.SEAL}
_SENDS_BACK = (Permission.REVIEW_PAPERS, Permission.SIGN_PAPERS, Permission.SEAL_PAPERS)


def entry_after(
    previous: str, paper: str, seq: int, step: Step, by: Officer, at: datetime, body: Mapping[str, Any]
) -> Entry:
    """The next entry of a paper's journal, linked to the one before by its digest."""
    when = at.astimezone(UTC).isoformat(timespec="microseconds")
    said = canonical([previous, paper, seq, step, by.person, by.role, by.unit, when, dict(body)])
    return Entry(seq, step, by, at, body, hashlib.sha256(said).hexdigest())


def is_whole(paper: str, entries: Sequence[Entry]) -> bool:
    """Whether no entry was changed, put in or taken out since it was written."""
    previous = ""
    for seq, each in enumerate(entries, start=1):
        again = entry_after(previous, paper, seq, each.step, each.by, each.at, each.body)
        if again.digest != each.digest:
            return False
        previous = each.digest
    return True


def standing_of(entries: Iterable[Entry]) -> Standing:
    """What the journal comes to."""
    drafters: frozenset[str] = frozenset()
    hands: tuple[tuple[Step, str], ...] = ()
    fields: Mapping[str, str] | None = None
    number, issued_at, void, wording, document_number = None, None, None, None, None
    asked: Mapping[str, Any] | None = None
    autographs: tuple[Entry, ...] = ()
    for each in entries:
        match each.step:
            case Step.WRITE:
                drafters, hands, fields = drafters | {each.by.person}, (), each.body["fields"]
                asked, autographs = None, ()
            case Step.ASK:
                asked, autographs = each.body, ()
            case Step.AUTOGRAPH:
                autographs = (*autographs, each)
            case Step.SEND_BACK:
                hands = ()
            case Step.VOID:
                void = each.body["reason"]
            case Step.REVIEW | Step.SIGN | Step.SEAL | Step.FINISH:
                hands = (*hands, (each.step, each.by.person))
        if "number" in each.body:
            number, issued_at = (each.body["year"], each.body["number"]), each.at
            wording, document_number = each.body["wording"], each.body.get("document_number")
    return Standing(
        drafters, hands, fields, number, issued_at, void, wording, asked, autographs, document_number
    )


def next_hand(form: Form, standing: Standing) -> Step | None:
    """The step that a written paper waits for; None where it is issued, or nothing is written yet."""
    if standing.is_issued or standing.fields is None or standing.void is not None:
        return None
    steps = [_HANDS[each] for each in form.hands] or [Step.FINISH]
    return steps[len(standing.hands)]


def issues(form: Form, step: Step) -> bool:
    """Whether a paper is issued, and gets its number, by this step."""
    return step is (_HANDS[form.hands[-1]] if form.hands else Step.FINISH)


def check_opening(form: Form, part: str, by: Officer, *, is_sealed_store: bool) -> None:
    """County policy 48 文书拟稿: drafted by whoever handles matters, and only what no procedure issues by
    itself; a sealed transfer where accusations are, and nothing else there.

    Raises NOT_YOURS_TO_DO, ISSUED_BY_PROCEDURE.
    """
    if form.is_sealed_store is not is_sealed_store or not may(by.role, Permission.DRAFT_PAPERS):
        raise Refused(Reason.NOT_YOURS_TO_DO)
    if not form.is_drafted(part):
        raise Refused(Reason.ISSUED_BY_PROCEDURE)


def check_step(form: Form, part: str, unit: str, standing: Standing, step: Step, by: Officer) -> None:
    """County policy 48 拟稿、审核、签发、用印: each in its turn, in the unit whose number the paper bears,
    by another person than those before. Signatures are taken there too, and by whoever is asked to sign.

    Raises NOT_YOURS_TO_DO, NOT_AT_THIS_STAGE, SAME_HAND.
    """
    is_asked = step is Step.AUTOGRAPH and by.person in _asked(standing)
    if not is_asked and (by.unit != unit or not _has_the_power(step, by.role)):
        raise Refused(Reason.NOT_YOURS_TO_DO)
    if not _is_its_turn(form, standing, step):
        raise Refused(Reason.NOT_AT_THIS_STAGE)
    if by.person in _others(standing, step):
        raise Refused(Reason.SAME_HAND)


def check_whole(form: Form, part: str, said: Data) -> None:
    """County policy 48 必填项: nothing is reviewed, signed, sealed or finished while something is missing.

    Raises PAPER_INCOMPLETE with the fields.
    """
    if lacking := missing(form.id, said, part):
        raise Refused(Reason.PAPER_INCOMPLETE, *(each.code for each in lacking))


def _asked(standing: Standing) -> frozenset[str]:
    return frozenset(each["who"] for each in (standing.asked or {}).get("signatories", ()))


def _has_the_power(step: Step, role: str) -> bool:
    powers = _SENDS_BACK if step is Step.SEND_BACK else (_POWERS[step],)
    return any(may(role, each) for each in powers)


def _is_its_turn(form: Form, standing: Standing, step: Step) -> bool:
    if standing.void is not None:
        return False
    match step:
        case Step.WRITE:
            return not standing.is_issued
        case Step.SERVE | Step.VOID:
            return standing.is_issued
        case Step.SEND_BACK:
            return bool(form.hands) and next_hand(form, standing) is not None
        case Step.ASK:
            return bool(form.signed_by) and next_hand(form, standing) is not None
        case Step.AUTOGRAPH:
            return standing.asked is not None and not standing.is_issued
    return step is next_hand(form, standing)


def _others(standing: Standing, step: Step) -> frozenset[str]:
    """Whose hand this step may not be."""
    signed = frozenset(person for each, person in standing.hands)
    match step:
        case Step.REVIEW | Step.SIGN:
            return standing.drafters | signed
        case Step.SEAL:
            return signed or standing.drafters
    return frozenset()
