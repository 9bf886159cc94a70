"""Suggestions from free text over HTTP: as the command line says them, to whoever signed in; nothing kept."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from structlog.testing import capture_logs
from typer.testing import CliRunner

from api import suggesting
from cli import app
from tests.api.conftest import CLERK, Desk

WAGES = "我们二十几个人在工地干了一年，包工头年底跑了，工钱一分没给。"
BRIBE = "我们镇的镇长收了砂场老板的红包，把砂场批给他小舅子。"
PATH = "/diversion/suggestions"


@pytest.mark.parametrize("text", [WAGES, BRIBE, "The landlord keeps our deposit.", "你好"])
async def test_it_says_what_the_command_line_says(desk: Desk, text: str) -> None:
    answer = await (await desk.sign_in(CLERK)).post(PATH, {"text": text})

    assert answer.status_code == 200, answer.text
    at_the_desk = CliRunner().invoke(app, ["divert", text, "--json", "--version", "2026.4"]).stdout
    assert answer.json() == json.loads(at_the_desk)


async def test_an_accusation_comes_back_without_a_word_of_it(desk: Desk) -> None:
    answer = await (await desk.sign_in(CLERK)).post(PATH, {"text": BRIBE})

    assert answer.json()["sealed"] is True
    assert answer.json()["suggestions"][0]["route"]["id"] == "R-42"
    assert not any(word in answer.text for word in ("砂场", "红包", "小舅子"))


async def test_who_has_not_signed_in_is_suggested_nothing(desk: Desk) -> None:
    assert (await desk.http.post(PATH, json={"text": WAGES})).status_code == 401


async def test_the_longest_text_is_answered_and_a_longer_one_or_none_is_not(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)

    assert (await clerk.post(PATH, {"text": "工" * 20_000})).status_code == 200
    for text in ("工" * 20_001, "", "  ", "\x00", None):
        assert (await clerk.post(PATH, {"text": text})).status_code == 422


async def test_before_the_first_list_is_in_force_there_is_none_to_suggest_from(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    before, desk.clock.at = desk.clock.at, datetime(2026, 9, 30, 1, 0, tzinfo=UTC)
    try:
        answer = await clerk.post(PATH, {"text": WAGES})
    finally:
        desk.clock.at = before

    assert answer.status_code == 404


async def test_the_text_is_neither_logged_nor_stored_nor_left_in_a_cache(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    before = await desk.rows()

    with capture_logs() as lines:
        answer = await clerk.post(PATH, {"text": WAGES})

    assert answer.headers["Cache-Control"] == "no-store"
    assert [line["route"] for line in lines] == [PATH]
    assert not any(word in str(lines) for word in ("工地", "包工头", "R-17"))
    assert await desk.rows() == before


def test_without_a_model_the_words_of_the_list_serve_and_the_log_says_so() -> None:
    with capture_logs() as lines:
        told = suggesting._suggested(WAGES, "2026.4", Path("nowhere"))

    assert (told.content, told.suggestions[0].route.id) == (None, "R-17")
    assert [line["event"] for line in lines] == ["model.missing"]
