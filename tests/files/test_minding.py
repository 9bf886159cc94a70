"""What nothing refers to goes after a day; what waited for the scanner is scanned; nothing else goes."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import select

from activities.minding_files import YOUNG, FileMinder
from files.keeping import Files
from files.scanning import Scanner
from local.postgres import Postgres
from records import content
from records.tables import added_papers
from rules.added_papers import Scan
from tests.api.conftest import CLERK, Case, Desk, add_paper, county_of_its_own
from tests.files.samples import LIMITS
from tests.files.test_keeping import EICAR, LETTER, Clamd, clamd
from tests.servers import mark_room

__all__ = ["clamd"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark_room(items, Path(__file__).parent)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def county(postgres: Postgres) -> AsyncIterator[Desk]:
    async with county_of_its_own(postgres, "minding") as desk:
        yield desk


@pytest_asyncio.fixture(loop_scope="session")
async def desk(county: Desk, tmp_path: Path) -> AsyncIterator[Desk]:
    """With a store of its own for each test."""
    office = county.app.state.office
    store = type(office.files.store)(tmp_path / "store")
    county.app.state.office = replace(office, files=Files(store, Scanner(""), office.files._suite))
    yield county
    county.app.state.office = office


def minder(desk: Desk, scanner: str = "") -> FileMinder:
    office = desk.app.state.office
    files = Files(office.files.store, Scanner(scanner, within=5), office.files._suite)
    return FileMinder(office.records, office.keeper, files, lambda: datetime.now(UTC))


def lying(desk: Desk) -> set[str]:
    return {path.name for path in desk.app.state.office.files.store._root.rglob("*") if path.is_file()}


def grow_old(desk: Desk) -> None:
    then = (datetime.now(UTC) - YOUNG - timedelta(hours=1)).timestamp()
    for path in desk.app.state.office.files.store._root.rglob("*"):
        if path.is_file():
            os.utime(path, (then, then))


async def added(desk: Desk, case: Case, file: bytes = LETTER) -> str:
    answer = await add_paper(await desk.sign_in(CLERK), case.path, "收据", file)
    assert answer.status_code == 201
    return str(answer.json()["id"])


async def orphan(desk: Desk) -> None:
    """As it is left by a process that was killed between the file and the row."""
    files = desk.app.state.office.files

    async def pieces() -> AsyncIterator[bytes]:
        yield LETTER

    async with files.received(pieces(), LIMITS) as received:
        await files.keep(received)
    (files.store.scratch / "left").write_bytes(b"x")


async def test_a_file_without_a_row_goes_after_a_day_and_no_other(desk: Desk) -> None:
    await added(desk, await desk.dispute())
    used = lying(desk)
    await orphan(desk)

    young = await minder(desk).sweep()
    grow_old(desk)
    old = await minder(desk).sweep()

    assert (young, old) == (0, 2)  # the file, and what was being made ready
    assert lying(desk) == used


async def test_the_files_of_an_erased_matter_go(desk: Desk) -> None:
    case, other = await desk.dispute(), await desk.dispute()
    await added(desk, case)
    await added(desk, other)
    await content.erase(desk.app.state.office.records, case.number)
    grow_old(desk)

    assert await minder(desk).sweep() == 1
    assert len(lying(desk)) == 1


async def scans(desk: Desk, case: Case) -> set[str]:
    async with desk.app.state.office.records.connect() as connection:
        mine = select(added_papers.c.scan).where(added_papers.c.matter == case.number)
        return set(await connection.scalars(mine))


async def held(desk: Desk, case: Case, file: bytes) -> None:
    """A paper that came while the scanner was away."""
    office = desk.app.state.office
    away = Files(office.files.store, Scanner("127.0.0.1:1"), office.files._suite)
    desk.app.state.office = replace(office, files=away)
    await added(desk, case, file)
    desk.app.state.office = office


async def test_what_waited_for_the_scanner_is_scanned_when_it_is_back(
    desk: Desk, clamd: tuple[Clamd, str]
) -> None:
    sound, infected = await desk.dispute(), await desk.dispute()
    await held(desk, sound, LETTER)
    await held(desk, infected, EICAR)

    await minder(desk, "127.0.0.1:1").scan_what_waits()
    assert (await scans(desk, sound), await scans(desk, infected)) == ({Scan.WAITS}, {Scan.WAITS})

    await minder(desk, clamd[1]).scan_what_waits()
    assert (await scans(desk, sound), await scans(desk, infected)) == ({Scan.CLEAN}, {Scan.INFECTED})
    grow_old(desk)
    assert await minder(desk).sweep() == 1


async def test_what_cannot_be_opened_is_left_alone_and_holds_up_nobody(
    desk: Desk, clamd: tuple[Clamd, str]
) -> None:
    lost, erased, sound = [await desk.dispute() for _ in range(3)]
    await held(desk, lost, LETTER)
    (name,) = lying(desk)
    await held(desk, erased, LETTER)
    await held(desk, sound, LETTER)
    await desk.app.state.office.files.store.delete(name)
    await content.erase(desk.app.state.office.records, erased.number)

    await minder(desk, clamd[1]).scan_what_waits()

    assert [await scans(desk, each) for each in (lost, erased, sound)] == [
        {Scan.WAITS},
        {Scan.WAITS},
        {Scan.CLEAN},
    ]
    await minder(desk).scan_what_waits()  # without one, nothing waits for it


async def test_what_puzzles_the_scanner_is_held_and_holds_up_nobody(
    desk: Desk, clamd: tuple[Clamd, str]
) -> None:
    daemon, where = clamd
    daemon.puzzles = b"what nobody can read"
    puzzling, sound = await desk.dispute(), await desk.dispute()
    await held(desk, puzzling, LETTER + daemon.puzzles)
    await held(desk, sound, LETTER)

    await minder(desk, where).scan_what_waits()

    assert (await scans(desk, puzzling), await scans(desk, sound)) == ({Scan.WAITS}, {Scan.CLEAN})
