"""What the commands about upgrades say, and with which exit code they end."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from cli import app
from desk import reviving, rollout
from desk.reviving import Begun
from desk.rollout import Looked, Moved
from records.verify import Finding

GOOD = Looked("ordinary", runs=3, events=90)
BAD = Looked("ordinary", 3, 90, [Finding("dispute/sl/SL-1/1", "does-not-replay", None, ("Error", "why"))])


def answering(monkeypatch: pytest.MonkeyPatch, place: Any, name: str, answer: Any) -> None:
    async def answered(*_: Any) -> Any:
        return answer

    monkeypatch.setattr(place, name, answered)


@pytest.mark.parametrize(("looked", "code"), [(GOOD, 0), (BAD, 1)])
def test_a_rollout_that_open_cases_would_not_survive_ends_with_a_finding(
    monkeypatch: pytest.MonkeyPatch, looked: Looked, code: int
) -> None:
    answering(monkeypatch, rollout, "check", [looked])

    shown = CliRunner().invoke(app, ["upgrade", "check"])
    plain = CliRunner().invoke(app, ["upgrade", "check", "--json"])

    assert (shown.exit_code, plain.exit_code) == (code, code)
    assert "ordinary: 重放 replayed 3" in shown.stdout
    assert ("does-not-replay" in shown.stdout) is bool(code)
    assert json.loads(plain.stdout)[0]["runs"] == 3


def test_it_is_said_which_build_is_current_and_how_many_move(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, rollout, "make_current", None)
    answering(monkeypatch, rollout, "move", Moved("2026.12", 7))
    answering(monkeypatch, rollout, "builds", {"2026.11": 7, "2026.12": 1})

    current = CliRunner().invoke(app, ["upgrade", "current", "2026.12"])
    move = CliRunner().invoke(app, ["upgrade", "move"])
    show = CliRunner().invoke(app, ["upgrade", "show"])

    assert "2026.12" in current.stdout
    assert "已通知 7 个程序换到 2026.12" in move.stdout
    assert "2026.11" in show.stdout
    assert (current.exit_code, move.exit_code, show.exit_code) == (0, 0, 0)


def test_where_builds_have_no_names_nothing_moves_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, rollout, "move", None)

    done = CliRunner().invoke(app, ["upgrade", "move"])

    assert done.exit_code == 3
    assert "FENGQIAO_BUILD" in done.stderr


@pytest.mark.parametrize(
    ("settled", "findings", "code"), [(2.5, [], 0), (None, [Finding("q", "no-worker")], 1)]
)
def test_an_engine_begun_again_is_told_of_store_by_store(
    monkeypatch: pytest.MonkeyPatch, settled: float | None, findings: list[Finding], code: int
) -> None:
    begun = [
        Begun("ordinary", open=4, started=4, settled=settled, findings=findings),
        Begun("sealed", open=1),
    ]
    answering(monkeypatch, reviving, "revive", begun)

    shown = CliRunner().invoke(app, ["rebuild", "--engine"])
    plain = CliRunner().invoke(app, ["rebuild", "--engine", "--json"])

    assert (shown.exit_code, plain.exit_code) == (code, code)
    assert "ordinary" in shown.stdout
    assert [each["started"] for each in json.loads(plain.stdout)] == [4, 0]
