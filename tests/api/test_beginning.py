"""By which seat somebody begins something, and who learns that an edition is not in force."""

from types import SimpleNamespace
from typing import cast

import pytest

from api.beginning import beginning_as
from api.identity import Person
from api.problems import Problem
from api.sight import Sight
from rules.editions import Edition
from rules.procedure import Officer
from rules.refusals import Reason
from tests.rules import county

SIGHT = cast(Sight, SimpleNamespace(parents={"sl": None, "sl-t1": "sl", "sl-city": None}))
CLERK, AT_THE_CITY = county.WINDOW_CLERK, county.seated("review_head", "sl-city")


def a_person(*seats: Officer) -> Person:
    return cast(Person, SimpleNamespace(seats=seats, at=county.MONDAY))


def clerks(edition: Edition, seat: Officer) -> bool:
    return seat.role == "window_clerk"


def test_the_first_seat_that_may_begins_it_by_the_edition_that_is_named_or_the_newest() -> None:
    person = a_person(AT_THE_CITY, county.SUPERVISOR, CLERK)

    assert beginning_as(person, SIGHT, None, clerks) == (CLERK, county.TOLD)
    assert beginning_as(person, SIGHT, county.STRICT.id, clerks) == (CLERK, county.STRICT)


def test_whether_a_seat_may_is_judged_by_the_edition_it_will_run_by() -> None:
    def by_the_strict_one_alone(edition: Edition, _: Officer) -> bool:
        return edition == county.STRICT

    assert beginning_as(a_person(CLERK), SIGHT, county.STRICT.id, by_the_strict_one_alone)[1] == county.STRICT
    with pytest.raises(Problem) as refused:
        beginning_as(a_person(CLERK), SIGHT, None, by_the_strict_one_alone)
    assert refused.value.status == 409


def test_that_an_edition_is_not_in_force_is_told_to_those_alone_who_would_begin_it() -> None:
    with pytest.raises(Problem) as told:
        beginning_as(a_person(CLERK), SIGHT, "demo/1999.1", clerks)
    with pytest.raises(Problem) as untold:
        beginning_as(a_person(county.SUPERVISOR, AT_THE_CITY), SIGHT, "demo/1999.1", clerks)

    assert (told.value.status, untold.value.status) == (422, 409)


def test_whoever_may_not_is_refused_for_the_reason_it_is_refused_for() -> None:
    why = Reason.NOBODY_CONVENES_THERE

    with pytest.raises(Problem) as refused:
        beginning_as(a_person(county.SUPERVISOR), SIGHT, None, clerks, otherwise=why)

    assert (refused.value.status, refused.value.code) == (409, why.code)
