"""Statutory routes for whoever comes: without signing in, the cards of the desk, and nothing is kept."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from structlog.testing import capture_logs
from typer.testing import CliRunner

from api.serving import config
from cli import app
from counties.routes import question_tree, route_list
from local.process import ROOT
from rules.diversion.tree import ways_through
from settings import Settings
from tests.api.conftest import CLERK, Desk

PUBLIC = ["/routes", "/routes/R-17", "/diversion/tree", "/diversion/walk?answers=own,work"]


async def read(desk: Desk, path: str, **params: str) -> Any:
    answer = await desk.http.get(path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def at_the_desk(*arguments: str) -> Any:
    return json.loads(CliRunner().invoke(app, ["route", *arguments, "--json", "--version", "2026.4"]).stdout)


@pytest.mark.parametrize("path", PUBLIC)
async def test_whoever_comes_reads_it_without_signing_in_and_without_a_cookie(desk: Desk, path: str) -> None:
    answer = await desk.http.get(path)

    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers


async def test_the_list_in_force_is_the_one_of_the_desk(desk: Desk) -> None:
    shown = await read(desk, "/routes")

    assert (shown["version"], shown["digest"]) == ("2026.4", route_list("2026.4").digest)
    assert shown == at_the_desk("list")


async def test_a_route_is_the_same_card_as_at_the_desk(desk: Desk) -> None:
    for id in ("R-01", "R-27", "R-42", "R-51"):
        assert await read(desk, f"/routes/{id}") == at_the_desk("show", id)


async def test_the_same_answers_lead_to_the_same_card_as_at_the_desk(desk: Desk) -> None:  # NG-24
    for answers, card in ways_through(question_tree("2026.4")):
        place = await read(desk, "/diversion/walk", answers=",".join(answers))
        assert place["card"]["id"] == card.leaf.id
        assert place == at_the_desk("ask", "--answers", ",".join(answers))


async def test_without_answers_the_first_question_is_asked(desk: Desk) -> None:
    place = await read(desk, "/diversion/walk")

    assert (place["question"]["id"], place["card"]) == ("what", None)


async def test_a_kiosk_takes_the_tree_once_and_walks_it_by_itself(desk: Desk) -> None:
    tree = await read(desk, "/diversion/tree")
    questions = {each["id"]: each for each in tree["questions"]}
    advice = {each["id"] for each in tree["advice"]}

    ends = {choice["to"] for each in questions.values() for choice in each["choices"]} - set(questions)

    assert tree["first"] in questions
    for id in sorted(ends - advice):
        assert (await read(desk, f"/routes/{id}"))["id"] == id


@pytest.mark.parametrize(
    ("answers", "field"),
    [("moon", "query.answers.1"), ("own,moon", "query.answers.2"), ("danger,unsure", "query.answers.2")],
)
async def test_an_answer_that_is_none_is_named_by_its_place_and_not_repeated(
    desk: Desk, answers: str, field: str
) -> None:
    answer = await desk.http.get("/diversion/walk", params={"answers": answers})

    assert (answer.status_code, answer.json()["errors"]) == (
        422,
        [{"field": field, "code": "no-such-answer"}],
    )
    assert "moon" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/routes?version=1999.1",
        "/routes?version=../2026.4",
        "/routes/R-99",
        "/routes/R-17?version=1999.1",
        "/diversion/tree?version=1999.1",
        "/diversion/walk?version=1999.1",
    ],
)
async def test_a_version_or_route_that_is_not_there_is_not_found(desk: Desk, path: str) -> None:
    assert (await desk.http.get(path)).status_code == 404


async def test_a_version_is_read_by_its_name_whatever_is_in_force(desk: Desk) -> None:
    before, desk.clock.at = desk.clock.at, datetime(2026, 9, 30, 1, 0, tzinfo=UTC)
    try:
        in_force = await desk.http.get("/routes/R-17")
        named = await read(desk, "/routes/R-17", version="2026.4")
    finally:
        desk.clock.at = before

    assert (in_force.status_code, named["id"]) == (404, "R-17")


async def test_no_answer_is_logged_stored_or_left_in_a_cache(desk: Desk) -> None:  # NG-24
    await desk.sign_in(CLERK)
    before = await desk.rows()

    with capture_logs() as lines:
        answer = await desk.http.get("/diversion/walk", params={"answers": "own,family,violence"})
        await desk.http.get("/routes/R-13")

    assert answer.json()["card"]["id"] == "R-13"
    assert answer.headers["Cache-Control"] == "no-store"
    assert [(line["route"], line["person"]) for line in lines] == [
        ("/diversion/walk", None),
        ("/routes/{id}", None),
    ]
    assert not any(word in str(lines) for word in ("violence", "R-13", "own"))
    assert await desk.rows() == before


def test_no_server_writes_down_which_addresses_were_asked_for() -> None:
    starts = [ROOT / "local" / "program.py", ROOT / "deploy" / "compose.yaml"]

    assert [path.name for path in starts if '"-m", "api"]' not in path.read_text()] == []
    assert not config(Settings()).access_log
