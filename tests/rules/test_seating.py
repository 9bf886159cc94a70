"""Who acts as which seat, day by day: a literal table, and what holds of every such table."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import counties
from rules.seating import (
    NEVER_STOOD_IN_FOR,
    Acting,
    Capacity,
    Delegation,
    Place,
    Post,
    Seating,
    Sitting,
    approves,
    heads_of,
    posts_of,
    upwards,
)

LONG_AGO = date(2020, 1, 1)
PLACES = {
    "sl": Place("county", None),
    "t": Place("township", "sl"),
    "v": Place("village", "t"),
    "d": Place("department", "sl"),
    "a": Place("agency", "sl"),
}
HEADS = heads_of(counties.edition("demo", "2026.1"))
HANDLER, HEAD = Post("dept_handler", "d"), Post("dept_head", "d")
SITTINGS = (
    Sitting("leader", "county_leader", "sl", LONG_AGO),
    Sitting("mayor", "township_head", "t", LONG_AGO, date(2026, 9, 1)),
    Sitting("wang", "dept_handler", "d", LONG_AGO, date(2026, 8, 1)),
    Sitting("head", "dept_head", "d", LONG_AGO),
    Sitting("zhao", "dept_handler", "d", date(2026, 8, 10)),
)
DELEGATIONS = (
    Delegation("1", "wang", "dept_handler", "d", "qian", date(2026, 7, 6), date(2026, 7, 13), "leave", "adm"),
    Delegation("2", "head", "dept_head", "d", "sun", date(2026, 8, 3), date(2026, 8, 5), "illness", "adm"),
    Delegation("3", "wang", "dept_handler", "d", "li", date(2026, 7, 30), date(2026, 8, 20), "leave", "adm"),
)


def on(day: date) -> Seating:
    return Seating(day, SITTINGS, DELEGATIONS)


def who(day: date, post: Post) -> list[tuple[str, str, str | None]]:
    seating = on(day)
    acting = seating.acting(post) or seating.standing_in(post, PLACES, HEADS)
    return [(each.person, each.capacity.value, each.instead_of) for each in acting]


# day (of 2026), seat -> who acts, as what, instead of whom
@pytest.mark.parametrize(
    ("month", "day", "post", "expected"),
    [
        (7, 5, HANDLER, [("wang", "holder", None)]),
        (7, 6, HANDLER, [("qian", "deputy", "wang")]),  # the first day of the leave
        (7, 12, HANDLER, [("qian", "deputy", "wang")]),  # the last
        (7, 13, HANDLER, [("wang", "holder", None)]),  # back
        (7, 31, HANDLER, [("li", "deputy", "wang")]),
        (8, 1, HANDLER, [("head", "stand-in", None)]),  # a deputy of nobody is no deputy
        (8, 3, HANDLER, [("sun", "stand-in", None)]),  # the head's own deputy heads the unit
        (8, 5, HANDLER, [("head", "stand-in", None)]),
        (8, 9, HANDLER, [("head", "stand-in", None)]),
        (8, 10, HANDLER, [("zhao", "holder", None)]),  # filled again
        (8, 4, HEAD, [("sun", "deputy", "head")]),
        (8, 31, Post("township_head", "t"), [("mayor", "holder", None)]),
        (9, 1, Post("township_head", "t"), [("leader", "stand-in", None)]),  # the head of the unit above
        (8, 31, Post("justice_office", "t"), [("mayor", "stand-in", None)]),
        (9, 1, Post("justice_office", "t"), [("leader", "stand-in", None)]),
        (8, 31, Post("village_party_secretary", "v"), [("mayor", "stand-in", None)]),
        (8, 31, Post("police_station", "t"), []),  # nobody has the powers of the police but the police
        (8, 31, Post("docking_clerk", "a"), []),
        (8, 31, Post("discipline_clerk", "sl"), []),  # nor reads what is sealed
        (8, 31, Post("auditor", "sl"), []),
        (8, 31, Post("system_admin", "sl"), []),
        (8, 31, Post("dept_handler", "nowhere"), []),
    ],
)
def test_who_acts_as_a_seat_on_a_day(
    month: int, day: int, post: Post, expected: list[tuple[str, str, str | None]]
) -> None:
    assert who(date(2026, month, day), post) == expected


@pytest.mark.parametrize(
    ("month", "day", "person", "seats"),
    [
        (7, 5, "wang", ["dept_handler@d"]),
        (7, 8, "wang", []),  # on leave: the deputy acts, and nobody beside them
        (7, 8, "qian", ["dept_handler@d"]),
        (7, 13, "qian", []),
        (8, 1, "wang", []),
        (8, 1, "li", []),
    ],
)
def test_what_a_person_acts_as_on_a_day(month: int, day: int, person: str, seats: list[str]) -> None:
    assert [str(each.post) for each in on(date(2026, month, day)).seats_of(person)] == seats


def test_a_deputy_acts_up_to_a_day_that_is_told() -> None:
    (acting,) = on(date(2026, 7, 8)).seats_of("qian")

    assert acting == Acting("qian", HANDLER, Capacity.DEPUTY, "wang", date(2026, 7, 13))


def test_a_tree_that_bites_its_tail_is_walked_once() -> None:
    assert list(upwards("x", {"x": Place("village", "y"), "y": Place("township", "x")})) == ["x", "y"]


def test_the_edition_says_who_heads_a_unit_who_approves_what_and_which_seats_have_work() -> None:
    edition = counties.edition("demo", "2026.1")

    assert HEADS == {
        "village": "village_party_secretary",
        "township": "township_head",
        "county": "county_leader",
        "department": "dept_head",
        "superior": "review_head",
    }
    assert approves(edition) == {
        ("petition_bureau", "petition_bureau_head"),
        ("dept_handler", "dept_head"),
        ("township_petition_office", "township_head"),
        ("review_handler", "county_leader"),
        ("review_handler", "review_head"),
    }
    assert posts_of(edition, "department") == {"dept_handler", "dept_head"}
    assert posts_of(edition, "agency") == frozenset()


# Properties: on every day, of every directory without overlaps.

DAYS = [date(2026, 7, 1) + timedelta(days=n) for n in range(40)]
days = st.sampled_from(DAYS)
lengths = st.integers(1, 20).map(lambda n: timedelta(days=n))
persons = st.sampled_from(("a", "b", "c", "d"))
posts = st.sampled_from((HANDLER, HEAD, Post("county_leader", "sl"), Post("township_head", "t")))


@st.composite
def directories(draw: st.DrawFn) -> tuple[tuple[Sitting, ...], tuple[Delegation, ...]]:
    sittings: list[Sitting] = []
    for person, post, first, length in draw(st.lists(st.tuples(persons, posts, days, lengths), max_size=8)):
        new = Sitting(person, post.role, post.unit, first, first + length)
        if not any((s.person, s.post) == (person, post) and s.overlaps(new) for s in sittings):
            sittings.append(new)
    delegations: list[Delegation] = []
    for person, post, to, first, length in draw(
        st.lists(st.tuples(persons, posts, persons, days, lengths), max_size=6)
    ):
        given_to = Delegation("x", person, post.role, post.unit, to, first, first + length, "leave", "adm")
        if to != person and not any(
            (d.person, d.post) == (person, post) and d.overlaps(given_to) for d in delegations
        ):
            delegations.append(replace(given_to, id=str(len(delegations))))
    return tuple(sittings), tuple(delegations)


@given(directories(), days)
def test_every_seat_has_as_many_acting_as_hold_it_or_one_head_or_nobody(
    directory: tuple[tuple[Sitting, ...], tuple[Delegation, ...]], day: date
) -> None:
    seating = Seating(day, *directory)
    for post in (HANDLER, HEAD, Post("county_leader", "sl"), Post("township_head", "t")):
        holders = [s.person for s in directory[0] if s.post == post and s.holds(day)]
        acting = seating.acting(post)

        assert sorted(each.instead_of or each.person for each in acting) == sorted(holders)
        standing_in = seating.standing_in(post, PLACES, HEADS)
        assert not (acting and standing_in)
        heads = {each.person for each in standing_in}
        assert not heads or any(
            heads == {each.person for each in seating.acting(Post(HEADS[PLACES[unit].organ], unit))}
            for unit in upwards(post.unit, PLACES)
        )


@given(directories(), days)
def test_whoever_is_on_leave_from_a_seat_does_not_act_as_it(
    directory: tuple[tuple[Sitting, ...], tuple[Delegation, ...]], day: date
) -> None:
    seating = Seating(day, *directory)
    for delegation in directory[1]:
        if delegation.holds(day):
            mine = [each for each in seating.seats_of(delegation.person) if each.post == delegation.post]
            assert all(each.capacity is Capacity.DEPUTY for each in mine)


@given(directories(), days)
def test_nobody_stands_in_for_the_seats_that_are_nobody_elses(
    directory: tuple[tuple[Sitting, ...], tuple[Delegation, ...]], day: date
) -> None:
    seating = Seating(day, *directory)
    for role in NEVER_STOOD_IN_FOR:
        assert seating.standing_in(Post(role, "sl"), PLACES, HEADS) == ()
