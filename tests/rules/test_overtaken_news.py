"""What a procedure hears of what it has handed over: each piece of news once, and never backwards."""

import pytest

from rules.handing import HandedOff, HandOff, HandoffTold, News
from tests.rules.story import KEY, WORDS, DisputeStory, a_dispute

HANDOFF = "handoff/sl/SL-2026-1/1"


def handed_off() -> DisputeStory:
    story = a_dispute()
    people = frozenset(party.ref for party in story.state.parties)
    asked = HandOff(
        id=KEY, by=story.lead, docking="police-referral", to="police", people=people, summary=WORDS
    )
    story.hear(asked)
    assert isinstance(story.events[-1], HandedOff)
    return story


def told(story: DisputeStory, news: News, outcome: str | None = None) -> None:
    [handed] = story.state.handed
    story.hear(HandoffTold(handoff=HANDOFF, asked_in=handed.asked_in, news=news, outcome=outcome))


@pytest.mark.parametrize(
    ("first", "late"),
    [
        (News.ACCEPTED, News.SENT),
        (News.RETURNED, News.SENT),
        (News.RETURNED, News.ACCEPTED),
        (News.CONFIRMED, News.RETURNED),
        (News.REFUSED, News.SENT),
    ],
)
def test_news_that_was_overtaken_is_no_news(first: News, late: News) -> None:
    story = handed_off()
    told(story, first)
    before = story.state

    told(story, late)

    assert story.state == before


def test_what_came_back_is_known_though_its_news_was_overtaken() -> None:
    story = handed_off()

    told(story, News.CONFIRMED, "no-violation")
    told(story, News.RETURNED, "no-violation")

    [handed] = story.state.handed
    assert (handed.news, handed.outcome) == (News.CONFIRMED, "no-violation")
