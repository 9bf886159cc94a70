"""The county's data: read into one frozen edition, and every seat of the ladder has somebody in it."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

import counties
from counties import calendars
from counties.calendars import BadNotice, calendar, china, china_source, notice, series
from counties.clocks import NotLive, clock_rules
from rules.articles import Mark
from rules.calendar import YearNotice
from rules.clocks.reckoning import reckon
from rules.clocks.rule import Binds, ClockRule, Extension, Ground, Transition, Unit
from rules.clocks.table.whole import TABLE, UnknownClock
from rules.editions import Edition, Organ, Seat
from rules.instants import first_instant_of
from tests.rules import county


def test_the_fictional_county_has_twelve_villages_four_townships_fourteen_departments_and_its_agencies() -> (
    None
):
    organs = [unit.organ for unit in counties.units("demo")]

    assert [organs.count(organ) for organ in Organ] == [12, 4, 1, 14, 2, 15]


def test_every_unit_of_the_county_lies_in_another_of_the_next_organ() -> None:
    units = {unit.id: unit for unit in counties.units("demo")}

    parents = {(unit.organ, units[unit.parent].organ if unit.parent else None) for unit in units.values()}

    assert parents == {
        (Organ.COUNTY, None),
        (Organ.TOWNSHIP, Organ.COUNTY),
        (Organ.VILLAGE, Organ.TOWNSHIP),
        (Organ.DEPARTMENT, Organ.COUNTY),
        (Organ.SUPERIOR, None),
        (Organ.AGENCY, Organ.COUNTY),
    }


def test_every_seat_of_the_ladder_and_the_county_has_one_person_at_every_unit() -> None:
    people = counties.people("demo")
    seats = {(person.role, person.unit) for person in people}

    for edition in counties.editions("demo"):
        for seat in seats_of(edition):
            for unit in counties.units("demo"):
                assert unit.organ is not seat.organ or (seat.role, unit.id) in seats
    assert len(people) == len({person.ref for person in people})
    assert len(people) - len(seats) == 1  # two people sit where accusations are read


def seats_of(edition: Edition) -> set[Seat]:
    """All seats an edition names."""
    county_seats = {value for value in vars(edition).values() if isinstance(value, Seat)}
    levels = edition.ladder.levels
    return county_seats.union(
        *((*level.leads, *level.clerks, level.fallback, level.supervisor) for level in levels)
    )


def test_a_reference_to_a_person_says_the_seat_and_never_the_name() -> None:
    person = counties.people("demo")[0]

    assert person.ref == "p-sl-window-clerk"
    assert person.name == "示例县窗口受理员"


def test_the_editions_of_a_county_are_found_by_their_files() -> None:
    assert [edition.id for edition in counties.editions("demo")] == ["demo/2026.1", "demo/2026.1-strict"]


def test_an_edition_based_on_another_changes_only_what_it_names() -> None:
    assert county.STRICT.clocks == county.TOLD.clocks
    assert county.STRICT.ladder.levels == county.TOLD.ladder.levels
    assert county.STRICT.ladder.reading is not county.TOLD.ladder.reading


def test_the_level_days_of_the_demonstration_county_make_the_general_month() -> None:
    levels = county.TOLD.ladder.levels

    days = [county.TOLD.rule(level.clock).count for level in levels]

    assert days == [5, 5, 8, 12]
    assert sum(filter(None, days)) == county.TOLD.rule("K-40").count == 30
    assert [level.attempts for level in levels] == [1, 1, 1, 1]


def test_the_periods_point_at_their_articles() -> None:
    clocks = {
        rule.id: ([article.short for article in rule.articles], rule.count, rule.rolls)
        for rule in county.TOLD.clocks
    }

    assert clocks == {
        "K-40": (["P 6"], 30, True),
        "K-42": (["P 9"], 30, True),
        "K-44": (["MSS 205", "RMTJ 33"], 30, True),
        "P-05-1": (["P 5"], 5, False),
        "P-05-2": (["P 5"], 5, False),
        "P-05-3": (["P 5"], 8, False),
        "P-05-4": (["P 5"], 12, False),
        "P-09": (["P 9"], 30, True),
        "P-10": (["P 10"], 7, True),
        "P-12": (["P 12"], 5, True),
        "P-28": (["P 28"], 3, True),
        "P-30": (["P 28"], 5, True),
        "K-47": (["MSJS 372"], 15, True),
        "K-48": (["TYTJ 27", "ZXTJ 24", "ZXTJ 26"], 30, True),
        "K-50": (["ZXTJ 12"], 3, True),
        "K-02": (["XFTL 22"], 15, True),
        "K-03": (["XFTL 23"], 15, True),
        "K-04": (["XFTL 23"], 15, True),
        "K-05": (["XFTL 23"], 5, True),
        "K-07": (["XFTL 34", "XFTL 31"], 60, True),
        "K-10": (["XFTL 35"], 30, True),
        "K-11": (["XFTL 35"], 30, True),
        "K-12": (["XFTL 36"], 30, True),
        "K-13": (["XFTL 36"], 30, True),
        "K-19": (["JYBL"], 1, True),
        "K-20": (["JYBL"], 3, True),
        "K-21": (["JYBL"], 10, True),
        "K-24": (["JJGZ", "XFTL 30"], 15, True),
        "K-24a": (["JJGZ", "XFTL 30"], 15, True),
        "P-16": (["P 16"], 10, True),
        "P-18": (["P 18"], 30, True),
        "P-19": (["P 19"], 30, True),
        "P-20": (["P 20"], 30, True),
        "P-21": (["P 21"], 5, True),
        "P-22": (["P 22"], 5, False),
        "P-40": (["P 40"], 2, True),
        "P-41": (["P 40"], 4, True),
        "P-42": (["P 40"], 5, False),
        "P-43": (["P 40"], 2, False),
        "P-44": (["P 40"], 3, False),
        "P-31": (["P 28"], 30, True),
        "P-55": (["P 47"], 15, True),
        "P-56": (["P 47"], 5, True),
        "P-57": (["P 47"], 10, True),
        "P-50": (["P 42"], 2, False),
        "P-51": (["P 42"], 3, False),
        "P-52": (["P 42"], 3, False),
        "P-53": (["P 42"], 10, True),
        "P-54": (["P 42"], 30, True),
        "P-60": (["P 44"], 30, True),
        "P-61": (["P 44"], 30, True),
        "P-62": (["P 44"], 30, True),
        "P-63": (["P 44"], 10, True),
        "P-64": (["P 44"], 15, True),
        "P-32": (["P 28"], 20, True),
        "P-33": (["P 28"], 30, True),
        "P-65": (["P 45"], 180, False),
        "P-66": (["P 45"], 15, True),
        "P-67": (["P 45"], 15, True),
        "P-68": (["P 45"], 30, True),
        "P-69": (["P 45"], 5, True),
        "K-45": (["SFQR 4"], 3, True),
        "K-46": (["SFQR 5"], 15, True),
        "K-46a": (["MSS 187"], 30, True),
        "K-49": (["TYTJ 27", "ZXTJ 24"], 15, True),
        "K-49a": (["TYTJ 27", "ZXTJ 24"], 7, True),
        "K-52": (["ZXTJ 15"], 3, True),
        "K-53": (["MSS 126"], 7, True),
        "K-53a": (["MSS 126", "MSJS 126"], 7, True),
        "K-54": (["XZCX 183"], 7, True),
        "K-56": (["YLJF 38"], 30, True),
        "K-57": (["YLJF 40"], 30, True),
        "K-57a": (["YLJF 40"], 5, True),
        "K-58a": (["JTSG 85", "JTSG 86"], 3, True),
        "K-59": (["JTSG 90"], 10, True),
        "K-62": (["LDZC 14"], 15, True),
        "K-63": (["LDZC 43"], 45, True),
        "K-63b": (["LDZC 29", "LDGZ"], 5, True),
        "K-65": (["TDZC 47"], 60, True),
        "K-65b": (["TDZC 23"], 5, True),
        "K-66": (["XZFY 62", "XZFY 39", "FYTL 45", "FYTL 46"], 60, True),
        "K-66b": (["XZFY 30", "XZFY 88"], 5, True),
        "K-68": (["FLYZ 43"], 7, True),
        "K-68a": (["FLYZ 43"], 3, True),
        "K-69": (["GZF 30"], 15, True),
        "K-77": (["MFD 188", "SXGD 12"], 3, True),
        "K-27": (["ZA"], None, True),
        "P-45": (["P 41"], 15, True),
        "P-46": (["P 41"], 5, True),
        "P-47": (["P 41"], 3, False),
        "P-48": (["P 41"], 90, True),
    }
    in_working_days = {rule.id for rule in county.TOLD.clocks if rule.unit is Unit.WORKING_DAYS}
    assert in_working_days == {
        *("K-05", "K-19", "K-20", "K-21", "K-24", "K-24a", "P-21", "P-22"),
        *("K-50", "K-52", "K-54", "K-56", "K-57", "K-57a", "K-63b", "K-65b", "K-66b", "K-69"),
        *("P-28", "P-30", "P-42", "P-43", "P-44", "P-45", "P-46", "P-47", "P-50", "P-51", "P-52", "P-53"),
        *("P-55", "P-56", "P-57", "P-69"),
    }
    others = {rule.id: rule.unit for rule in county.TOLD.clocks if rule.id not in in_working_days}
    assert others.pop("K-77") is Unit.YEARS
    assert {others.pop("P-40"), others.pop("P-41")} == {Unit.HOURS}
    assert others.pop("K-27") is None  # set at the meeting
    in_minutes = {id for id, unit in others.items() if unit is Unit.MINUTES}
    assert in_minutes == {"P-60", "P-61", "P-62", "P-63", "P-64"}
    assert {unit for id, unit in others.items() if id not in in_minutes} == {Unit.CALENDAR_DAYS}
    assert county.TOLD.representatives_at_most == 5


def test_what_the_village_mediates_first_is_known_to_the_county() -> None:
    assert county.TOLD.ladder.village_scope < set(county.TOLD.dispute_types)


def test_no_edition_is_no_edition() -> None:
    with pytest.raises(FileNotFoundError):
        counties.edition("demo", "1949.1")


def test_the_fictional_calendar_is_published_for_years_and_its_holidays_return() -> None:
    calendar = county.TOLD.calendar

    assert (min(calendar.years), max(calendar.years)) == (2026, 2040)
    assert all(date(year, 10, 2) in calendar.holidays for year in calendar.years)
    assert calendar.make_up_workdays == frozenset()


def test_the_published_calendar_has_the_make_up_workdays_of_2026_and_no_later_year() -> None:
    calendar = china()

    assert max(calendar.years) == 2026
    assert date(2026, 10, 10) in calendar.make_up_workdays
    assert not calendar.is_day_off(date(2026, 10, 10))
    assert calendar.is_day_off(date(2026, 10, 7))


# A county's own clocks

SINCE = date(2027, 1, 1)


def clocks(toml: str) -> dict[str, ClockRule]:
    return {rule.id: rule for rule in clock_rules(tomllib.loads(toml), SINCE)}


def test_an_empty_table_is_the_rule_as_the_law_has_it() -> None:
    assert clocks("[K-02]")["K-02"] == TABLE["K-02"]


def test_a_rule_that_nobody_has_verified_does_not_run() -> None:
    with pytest.raises(NotLive, match="K-35"):
        clocks("[K-35]")


@pytest.mark.parametrize("verified", ["", "verified = ''"])
def test_a_stricter_local_rule_takes_the_place_of_the_nations_only_when_somebody_verified_it(
    verified: str,
) -> None:
    with pytest.raises(NotLive, match="K-02"):
        clocks(f'[K-02]\nsame_as = "K-35"\n{verified}')


def test_the_local_rule_of_zhejiang_overrides_the_fifteen_days_by_five_working_days() -> None:
    own = '[K-02]\nsame_as = "K-35"\nverified = "省司法厅 2027-01-04"'

    rule, nation = clocks(own)["K-02"], TABLE["K-02"]

    assert (nation.count, nation.unit) == (15, Unit.CALENDAR_DAYS)
    assert (rule.id, rule.count, rule.unit) == ("K-02", 5, Unit.WORKING_DAYS)
    assert (rule.articles, rule.mark) == (TABLE["K-35"].articles, Mark.LIKELY)
    started = first_instant_of(date(2027, 3, 1))
    by_law, by_county = (reckon(each, county.TOLD.calendar, started, "received") for each in (nation, rule))
    assert by_law
    assert by_county
    assert (by_law.on, by_county.on) == (date(2027, 3, 16), date(2027, 3, 8))


def test_numbers_of_a_countys_own_are_its_policy_by_item_and_hold_from_its_edition_on() -> None:
    own = """
        [K-07]
        count = 45
        unit = "calendar-days"
        policy = 6
        rolls = false
        excludes = ["appraisal"]
        transition = "open-cases"
        extension = { at_most = 20, unit = "calendar-days", times = 1, approver = "organ-head" }
    """

    rule = clocks(own)["K-07"]

    assert (rule.count, rule.rolls, rule.excludes) == (45, False, (Ground.APPRAISAL,))
    assert rule.extension == Extension(at_most=20, unit=Unit.CALENDAR_DAYS, times=1, approver="organ-head")
    assert (rule.mark, rule.valid_from, rule.transition) == (Mark.POLICY, SINCE, Transition.OPEN_CASES)
    assert [article.short for article in rule.articles] == ["P 6"]
    assert (rule.trigger, rule.responsible) == (TABLE["K-07"].trigger, TABLE["K-07"].responsible)


@pytest.mark.parametrize(
    "own",
    [
        'count = 45\nunit = "calendar-days"',
        "rolls = false",
        'excludes = ["appraisal"]',
        'extension = { at_most = 20, unit = "calendar-days", approver = "organ-head" }',
        'count = 45\nunit = "calendar-days"\nverified = "somebody"',
    ],
)
def test_numbers_of_a_countys_own_without_an_item_of_its_policy_are_refused(own: str) -> None:
    with pytest.raises(ValueError, match="K-07: numbers of one's own"):
        clocks(f"[K-07]\n{own}")


def test_which_cases_a_rule_reaches_is_no_number() -> None:
    assert clocks('[K-07]\ntransition = "open-cases"')["K-07"].transition is Transition.OPEN_CASES


def test_a_clock_of_policy_alone_says_everything_itself() -> None:
    whole = 'count = 3\nunit = "hours"\npolicy = 9\ntrigger = "registered"\nresponsible = "county-office"'

    rule = clocks(f'[P-90]\n{whole}\nbinds = "person"')["P-90"]

    assert (rule.count, rule.unit, rule.binds, rule.mark) == (3, Unit.HOURS, Binds.PERSON, Mark.POLICY)
    for line in whole.splitlines():
        with pytest.raises(KeyError):
            clocks("[P-90]\n" + "\n".join(other for other in whole.splitlines() if other != line))


def test_a_clock_the_same_as_none_there_is_is_refused() -> None:
    with pytest.raises(UnknownClock):
        clocks('[K-02]\nsame_as = "K-99"')


def test_the_parties_of_the_demonstration_county_may_extend_again_and_again() -> None:
    extension = county.TOLD.rule("K-40").extension

    assert extension == Extension(at_most=30, unit=Unit.CALENDAR_DAYS, times=None, approver="parties")


# A year's notice as a file

OFF, ON = {"field": "holidays"}, {"field": "make_up_workdays"}
NOTICE = """
series = "china"
year = 2027
source = "国办发明电〔2026〕1号"
holidays = ["2026-12-31", 2027-01-01, 2027-02-06]
make_up_workdays = ["2027-01-03"]
"""


def test_a_notice_is_read_with_its_series_and_still_without_a_number() -> None:
    series, found = notice(NOTICE)

    assert series == "china"
    assert found == YearNotice(
        number=0,
        year=2027,
        source="国办发明电〔2026〕1号",
        holidays=frozenset({date(2026, 12, 31), date(2027, 1, 1), date(2027, 2, 6)}),
        make_up_workdays=frozenset({date(2027, 1, 3)}),
    )


@pytest.mark.parametrize(
    ("said", "instead", "code", "details"),
    [
        ('series = "china"', "series = ", "notice-unreadable", None),
        *(
            (line, "", "notice-field-missing", {"field": line.split(" ")[0]})
            for line in NOTICE.strip().splitlines()
        ),
        (
            'series = "china"',
            'series = "another"',
            "notice-series-unknown",
            {"field": "series", "series": "another"},
        ),
        ("year = 2027", "year = 1949", "notice-year-impossible", {"field": "year", "year": "1949"}),
        ("year = 2027", "year = 9999", "notice-year-impossible", {"field": "year", "year": "9999"}),
        ("year = 2027", "year = true", "notice-year-impossible", {"field": "year", "year": "True"}),
        ("year = 2027", 'year = "2027"', "notice-year-impossible", {"field": "year", "year": "2027"}),
        ("2027-02-06", '"2027-02-30"', "notice-day-impossible", {**OFF, "day": "2027-02-30"}),
        ("2027-02-06", "6", "notice-day-impossible", {**OFF, "day": "6"}),
        (
            '"2027-01-03"',
            "2027-01-03T08:00:00",
            "notice-day-impossible",
            {**ON, "day": "2027-01-03 08:00:00"},
        ),
        ('["2027-01-03"]', "3", "notice-day-impossible", {**ON, "day": "3"}),
        ("2027-02-06", "2027-01-01", "notice-day-twice", {**OFF, "day": "2027-01-01"}),
        ('"2027-01-03"', '"2027-02-06"', "notice-day-twice", {**ON, "day": "2027-02-06"}),
        (
            "2027-02-06",
            "2028-01-01",
            "notice-day-of-another-year",
            {**OFF, "day": "2028-01-01", "year": "2027"},
        ),
        (
            "2026-12-31",
            "2026-11-30",
            "notice-day-of-another-year",
            {**OFF, "day": "2026-11-30", "year": "2027"},
        ),
        ("2027-01-01, 2027-02-06", "", "notice-year-empty", {**OFF, "year": "2027"}),
        ('"2027-01-03"', '"2027-01-04"', "notice-make-up-on-a-weekday", {**ON, "day": "2027-01-04"}),
    ],
)
def test_a_notice_that_cannot_be_right_is_refused_with_the_field_or_day(
    said: str, instead: str, code: str, details: dict[str, str] | None
) -> None:
    assert said in NOTICE

    with pytest.raises(BadNotice) as refused:
        notice(NOTICE.replace(said, instead))

    assert refused.value.code == code
    assert refused.value.details == details or (details is None and "where" in refused.value.details)


def test_every_way_a_notice_can_be_wrong_is_tried_above() -> None:
    source = Path(calendars.__file__).read_text()
    (tried,) = (
        mark.args[1]
        for mark in test_a_notice_that_cannot_be_right_is_refused_with_the_field_or_day.pytestmark  # type: ignore[attr-defined]
    )

    assert set(re.findall(r'BadNotice\(\s*"([\w-]+)"', source)) == {code for _, _, code, _ in tried}


def test_an_installation_knows_the_nations_calendar_and_the_fictional_one() -> None:
    assert series() == ("china", "fictional-2026-2040")
    assert [calendar(each).series for each in series()] == list(series())
    with pytest.raises(FileNotFoundError):
        calendar("nobody's")


def test_the_nations_calendar_says_where_it_comes_from() -> None:
    assert re.fullmatch(r"国务院办公厅历年放假安排 \(chinesecalendar [\d.]+\)", china_source())
