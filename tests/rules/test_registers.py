"""The registers: what is entered and ended, who may not sit at a table, and what is counted."""

from dataclasses import replace

import pytest

from rules import functions, registering
from rules.directory import Change, Kind
from rules.refusals import Reason, Refused
from rules.registering import RegistersSay, registers_say
from rules.registers import (
    SAYS,
    EngagedAs,
    FunctionTag,
    Housed,
    Presence,
    Ready,
    ReadyItem,
    Register,
    Tagged,
    of,
)
from rules.seating import Place
from tests.rules import county
from tests.rules.registers import (
    ASKED,
    CASES,
    LATER,
    LINES,
    LONG_AGO,
    OF_THE_TOWN,
    THERE,
    TODAY,
    WINDOW,
    a_complaint,
    a_mediator,
    a_shift,
    an_engagement,
    line,
)

REFUSED = [(reason, number) for reason, cases in CASES.items() for number in range(len(cases))]


@pytest.mark.parametrize(("reason", "number"), REFUSED, ids=lambda each: getattr(each, "code", each))
def test_registers_and_windows_refuse_for_their_own_reasons(reason: Reason, number: int) -> None:
    with pytest.raises(Refused) as refused:
        CASES[reason][number]()

    assert refused.value.reason is reason


def test_every_register_has_lines_of_its_own_kind() -> None:
    assert set(SAYS) == set(Register)
    assert len(set(SAYS.values())) == len(Register)


def test_a_keeper_enters_for_their_own_unit_and_those_below() -> None:
    for unit in ("t1", "v1"):
        new = a_mediator("m-2", unit, since=TODAY)
        assert registering.enter_line(THERE, OF_THE_TOWN, new) == (Change(Kind.LINE_ENTERED, new),)


def test_an_appointment_is_renewed_under_its_reference() -> None:
    over = replace(LINES[2], valid_until=TODAY)
    renewed = a_mediator("m-1", since=TODAY, person="he")

    (made,) = registering.enter_line(replace(THERE, lines=(over,)), ASKED, renewed)

    assert made.after == renewed


def test_a_line_ends_on_its_day_and_is_kept() -> None:
    (ended,) = registering.end_line(THERE, ASKED, (Register.MEDIATORS, "m-1", LONG_AGO), LATER)

    assert ended == Change(Kind.LINE_ENDED, replace(LINES[2], valid_until=LATER), LINES[2])


def test_complaints_and_engagements_name_somebody_of_a_register_past_or_present() -> None:
    over = replace(THERE, lines=(*LINES, a_mediator("m-old", valid_until=TODAY)))

    for new in (a_complaint("c", "m-old", "SL-1"), an_engagement("e", "l-1", "SL-1", EngagedAs.OPINION)):
        assert registering.enter_line(over, ASKED, new)


def test_whoever_is_on_call_may_be_called_to_several_places() -> None:
    on_call = a_shift("s-2", "clerk", None, presence=Presence.ON_CALL)
    called = replace(THERE, lines=(WINDOW, on_call))

    assert registering.enter_line(THERE, ASKED, on_call)
    assert registering.enter_line(called, ASKED, a_shift("s-3", "clerk"))


def test_two_shifts_that_share_no_half_day_go_together() -> None:
    monday = replace(THERE, lines=(WINDOW, a_shift("s-1", "clerk", weekdays=(1,))))

    assert registering.enter_line(monday, ASKED, a_shift("s-2", "clerk", None, weekdays=(2,)))
    assert registering.enter_line(monday, ASKED, a_shift("s-2", "guest", None))


def test_the_registers_say_who_may_not_sit_at_a_table() -> None:
    lines = (
        a_mediator("m-1", person="he", valid_until=TODAY),
        a_mediator("m-2"),
        an_engagement("e-1", "l-1", "SL-1", EngagedAs.FOR_A_PARTY),
        an_engagement("e-2", "l-2", "SL-1", EngagedAs.OPINION),
        an_engagement("e-3", "l-3", "SL-9", EngagedAs.FOR_A_PARTY),
        an_engagement("e-4", "l-4", "SL-2", EngagedAs.FOR_A_PARTY),
    )
    mediators, invited = {"he", "m-2", "secretary", "l-1"}, {"g-1", "l-2", "l-3", "l-4"}

    say = registers_say(lines, TODAY, {"SL-1", "SL-2"}, mediators, invited)

    assert say == RegistersSay(
        lapsed=frozenset({"he"}), acted_for_a_party=frozenset({"l-1", "l-4"}), on=TODAY
    )


def test_a_mediator_whose_appointment_was_renewed_sits() -> None:
    lines = (a_mediator("m-1", valid_until=TODAY), a_mediator("m-1", since=TODAY))

    assert registers_say(lines, TODAY, (), {"m-1"}, ()).lapsed == frozenset()


def test_complaints_are_counted_by_matter() -> None:
    lines = (
        a_complaint("c-1", "m-1", "SL-1"),
        a_complaint("c-2", "m-1", "SL-1"),
        a_complaint("c-3", "m-1", "SL-2"),
        a_complaint("c-4", "m-2", "SL-3"),
    )

    assert [registering.complaints_of(lines, ref) for ref in ("m-1", "m-2", "m-3")] == [2, 1, 0]


def test_full_time_mediators_are_four_and_thirteen_and_one() -> None:
    """As 灵台 has it: four at the county, one in each of thirteen townships and in the urban community."""
    towns = [f"t{n:02}" for n in range(1, 14)]
    lines = (
        *(a_mediator(f"c-{n}", "sl") for n in range(4)),
        *(a_mediator(f"m-{town}", town) for town in [*towns, "community"]),
        a_mediator("part", "t01", full=False),
        a_mediator("over", "t02", valid_until=TODAY),
    )

    counted = registering.full_time(lines, TODAY, [*towns, "community"])
    without = registering.full_time(lines[:-4], TODAY, [*towns, "community"])

    assert (counted.total, counted.by_unit["sl"], counted.lacking) == (18, 4, ())
    assert without.lacking == ("community", "t13")


def test_a_window_is_found_on_the_days_it_is_there() -> None:
    window, what = registering.window_of(LINES, "w-1", TODAY)

    assert (window.ref, what.services) == ("w-1", (FunctionTag.LABOUR,))


PLACES = {
    "sl": Place("county", None),
    "t1": Place("township", "sl"),
    "t2": Place("township", "sl"),
    "o1": Place("department", "t1"),
    "o2": Place("department", "t1"),
}


def tagged(ref: str, unit: str, tag: FunctionTag, **more: object) -> object:
    return line(Register.FUNCTIONS, ref, Tagged(tag=tag), unit, **more)  # type: ignore[arg-type]


def test_the_unit_with_a_function_is_the_nearest() -> None:
    lines = (
        tagged("1", "o2", FunctionTag.RESOLUTION_CENTRE),
        tagged("2", "o1", FunctionTag.RESOLUTION_CENTRE),
        tagged("3", "t2", FunctionTag.RESOLUTION_CENTRE),
        tagged("4", "sl", FunctionTag.LABOUR),
        tagged("5", "t2", FunctionTag.COMMAND_CENTRE, valid_until=TODAY),
        tagged("6", "gone", FunctionTag.COMMAND_CENTRE),
    )

    def unit(tag: FunctionTag, at: str) -> str | None:
        return functions.unit_for(tag, at, lines, PLACES, TODAY)  # type: ignore[arg-type]

    assert unit(FunctionTag.RESOLUTION_CENTRE, "t1") == "o1"  # of two below it, the first by reference
    assert unit(FunctionTag.RESOLUTION_CENTRE, "t2") == "t2"
    assert unit(FunctionTag.RESOLUTION_CENTRE, "o2") == "o2"
    assert unit(FunctionTag.LABOUR, "o1") == "sl"
    assert unit(FunctionTag.COMMAND_CENTRE, "t2") is None
    assert unit(FunctionTag.LABOUR, "nowhere") is None
    assert functions.functions_of("o1", lines, TODAY) == (FunctionTag.RESOLUTION_CENTRE,)  # type: ignore[arg-type]


def test_who_sits_under_one_roof_is_told_from_either_side() -> None:
    lines = tuple(line(Register.PREMISES, unit, Housed(host="sl"), unit) for unit in ("o1", "o2"))

    assert functions.housed_with("o1", lines, TODAY) == ("o2", "sl")
    assert functions.housed_with("sl", lines, TODAY) == ("o1", "o2")
    assert functions.housed_with("t1", lines, TODAY) == ()


def test_readiness_is_counted_item_by_item_and_people_from_their_seats() -> None:
    lines = (
        line(Register.READINESS, "1", Ready(item=ReadyItem.SIGN, count=1), "t1"),
        line(Register.READINESS, "2", Ready(item=ReadyItem.PREMISES, count=2), "t1"),
        line(Register.READINESS, "3", Ready(item=ReadyItem.PREMISES, count=2), "t1"),
        line(Register.READINESS, "4", Ready(item=ReadyItem.STAFF, count=99), "t1"),
        line(Register.READINESS, "5", Ready(item=ReadyItem.RULES, count=9), "t2"),
    )

    counted = functions.readiness("t1", lines, 3, county.TOLD.directory, TODAY)

    assert [(each.item.value, each.count, each.is_there) for each in counted] == [
        ("sign", 1, True),
        ("premises", 4, True),
        ("staff", 3, True),
        ("rules", 0, False),
    ]


def test_a_register_is_read_in_the_order_of_its_references_on_a_day_or_for_ever() -> None:
    lines = (a_mediator("b"), a_mediator("a", valid_until=TODAY), WINDOW)

    assert [each.ref for each in of(lines, Register.MEDIATORS)] == ["a", "b"]
    assert [each.ref for each in of(lines, Register.MEDIATORS, TODAY)] == ["b"]
