"""Every way in which a dispatch order or an incident says no, as something that is refused with it."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from rules.dispatch import commands as dispatch
from rules.dispatch.matter import Ruling
from rules.incident import commands as incident
from rules.procedure import Command, Now
from rules.refusals import Reason
from rules.staffing import SeatsLookedAt
from tests.rules import county
from tests.rules.calling_out import (
    LABOUR,
    OTHER_COMMISSIONER,
    IncidentStory,
    a_dispatch,
    a_task,
    acknowledging,
    an_incident,
    arriving,
    closing,
    declared,
    ending,
    objecting,
    order,
    ordering,
    posts,
    reporting,
    ruling,
    standing_down,
)
from tests.rules.story import KEY, WORDS, Story

Asking = Callable[[], object]


def asked(story: Story, command: Command) -> Asking:
    return lambda: story.procedure.decide(story.state, command, Now(story.at))


def overruled() -> Story:
    story = a_dispatch()
    story.hear(objecting(LABOUR))
    story.hear(ruling(Ruling.OVERRULED))
    return story


def reported() -> Story:
    story = a_dispatch()
    story.hear(reporting(LABOUR))
    return story


def stood_down() -> Story:
    story = a_dispatch()
    story.hear(standing_down(2))
    return story


def with_an_order() -> IncidentStory:
    story = an_incident()
    story.hear(ordering(county.POLICE))
    return story


def acknowledged() -> IncidentStory:
    story = with_an_order()
    story.hear(acknowledging(county.POLICE))
    return story


def without_its_commander() -> IncidentStory:
    story = an_incident()
    story.hear(SeatsLookedAt(on_leave=frozenset({county.COMMISSIONER.person})))
    return story


DISPATCH_REFUSALS: Mapping[Reason, Callable[[], Asking]] = {
    Reason.NOT_IN_YOUR_AREA: lambda: lambda: order(by=OTHER_COMMISSIONER),
    Reason.CANNOT_BE_CALLED: lambda: lambda: order(called=posts(county.MEDIATOR)),
    Reason.CALLED_ALREADY: lambda: lambda: order(called=posts(LABOUR, LABOUR)),
    Reason.TIME_IN_THE_PAST: lambda: asked(
        a_dispatch(), a_task(a_dispatch(), due_at=county.MONDAY - timedelta(hours=1))
    ),
    Reason.NO_SUCH_CALL: lambda: asked(a_dispatch(), arriving(a_dispatch(), 9, LABOUR)),
    Reason.CALL_IS_OVER: lambda: asked(stood_down(), standing_down(2)),
    Reason.NOTHING_TO_ANSWER: lambda: asked(reported(), reporting(LABOUR)),
    Reason.OBJECTION_WAS_DECIDED: lambda: asked(overruled(), objecting(LABOUR)),
    Reason.NO_OBJECTION: lambda: asked(a_dispatch(), ruling(Ruling.UPHELD)),
    Reason.NO_SUCH_TASK: lambda: asked(
        a_dispatch(), dispatch.FinishUnitTask(id=KEY, by=LABOUR, task=1, result=WORDS)
    ),
    Reason.CALLS_WITHOUT_END: lambda: asked(a_dispatch(), closing()),
    Reason.NOT_BY_THE_LEAD: lambda: asked(a_dispatch(), standing_down(1)),
    Reason.UNKNOWN_GRADE: lambda: lambda: declared(grade="huge"),
    Reason.NOTHING_TO_REGRADE: lambda: asked(
        an_incident(), incident.Regrade(id=KEY, by=county.COMMISSIONER, grade="general", reason=WORDS)
    ),
    Reason.NO_SUCH_ORDER: lambda: asked(with_an_order(), acknowledging(county.POLICE, 2)),
    Reason.ORDER_ACKNOWLEDGED: lambda: asked(acknowledged(), acknowledging(county.POLICE)),
    Reason.ORDERS_WITHOUT_END: lambda: asked(with_an_order(), ending()),
    Reason.COMMAND_NOT_OFFERED: lambda: asked(
        without_its_commander(), incident.DeclineCommand(id=KEY, by=county.DISPATCHER, reason=WORDS)
    ),
}
