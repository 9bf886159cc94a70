from collections import Counter
from contextlib import suppress
from dataclasses import replace

from desk import seeding
from desk.caller import Away
from desk.driving import Driven, drive, plan
from desk.endings import ENDINGS
from desk.samples import SAMPLES
from desk.town import CLERK, county, villages
from rules.dispute.matter import Outcome
from tests.desk.room import Room


async def test_every_ending_ends_as_its_story_says() -> None:
    room = Room()
    drives = plan([f"SL-2026-{n:06}" for n in range(4 * len(ENDINGS))], villages(), seed=7)

    driven = await drive(drives, room.caller, county(), CLERK, at_once=3)

    assert driven.differences == []
    assert driven.endings == Counter({ending.code: 4 for ending in ENDINGS})
    assert driven.aftercares == len(ENDINGS)
    assert driven.decisions == len(driven.milliseconds) > 8 * len(drives)


async def test_a_case_that_ends_otherwise_is_told_apart() -> None:
    room = Room()
    (one,) = plan(["SL-2026-000001"], villages(), seed=7)
    other = next(ending for ending in ENDINGS if ending.code == "refusal")
    mistold = replace(one, ending=replace(other, tell=one.ending.tell), has_aftercare=False)

    driven = await drive([mistold], room.caller, county(), CLERK, at_once=1)

    assert [each["what"] for each in driven.differences] == ["outcome"]


def test_two_hundred_matters_end_in_every_way_at_least_ten_times() -> None:
    drives = plan([str(n) for n in range(200)], villages(), seed=1)

    endings = Counter(each.ending.code for each in drives)

    assert min(endings.values()) >= 10
    assert {ending.outcome for ending in ENDINGS} == {outcome.value for outcome in Outcome}
    assert drives == plan([str(n) for n in range(200)], villages(), seed=1)
    assert all(each.other_township != each.township for each in drives)


async def test_the_samples_show_every_stage_step_and_outcome() -> None:
    room = Room()
    place = county()

    for number, sample in enumerate(SAMPLES, start=1):
        await seeding.tell(number, sample, room.caller, place)

    disputes = [state for id, state in room.states.items() if id.startswith("dispute")]
    standing = {(state.stage.value, state.step) for state in disputes if not state.has_ended}
    assert standing >= {("consent", step) for step in (1, 2, 3, 4)}
    assert standing >= {("mediation", step) for step in (1, 2, 3, 4)}
    assert ("direction", 3) in standing
    assert {state.outcome for state in disputes if state.has_ended} == set(Outcome)
    assert len(room.matters) - len(disputes) == 2  # they wait at intake
    assert {state.township for state in disputes} == {f"sl-t{n}" for n in range(1, 5)}
    assert {sample.village for sample in SAMPLES} == {village for village, _ in villages()}


async def test_samples_that_were_interrupted_anywhere_are_told_to_the_same_end() -> None:
    whole = Room()
    for number, sample in enumerate(SAMPLES, start=1):
        await seeding.tell(number, sample, whole.caller, county())

    for trouble in range(0, len(whole.answered), 7):
        room = Room(trouble)
        for number, sample in enumerate(SAMPLES, start=1):
            with suppress(Away):
                await seeding.tell(number, sample, room.caller, county())
        for number, sample in enumerate(SAMPLES, start=1):
            await seeding.tell(number, sample, room.caller, county())

        assert len(room.answered) == len(whole.answered)
        assert _standing(room) == _standing(whole)


def _standing(room: Room) -> Counter[tuple[str, int | None, str, int]]:
    return Counter(
        (state.stage, getattr(state, "step", None), str(state.outcome), state.seq)
        for state in room.states.values()
    )


def test_percentiles_are_by_nearest_rank() -> None:
    driven = Driven(count=1, seconds=2.0, decisions=100, milliseconds=[float(n) for n in range(1, 101)])

    plain = driven.plain()

    assert plain["milliseconds"] == {"p50": 50.0, "p95": 95.0, "p99": 99.0}
    assert plain["decisions_per_second"] == 50.0


def test_nothing_driven_has_no_percentiles() -> None:
    plain = Driven(count=0).plain()

    assert plain["milliseconds"] == {"p50": None, "p95": None, "p99": None}
    assert plain["decisions_per_second"] is None
