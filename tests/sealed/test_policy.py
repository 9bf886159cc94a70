"""Who opens what waits, who knows that there is a sealed store, and where a counter is: spelled out once."""

import counties
from api import policy
from records.visible import Visible
from rules.authority.confidentiality import Confidentiality
from rules.authority.table import ROLES as KNOWN
from rules.procedure import Officer

ROLES = {*KNOWN, "system_admin", "nobody"}
PARENTS = {unit.id: unit.parent for unit in counties.units("demo")}
ORGANS = {unit.id: unit.organ.value for unit in counties.units("demo")}


def able(may: object) -> set[str]:
    return {role for role in ROLES if may(Officer("p-1", role, "sl"))}  # type: ignore[operator]


def test_these_seats_open_what_waits_and_say_what_it_is() -> None:
    assert able(policy.may_classify) == {
        "window_clerk",
        "petition_reception_centre",
        "triage_officer",
        "township_petition_office",
    }


def test_one_seat_knows_of_the_sealed_store_and_sees_nothing_of_the_other() -> None:
    assert able(policy.may_see_what_is_sealed) == {"discipline_clerk"}
    clerk = [Officer("p-1", "discipline_clerk", "sl")]
    assert policy.visible(clerk, PARENTS) == Visible()
    for reads in (Confidentiality.CONTACT, Confidentiality.ACCUSATION, Confidentiality.REPORTER):
        seen = policy.visible(clerk, PARENTS, reads, of_accusations=True)
        assert seen == Visible(
            policy.area_of("sl", PARENTS), who="p-1", here=frozenset({"sl"}), of_accusations=True
        )
    assert not policy.may_take_in(clerk[0])


def test_no_seat_of_the_ordinary_store_sees_anything_of_the_sealed_one() -> None:
    for role in ROLES - {"discipline_clerk"}:
        seen = policy.visible([Officer("p-1", role, "sl")], PARENTS, of_accusations=True)
        assert seen == Visible(of_accusations=True), role


def test_a_counter_is_at_the_nearest_township_or_county() -> None:
    counters = {
        unit: policy.counter_of(unit, ORGANS, PARENTS)
        for unit in ("sl-t1-v1", "sl-t1", "sl", "sl-d1", "sl-city")
    }

    assert counters == {
        "sl-t1-v1": "sl-t1",
        "sl-t1": "sl-t1",
        "sl": "sl",
        "sl-d1": "sl",
        "sl-city": "sl-city",
    }
