"""The log says what was answered, by ids and codes; never a name, a word, or what a caller typed."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from structlog.testing import capture_logs

from api import listing
from api.app import create_app
from tests.api.conftest import CLERK, SECRETARY, Desk, dispute

NAMES = ("王甲", "李乙", "宅基地", "涉及多户")


async def test_every_request_is_one_line_with_its_route_its_person_and_its_case(desk: Desk) -> None:
    case = await desk.dispute()
    with capture_logs() as lines:
        await case.done(SECRETARY, "raise-early", {"reason": "涉及多户。"})

    line = lines[-1]
    assert {**line, "milliseconds": 0} == {
        "event": "request.answered",
        "log_level": "info",
        "method": "POST",
        "route": "/cases/dispute/{number}/{n}/raise-early",
        "person": SECRETARY,
        "number": case.number,
        "n": "1",
        "status": 200,
        "milliseconds": 0,
    }


async def test_no_line_names_anybody(desk: Desk) -> None:
    with capture_logs() as lines:
        clerk = await desk.sign_in(CLERK)
        case = await desk.dispute()
        await case.done(SECRETARY, "raise-early", {"reason": "涉及多户。"})
        await case.ask(SECRETARY, "raise-early", {"reason": "涉及多户。"}, **{"If-Match": '"1"'})
        await clerk.get("/search", q="王甲")
        await clerk.get("/matters/王甲")
        await clerk.get("/cases/王甲/王甲/王甲")
        await clerk.get("/王甲")
        await clerk.post("/disputes", {**dispute(), "village": "王甲"})

    said = json.dumps(lines, ensure_ascii=False, default=str)
    assert len(lines) >= 8
    assert not any(name in said for name in NAMES)


async def test_what_breaks_is_500_without_internals_and_the_log_has_places_without_values(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any) -> None:
        raise ValueError("王甲")

    monkeypatch.setattr(listing, "cases_listed", broken)
    clerk = await desk.sign_in(CLERK)

    with capture_logs() as lines:
        answer = await clerk.get("/cases")

    assert (answer.status_code, answer.json()["code"]) == (500, "unexpected")
    assert not any(word in answer.text for word in ("王甲", "ValueError", "listing"))
    (broke,) = (line for line in lines if line["event"] == "request.broken")
    assert broke["error"] == "ValueError"
    assert broke["at"][-1].startswith("test_log.py:")
    assert "王甲" not in str(lines)


async def test_a_path_that_is_no_route_is_404_and_a_wrong_method_405(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)

    missing = await clerk.get("/no/such/place")
    wrong = await clerk.post("/me")

    assert (missing.status_code, missing.json()["code"]) == (404, "not-found")
    assert (wrong.status_code, wrong.json()["code"]) == (405, "method-not-allowed")
    assert wrong.headers["Allow"] == "GET"


@pytest.fixture
def untouched(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test does to the log, the others do not notice."""
    before, root = structlog.get_config(), logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", root.level)
    yield
    structlog.configure(**before)


def test_the_apis_own_process_writes_json(untouched: None, capsys: pytest.CaptureFixture[str]) -> None:
    create_app()

    structlog.get_logger().info("told.so", n=1)
    logging.getLogger("some.library").warning("told so")

    ours, theirs = map(json.loads, capsys.readouterr().out.splitlines())
    assert {**ours, "timestamp": ""} == {"event": "told.so", "n": 1, "level": "info", "timestamp": ""}
    assert (theirs["event"], theirs["level"]) == ("told so", "warning")
