"""Stories on the images that are shipped: undisturbed, everything killed, workers upgraded under them."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

import pytest

from demo.sameness import first_difference
from demo.stories import SCENARIOS, Story, read
from demo.telling import Telling, tell
from deploy.images import dockerd
from desk.town import CLERK
from tests.acceptance.killing import disturbed_at
from tests.containers.county import PATIENCE, STARTED, County, PatientTown, note

LADDER, CHAIN = "four-steps-in-a-day", "full-chain"
ON_THE_LADDER = ("postgres", "temporal", "api", "worker-1", "worker-2")
KILLS = 3


def story(name: str) -> Story:
    return read(SCENARIOS / f"{name}.toml")


async def told(
    county: County, stories: list[Story], tag: str, town: PatientTown | None = None
) -> list[Telling]:
    async with town or PatientTown(county) as place:
        start = await place.now()
        tellings = [
            Telling(each, place, start, tag=f"{tag}/{number}", patience=PATIENCE)
            for number, each in enumerate(stories)
        ]
        await tell(tellings, place, start)
        return tellings


@pytest.fixture(scope="session")
def undisturbed(county: County) -> Telling:
    telling = asyncio.run(told(county, [story(LADDER)], "undisturbed"))[0]
    assert telling.difference is None, f"{telling.difference}\n{county.last_words()}"
    return telling


def test_a_dispute_climbs_the_ladder_on_the_images_we_ship(undisturbed: Telling) -> None:
    assert [line.line.kind for line in undisturbed.told][-1] == "Ended"


def test_a_matter_goes_to_the_court_and_back(county: County) -> None:
    telling = asyncio.run(told(county, [story(CHAIN)], "chain"))[0]

    assert telling.difference is None, f"{telling.difference}\n{county.last_words()}"


@pytest.mark.parametrize("part", ON_THE_LADDER)
def test_a_case_ends_the_same_when_a_container_is_killed_in_the_middle_of_it(
    part: str, county: County, undisturbed: Telling
) -> None:
    turn = ON_THE_LADDER.index(part)
    stories = [disturbed_at(story(LADDER), index + turn % 3, [part]) for index in (1, 9)]

    tellings = asyncio.run(told(county, stories, f"killed/{part}"))

    assert [telling.difference for telling in tellings] == [None, None], county.last_words()
    assert [first_difference(telling, undisturbed) for telling in tellings] == [None, None]


def test_a_handoff_goes_through_when_the_agencies_are_killed_in_the_middle_of_it(county: County) -> None:
    chain = story(CHAIN)
    index = next(
        number for number, step in enumerate(chain.steps) if step.ask == "send_handoff" and not step.refused
    )
    steps = list(chain.steps)
    steps[index] = replace(steps[index], kill=("agencies",))

    telling = asyncio.run(told(county, [replace(chain, steps=tuple(steps))], "agencies-killed"))[0]

    assert telling.difference is None, f"{telling.difference}\n{county.last_words()}"


def test_after_every_kill_the_next_command_is_acknowledged(county: County) -> None:
    """And once each: what was asked again under its key was not done twice."""

    async def one(town: PatientTown, part: str) -> float:
        await asyncio.to_thread(county.kill, part)
        body = {"channel": "visit", "title": part, "body": "两家为排水沟相争。", "author": "甲"}
        key = str(uuid4())
        first = await town.caller.post(CLERK, "/matters", body, key)
        seconds = time.monotonic() - county.killed_at[part]
        again = await town.caller.post(CLERK, "/matters", body, key)
        assert again.body["number"] == first.body["number"]
        await asyncio.to_thread(county.wait_ready)
        return seconds

    async def all_of_them() -> dict[str, list[float]]:
        async with PatientTown(county) as town:
            return {part: [await one(town, part) for _ in range(KILLS)] for part in STARTED}

    took = asyncio.run(all_of_them())

    seconds = sorted(each for part in took.values() for each in part)
    note(
        "kill -> next acknowledged command",
        kills=len(seconds),
        p50=round(seconds[len(seconds) // 2], 2),
        p95=round(seconds[int(0.95 * (len(seconds) - 1))], 2),
        max=round(seconds[-1], 2),
        by_container={part: [round(each, 2) for each in each_of] for part, each_of in took.items()},
    )
    assert len(seconds) == KILLS * len(STARTED)


def test_workers_are_upgraded_one_after_the_other_under_running_cases(
    county: County, undisturbed: Telling, images: dict[str, str], docker: str
) -> None:
    newer = _newer(images["fengqiao"], docker)

    class Upgrading(PatientTown):
        async def _kill(self, parts: Sequence[str]) -> None:
            for worker in ("worker-1", "worker-2"):
                await asyncio.to_thread(county.replace, worker, newer)
                await asyncio.to_thread(county.wait_ready)

    stories = [disturbed_at(story(LADDER), 5, ["workers"]), story(LADDER)]
    tellings = asyncio.run(told(county, stories, "upgraded", Upgrading(county)))

    assert [telling.difference for telling in tellings] == [None, None], county.last_words()
    assert [first_difference(telling, undisturbed) for telling in tellings] == [None, None]
    run = [county.wrapped(each).image for each in ("worker-1", "worker-2")]
    assert [image and image.labels.get("release") for image in run] == ["next", "next"]


def _newer(image: str, docker: str) -> str:
    """The same program as another image: a release in which nothing was changed that cases would notice."""
    container = dockerd.run(docker, "create", image).strip()
    name = f"{image.rpartition(':')[0]}:next"
    dockerd.run(docker, "commit", "--change", "LABEL release=next", container, name)
    dockerd.run(docker, "rm", container)
    return name
