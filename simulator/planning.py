"""What an agency of a given temper (脾气) means to do with a handoff, drawn from (seed, agency, subject)."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from hashlib import sha256
from random import Random
from typing import Any

import contract
from simulator.exchange import Exchange

REFUSALS = ("not-competent", "no-consent", "not-suitable", "incomplete", "already-pending", "other")
WISHES: dict[str, tuple[str, ...]] = {
    "accept": ("received", "signed-for", "accepted"),
    "refuse": ("received", "refused"),
    "want-supplement": ("received", "signed-for", "supplement-wanted"),
    "return": ("returned",),
}
GARBAGE = ("unsigned", "forged", "stale", "malformed", "wrong-shape", "too-large", "not-ours")


class Temper(StrEnum):
    """How an agency behaves. `desk` does nothing of its own accord: somebody acts at its desk."""

    PROMPT = "prompt"
    SLOW = "slow"
    SILENT = "silent"
    REFUSES = "refuses"
    DOUBLE_SENDS = "double-sends"
    OUT_OF_ORDER = "out-of-order"
    GARBAGE = "garbage"
    ERRORS = "errors"
    ACCEPTS_AFTER_RECALL = "accepts-after-recall"
    SUPPLEMENT = "supplement"
    DESK = "desk"


@dataclass(frozen=True)
class Act:
    """Something to be said, so many paces after what was said before.

    `is_forced`: said although the agency knows better. `manner`: "ahead" does not wait for its turn.
    """

    what: str
    data: dict[str, Any] = field(default_factory=dict)
    paces: float = 1.0
    needs_supplement: bool = False
    is_forced: bool = False
    manner: str = "ordered"

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def dice(seed: int, agency: str, subject: str) -> Random:
    """The same throws for the same seed, agency and subject."""
    return Random(f"{seed}/{agency}/{subject}")  # noqa: S311  to be repeated, not to be secret


def first_acts(temper: Temper, exchange: Exchange, throw: Random) -> list[Act]:
    """What follows from having been sent a matter."""
    if exchange.practice is not None:
        return wished(exchange)
    outcomes = contract.dockings()[exchange.docking]
    paces = 20.0 if temper is Temper.SLOW else 0.5 + throw.random()
    returned = Act("returned", {"outcome": throw.choice(outcomes)}, paces)
    opening = [Act("received", paces=paces), Act("signed-for", paces=paces)]
    match temper:
        case Temper.SILENT | Temper.DESK:
            return []
        case Temper.REFUSES:
            return [*opening, Act("refused", {"reason": throw.choice(REFUSALS)}, paces)]
        case Temper.SUPPLEMENT:
            accepted = Act("accepted", paces=paces, needs_supplement=True)
            return [*opening, Act("supplement-wanted", paces=paces), accepted, returned]
        case Temper.OUT_OF_ORDER:
            early = ("accepted", "signed-for", "received")
            ahead = [Act(what, paces=paces, is_forced=True, manner="ahead") for what in early]
            return [*ahead, Act("accepted", paces=paces), returned]
    return [*opening, Act("accepted", paces=paces), Act("progressed", paces=paces), returned]


def wished(exchange: Exchange) -> list[Act]:
    """The wishes of a practice matter (练习件), in order, at once; after `stay-silent` nothing more."""
    acts: list[Act] = []
    waits = False
    for wish in exchange.practice or ():
        if wish == "stay-silent":
            break
        data = {"outcome": contract.dockings()[exchange.docking][0]} if wish == "return" else {}
        for what in WISHES[wish]:
            is_last = what == WISHES[wish][-1]
            acts.append(Act(what, data if is_last else {}, paces=0, needs_supplement=waits))
        waits = waits or wish == "want-supplement"
    return acts


def reaction(temper: Temper, exchange: Exchange, what: str, throw: Random) -> list[Act]:
    """What follows from a later message of the other side."""
    if exchange.is_ours and temper not in {Temper.SILENT, Temper.DESK}:
        answer = {"supplement-wanted": "supplied", "returned": "confirmed"}.get(what)
        return [Act(answer, paces=0.5 + throw.random())] if answer else []
    stubborn = temper is Temper.ACCEPTS_AFTER_RECALL and exchange.practice is None
    return [Act("accepted", is_forced=True)] if stubborn and what == "recalled" else []


def words(what: str, agency: str, subject: str, at: str) -> dict[str, Any]:
    """The data of a message where nothing else was given."""
    seat = {"role": "filing_clerk", "unit": agency}
    ref = f"{agency}-{sha256(subject.encode()).hexdigest()[:8]}"
    match what:
        case "received":
            return {"receiver_ref": ref}
        case "signed-for":
            return {"signed_by": seat, "signed_at": at, "receiver_ref": ref}
        case "accepted":
            return {"receiver_ref": ref, "accepted_by": seat}
        case "refused":
            return {"reason": "not-competent", "basis": "职责分工", "words": "不属于本单位职责范围。"}
        case "supplement-wanted":
            return {"items": ["双方当事人的联系方式"]}
        case "progressed":
            return {"note": "已约定办理时间。"}
        case "returned":
            return {"documents": [document("result", "办理结果", f"{ref} 的办理结果。")]}
        case "supplied":
            return {"documents": [document("supplement", "补充材料", "补充材料。")], "note": "已补齐。"}
        case "recalled":
            return {"reason": "不再需要办理。"}
    return {}


def matter(docking: str, agency: str, at: str) -> dict[str, Any]:
    """The data of a `sent` where nothing else was given."""
    return {
        "docking": docking,
        "from_unit": agency,
        "to_unit": "county",
        "summary": "双方就邻里排水发生纠纷，愿意调解。",
        "parties": [
            {"ref": "party-1", "role": "applicant", "name": "甲", "is_minor": False},
            {"ref": "party-2", "role": "respondent", "name": "乙", "is_minor": False},
        ],
        "consents": [
            {"party": party, "scope": "mediation", "form": "written", "given_at": at}
            for party in ("party-1", "party-2")
        ],
        "documents": [document("application", "调解申请书", "请求疏通排水沟。")],
        "legal_basis": [],
        "sent_by": {"role": "filing_clerk", "unit": agency},
        "sent_at": at,
    }


def document(kind: str, title: str, text: str) -> dict[str, Any]:
    """A document with its text and the digest of it."""
    digest = sha256(text.encode()).hexdigest()
    return {
        "ref": f"document-{digest[:8]}",
        "kind": kind,
        "title": title,
        "sha256": digest,
        "class": "internal",
        "text": text,
    }
