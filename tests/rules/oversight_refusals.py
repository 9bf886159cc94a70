"""Every "no" in an inspection, with a checklist, and with an old matter, with somebody told so."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from rules import checklist
from rules.backlog import commands as leading
from rules.inspection import commands
from rules.inspection.matter import Aspect
from rules.refusals import Reason
from tests.rules import county
from tests.rules.overseen import (
    BUREAU,
    BUREAU_HEAD,
    DEPARTMENT_HEAD,
    LEADER,
    TOWN_HEAD,
    BacklogStory,
    InspectionStory,
    a_backlog,
    an_inspection,
    finding,
    opening,
    registering,
)
from tests.rules.story import WORDS

FORM = county.TOLD.oversight.checklist
Ask = Callable[[], Any]


def drawn() -> InspectionStory:
    return an_inspection().list_frame()


def found() -> InspectionStory:
    return an_inspection().with_findings(county.TOWNSHIP)


def about(story: InspectionStory, kind: Any, by: Any = TOWN_HEAD, number: int = 1, **said: Any) -> Ask:
    return partial(story.hear, story.ask(kind, by, finding=number, **said))


def twice() -> Ask:
    story = drawn()
    look = finding(story.state.drawn[0], Aspect.MATTER)
    story.hear(look)
    return partial(story.hear, look)


def signed() -> Ask:
    story = found().rectified()
    story.hear(story.ask(commands.SignOffRectification, BUREAU, finding=1))
    return about(story, commands.SignOffRectification, BUREAU)


def own_check() -> Ask:
    done = checklist.NOTHING_DONE
    for item in FORM.checks:
        done = checklist.with_check(done, item.code, "li")
    return partial(checklist.check_may_sign, FORM, done, "li")


def of(story: BacklogStory, kind: Any, by: Any = LEADER, **said: Any) -> Ask:
    return partial(story.hear, story.ask(kind, by, **said))


def own_proposal() -> Ask:
    story = a_backlog().led()
    story.hear(story.ask(leading.ProposeLeader, BUREAU, role="dept_head", unit="sl-d1", reason=WORDS))
    return of(story, leading.ApproveLeader, replace(BUREAU_HEAD, person=BUREAU.person))


OF_OVERSIGHT: Mapping[Reason, Callable[[], Ask]] = {
    Reason.NOT_AN_INSPECTOR: lambda: partial(opening, jointly=frozenset({"auditor"})),
    Reason.INSPECTS_ALREADY: lambda: partial(
        (story := drawn()).hear,
        story.ask(commands.CallInInspector, county.SUPERVISOR, role="petition_bureau"),
    ),
    Reason.INSPECTS_ITSELF: lambda: partial(opening, units=frozenset({county.COUNTY})),
    Reason.SCOPE_IS_EMPTY: lambda: partial(opening, units=frozenset()),
    Reason.UNIT_NOT_IN_SCOPE: lambda: partial(opening, units=frozenset({county.VILLAGE})),
    Reason.MATTER_NOT_IN_SAMPLE: lambda: partial(drawn().hear, finding("SL-2020-1")),
    Reason.LOOKED_AT_ALREADY: twice,
    Reason.SAMPLE_NOT_LOOKED_AT: lambda: partial(
        (story := drawn()).hear, story.ask(commands.IssueCircular, county.SUPERVISOR, words=WORDS)
    ),
    Reason.NO_SUCH_FINDING: lambda: about(found(), commands.RecordRectification, number=9, words=WORDS),
    Reason.FINDING_OF_ANOTHER_UNIT: lambda: about(
        an_inspection().with_findings(county.TOWNSHIP, "sl-d1"),
        commands.RecordRectification,
        DEPARTMENT_HEAD,
        words=WORDS,
    ),
    Reason.NOT_RECTIFIED: lambda: about(found(), commands.SignOffRectification, BUREAU),
    Reason.RECTIFIED_ALREADY: lambda: about(found().rectified(), commands.RecordRectification, words=WORDS),
    Reason.NO_SUCH_CHECK: lambda: partial(checklist.check_may_check, FORM, checklist.NOTHING_DONE, "weather"),
    Reason.CHECKED_ALREADY: lambda: about(found().rectified(), commands.CheckRectification, item="matter"),
    Reason.CHECKS_MISSING: lambda: partial(checklist.check_may_sign, FORM, checklist.NOTHING_DONE, "li"),
    Reason.SIGNS_OWN_CHECK: own_check,
    Reason.SIGNED_ALREADY: signed,
    Reason.NOT_OLD_YET: lambda: partial(registering, received_on=date(2026, 10, 1)),
    Reason.NOT_A_LEADERS_SEAT: lambda: of(
        a_backlog(), leading.AssignLeader, BUREAU, role="auditor", unit=county.COUNTY
    ),
    Reason.LEADER_ASSIGNED_ALREADY: lambda: of(a_backlog().led(), leading.TakeCharge),
    Reason.ALREADY_LEADS: lambda: of(
        a_backlog().led(),
        leading.ProposeLeader,
        BUREAU,
        role="county_leader",
        unit=county.COUNTY,
        reason=WORDS,
    ),
    Reason.NO_LEADER_PROPOSED: lambda: of(a_backlog().led(), leading.ApproveLeader, BUREAU_HEAD),
    Reason.APPROVES_OWN_PROPOSAL: own_proposal,
    Reason.NOT_OF_THE_TEAM: lambda: of(
        a_backlog().led(), leading.FormTeam, units=frozenset(), handler=county.TOWNSHIP
    ),
    Reason.NO_PLAN_YET: lambda: of(
        a_backlog().led(), leading.AddMilestone, due_on=date(2026, 12, 1), words=WORDS
    ),
    Reason.MILESTONE_IN_THE_PAST: lambda: of(
        a_backlog().arranged(), leading.AddMilestone, due_on=date(2026, 1, 1), words=WORDS
    ),
    Reason.NO_SUCH_MILESTONE: lambda: of(
        a_backlog().arranged(), leading.ReachMilestone, milestone=9, words=WORDS
    ),
    Reason.NOT_ARRANGED: lambda: of(a_backlog().led(), leading.ReportSettled, words=WORDS),
}
