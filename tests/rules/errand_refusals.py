"""Every "no" of an errand and of an invitation, with somebody who asks for it and is told so."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from rules.refusals import Reason
from tests.rules import county
from tests.rules.errands import HEAD, an_errand, answer, errand, meeting, meeting_answer
from tests.rules.story import Story
from tests.rules.test_inviting import invitation, mediated, taking_part, undertaking, withdrawal


def _asked(story: Story, command: Any) -> Callable[[], Any]:
    return lambda: story.hear(command)


def _called_twice() -> Any:
    story = an_errand()
    story.hear(meeting())
    story.hear(meeting())


OF_AN_ERRAND: Mapping[Reason, Callable[[], Any]] = {
    Reason.AUTHORITY_OVER: _asked(an_errand().revoked().is_not_satisfied(), answer(goes_on=True)),
    Reason.NOT_AN_AGENT: lambda: errand(agent=county.MEDIATOR),
    Reason.NOT_A_LEADER: lambda: errand(leader=replace(HEAD, role="grid_worker")),
    Reason.MEETING_ALREADY_CALLED: _called_twice,
    Reason.NO_MEETING_CALLED: _asked(an_errand(), meeting_answer()),
    Reason.INVOLVED_OTHERWISE: _asked(mediated(), invitation(person="zhang")),
    Reason.INVITED_BEFORE: _asked(taking_part(), invitation()),
    Reason.NOT_INVITED: _asked(mediated(), withdrawal()),
    Reason.INVITATION_NEEDS_EVERYBODY: _asked(mediated(), invitation(agreed_by=frozenset())),
    Reason.UNDERTAKING_RECORDED: _asked(taking_part(), undertaking()),
}
