"""Where the same comes again: kinds, places, agencies; a warning explains itself, and knows no person."""

import dataclasses
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from rules.clusters import clusters, counted_from, warnings, worth_proposing
from rules.early_warning import Along, Because, Cluster, EarlyWarning, Threshold
from rules.measuring.facts import Facts
from rules.measuring.formula import Counting, Period, World
from rules.measuring.kinds import BROUGHT, OWN, WITH_IT
from rules.procedure import Now
from rules.procedures import PROCEDURES
from tests.rules.counted.worlds import a_county, known

WEEK = Period(date(2026, 3, 9), date(2026, 3, 15), datetime(2026, 3, 15, 16, tzinfo=UTC))
THRESHOLD = Threshold(at_least=5, percent=200, periods=4)
MATTER = Facts(
    procedure="dispute/sl/SL-2026-000001/1",
    matter="SL-2026-000001",
    unit="sl-t1",
    owner="justice_office@sl-t1",
    channel="visit",
    subject="wages",
    place="sl-t1-v1",
    opened_at=datetime(2026, 3, 10, 1, tzinfo=UTC),
    closed_at=None,
    outcome=None,
    is_private=False,
    is_late=False,
    light="green",
    stages=(("consent", datetime(2026, 3, 10, 1, tzinfo=UTC)),),
    held=(("sl-t1", datetime(2026, 3, 10, 1, tzinfo=UTC)),),
)


def brought(*weeks_ago: int, **said: object) -> list[Facts]:
    """A matter of that kind, so many weeks before; each of its own number."""
    return [
        replace(
            MATTER,
            procedure=f"dispute/sl/SL-2026-{n:06}-{weeks}/1",
            opened_at=MATTER.opened_at - timedelta(weeks=weeks),
            **said,  # type: ignore[arg-type]
        )
        for n, weeks in enumerate(weeks_ago)
    ]


def seen(facts: list[Facts], along: Along = Along.PLACE) -> tuple[Cluster, ...]:
    return clusters(World(facts, Counting(frozenset(), 90)), WEEK, along, THRESHOLD.periods)


def warned(*weeks_ago: int) -> list[Because]:
    return [each.because for each in warnings(seen(brought(*weeks_ago)), THRESHOLD)]


def test_a_cluster_counts_this_period_and_those_before_the_nearest_first() -> None:
    [found] = seen(brought(0, 0, 1, 3, 3, 3, 4, 5))

    assert (found.subject, found.where, len(found.matters), found.before) == (
        "wages",
        "sl-t1-v1",
        2,
        (1, 0, 3, 1),
    )


@pytest.mark.parametrize(
    ("weeks_ago", "expected"),
    [
        ((0,) * 4, []),
        ((0,) * 5, [Because.NEW]),
        ((0,) * 5 + (1,) * 10, [Because.GROWING]),  # the mean was 2.5: exactly twice
        ((0,) * 5 + (1,) * 11, []),
        ((0,) * 5 + (9,) * 30, [Because.NEW]),  # too long ago to compare with
        ((1,) * 9, []),
    ],
)
def test_so_many_and_so_many_more_than_before_is_a_warning(
    weeks_ago: tuple[int, ...], expected: list[Because]
) -> None:
    assert warned(*weeks_ago) == expected


def test_along_agencies_it_is_the_unit_that_has_it() -> None:
    [found] = seen(brought(0, 0), Along.AGENCY)

    assert (found.along, found.where) == (Along.AGENCY, "sl-t1")


def test_what_is_of_no_kind_or_place_comes_later_or_is_handled_anew_is_in_no_cluster() -> None:
    later = replace(MATTER, opened_at=MATTER.opened_at + timedelta(weeks=2))
    again = replace(MATTER, procedure="dispute/sl/SL-2026-000001/2")

    assert seen([*brought(0, subject=None), *brought(0, place=None), later, again]) == ()


def test_the_largest_comes_first() -> None:
    found = seen([*brought(0, 0), *brought(0, 0, 0, subject="debt", place="sl-t2")])

    assert [each.subject for each in found] == ["debt", "wages"]


def test_neither_a_warning_nor_what_it_is_made_of_has_a_key_for_a_person() -> None:
    names = {
        field.name
        for shape in (EarlyWarning, Cluster, Threshold, Facts)
        for field in dataclasses.fields(shape)
    }

    assert not names & {"person", "people", "petitioner", "petitioners", "party", "parties", "handler", "by"}


def test_the_same_word_for_a_dispute_and_an_event_are_two_clusters() -> None:
    events = [
        replace(each, procedure=each.procedure.replace("dispute/", "event/")) for each in brought(0, 0, 0)
    ]

    assert [(each.kind, len(each.matters)) for each in seen([*brought(0, 0), *events])] == [
        ("event", 3),
        ("dispute", 2),
    ]


def test_the_houses_own_work_and_what_goes_with_a_matter_are_in_no_cluster() -> None:
    for kind in (*OWN, *WITH_IT):
        renamed = [
            replace(each, procedure=each.procedure.replace("dispute/", f"{kind}/")) for each in brought(0)
        ]
        assert seen(renamed) == ()


def test_every_procedure_is_brought_or_goes_with_that_or_is_the_houses_own() -> None:
    assert sorted([*BROUGHT, *WITH_IT, *OWN]) == sorted(PROCEDURES)


def test_a_draft_is_worth_making_of_a_warning_of_so_many_days_today_the_last() -> None:
    """Ninety of them: whoever came on the first still counts, and whoever came before is compared with."""
    now = Now(datetime(2026, 11, 2, 4, tzinfo=UTC))
    first = datetime(2026, 8, 4, 16, tzinfo=UTC)  # midnight in Beijing, the 5th of August

    def found(*at: datetime) -> list[tuple[Because, tuple[int, ...]]]:
        rows = [replace(each, opened_at=day) for each, day in zip(brought(*range(len(at))), at, strict=True)]
        told = worth_proposing(World(rows, Counting(frozenset(), 90)), 90, THRESHOLD, now)
        assert all((w.cluster.since, w.cluster.until) == (date(2026, 8, 5), now.today) for w in told)
        return [(each.because, each.cluster.before) for each in told]

    earlier = first - timedelta(seconds=1)
    assert found(*[first] * 5) == [(Because.NEW, (0, 0, 0, 0))]
    assert found(*[first] * 4, earlier) == []
    assert found(*[now.at] * 5, *[earlier] * 9) == [(Because.GROWING, (9, 0, 0, 0))]
    assert found(*[now.at] * 5, *[earlier] * 11) == []
    assert first - counted_from(90, THRESHOLD, now) == timedelta(days=360)


def test_of_a_made_up_county_no_person_is_in_any_row() -> None:
    rows = known(a_county(52, 80), datetime(2027, 1, 1, tzinfo=UTC))
    # Evaluations are of somebody, by reference, so that nobody counts twice; nobody is told of them.
    plain = [
        {name: value for name, value in dataclasses.asdict(each).items() if name not in ("given", "lapsed")}
        for each in rows
    ]

    said = json.dumps(plain, default=str)

    assert "SL-2026-000001" in said
    assert [each for each in ("zhang", '"li"', "p-sl", "content/") if each in said] == []
