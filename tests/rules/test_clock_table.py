"""The table of periods: nothing of the reference is missing, nothing uncertain runs, all of it has words."""

import re
import string
import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from rules.articles import Article, Mark, Source
from rules.calendar import WorkingCalendar
from rules.clocks.clock import State
from rules.clocks.reckoning import DueDate, Extended, Pause, reckon
from rules.clocks.rule import Binds, ClockRule, Ground, Unit
from rules.clocks.table import agencies, arbitration, courts, mediation, petitions
from rules.clocks.table.whole import TABLE, UnknownClock, rule_of
from rules.clocks.telling import EndedLate
from rules.petition_aftercare.codes import WINDOWS
from rules.words import KINDS, clock_events, clocks

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT.parent / "shared" / "domain" / "04-clocks.md"
LINES = [rule for field in (petitions, mediation, courts, arbitration, agencies) for rule in field.RULES]
WORDS = {kind: KINDS[kind] for kind in (*clocks.WORDS, *clock_events.WORDS)}
EXTENDED = [rule for rule in LINES if rule.extension]


def days(first: tuple[int, int], last: tuple[int, int]) -> set[date]:
    start, end = date(2026, *first), date(2026, *last)
    return {start + timedelta(days=n) for n in range((end - start).days + 1)}


# The notice of the State Council for 2026.
CALENDAR = WorkingCalendar(
    series="notice",
    years=frozenset({2026}),
    holidays=frozenset(
        days((1, 1), (1, 3))
        | days((2, 15), (2, 23))
        | days((4, 4), (4, 6))
        | days((5, 1), (5, 5))
        | days((6, 19), (6, 21))
        | days((9, 25), (9, 27))
        | days((10, 1), (10, 7))
    ),
    make_up_workdays=frozenset(
        date(2026, *day) for day in ((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10))
    ),
)


def at(year: int, month: int, day: int, hour: int = 9) -> datetime:
    """An instant by the clock on the wall in Beijing."""
    return datetime(year, month, day, hour, tzinfo=UTC) - timedelta(hours=8)


def due(
    id: str, started_at: datetime, *, longer: int = 0, paused: tuple[datetime, datetime] | None = None
) -> DueDate:
    rule = rule_of(id)
    extensions = (
        [Extended(longer, rule.extension.unit, "head", started_at)] if longer and rule.extension else []
    )
    pauses = [Pause(rule.excludes[0], *paused)] if paused else []

    reckoned = reckon(rule, CALENDAR, started_at, rule.trigger, pauses, extensions)

    assert reckoned
    return reckoned


def rows_of_the_reference() -> dict[str, list[str]]:
    """id -> the cells of its row; the last is its source with its mark."""
    if not REFERENCE.exists():
        pytest.skip("../shared/domain is not here: no reference to compare with")
    lines = REFERENCE.read_text(encoding="utf-8").splitlines()
    cells = [line.strip("| ").split("|") for line in lines if re.match(r"\| K-\d", line)]
    return {row[0].strip(): row for row in cells}


def base(id: str) -> str:
    return id.rstrip(string.ascii_lowercase)


def test_every_row_of_the_reference_is_in_the_table_and_nothing_else_is() -> None:
    rows = rows_of_the_reference()

    assert [id for id in rows if id not in TABLE] == []
    assert [id for id in TABLE if base(id) not in rows] == []


def test_a_row_whose_validity_must_be_verified_is_off() -> None:
    rows = rows_of_the_reference()
    doubtful = {id for id, row in rows.items() if re.search(r"\[[^]]*\bV\b", row[-1])}

    # People's mediation runs on the general practice.
    assert {id for id in rows if not TABLE[id].is_live} == doubtful - {"K-40"}


def test_the_number_of_a_rule_stands_in_its_row() -> None:
    rows = rows_of_the_reference() | {"K-40": ["", "1"]}  # "about one month"
    split = {"K-02b": "K-02a", "K-02c": "K-02a", "K-02d": "K-02a"}

    for id, rule in TABLE.items():
        row = rows[id] if id in rows else rows[split.get(id, base(id))]
        assert rule.count is None or re.search(rf"\b{rule.count}\b", " ".join(row[1:])), id


def test_every_number_from_01_to_80_that_exists_has_a_rule_under_its_plain_id() -> None:
    numbers = [*range(1, 36), *range(40, 81)]

    assert {base(id) for id in TABLE} == {f"K-{number:02}" for number in numbers}
    assert [number for number in numbers if f"K-{number:02}" not in TABLE] == []


def test_no_two_lines_bear_one_id_and_the_table_has_them_in_their_order() -> None:
    assert len({rule.id for rule in LINES}) == len(LINES) == len(TABLE)
    assert list(TABLE) == sorted(TABLE)
    assert all(TABLE[rule.id] is rule for rule in LINES)


def test_a_clock_that_is_not_in_the_table_is_named() -> None:
    with pytest.raises(UnknownClock) as unknown:
        rule_of("K-99")

    assert unknown.value.id == "K-99"


def test_what_must_be_verified_is_present_and_off() -> None:
    off = {id for id, rule in TABLE.items() if not rule.is_live}

    assert off == {
        *("K-02a", "K-02b", "K-02c", "K-02d", "K-34", "K-35", "K-35a", "K-61", "K-61a", "K-61b"),
    }
    assert all((TABLE[id].mark is Mark.VERIFY) is (id in off) for id in TABLE)


def test_only_the_feedback_on_a_recommendation_is_policy() -> None:
    assert [id for id, rule in TABLE.items() if rule.mark is Mark.POLICY] == ["K-30"]


@pytest.mark.parametrize("rule", LINES, ids=lambda rule: rule.id)
def test_every_rule_cites_where_it_comes_from(rule: ClockRule) -> None:
    assert rule.articles
    for article in rule.articles:
        assert article.source is not Source.COUNTY_POLICY
        assert article.cite("zh").startswith(f"《{article.source.zh}》")
        assert article.cite("en").startswith(article.source.en)
    assert rule.holds_on(rule.valid_from)
    assert not rule.holds_on(rule.valid_from - timedelta(days=1))


@pytest.mark.parametrize(
    ("article", "zh", "en", "short"),
    [
        (
            TABLE["K-06"].articles[0],
            "《信访工作条例》第22条第1款第3项",
            "Regulations on Petition Work, art. 22(1), item 3",
            "XFTL 22",
        ),
        (
            TABLE["K-07"].articles[1],
            "《信访工作条例》第31条第6项",
            "Regulations on Petition Work, art. 31, item 6",
            "XFTL 31",
        ),
        (
            TABLE["K-20"].articles[0],
            "《信访事项简易办理办法》",
            "Measures for the Simplified Handling of Petition Matters",
            "JYBL",
        ),
    ],
)
def test_an_item_and_a_whole_document_are_cited_in_both_languages(
    article: Article, zh: str, en: str, short: str
) -> None:
    assert (article.cite("zh"), article.cite("en"), article.short) == (zh, en, short)


@pytest.mark.parametrize("rule", LINES, ids=lambda rule: rule.id)
def test_a_rule_has_a_number_and_its_unit_or_neither(rule: ClockRule) -> None:
    assert rule.is_counted is (rule.unit is not None)
    assert rule.count is None or rule.count > 0
    assert rule.is_counted or not (rule.extension or rule.excludes)


def test_what_names_no_number_is_never_due() -> None:
    uncounted = [rule for rule in LINES if not rule.is_counted]

    assert len(uncounted) > 20
    assert all(reckon(rule, CALENDAR, at(2026, 3, 2), rule.trigger) is None for rule in uncounted)


def test_hours_inner_targets_and_the_life_of_an_order_do_not_roll() -> None:
    by_hours = {id for id, rule in TABLE.items() if rule.unit is Unit.HOURS}

    assert by_hours == {"K-70", "K-70a", "K-78"}
    assert {id for id, rule in TABLE.items() if not rule.rolls} == by_hours | {
        *("K-02a", "K-02b", "K-02c", "K-02d", "K-30", "K-70b"),
    }


@pytest.mark.parametrize("rule", EXTENDED, ids=lambda rule: rule.id)
def test_working_days_lengthen_working_days_and_nothing_else(rule: ClockRule) -> None:
    assert rule.extension
    assert (rule.extension.unit is Unit.WORKING_DAYS) is (rule.unit is Unit.WORKING_DAYS)
    assert rule.extension.unit in {Unit.CALENDAR_DAYS, Unit.WORKING_DAYS}


def test_who_may_lengthen_a_period_and_by_how_much() -> None:
    allowed = {
        rule.id: (rule.extension.at_most, rule.extension.times, rule.extension.approver)
        for rule in EXTENDED
        if rule.extension
    }

    assert allowed == {
        "K-07": (30, 1, "head-of-organ"),
        "K-35a": (60, 1, "not-named"),
        "K-40": (None, None, "parties"),
        "K-46": (10, 1, "court-president"),
        "K-46a": (None, None, "court-president"),
        "K-48": (None, None, "parties"),
        "K-49": (None, None, "parties"),
        "K-49a": (None, None, "parties"),
        "K-55": (30, 2, "next-higher-police"),
        "K-55a": (30, 2, "next-higher-police"),
        "K-56": (None, None, "parties"),
        "K-63": (15, 1, "committee-chair"),
        "K-65": (30, 1, "committee-chair"),
        "K-66": (30, 1, "reconsideration-head"),
        "K-71": (30, 1, "head-of-organ"),
        "K-72d": (30, 1, "itself"),
        "K-73": (20, 1, "information-office-head"),
        "K-74": (60, 1, "head-of-organ"),
        "K-79a": (10, 1, "data-sharing-authority"),
    }


def test_a_hearing_stops_the_re_review_and_not_the_handling() -> None:
    assert [id for id, rule in TABLE.items() if Ground.HEARING in rule.excludes] == ["K-13", "K-55", "K-55a"]


def test_an_appraisal_stops_mediation() -> None:
    mediated = {"K-40", "K-48", "K-56", "K-57", "K-61"}

    assert {id for id, rule in TABLE.items() if Ground.APPRAISAL in rule.excludes} == mediated | {
        *("K-55", "K-55a", "K-66", "K-66c"),
    }


def test_no_seat_has_both_rights_of_its_own_and_duties() -> None:
    counted = [rule for rule in LINES if rule.is_counted]
    of_people = {rule.responsible for rule in counted if rule.binds is Binds.PERSON}

    assert {"petitioner", "party", "worker", "applicant", "parties-together"} <= of_people
    assert of_people & {rule.responsible for rule in counted if rule.binds is Binds.AGENCY} == set()


@pytest.mark.parametrize(
    ("id", "started", "longer", "expected"),
    [
        pytest.param("K-02", (2026, 2, 3), 0, (2026, 2, 24), id="F-01 over the Spring Festival"),
        pytest.param("K-05", (2026, 2, 25), 0, (2026, 3, 3), id="F-03 a make-up Saturday is counted"),
        pytest.param("K-07", (2025, 12, 19), 0, (2026, 2, 24), id="F-05 sixty days into the festival"),
        pytest.param("K-07", (2026, 7, 6), 0, (2026, 9, 4), id="F-06 sixty days"),
        pytest.param("K-07", (2026, 7, 6), 30, (2026, 10, 8), id="F-06 and thirty more, from the acceptance"),
        pytest.param("K-13", (2026, 8, 31), 0, (2026, 9, 30), id="F-09 without the hearing"),
        pytest.param("K-63b", (2026, 9, 28), 0, (2026, 10, 10), id="F-12 five working days to accept"),
        pytest.param("K-63", (2026, 8, 20), 0, (2026, 10, 8), id="F-12 forty-five days for the award"),
        pytest.param("K-63", (2026, 8, 20), 15, (2026, 10, 19), id="F-12 extended to sixty"),
        pytest.param("K-66a", (2026, 8, 5), 0, (2026, 10, 8), id="F-13 sixty days to apply"),
        pytest.param("K-66b", (2026, 9, 30), 0, (2026, 10, 13), id="F-13 five working days to accept"),
        pytest.param("K-40", (2026, 1, 31), 0, (2026, 2, 28), id="F-16 one month, no corresponding day"),
        pytest.param("K-04", (2026, 9, 5), 0, (2026, 9, 20), id="F-18 no roll from a make-up Sunday"),
        pytest.param("K-50", (2026, 9, 30), 0, (2026, 10, 10), id="F-20 three working days over the holiday"),
    ],
)
def test_the_worked_examples_come_out_of_the_rules(
    id: str, started: tuple[int, int, int], longer: int, expected: tuple[int, int, int]
) -> None:
    found = due(id, at(*started), longer=longer)

    assert (found.on, found.provisional) == (date(*expected), False)


def test_ten_days_of_hearing_are_left_out_of_a_re_review() -> None:
    found = due("K-13", at(2026, 8, 31), paused=(at(2026, 9, 2), at(2026, 9, 12)))  # F-09

    assert found.on == date(2026, 10, 10)


def test_seventy_two_hours_end_in_the_middle_of_a_holiday() -> None:
    assert due("K-70", at(2026, 10, 1, 10)).at == at(2026, 10, 4, 10)  # F-23


def test_sixty_days_into_a_year_nobody_has_published_are_provisional() -> None:
    found = due("K-07", at(2026, 11, 21))  # F-24

    assert (found.on, found.provisional) == (date(2027, 1, 20), True)


def the_county_s() -> list[dict[str, dict[str, object]]]:
    return [
        tomllib.loads(path.read_text(encoding="utf-8")).get("clocks", {})
        for path in sorted((ROOT / "counties").glob("*/*.toml"))
    ]


def said_by_the_county(field: str) -> set[str]:
    return {str(rule[field]) for rules in the_county_s() for rule in rules.values() if field in rule}


def events_of_the_procedures() -> set[str]:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "rules").glob("*/evolution.py"))
    return set(re.findall(r'event="([\w-]+)"', code))


def codes() -> dict[str, set[str]]:
    return {
        "clock": {*TABLE, *(id for rules in the_county_s() for id in rules)},
        "clock-trigger": {rule.trigger for rule in LINES}
        | said_by_the_county("trigger")
        | events_of_the_procedures()
        | {event for _, event in WINDOWS.values()},
        "clock-responsible": {rule.responsible for rule in LINES} | said_by_the_county("responsible"),
        "clock-consequence": {rule.consequence for rule in LINES if rule.consequence},
        "clock-approver": {rule.extension.approver for rule in EXTENDED if rule.extension},
        "clock-unit": set(Unit),
        "clock-unit-one": set(Unit),
        "clock-ground": set(Ground),
        "clock-state": set(State),
        "clock-late": set(EndedLate),
        "clock-mark": set(Mark),
    }


def test_there_are_words_for_exactly_the_codes_that_exist() -> None:
    assert {kind: set(KINDS[kind]) for kind in codes()} == codes()
    assert set(WORDS) == set(codes())


def test_every_word_is_there_in_both_languages_with_the_same_blanks() -> None:
    for words in WORDS.values():
        for zh, en in words.values():
            assert re.search(r"[\u4e00-\u9fff]", zh)
            assert en == en.strip() != ""
            assert not re.search(r"[\u4e00-\u9fff]", en)
            assert re.findall(r"\{\w+\}", zh) == re.findall(r"\{\w+\}", en)


def test_no_two_clocks_and_no_two_kinds_of_grounds_are_called_alike() -> None:
    for kind in ("clock", "clock-ground", "clock-consequence"):
        for language in (0, 1):
            said = [words[language] for words in WORDS[kind].values()]
            assert len(set(said)) == len(said)


@pytest.mark.parametrize("unit", Unit)
def test_a_length_is_said_with_its_number(unit: Unit) -> None:
    zh, en = WORDS["clock-unit"][unit]
    _, one = WORDS["clock-unit-one"][unit]

    assert zh.format(n=5).startswith("5")
    assert en.format(n=5) == f"{one.format(n=5)}s"
