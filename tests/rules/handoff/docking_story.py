"""How a test tells the story of a docking: two sides here, in the days around National Day 2026."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from counties.calendars import china
from rules.dockings import DOCKINGS
from rules.dockings.docking import Body, Trait
from rules.handoff import commands
from rules.handoff.matter import ConsentForm, Paper, Performed, Person, Side
from rules.handoff.opening import open_handoff
from rules.handoff.procedure import HANDOFF
from rules.procedure import Command, Now, Officer
from rules.refusals import Reason, Refused
from tests.rules import county
from tests.rules.story import KEY, WORDS, Story

EDITION = replace(county.TOLD, calendar=china())  # with the State Council's notice for 2026

SENDER = Officer("p-sender", "sending_seat", "unit-a")
RECEIVER = Officer("p-receiver", "receiving_seat", "unit-b")
ZHANG = Person(ref="zhang", role="applicant")
LI = Person(ref="li", role="respondent")


def day(month: int, of_month: int, hour: int = 10) -> datetime:
    """An instant of 2026 by the clock on the wall in Beijing."""
    return datetime(2026, month, of_month, hour, tzinfo=UTC) - timedelta(hours=8)


STARTED, RECEIVED, SIGNED, ACCEPTED, RETURNED = (
    *(day(9, 24), day(9, 28), day(9, 29), day(9, 30)),
    day(9, 30, 16),
)


def paper(kind: str) -> Paper:
    return Paper(kind=kind, text=WORDS)


class DockingStory(Story):
    """A handoff by one docking, drafted on the 24th of September with all that its row asks for."""

    def __init__(
        self,
        docking: str,
        *,
        people: tuple[Person, ...] = (ZHANG, LI),
        traits: frozenset[Trait] = frozenset(),
        without: frozenset[str] = frozenset(),
        started: datetime | None = STARTED,
        between: tuple[Body, Body] | None = None,
        mediators: frozenset[str] = frozenset(),
    ) -> None:
        """``without``: the people who have not agreed, the papers that are not there."""
        self.row = DOCKINGS[docking]
        sender, receiver = between or (min(self.row.senders), min(self.row.receivers))
        opened = open_handoff(
            id="handoff/sl/SL-2026-1/1",
            number="SL-2026-1",
            edition=EDITION,
            docking=docking,
            sender=Side(body=sender, unit=SENDER.unit, role=SENDER.role),
            receiver=Side(body=receiver, unit=RECEIVER.unit, role=RECEIVER.role),
            origin=None,
            people=people,
            summary=WORDS,
            traits=traits,
            papers=tuple(paper(kind) for kind in self.row.documents if kind not in without),
            counted_from=started,
            mediators=mediators,
            by=SENDER,
            at=STARTED,
        )
        super().__init__(HANDOFF, opened, EDITION)
        for person in people:
            if person.ref not in without:
                self.agree(person.ref)

    def agree(self, party: str) -> None:
        self.hear(
            commands.RecordHandoffConsent(
                id=KEY, by=SENDER, party=party, form=ConsentForm.WRITTEN, given_at=self.at
            )
        )

    def send(self, at: datetime = RECEIVED) -> "DockingStory":
        self.at = at
        self.hear(commands.SendHandoff(id=KEY, by=SENDER))
        return self

    def accept(self) -> "DockingStory":
        """Sent on Monday the 28th, signed for on the 29th, accepted on the 30th."""
        self.send()
        self.at = SIGNED
        self.hear(commands.SignForHandoff(id=KEY, by=RECEIVER))
        self.at = ACCEPTED
        self.hear(commands.AcceptHandoff(id=KEY, by=RECEIVER))
        return self

    def returning(
        self, outcome: str, *kinds: str, performed: Performed | None = None
    ) -> commands.ReturnHandoff:
        papers = tuple(map(paper, kinds))
        return commands.ReturnHandoff(
            id=KEY, by=RECEIVER, outcome=outcome, papers=papers, performed=performed
        )

    def no_to(self, asked: Command) -> Refused:
        """The refusal itself, with what it names."""
        try:
            self.procedure.decide(self.state, asked, Now(self.at))
        except Refused as no:
            return no
        raise AssertionError(asked)

    def not_sent(self, at: datetime = RECEIVED) -> tuple[Reason, tuple[str, ...]]:
        self.at = at
        no = self.no_to(commands.SendHandoff(id=KEY, by=SENDER))
        return no.reason, no.details
