"""An inspection and an old matter as tests tell them: opened at the county on a Monday morning."""

from datetime import date
from typing import Any

from rules.articles import Basis
from rules.backlog import commands as leading
from rules.backlog.matter import Backlog, Ground
from rules.backlog.procedure import BACKLOG
from rules.backlog.registration import register_backlog
from rules.inspection import commands
from rules.inspection.matter import Aspect, Inspectable, Inspection
from rules.inspection.opening import open_inspection
from rules.inspection.procedure import INSPECTION
from tests.rules import county
from tests.rules.story import KEY, WORDS, Story

BUREAU = county.seated("petition_bureau", county.COUNTY)
BUREAU_HEAD = county.seated("petition_bureau_head", county.COUNTY)
LEADER = county.seated("county_leader", county.COUNTY)
TOWN_HEAD = county.seated("township_head", county.TOWNSHIP)
DEPARTMENT_HEAD = county.seated("dept_head", "sl-d1")
FRAME = tuple(f"SL-2026-{n:06}" for n in range(1, 31))
CHECKS = tuple(item.code for item in county.TOLD.oversight.checklist.checks)


class InspectionStory(Story):
    state: Inspection

    def ask(self, kind: Any, by: Any, **said: Any) -> Any:
        return kind(id=KEY, by=by, **said)

    def list_frame(self, frame: tuple[str, ...] = FRAME, **hands: Any) -> "InspectionStory":
        self.hear(commands.FrameListed(frame=frame, **hands))
        return self

    def look_at_all(self, *, but: int = 0) -> "InspectionStory":
        """Nothing found in the whole sample, but for the last so many looks."""
        for matter, aspect in self.state.to_look_at[: len(self.state.to_look_at) - but]:
            self.hear(in_order(matter, aspect))
        return self

    def with_findings(self, *units: str) -> "InspectionStory":
        """The circular is out, with one finding for each of these units."""
        self.list_frame()
        for unit, (matter, aspect) in zip(units, self.state.to_look_at, strict=False):
            self.hear(finding(matter, aspect, unit=unit))
        self.look_at_all()
        self.hear(self.ask(commands.IssueCircular, county.SUPERVISOR, words=WORDS))
        return self

    def rectified(self, number: int = 1, by: Any = TOWN_HEAD) -> "InspectionStory":
        """On record and checked, item by item."""
        self.hear(self.ask(commands.RecordRectification, by, finding=number, words=WORDS))
        for item in CHECKS:
            self.hear(self.ask(commands.CheckRectification, by, finding=number, item=item))
        return self


class BacklogStory(Story):
    state: Backlog

    def ask(self, kind: Any, by: Any, **said: Any) -> Any:
        return kind(id=KEY, by=by, **said)

    def led(self) -> "BacklogStory":
        self.hear(self.ask(leading.AssignLeader, BUREAU, role="county_leader", unit=county.COUNTY))
        self.hear(self.ask(leading.TakeCharge, LEADER))
        return self

    def arranged(self, due_on: date = date(2026, 11, 10)) -> "BacklogStory":
        self.led()
        team = frozenset({county.TOWNSHIP, "sl-d1"})
        self.hear(self.ask(leading.FormTeam, LEADER, units=team, handler=county.TOWNSHIP))
        self.hear(self.ask(leading.SetPlan, LEADER, words=WORDS))
        self.hear(self.ask(leading.AddMilestone, TOWN_HEAD, due_on=due_on, words=WORDS))
        return self

    def ended(self) -> "BacklogStory":
        """Reported as settled, and found so."""
        self.hear(self.ask(leading.ReportSettled, TOWN_HEAD, words=WORDS))
        self.hear(leading.MatterLookedAt())
        return self

    def checked(self) -> "BacklogStory":
        for item in CHECKS:
            self.hear(self.ask(leading.CheckBacklog, TOWN_HEAD, item=item))
        return self


def opening(**said: Any) -> Any:
    whole = {
        "id": "inspection/sl/SL-2026-000099/1",
        "number": "SL-2026-000099",
        "edition": county.TOLD,
        "units": frozenset({county.TOWNSHIP, "sl-d1"}),
        "kinds": frozenset(Inspectable),
        "since": date(2026, 1, 1),
        "until": date(2026, 10, 31),
        "sample_size": 3,
        "jointly": frozenset({"petition_bureau"}),
        "by": county.SUPERVISOR,
        "at": county.MONDAY,
    }
    return open_inspection(**{**whole, **said})


def an_inspection(**said: Any) -> InspectionStory:
    return InspectionStory(INSPECTION, opening(**said), said.get("edition", county.TOLD))


def finding(matter: str, aspect: Aspect = Aspect.HANDLING, **said: Any) -> commands.RecordFinding:
    whole = {
        "id": KEY,
        "by": county.SUPERVISOR,
        "matter": matter,
        "aspect": aspect,
        "unit": county.TOWNSHIP,
        "basis": Basis.INFORMED,
        "words": WORDS,
    }
    return commands.RecordFinding(**{**whole, **said})


def in_order(matter: str, aspect: Aspect, **said: Any) -> commands.FindInOrder:
    whole = {"id": KEY, "by": county.SUPERVISOR, "matter": matter, "aspect": aspect}
    return commands.FindInOrder(**{**whole, **said})


def registering(**said: Any) -> Any:
    whole = {
        "id": "backlog/sl/SL-2024-000007/1",
        "number": "SL-2024-000007",
        "edition": county.TOLD,
        "ground": Ground.LONG_OPEN,
        "received_on": date(2024, 3, 1),
        "unit": county.VILLAGE,
        "by": BUREAU,
        "at": county.MONDAY,
    }
    return register_backlog(**{**whole, **said})


def a_backlog(**said: Any) -> BacklogStory:
    return BacklogStory(BACKLOG, registering(**said), said.get("edition", county.TOLD))
