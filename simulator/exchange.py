"""One handoff (对接) as one side sees it, and what a message makes of it.

The same table for both directions: whoever says a thing, it is the sender's or the receiver's to say.
"""

import json
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Any, Literal, Self

BY_SENDER = frozenset({"sent", "recalled", "supplied", "confirmed", "consent-ended"})
BY_RECEIVER = frozenset(
    {"received", "signed-for", "accepted", "refused", "supplement-wanted", "progressed", "returned"}
)
UNDECIDED = frozenset({"draft", "sent", "received", "signed-for", "supplement"})
ENDED = frozenset({"refused", "recalled", "expired", "consent-ended", "returned", "closed"})
MAY_BE_SAID: dict[str, frozenset[str]] = {
    "sent": frozenset({"draft"}),
    "received": frozenset({"draft", "sent"}),
    "signed-for": frozenset({"draft", "sent", "received"}),
    "supplement-wanted": UNDECIDED - {"supplement"},
    "supplied": frozenset({"supplement"}),
    "accepted": UNDECIDED,
    "refused": UNDECIDED,
    "recalled": UNDECIDED,
    "progressed": frozenset({"accepted"}),
    "returned": frozenset({"accepted"}),
    "confirmed": frozenset({"returned"}),
    "consent-ended": UNDECIDED | {"accepted"},
}
LEADS_TO = {"supplement-wanted": "supplement", "progressed": "accepted", "confirmed": "closed"}
# Said late, it is no news and no mistake.
OVERTAKEN = {
    "received": frozenset({"received", "signed-for", "supplement", "accepted"}),
    "signed-for": frozenset({"signed-for", "supplement", "accepted"}),
    "recalled": frozenset({"recalled"}),
    "confirmed": frozenset({"closed"}),
}

Effect = Literal["taken", "nothing", "refused", "pending"]


@dataclass(frozen=True)
class Exchange:
    """`is_ours`: the agency is its sender. `said`: the digests of what stands, of either side."""

    subject: str
    docking: str
    is_ours: bool
    stage: str = "draft"
    receiver_ref: str | None = None
    said: tuple[str, ...] = ()
    has_asked: bool = False
    has_supplied: bool = False
    is_signed: bool = False
    practice: tuple[str, ...] | None = None

    @property
    def holder(self) -> str:
        """Who holds the matter (由谁负责): the receiver from acceptance until the result has come back."""
        return "receiver" if self.stage == "accepted" else "sender"

    def is_for(self, what: str, *, by_us: bool) -> bool:
        """Whether this is this side's to say."""
        return (what in BY_SENDER) == (self.is_ours == by_us)

    def written(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, written: str) -> Self:
        plain = json.loads(written)
        practice = plain.pop("practice")
        return cls(
            **{**plain, "said": tuple(plain["said"])},
            practice=None if practice is None else tuple(practice),
        )


@dataclass(frozen=True)
class Verdict:
    """What a message makes of the exchange."""

    exchange: Exchange
    effect: Effect
    reason: str | None = None


def said(exchange: Exchange, what: str, data: dict[str, Any], *, by_us: bool) -> Verdict:
    """This message at this point of the exchange."""
    if not exchange.is_for(what, by_us=by_us):
        return Verdict(exchange, "refused", "not-at-this-stage")
    if what == "supplement-wanted" and exchange.has_asked and exchange.stage not in ENDED:
        return Verdict(exchange, "refused", "supplement-asked-before")
    if _digest(what, data) in exchange.said or exchange.stage in OVERTAKEN.get(what, ()):
        return Verdict(exchange, "nothing")
    if exchange.stage not in MAY_BE_SAID[what]:
        return Verdict(exchange, "refused", _why_not(exchange.stage, what))
    return Verdict(_with(exchange, what, data), "taken")


def ended(exchange: Exchange, stage: str) -> Exchange:
    """The exchange, after the other side said how it had ended before we spoke."""
    return replace(exchange, stage=stage)


def _why_not(stage: str, what: str) -> str:
    if stage == "recalled":
        return "recalled"
    if stage in ENDED:
        return "ended"
    if stage == "accepted" and what in {"recalled", "refused"}:
        return "already-accepted"
    return "not-at-this-stage"


def _with(exchange: Exchange, what: str, data: dict[str, Any]) -> Exchange:
    is_signed = exchange.is_signed or what == "signed-for"
    stage = LEADS_TO.get(what, what)
    if what == "supplied":
        stage = "signed-for" if is_signed else "received"
    return replace(
        exchange,
        stage=stage,
        said=(*exchange.said, _digest(what, data)),
        receiver_ref=data.get("receiver_ref", exchange.receiver_ref),
        has_asked=exchange.has_asked or what == "supplement-wanted",
        has_supplied=exchange.has_supplied or what == "supplied",
        is_signed=is_signed,
    )


def _digest(what: str, data: dict[str, Any]) -> str:
    return sha256(f"{what} {json.dumps(data, sort_keys=True)}".encode()).hexdigest()[:24]
