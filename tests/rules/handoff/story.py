"""A handoff as a test tells it: by our people, by an agency's system, or between two of ours."""

from collections.abc import Callable, Mapping
from typing import Any
from unittest.mock import patch

from rules.dockings import DOCKINGS
from rules.dockings.common import CONFIRMED
from rules.dockings.docking import Body, Consents, Docking, DockingClock, Line, Point, Silence, Trait, Trap
from rules.handoff import commands
from rules.handoff.matter import (
    Completion,
    ConsentForm,
    Handoff,
    Paper,
    Person,
    RefusalReason,
    Side,
    SideName,
    Stage,
    What,
)
from rules.handoff.opening import arrived, open_handoff
from rules.handoff.procedure import HANDOFF
from rules.procedure import Command, Event, Fact, Officer
from rules.refusals import Reason
from tests.rules import county
from tests.rules.story import KEY, WORDS, Story

# A row with everything a row can have; the real ones stand in their own tests.
TRIAL = Docking(
    code="trial",
    line=Line.COURT,
    senders=frozenset({Body.MEDIATION, Body.COURT}),
    receivers=frozenset({Body.MEDIATION, Body.COURT}),
    basis=(),
    consents=Consents.EVERYBODY,
    outcomes=frozenset({"registered", "not-registered"}),
    clocks=(
        DockingClock("accept-by", "P-28", Point.RECEIPT, Point.ACCEPTANCE),
        DockingClock("mediate-by", "K-48", Point.SIGNATURE, Point.RETURN, Silence.TO_COURT),
        DockingClock("report-by", "P-30", Point.ACCEPTANCE, Point.RETURN),
        CONFIRMED,
    ),
    documents=("complaint",),
    returns={"": ("mediation-record",), "registered": ("agreement",)},
    traps=(Trap(frozenset({Trait.TITLE}), Reason.STATUS_IS_NOT_MEDIATED),),
    within="K-50",
    at_most_a_side=2,
    keeps_former_mediators_out=True,
)
ASSIGNED = "assigned-mediation"


def in_force(ask: Callable[[], Any]) -> Callable[[], Any]:
    """Ask while the row of these tests stands in the table."""

    def asked() -> Any:
        with patch.dict(DOCKINGS, {TRIAL.code: TRIAL}):
            return ask()

    return asked


CENTRE = Officer("p-centre", "dispute_resolution_centre", county.COUNTY)
TRIBUNAL = Officer("p-tribunal", "peoples_tribunal", county.TOWNSHIP)
OFFICE = Officer("p-office", "justice_office", county.TOWNSHIP)
HELPING, OTHER_HELPING = county.seated("dept_handler", "sl-d1"), county.seated("dept_handler", "sl-d2")
STRANGER = county.NEIGHBOURING_SECRETARY

COURT = Side(body=Body.COURT, unit="sl-court", role="court", agency="sl-court")
OUR_COURT = Side(body=Body.COURT, unit=TRIBUNAL.unit, role=TRIBUNAL.role)
MEDIATION = Side(body=Body.MEDIATION, unit=OFFICE.unit, role=OFFICE.role)
OUR_CENTRE = Side(body=Body.MEDIATION, unit=CENTRE.unit, role=CENTRE.role)

ZHANG = Person(ref="zhang", role="applicant")
LI = Person(ref="li", role="respondent")
LAWYER = Person(ref="lawyer", role="agent")

COMPLAINT = Paper(kind="complaint", text=WORDS)
RECORD = Paper(kind="mediation-record", text=WORDS)
AGREEMENT = Paper(kind="agreement", text=WORDS)

_SIDES: Mapping[str, tuple[str, Side, Side]] = {
    "to-agency": ("trial", OUR_CENTRE, COURT),
    "from-agency": (ASSIGNED, COURT, MEDIATION),
    "among-us": (ASSIGNED, OUR_COURT, MEDIATION),
}
KINDS = tuple(_SIDES)

# Where it can stand: theirs begins received; our own people have it as soon as it is sent, and know at once
# that it has ended.
_NEVER = {
    (Stage.DRAFT, "from-agency"),
    (Stage.SENT, "from-agency"),
    (Stage.SENT, "among-us"),
    (Stage.ENDED, "among-us"),
}
STANDS = tuple((stage, kind) for stage in Stage for kind in KINDS if (stage, kind) not in _NEVER)


class HandoffStory(Story):
    state: Handoff
    heard = 0

    @property
    def sender(self) -> Officer:
        return _officer(self.state.sender)

    @property
    def receiver(self) -> Officer:
        return _officer(self.state.receiver)

    def says(self, side: SideName, what: What, **said: Any) -> tuple[Event, ...]:
        """The other side's system says something, under a new id."""
        self.heard += 1
        return self.hear(message(side, what, f"m-{self.heard}", self.at, **said))

    def taken(self) -> "HandoffStory":
        """The other side's system takes whatever waits for it."""
        for each in self.state.outgoing:
            self.hear(commands.MessageDelivered(seq=each.seq, taken_at=self.at, effect="taken"))
        return self

    def lost(self) -> "HandoffStory":
        """The other side's system will have nothing of what waits for it."""
        for each in self.state.outgoing:
            self.hear(commands.MessageUndeliverable(seq=each.seq, code="gone"))
        return self

    def complete(self) -> "HandoffStory":
        """Everybody who must agree does, and every paper is there."""
        for party in sorted(self.state.needs_consent_of):
            self.hear(consent(party, by=self.sender))
        missing = set(self.state.terms.documents) - {paper.kind for paper in self.state.papers}
        if missing:
            papers = tuple(Paper(kind=kind, text=WORDS) for kind in sorted(missing))
            self.hear(commands.AddHandoffPapers(id=KEY, by=self.sender, papers=papers))
        return self

    def send(self) -> "HandoffStory":
        if not self.state.sender.agency:  # theirs has been sent when it begins
            self.complete().hear(commands.SendHandoff(id=KEY, by=self.sender))
        return self

    def sign(self) -> "HandoffStory":
        if self.state.receiver.agency:
            self.says(SideName.RECEIVER, What.SIGNED_FOR)
        else:
            self.hear(commands.SignForHandoff(id=KEY, by=self.receiver))
        return self

    def accept(self) -> "HandoffStory":
        if self.state.receiver.agency:
            self.says(SideName.RECEIVER, What.ACCEPTED, ref="court/1")
        else:
            self.hear(commands.AcceptHandoff(id=KEY, by=self.receiver))
        return self

    def want(self) -> "HandoffStory":
        if self.state.receiver.agency:
            self.says(SideName.RECEIVER, What.SUPPLEMENT_WANTED, words=WORDS)
        else:
            self.hear(commands.WantSupplement(id=KEY, by=self.receiver, what=WORDS))
        return self

    def supply(self) -> "HandoffStory":
        if self.state.sender.agency:
            self.says(SideName.SENDER, What.SUPPLIED, papers=(RECORD,))
        else:
            self.hear(commands.SupplyHandoff(id=KEY, by=self.sender, papers=(RECORD,)))
        return self

    def refuse(self) -> "HandoffStory":
        if self.state.receiver.agency:
            self.says(SideName.RECEIVER, What.REFUSED, reason=RefusalReason.NOT_COMPETENT, words=WORDS)
        else:
            self.hear(refusal(by=self.receiver))
        return self

    def give_back(self, outcome: str | None = None) -> "HandoffStory":
        said = {"outcome": outcome or self.usual_outcome, "papers": (RECORD, AGREEMENT)}
        if self.state.receiver.agency:
            self.says(SideName.RECEIVER, What.RETURNED, **said)
        else:
            self.hear(commands.ReturnHandoff(id=KEY, by=self.receiver, **said))  # type: ignore[arg-type]
        return self

    def confirm(self) -> "HandoffStory":
        if self.state.sender.agency:
            self.says(SideName.SENDER, What.CONFIRMED)
        else:
            self.hear(commands.ConfirmReturn(id=KEY, by=self.sender))
        return self

    @property
    def usual_outcome(self) -> str:
        return "no-agreement" if "no-agreement" in self.state.terms.outcomes else "not-registered"

    def says_to_the_other(self) -> list[What]:
        """What our side has said that the other side's system has not taken yet."""
        return [each.what for each in self.state.outgoing]

    def origin_told(self) -> list[tuple[str, str | None]]:
        return [(told.body["news"], told.body["outcome"]) for told in self.letters_of("tell-origin")]

    def codes(self) -> list[str]:
        return [code for code, _, _ in self.notices()]


def _officer(side: Side) -> Officer:
    seats = {(each.role, each.unit): each for each in (CENTRE, TRIBUNAL, OFFICE)}
    return seats.get((side.role, side.unit), Officer("nobody", side.role, side.unit))


def sent_by_an_agency(**said: Any) -> Event:
    docking, sender, receiver = _SIDES["from-agency"]
    whole = {
        "id": "handoff/sl/SL-2026-1/1",
        "number": "SL-2026-1",
        "edition": county.TOLD,
        "docking": docking,
        "sender": sender,
        "receiver": receiver,
        "people": (ZHANG, LI),
        "consents": {},
        "summary": WORDS,
        "papers": (),
        "message": "court/0",
        "received_at": county.MONDAY,
        "at": county.MONDAY,
    }
    return arrived(**{**whole, **said})


def opened(kind: str = "to-agency", **said: Any) -> Event:
    docking, sender, receiver = _SIDES[kind]
    if sender.agency:
        return sent_by_an_agency(**said)
    whole = {
        "id": "handoff/sl/SL-2026-1/1",
        "number": "SL-2026-1",
        "edition": county.TOLD,
        "docking": docking,
        "sender": sender,
        "receiver": receiver,
        "origin": "dispute/sl/SL-2026-1/1",
        "people": (ZHANG, LI),
        "summary": WORDS,
        "counted_from": county.MONDAY,
        "by": _officer(sender),
        "at": county.MONDAY,
    }
    return open_handoff(**{**whole, **said})


def a_handoff(kind: str = "to-agency", **said: Any) -> HandoffStory:
    return HandoffStory(HANDOFF, opened(kind, **said), said.get("edition", county.TOLD))


def a_handoff_at(stage: Stage, kind: str = "to-agency", **said: Any) -> HandoffStory:
    """One that has come so far by the ordinary road."""
    story = a_handoff(kind, **said)
    roads: Mapping[Stage, tuple[Callable[[HandoffStory], Any], ...]] = {
        Stage.DRAFT: (),
        Stage.SENT: (HandoffStory.send,),
        Stage.RECEIVED: (_received,),
        Stage.SIGNED_FOR: (_received, HandoffStory.sign),
        Stage.SUPPLEMENT: (_received, HandoffStory.sign, HandoffStory.want),
        Stage.ACCEPTED: (_received, HandoffStory.sign, HandoffStory.accept),
        Stage.RETURNED: (_received, HandoffStory.sign, HandoffStory.accept, HandoffStory.give_back),
        Stage.ENDED: (
            _received,
            HandoffStory.sign,
            HandoffStory.accept,
            HandoffStory.give_back,
            _all_but_told,
        ),
        Stage.CLOSED: (
            *(_received, HandoffStory.sign, HandoffStory.accept, HandoffStory.give_back),
            *(HandoffStory.confirm, HandoffStory.taken),
        ),
    }
    for go in roads[stage]:
        go(story)
    assert story.state.stage is stage
    return story


def _received(story: HandoffStory) -> None:
    story.send().taken()


def _all_but_told(story: HandoffStory) -> None:
    """Confirmed, while a message is still on its way."""
    story.confirm()


def message(side: SideName, what: What, id: str, at: Any, **said: Any) -> Fact:
    return commands.AgencySaid(side=side, what=what, message=id, said_at=at, **said)


def consent(party: str, by: Officer = CENTRE, **said: Any) -> Command:
    whole = {"id": KEY, "by": by, "party": party, "form": ConsentForm.WRITTEN, "given_at": county.MONDAY}
    return commands.RecordHandoffConsent(**{**whole, **said})


def refusal(by: Officer = OFFICE) -> Command:
    reason = RefusalReason.NOT_COMPETENT
    return commands.RefuseHandoff(id=KEY, by=by, reason=reason, legal_basis=WORDS, words=WORDS)


def recall(by: Officer = CENTRE) -> Command:
    return commands.RecallHandoff(id=KEY, by=by, reason=WORDS)


def expire(by: Officer = CENTRE) -> Command:
    return commands.ExpireHandoff(id=KEY, by=by, reason=WORDS)


def co_task(unit: str = HELPING.unit, by: Officer = OFFICE, **said: Any) -> Command:
    whole = {
        "id": KEY,
        "by": by,
        "unit": unit,
        "what": WORDS,
        "until": county.MONDAY.replace(day=9),
        "completion": Completion.ALL,
    }
    return commands.GiveCoTask(**{**whole, **said})


def returning(
    by: Officer = OFFICE, outcome: str = "no-agreement", papers: tuple[Paper, ...] = (RECORD,)
) -> Command:
    return commands.ReturnHandoff(id=KEY, by=by, outcome=outcome, papers=papers)


def extending(days: int = 10, *agreed: str, by: Officer = OFFICE) -> Command:
    return commands.ExtendHandoff(id=KEY, by=by, days=days, agreed=frozenset(agreed))
