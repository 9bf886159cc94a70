"""The county's side of the model: the real procedure. Of its states is left out what nothing depends on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

from rules.dockings import DOCKINGS
from rules.handoff import commands, events
from rules.handoff.matter import (
    ConsentForm,
    Handoff,
    Outcome,
    Paper,
    Person,
    RefusalReason,
    Side,
    SideName,
    What,
)
from rules.handoff.opening import open_handoff
from rules.handoff.procedure import HANDOFF
from rules.journal import View
from rules.procedure import Command, Event, Fact, Officer, Sealed, TimePassed
from rules.refusals import Reason, Refused
from tests.handoffs.model.instants import NOWS
from tests.rules.county import COUNTY, SUPERVISOR, TOLD, seated

SENDERS = seated("window_clerk", COUNTY)
RECEIVERS = seated("peoples_mediator", COUNTY)
ZHANG = Person(ref="zhang", role="applicant")
LI = Person(ref="li", role="respondent")
ORIGIN = "petition/sl/SL-2026-000001/1"
WORDS = Sealed("words")

# What nothing depends on: numbers and instants that are only shown, and what is the same in the whole model.
# Whatever else a handoff has, or will have, counts.
_ONLY_SHOWN = frozenset({"opened_at", "changed_at", "waiting_since", "settled_at", "closed_at"})
_NUMBERS = frozenset({"id", "number", "seq", "decided_seq"})
_THE_SAME = frozenset({"edition", "consents", "people", "papers", "summary"})
_LEFT_OUT = _ONLY_SHOWN | _NUMBERS | _THE_SAME
_BEFORE_ACCEPTANCE = frozenset({"wanted", "supplied"})  # means nothing more once it is accepted
_BEFORE_THE_END = frozenset({"clocks", "silent", "sent_at", "received_at", "signed_at", "wanted", "supplied"})
_WHETHER = frozenset({"received_at", "signed_at", "accepted_at"})  # that it was, not when


def key_of(handoff: Handoff) -> tuple[Any, ...]:
    """The same for two handoffs that behave the same."""
    left_out = _LEFT_OUT
    if handoff.accepted_at is not None:
        left_out |= _BEFORE_ACCEPTANCE
    if handoff.is_settled:
        left_out |= _BEFORE_THE_END
    names = (field.name for field in fields(handoff) if field.name not in left_out)
    return tuple(_key(handoff, name) for name in names)


def _key(handoff: Handoff, name: str) -> Any:
    value = getattr(handoff, name)
    if name in _WHETHER:
        return value is not None
    if name == "outgoing":
        return frozenset((each.what, each.is_dead) for each in value)
    if name == "late":  # in which entry it fell late is a number
        return frozenset(replace(each, fell_in=0) for each in value)
    if name == "no_longer":
        return frozenset(each.how for each in value)
    if name == "clocks":
        return frozenset((clock.name, clock.is_open, clock.is_open and clock.started_at) for clock in value)
    return value


def drafted(docking: str, *, agency_sends: bool) -> Handoff:
    """Complete: it may be sent."""
    terms = DOCKINGS[docking]
    opened = open_handoff(
        id="handoff/sl/SL-2026-000001/1",
        number="SL-2026-000001",
        edition=TOLD,
        docking=docking,
        sender=Side(
            body=min(terms.senders), unit=COUNTY, role=SENDERS.role, agency="agency" if agency_sends else None
        ),
        receiver=Side(
            body=min(terms.receivers),
            unit=COUNTY,
            role=RECEIVERS.role,
            agency=None if agency_sends else "agency",
        ),
        origin=None if agency_sends else ORIGIN,
        people=(ZHANG, LI),
        summary=Sealed("summary"),
        papers=_papers(terms.documents),
        counted_from=NOWS[0].at,
        by=None if agency_sends else SENDERS,
        at=NOWS[0].at,
    )
    handoff: Handoff = HANDOFF.begin(opened, TOLD)
    for person in (ZHANG, LI):
        at = NOWS[0].at
        given = events.HandoffConsented(at=at, party=person.ref, form=ConsentForm.ORAL, given_at=at)
        handoff = HANDOFF.evolve(handoff, given)
    return handoff


def _papers(kinds: tuple[str, ...]) -> tuple[Paper, ...]:
    return tuple(Paper(kind=kind, text=Sealed(kind)) for kind in kinds)


def result_under(docking: str) -> tuple[str, tuple[Paper, ...]]:
    """An outcome of that row, with the papers it asks for."""
    terms = DOCKINGS[docking]
    outcome = min(terms.outcomes)
    return outcome, _papers((*terms.returns.get("", ()), *terms.returns.get(outcome, ())))


def _by(officer: Officer) -> dict[str, Any]:
    return {"id": "c", "by": officer}


# What our people can do, and from which seat.
_ACTS: Mapping[str, Command | Fact] = {
    "recalls": commands.RecallHandoff(**_by(SENDERS), reason=WORDS),
    "recalls, as supervisor,": commands.RecallHandoff(**_by(SUPERVISOR), reason=WORDS),
    "supplies": commands.SupplyHandoff(**_by(SENDERS), papers=()),
    "confirms the return": commands.ConfirmReturn(**_by(SENDERS)),
    "expires": commands.ExpireHandoff(**_by(SENDERS), reason=WORDS),
    "expires, as supervisor,": commands.ExpireHandoff(**_by(SUPERVISOR), reason=WORDS),
    "signs for": commands.SignForHandoff(**_by(RECEIVERS)),
    "accepts": commands.AcceptHandoff(**_by(RECEIVERS)),
    "refuses": commands.RefuseHandoff(
        **_by(RECEIVERS), reason=RefusalReason.NOT_SUITABLE, legal_basis=WORDS, words=WORDS
    ),
    "wants a supplement for": commands.WantSupplement(**_by(RECEIVERS), what=WORDS),
    "hears that a party does not agree to": commands.HandoffConsentRefused(party=LI.ref),
    "hears that the original has ended, of": commands.OriginEnded(procedure=ORIGIN, outcome="withdrawn"),
}
OUR_ACTS = (*_ACTS, "returns")
COSTS = {
    "recalls": "recalls",
    "recalls, as supervisor,": "recalls",
    "hears that the original has ended, of": "recalls",
    "wants a supplement for": "supplements",
    "hears that a party does not agree to": "consents",
}
_OF_ORIGIN = "hears that the original has ended, of"


class Done(NamedTuple):
    """What a step of the county's side made of it: its next state, and what stands in the journal by it."""

    county: int
    happened: tuple[Event, ...]
    news: tuple[str, ...]  # what the original was told
    is_by_time: bool = False


def effect_of(handoff: Handoff, happened: tuple[Event, ...]) -> str:
    """Contract 1, answers: what the agency is told its message has done; ``handoff`` is as after it."""
    for event in happened:
        if isinstance(event, events.MessageNotTaken):
            return f"refused {_on_the_wire(handoff, event.reason)}"
    return "taken" if happened else "nothing"


def _on_the_wire(handoff: Handoff, reason: str) -> str:
    if reason != Reason.HANDOFF_HAS_ENDED.code:
        return reason
    return "recalled" if handoff.outcome in {Outcome.RECALLED, Outcome.EXPIRED} else "ended"


@dataclass
class County:
    """Every state of the county's side gets a number; every step is taken once and remembered.

    ``docking`` is the row it plays under. ``twice``: a second handoff taken for the same.
    """

    docking: str
    agency_sends: bool

    def __post_init__(self) -> None:
        outcome, papers = result_under(self.docking)
        comes_back = commands.ReturnHandoff(**_by(RECEIVERS), outcome=outcome, papers=papers)
        self._acts = {**_ACTS, "returns": comes_back}
        self.handoffs: list[Handoff] = []
        self.views: list[View] = []
        self.twice: dict[int, Handoff] = {}
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._done: dict[tuple[Any, ...], Done | None] = {}

    def opened(self, now: int) -> Done:
        """By our clerk, who sends it; or by the agency's ``sent``, which is received with that."""
        draft = drafted(self.docking, agency_sends=self.agency_sends)
        if not self.agency_sends:
            return self._after(draft, HANDOFF.decide(draft, commands.SendHandoff(**_by(SENDERS)), NOWS[now]))
        at = NOWS[now].at
        sent = events.HandoffSent(at=at, message="sent")
        return self._after(draft, (sent, events.HandoffReceived(at=at, received_at=at, message="sent")))

    def acts(self, county: int, act: str, now: int) -> Done | None:
        """None if it may not, or if nothing comes of it."""
        if act == _OF_ORIGIN and self.agency_sends:
            return None
        return self._remembered((county, act, now), lambda: self._asked(county, self._acts[act], now))

    def hears(self, county: int, said: str, now: int) -> Done:
        """A message of the agency; what it is told comes with ``effect_of``."""
        done = self._remembered((county, "hears", said, now), lambda: self._heard(county, said, now))
        assert done is not None
        return done

    def is_answered(self, county: int, said: str, effect: str, now: int) -> Done:
        """The agency's system has taken what was said."""
        seq = self._seq_of(county, said)
        fact = commands.MessageDelivered(seq=seq, taken_at=NOWS[now].at, effect=effect)
        done = self._remembered((county, "told", said, now), lambda: self._noted(county, fact, now))
        assert done is not None
        return done

    def cannot_deliver(self, county: int, said: str, now: int) -> Done | None:
        fact = commands.MessageUndeliverable(seq=self._seq_of(county, said), code="no-answer")
        return self._asked(county, fact, now)

    def sends_again(self, county: int, said: str, now: int) -> Done | None:
        return self._asked(
            county, commands.ResendMessage(**_by(self._ours()), seq=self._seq_of(county, said)), now
        )

    def lays_aside(self, county: int, said: str, now: int) -> Done | None:
        command = commands.LayMessageAside(**_by(self._ours()), seq=self._seq_of(county, said), proof=WORDS)
        return self._asked(county, command, now)

    def looks_at_the_time(self, county: int, now: int) -> Done | None:
        """Due when a moment of it has come."""
        moment = HANDOFF.next_moment(self.handoffs[county])
        if moment is None or moment > NOWS[now].at:
            return None
        done = self._remembered((county, "looks", now), lambda: self._noted(county, TimePassed(), now))
        return done._replace(is_by_time=True) if done else None

    def waiting(self, county: int) -> tuple[str, ...]:
        """What was said and is repeated until it is answered."""
        return tuple(each.what.value for each in self.handoffs[county].outgoing if not each.is_dead)

    def dead(self, county: int) -> tuple[str, ...]:
        return tuple(each.what.value for each in self.handoffs[county].outgoing if each.is_dead)

    def _ours(self) -> Officer:
        return RECEIVERS if self.agency_sends else SENDERS

    def _seq_of(self, county: int, said: str) -> int:
        return next((each.seq for each in self.handoffs[county].outgoing if each.what == said), 0)

    def _remembered(self, key: tuple[Any, ...], step: Callable[[], Done | None]) -> Done | None:
        if key not in self._done:
            self._done[key] = step()
        return self._done[key]

    def _asked(self, county: int, asked: Command | Fact, now: int) -> Done | None:
        try:
            happened = HANDOFF.decide(self.handoffs[county], asked, NOWS[now])
        except Refused:
            return None
        return self._after(self.handoffs[county], happened) if happened else None

    def _noted(self, county: int, fact: Fact, now: int) -> Done:
        return self._after(
            self.handoffs[county], HANDOFF.decide(self.handoffs[county], fact, NOWS[now]), county
        )

    def _heard(self, county: int, said: str, now: int) -> Done:
        return self._noted(county, self._message(said, now), now)

    def _message(self, said: str, now: int) -> commands.AgencySaid:
        """As the county's intake makes it of what came."""
        what = What(said.removesuffix(" again"))
        outcome, papers = result_under(self.docking) if what is What.RETURNED else (None, ())
        return commands.AgencySaid(
            side=SideName.SENDER if self.agency_sends else SideName.RECEIVER,
            what=what,
            message=said,
            said_at=NOWS[now].at,
            party=LI.ref if what is What.CONSENT_ENDED else None,
            reason=RefusalReason.NOT_SUITABLE if what is What.REFUSED else None,
            words=WORDS,
            papers=papers,
            outcome=outcome,
        )

    def _after(self, handoff: Handoff, happened: tuple[Event, ...], unchanged: int | None = None) -> Done:
        if not happened and unchanged is not None:
            return Done(unchanged, (), ())
        news: list[str] = []
        for event in happened:
            handoff = HANDOFF.evolve(handoff, event)
            letters = HANDOFF.follows(handoff, event)
            news += [letter.body["news"] for letter in letters if letter.kind == "tell-origin"]
        return Done(self.number_of(handoff), happened, tuple(news))

    def number_of(self, handoff: Handoff) -> int:
        key = key_of(handoff)
        number = self._numbers.setdefault(key, len(self.handoffs))
        if number == len(self.handoffs):
            self.handoffs.append(handoff)
            self.views.append(HANDOFF.view(handoff))
        else:
            self.twice.setdefault(number, handoff)
        return number
