import re

import pytest
from typer.testing import CliRunner

from cli import app
from desk.words import WORDS, say
from local.process import ROOT
from tests.desk.counter import Counter


@pytest.mark.parametrize("verdict", [0, 1])
def test_the_demo_ends_as_it_went(monkeypatch: pytest.MonkeyPatch, verdict: int) -> None:
    chosen = ["sent-back", "right-door"]
    monkeypatch.setattr("demo.play", lambda *, only: verdict if only == chosen else 9)

    done = CliRunner().invoke(app, ["demo", "--only", "sent-back", "--only", "right-door"])

    assert done.exit_code == verdict


@pytest.mark.parametrize("command", ["verify", "rebuild"])
def test_what_needs_the_servers_says_so_when_none_runs(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("FENGQIAO_VAR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("TEMPORAL_ADDRESS", "")

    done = CliRunner().invoke(app, [command])

    assert done.exit_code == 3
    assert "缺少设置 TEMPORAL_ADDRESS" in done.stderr
    assert "is missing" in done.stderr


def test_the_newest_dispute_of_a_matter_is_the_one_that_is_shown(window: Counter) -> None:
    procedures = ["dispute/sl/SL-1/9", "aftercare/sl/SL-1/11", "dispute/sl/SL-1/10"]
    cases = [{"case": {"procedure": each, "kind": each.partition("/")[0]}} for each in procedures]
    window.shown["/matters/SL-1"] = {"cases": cases}
    window.shown["/cases/dispute/SL-1/10"] = {"found": True}

    done = CliRunner().invoke(app, ["case", "show", "SL-1", "--url", window.url, "--json"])

    assert '"found": true' in done.stdout


def test_a_matter_that_waits_at_intake_has_no_case(window: Counter) -> None:
    window.shown["/matters/SL-1"] = {"cases": []}

    done = CliRunner().invoke(app, ["case", "show", "SL-1", "--url", window.url])

    assert done.exit_code == 4
    assert "SL-1 not-found 的中文" in done.stderr


def test_every_word_is_said_somewhere_and_in_both_languages() -> None:
    sources = "".join(path.read_text() for path in [*ROOT.glob("desk/*.py"), ROOT / "cli.py"])

    for code, (zh, en) in WORDS.items():
        assert sources.count(f'"{code}"') > 1, code
        assert re.search("[一-鿿]", zh), code
        assert not re.search("[一-鿿]", en), code
        names = [set(re.findall(r"\{(\w+)\}", words)) - {"zh", "en"} for words in (zh, en)]
        assert names[0] == names[1], code


def test_a_code_without_words_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        say("no-such-code")
