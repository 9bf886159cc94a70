"""`fengqiao conformance`, as somebody types it."""

import json
import threading
from pathlib import Path
from typing import Self

import pytest
import uvicorn
from typer.testing import CliRunner

from cli import app
from conformance.clauses import CLAUSES
from conformance.running import Finding, is_kept
from local.ports import LOOPBACK, free_port
from simulator.app import create_app
from simulator.planning import Temper
from simulator.signing import Keys
from tests.simulator.playing import SECRET


class Court:
    """A court in a thread of this process."""

    def __init__(self, store: Path, temper: Temper) -> None:
        self.port, self.county_port = free_port(), free_port()
        county = f"http://{LOOPBACK}:{self.county_port}/fengqiao"
        played = create_app(store, {"court": temper}, {"court": Keys(SECRET)}, county, pace=0.01)
        config = uvicorn.Config(played, host=LOOPBACK, port=self.port, log_level="warning", ws="none")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run)

    def __enter__(self) -> Self:
        self._thread.start()
        while not self._server.started:
            pass
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()

    @property
    def options(self) -> list[str]:
        where = ["--url", f"http://{LOOPBACK}:{self.port}/court", "--agency", "court"]
        heard = ["--listen", f"{LOOPBACK}:{self.county_port}"]
        return [*where, *heard, "--county-url", f"http://{LOOPBACK}:{self.county_port}/fengqiao"]


def test_every_clause_is_told_with_its_result_and_all_passed_is_no_failure(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(f"{SECRET}\n")
    with Court(tmp_path / "s", Temper.PROMPT) as court:
        told = CliRunner().invoke(
            app, ["conformance", *court.options, "--secret-file", str(secret), "--settle", "0.3"]
        )

    assert told.exit_code == 0, told.output
    assert all(f" {each.number} " in told.output for each in CLAUSES)
    assert "未试 not tried 4" in told.output
    assert "不符合 failed 0" in told.output


def test_one_that_is_not_kept_is_seen_in_the_exit_code_and_in_json(tmp_path: Path) -> None:
    with Court(tmp_path / "s", Temper.GARBAGE) as court:
        told = CliRunner().invoke(
            app,
            ["conformance", *court.options, "--settle", "0.3", "--json"],
            env={"FENGQIAO_AGENCY_SECRET": SECRET},
        )

    findings = {each["number"]: each for each in json.loads(told.output)}
    assert told.exit_code == 1
    assert findings["2.1"]["result"] == "failed"
    assert "bad-signature" in findings["2.1"]["seen"] or "not-json" in findings["2.1"]["seen"]
    assert findings["1.13"]["result"] == "not-tried"


@pytest.mark.parametrize(
    ("options", "environment", "code", "words"),
    [
        ([], {}, 3, "缺少密钥"),
        ([], {"FENGQIAO_AGENCY_SECRET": "whsec_!!!"}, 2, "密钥无法读取"),
        (["--secret-file", "nowhere"], {}, 2, "无法读取密钥文件"),
        (["--listen", "nowhere:port"], {"FENGQIAO_AGENCY_SECRET": SECRET}, 2, "--listen"),
        (["--listen", "192.0.2.1:80"], {"FENGQIAO_AGENCY_SECRET": SECRET}, 3, "192.0.2.1"),
        ([], {"FENGQIAO_AGENCY_SECRET": SECRET, "FENGQIAO_COUNTY_KEY": "whpk_"}, 2, "密钥无法读取"),
    ],
)
def test_what_it_cannot_do_it_says(
    options: list[str], environment: dict[str, str], code: int, words: str
) -> None:
    told = CliRunner().invoke(
        app,
        ["conformance", "--url", "http://127.0.0.1:1", "--agency", "court", *options],
        env={"FENGQIAO_AGENCY_SECRET": "", "FENGQIAO_COUNTY_KEY": "", **environment},
    )

    assert told.exit_code == code
    assert words in told.output


def test_an_agency_that_is_not_there_keeps_nothing() -> None:
    where = ["--url", f"http://{LOOPBACK}:{free_port()}", "--listen", f"{LOOPBACK}:{free_port()}"]
    briefly = ["--patience", "0.2", "--settle", "0.05"]

    told = CliRunner().invoke(
        app,
        ["conformance", *where, "--agency", "court", "--json", *briefly],
        env={"FENGQIAO_AGENCY_SECRET": SECRET},
    )

    passed = [each["number"] for each in json.loads(told.output) if each["result"] == "passed"]
    assert told.exit_code == 1
    assert passed == []


def test_what_only_some_offer_need_not_be_tried() -> None:
    def found(result: str, *, is_optional: bool) -> Finding:
        return Finding("1.1", "", "", result, is_optional=is_optional)  # type: ignore[arg-type]

    assert is_kept([found("passed", is_optional=False), found("not-tried", is_optional=True)])
    assert not is_kept([found("not-tried", is_optional=False)])
    assert not is_kept([found("failed", is_optional=True)])


def test_the_numbers_of_the_clauses_are_unique_and_their_words_are_there() -> None:
    assert len({each.number for each in CLAUSES}) == len(CLAUSES)
    assert all(each.zh and each.en for each in CLAUSES)
