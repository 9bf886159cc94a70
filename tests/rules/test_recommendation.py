"""A recommendation: drafted by hand or by counting, signed by another, received, answered in writing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from rules import timekeeping
from rules.calendar import YearNotice
from rules.procedure import Event
from rules.recommendation import commands, events
from rules.recommendation.drafting import NAMED_AT_MOST
from rules.recommendation.matter import Adoption, Kind, Outcome, Stage
from rules.recommendation.procedure import RECOMMENDATION
from rules.refusals import Reason, Refused
from tests.rules import county
from tests.rules.story import KEY, WORDS
from tests.rules.supervising import (
    BUREAU,
    BUREAU_HEAD,
    CLUSTER,
    CONTENT,
    HANDLER,
    HEAD,
    HOUSING,
    LEADER,
    WARNING,
    a_clusters_draft,
    a_recommendation,
    about_conduct,
    drafted,
    written,
    written_about_conduct,
)


def test_a_draft_has_words_an_addressee_and_waits_for_a_signature() -> None:
    story = a_recommendation()

    assert (story.state.stage, story.state.content) == (Stage.DRAFT, CONTENT)
    assert story.state.addressee == ("dept_head", HOUSING)
    assert story.tasks() == {"sign-recommendation": ("petition_bureau_head", "sl")}
    assert story.letters == []
    assert RECOMMENDATION.view(story.state).case.places == ("sl",)  # nobody outside sees what is not signed


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"by": HANDLER}, Reason.NOT_YOURS_TO_DO),
        ({"to": county.VILLAGE}, Reason.NOT_ADDRESSED_THERE),
        ({"to": "sl-city"}, Reason.NOT_ADDRESSED_THERE),
        ({"to": "sl-a1"}, Reason.NOT_ADDRESSED_THERE),
        ({"kind": Kind.ACCOUNTABILITY, "concerns": HOUSING}, Reason.NOT_ADDRESSED_THERE),
        ({"kind": Kind.ACCOUNTABILITY, "to": "sl"}, Reason.NOT_WRITTEN),
        ({"concerns": HOUSING}, Reason.NOT_WRITTEN),
    ],
)
def test_it_goes_to_whoever_can_do_something_about_it(said: dict, reason: Reason) -> None:  # type: ignore[type-arg]
    with pytest.raises(Refused) as refused:
        drafted(**said)
    assert refused.value.reason is reason


def test_whoever_wrote_it_does_not_sign_it() -> None:
    story = a_recommendation()
    story.hear(written(by=BUREAU_HEAD, to="sl-t1"))
    sign = commands.SignRecommendation(id=KEY, by=BUREAU_HEAD)
    assert story.state.addressee == ("township_head", "sl-t1")

    assert story.refusal_of(sign) is Reason.SIGNED_BY_ANOTHER

    story.hear(written())
    story.hear(sign)
    assert story.state.stage is Stage.ISSUED
    assert story.papers() == ["D-14"]
    assert story.notices() == [("recommendation-issued", "dept_head", HOUSING)]
    assert RECOMMENDATION.view(story.state).case.places == ("sl", HOUSING)


def test_the_paper_names_a_day_count_of_the_countys_and_what_neglect_is() -> None:
    story = a_recommendation().issued()

    [document] = story.letters_of("document")

    assert document.body["addressees"] == [f"dept_head@{HOUSING}"]
    assert document.body["data"] == {
        "on": "2026-11-02",
        "unit": "sl",
        "concerns": None,
        "cases": ["SL-2026-1", "SL-2026-2"],
        "cluster": None,
        "problem": WORDS,
        "evidence": WORDS,
        "analysis": WORDS,
        "proposal": WORDS,
        "within_days": 30,
        "bases": ["improvement", "adoption-feedback", "neglect"],
    }


@pytest.mark.parametrize(
    ("adoption", "outcome"),
    [
        (Adoption.ADOPTED, Outcome.ADOPTED),
        (Adoption.PARTLY_ADOPTED, Outcome.PARTLY_ADOPTED),
        (Adoption.NOT_ADOPTED, Outcome.NOT_ADOPTED),
    ],
)
def test_it_is_answered_in_writing_with_the_reasons(adoption: Adoption, outcome: Outcome) -> None:
    story = a_recommendation().answered(adoption)

    assert story.kinds()[-2:] == ["AdoptionToldInWriting", "RecommendationClosed"]
    assert story.state.outcome is outcome
    assert story.events[-2] == events.AdoptionToldInWriting(
        at=story.at, by=HEAD, adoption=adoption, reasons=WORDS, was_late=False
    )
    assert story.notices()[-1] == ("feedback-given", "petition_bureau", "sl")
    assert RECOMMENDATION.view(story.state).case.places == ("sl", HOUSING)


def test_the_time_runs_from_the_receipt_and_its_end_is_told_once_and_named() -> None:
    story = a_recommendation().received()
    assert RECOMMENDATION.view(story.state).case.due_on == date(2026, 12, 2)

    [late] = story.wait_for_the_next_moment()

    assert late == events.FeedbackFellOverdue(
        at=datetime(2026, 12, 3, 0, 30, tzinfo=UTC), due_on=date(2026, 12, 2)
    )
    assert story.notices()[-2:] == [
        ("feedback-overdue", "dept_head", HOUSING),
        ("no-feedback", "petition_bureau", "sl"),
    ]
    assert RECOMMENDATION.view(story.state).case.light == "red"
    assert story.procedure.next_moment(story.state) is None
    story.asks(commands.GiveFeedback, HEAD, adoption=Adoption.ADOPTED, reasons=WORDS)
    [told] = [event for event in story.events if isinstance(event, events.AdoptionToldInWriting)]
    assert told.was_late


def test_nobody_escapes_an_answer_by_not_confirming_the_receipt() -> None:
    story = a_recommendation().issued()
    story.wait(days=5)
    on_paper = partial(commands.RecordReceipt, id=KEY, by=BUREAU, proof=WORDS)
    ahead = on_paper(received_at=story.at + timedelta(hours=1))
    assert story.refusal_of(ahead) is Reason.DATE_IN_THE_FUTURE

    story.hear(on_paper(received_at=story.at - timedelta(days=2)))

    assert story.state.clock("feedback").started_on == date(2026, 11, 5)


def test_one_about_conduct_goes_to_whoever_has_authority_and_by_commands_of_its_own() -> None:
    story = about_conduct()
    assert story.state.addressee == ("county_leader", "sl")
    assert story.refusal_of(written()) is Reason.NOT_AT_THIS_STAGE
    assert a_recommendation().refusal_of(written_about_conduct()) is Reason.NOT_AT_THIS_STAGE

    story.hear(written_about_conduct())
    story.received()

    assert story.papers() == ["D-16"]
    assert HOUSING not in RECOMMENDATION.view(story.state).case.places
    plain = commands.GiveFeedback(id=KEY, by=LEADER, adoption=Adoption.ADOPTED, reasons=WORDS)
    assert story.refusal_of(plain) is Reason.NOT_AT_THIS_STAGE
    story.asks(commands.GiveConductFeedback, LEADER, adoption=Adoption.ADOPTED, conduct_reasons=WORDS)
    assert story.state.outcome is Outcome.ADOPTED


def test_a_cluster_makes_a_draft_that_says_nothing_until_a_person_has_written_it() -> None:
    story = a_clusters_draft()
    assert story.tasks() == {"write-recommendation": ("petition_bureau", "sl")}
    assert story.notices() == [("cluster-found", "petition_bureau", "sl")]
    assert story.refusal_of(commands.SignRecommendation(id=KEY, by=BUREAU_HEAD)) is Reason.NOT_WRITTEN

    story.hear(written())
    story.issued()

    told = story.letters_of("document")[0].body["data"]["cluster"]
    assert told == {
        "kind": "dispute",
        "subject": "property-service",
        "place": county.VILLAGE,
        "count": 6,
        "before": [2, 0, 1, 0],
        "since": "2026-08-05",
        "until": "2026-11-02",
    }


def test_whoever_would_sign_it_may_drop_it_with_a_reason() -> None:
    story = a_clusters_draft().asks(commands.DropRecommendation, BUREAU_HEAD, reason=WORDS)

    assert story.kinds()[-2:] == ["RecommendationDropped", "RecommendationClosed"]
    assert story.state.outcome is Outcome.DROPPED
    assert RECOMMENDATION.view(story.state).case.places == ("sl",)


def test_a_draft_names_the_newest_matters_and_keeps_the_whole_warning() -> None:
    matters = tuple(f"event/sl/SL-2026-{n:06}/1" for n in range(60))
    warning = replace(WARNING, cluster=replace(CLUSTER, kind="event", matters=matters))

    story = a_clusters_draft(warning)

    assert sorted(story.state.cases) == [f"SL-2026-{n:06}" for n in range(60 - NAMED_AT_MOST, 60)]
    assert story.state.warning == warning


def test_a_new_calendar_reaches_it_with_and_without_a_clock() -> None:
    year = county.TOLD.calendar
    off = frozenset(date(2026, 12, 2) + timedelta(days=day) for day in range(3))
    notice = YearNotice(1, 2026, "a notice", off, frozenset())
    published = timekeeping.CalendarPublished(version="v", series=year.series, notices=(notice,))
    drawn, story = a_recommendation(), a_recommendation().received()
    story.wait_for_the_next_moment()

    drawn.hear(published)
    story.hear(published)

    assert not drawn.state.is_overdue
    assert not story.state.is_overdue
    assert story.state.handed_to("anybody", None) is story.state


def test_an_event_of_another_procedure_is_none_of_its_own() -> None:
    with pytest.raises(TypeError):
        RECOMMENDATION.evolve(a_recommendation().state, Event(at=county.MONDAY))
