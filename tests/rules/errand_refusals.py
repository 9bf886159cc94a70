"""Every "no" of an errand and of an invitation, with somebody who asks for it and is told so."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from rules.refusals import Reason
from tests.rules import county
from tests.rules.errands import HEAD, an_errand, answer, errand, meeting, meeting_answer
from tests.rules.story import Story
from tests.rules.test_inviting import invitation, mediated, taking_part, undertaking, withdrawal


def _asked(story: Story, command: Any) -> Callable[[], Any]:
    return lambda: story.hear(command)


def _called_once() -> Story:
    story = an_errand()
    story.hear(meeting())
    return story


OF_AN_ERRAND: Mapping[Reason, Callable[[], Callable[[], Any]]] = {
    Reason.AUTHORITY_OVER: lambda: _asked(an_errand().revoked().is_not_satisfied(), answer(goes_on=True)),
    Reason.NOT_AN_AGENT: lambda: partial(errand, agent=county.MEDIATOR),
    Reason.NOT_A_LEADER: lambda: partial(errand, leader=replace(HEAD, role="grid_worker")),
    Reason.MEETING_ALREADY_CALLED: lambda: _asked(_called_once(), meeting()),
    Reason.NO_MEETING_CALLED: lambda: _asked(an_errand(), meeting_answer()),
    Reason.INVOLVED_OTHERWISE: lambda: _asked(mediated(), invitation(person="zhang")),
    Reason.INVITED_BEFORE: lambda: _asked(taking_part(), invitation()),
    Reason.NOT_INVITED: lambda: _asked(mediated(), withdrawal()),
    Reason.INVITATION_NEEDS_EVERYBODY: lambda: _asked(mediated(), invitation(agreed_by=frozenset())),
    Reason.UNDERTAKING_RECORDED: lambda: _asked(taking_part(), undertaking()),
}
