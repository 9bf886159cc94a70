"""Every "no" to what is asked about an event, with somebody told so."""

from collections.abc import Callable, Mapping

from rules.event.registration import addressed
from rules.gazetteer import located_by_unit
from rules.procedure import Command
from rules.refusals import Reason
from tests.rules import county
from tests.rules.event_stories import (
    AT_THE_LANE,
    IN_THE_TOWNSHIP,
    NOWHERE,
    REPORTER,
    EventStory,
    an_event,
    approval,
    closing,
    handling,
    into_petition,
    pass_on,
    respond,
    sign_in,
)


def _asked(story: EventStory, *all_asked: Command) -> Callable[[], object]:
    *before, last = all_asked
    for each in before:
        story.hear(each)
    return lambda: story.hear(last)


OF_EVENTS: Mapping[Reason, Callable[[], Callable[[], object]]] = {
    Reason.UNKNOWN_EVENT_KIND: lambda: lambda: addressed(county.TOLD, "weather", AT_THE_LANE),
    Reason.NO_EVENTS_HANDLED_THERE: lambda: (
        lambda: addressed(county.TOLD, "tree", located_by_unit("sl-a1", None, "sl"))
    ),
    Reason.EVENT_IS_THERE: lambda: _asked(
        an_event(location=IN_THE_TOWNSHIP), pass_on(county.TOWNSHIP, by=county.COMMISSIONER)
    ),
    Reason.EVENT_ANSWERED: lambda: _asked(an_event(), sign_in(), respond(), respond()),
    Reason.EVENT_NOT_ANSWERED: lambda: _asked(an_event(), sign_in(), handling()),
    Reason.NOTHING_HANDLED: lambda: _asked(an_event(), sign_in(), closing()),
    Reason.CLOSED_BY_ITS_HANDLER: lambda: _asked(
        an_event(location=NOWHERE).handled(by=county.DISPATCHER), approval(by=county.DISPATCHER)
    ),
    Reason.REPORTER_DOES_NOT_WISH: lambda: _asked(an_event(people=(REPORTER,)), into_petition()),
}
