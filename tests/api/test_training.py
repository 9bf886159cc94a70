"""A training installation (演练) says what it is in every answer and on all that leaves it; it never works on
the records of a real one, nor a real one on its."""

import io
from collections.abc import AsyncIterator
from dataclasses import replace

import docx
import pypdf
import pytest
import pytest_asyncio

from api.answering import TRAINING
from api.app import create_app
from local.postgres import Postgres
from rules import training
from settings import SettingsDisagree
from tests.api.conftest import (
    CLERK,
    GRID_WORKER,
    Desk,
    client_of,
    county_of_its_own,
    new_databases,
    settings_for,
)
from tests.api.test_archive import story, taken
from tests.api.test_bundles import exported
from tests.api.test_paper_drafts import opened
from tests.paper.conftest import needs_a_chinese_font
from tests.servers import brought_up

NOWHERE = "postgresql://nobody:nothing@127.0.0.1:1/nowhere"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def county(postgres: Postgres) -> AsyncIterator[Desk]:
    async with county_of_its_own(postgres, "training", training=True) as desk:
        yield desk


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/me", "/nowhere", "/desk/sign-in"])
async def test_every_answer_of_it_says_so_and_none_of_a_real_one(county: Desk, room: Desk, path: str) -> None:
    theirs, ours = await county.http.get(path), await room.http.get(path)

    assert theirs.headers[TRAINING] == "1"
    assert TRAINING not in ours.headers


async def test_whoever_asks_whether_it_is_ready_is_told_which_it_is(county: Desk, room: Desk) -> None:
    assert (await county.http.get("/health/ready")).json()["is_training"] is True
    assert (await room.http.get("/health/ready")).json()["is_training"] is False


async def test_numbers_are_given_as_they_are_elsewhere(county: Desk) -> None:
    assert (await county.dispute()).number.startswith("SL-")


async def test_what_is_printed_says_it(county: Desk, room: Desk) -> None:
    path, _ = await opened(county)
    same, _ = await opened(room)

    file = (await (await county.sign_in(CLERK)).get(f"{path}/printed")).content
    real = (await (await room.sign_in(CLERK)).get(f"{same}/printed")).content

    head = docx.Document(io.BytesIO(file)).sections[0].header.paragraphs[0].text
    assert head == training.on_paper()
    assert docx.Document(io.BytesIO(real)).sections[0].header.paragraphs[0].text == ""


@needs_a_chinese_font
async def test_so_does_every_page_of_the_file_for_the_archive_also_what_people_brought(county: Desk) -> None:
    case = await story(county)

    first, again = await taken(county, case.path), await taken(county, case.path)

    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(first.content)).pages]
    assert len(pages) > 5
    assert all(training.MARK in page for page in pages)
    assert first.content == again.content


async def test_so_does_the_account_of_what_is_taken_out_as_proof(county: Desk, room: Desk) -> None:
    theirs, ours = [
        (await exported(desk, await desk.dispute()))["account.md"].decode() for desk in (county, room)
    ]

    assert theirs.startswith(f"# {training.on_paper()}\n")
    assert training.MARK not in ours


async def test_so_do_the_square_codes(county: Desk, room: Desk) -> None:
    label = "/places/dx-0001/label"
    theirs = await (await county.sign_in(GRID_WORKER)).get(label)
    tracking = await county.http.get("/public/tracking-label")
    ours = await (await room.sign_in(GRID_WORKER)).get(label)

    for svg in (theirs.text, tracking.text):
        assert f'text-anchor="middle">{training.MARK}</text></svg>' in svg
        assert f"<title>{training.MARK} · " in svg
    assert training.MARK not in ours.text


@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("other", ["database_url", "sealed_database_url"])
async def test_on_the_records_of_the_other_kind_it_does_not_start(
    postgres: Postgres, training: bool, other: str
) -> None:
    theirs = new_databases(postgres, f"theirs_{training}_{other}".lower())
    ours = new_databases(postgres, f"ours_{training}_{other}".lower())
    async with brought_up(create_app(settings_for(theirs, training=not training))):
        pass
    where = {"database_url": ours, "sealed_database_url": f"{ours}_sealed", other: f"{theirs}_sealed"}
    if other == "database_url":
        where[other] = theirs

    with pytest.raises(SettingsDisagree, match="FENGQIAO_TRAINING"):
        async with brought_up(create_app(settings_for(training=training, **where))):
            pass


async def test_records_that_come_back_as_those_of_the_other_kind_are_not_read(
    postgres: Postgres, desk: Desk
) -> None:
    token = (await desk.sign_in(CLERK)).headers
    app = create_app(settings_for(NOWHERE, training=True), clock=desk.clock)

    async with brought_up(app) as running, client_of(running.app) as http:
        away = await http.get("/cases", headers=token)
        office = app.state.office
        app.state.office = replace(office, records=desk.app.state.office.records)
        found = await http.get("/cases", headers=token)
        app.state.office = office

    assert (away.status_code, away.json()["code"]) == (503, "records-away")
    assert (found.status_code, found.json()["code"]) == (503, "other-records")
