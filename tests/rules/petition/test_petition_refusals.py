"""Whoever is refused about a petition is told why, and nothing has changed."""

import pytest

from rules.petition.procedure import PETITION
from rules.procedure import Now
from rules.refusals import Reason, Refused
from tests.rules.petition.refusals import AT_THE_WINDOW, OF_A_PETITION


@pytest.mark.parametrize("reason", OF_A_PETITION, ids=lambda reason: reason.code)
def test_a_refusal_says_why_and_changes_nothing(reason: Reason) -> None:
    story, command = OF_A_PETITION[reason]()
    before, events, letters = story.state, list(story.events), list(story.letters)
    was_offered = type(command) in PETITION.permitted(story.state, command.by)

    with pytest.raises(Refused) as refused:
        PETITION.decide(story.state, command, Now(story.at))

    assert refused.value.reason is reason
    assert was_offered  # it is a reason of the case, not of the seat
    assert story.state is before
    assert (story.events, story.letters) == (events, letters)
    assert PETITION.fold(story.events, story.edition) == story.state


@pytest.mark.parametrize("reason", AT_THE_WINDOW, ids=lambda reason: reason.code)
def test_what_is_not_registered_says_why(reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        AT_THE_WINDOW[reason]()()

    assert refused.value.reason is reason
