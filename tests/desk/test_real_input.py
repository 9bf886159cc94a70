"""The command line on the whole system: started by it, filled by it, looked at by it."""

import asyncio
import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from temporalio.client import Client
from typer.testing import CliRunner

from cli import app
from desk import terminal
from desk.caller import Caller
from desk.endings import ENDINGS
from desk.petition_samples import PETITIONS
from desk.samples import SAMPLES
from desk.seeding import enter_county
from desk.town import CLERK
from desk.where import api_url
from local.ports import free_port
from settings import attached

pytestmark = [pytest.mark.acceptance, pytest.mark.servers, pytest.mark.slow]

SHARED = Path(__file__).parents[3] / "shared" / "data" / "messages_with_replies.csv"
ROWS, DRIVEN = 300, 30
A_CASE = "the number of one that waits for its direction"
_START_SECONDS = 120


@pytest.fixture(scope="module", autouse=True)
def _beside_the_system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with running(tmp_path_factory.mktemp("run")):
        yield


@contextmanager
def running(home: Path, *, empty: bool = False) -> Iterator[None]:
    """`fengqiao run` in a directory and on ports of its own, and an environment that finds it; with the cases
    of the first start, or the county and no case."""
    if empty:
        (home / "var").mkdir()
        (home / "var" / "seeded").touch()
    ports = {
        f"FENGQIAO_{name}_PORT": str(free_port()) for name in ("API", "POSTGRES", "TEMPORAL", "TEMPORAL_UI")
    }
    away = {"TEMPORAL_ADDRESS": "", "DATABASE_URL": ""}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            **ports,
            **away,
            "FENGQIAO_VAR": str(home / "var"),
            "FENGQIAO_DEVELOPMENT": "true",
            "FENGQIAO_ANCHORS": str(home / "anchors"),
        }.items():
            patch.setenv(name, value)
        said = home / "said"
        with said.open("w") as file:
            process = subprocess.Popen([sys.executable, "-m", "cli", "run"], stdout=file, stderr=file)
        try:
            _wait_for("Ctrl-C", said, process)
            if empty:
                asyncio.run(enter_county(attached().database_url))
            yield
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(60) == 0, said.read_text()


def _wait_for(word: str, said: Path, process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + _START_SECONDS
    while word not in said.read_text():
        assert process.poll() is None, said.read_text()
        assert time.monotonic() < limit, said.read_text()
        time.sleep(0.1)


def fengqiao(*arguments: str | Path, code: int = 0) -> Any:
    """What a command prints as JSON."""
    done = CliRunner().invoke(app, [*map(str, arguments), "--json"])
    assert done.exit_code == code, done.output
    return json.loads(done.stdout)


def origins() -> Counter[tuple[str | None, str | None]]:
    with psycopg.connect(attached().database_url) as connection:
        return Counter(connection.execute("SELECT origin, origin_id FROM matters").fetchall())


def test_the_first_start_fills_the_county_with_cases_in_every_stage() -> None:
    page = fengqiao("case", "list")

    disputes = [item["case"] for item in page["items"] if item["case"]["kind"] == "dispute"]
    assert len(disputes) == len(SAMPLES) - 2
    assert {case["stage"] for case in disputes} == {"consent", "mediation", "direction", "closed"}
    petitions = [item["case"] for item in page["items"] if item["case"]["kind"] == "petition"]
    assert len(petitions) == len(PETITIONS)
    assert {case["stage"] for case in petitions} >= {"routing", "pending", "handling", "closed"}
    begun = [f"{n:02}" for n in range(1, len(SAMPLES) + 1)]
    begun += [f"petition-{n:02}" for n in range(1, len(PETITIONS) + 1)]
    announced = Counter({(None, None): 1})  # the day on which a leader receives
    assert origins() == Counter({("sample", each): 1 for each in begun}) + announced


@pytest.fixture(scope="module")
def messages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not SHARED.exists():
        pytest.skip("../shared/data is not here: no real messages to import")
    with SHARED.open(newline="") as file:
        rows = [row for row, _ in zip(csv.reader(file), range(ROWS + 1), strict=False)]
    path = tmp_path_factory.mktemp("data") / "messages.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def test_real_messages_go_in_whole_and_once_although_the_importer_is_killed(messages: Path) -> None:
    command = [sys.executable, "-m", "cli", "import", str(messages)]
    importer = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)
    while (there := origins().total() - len(SAMPLES)) < ROWS // 4:
        assert importer.poll() is None
        time.sleep(0.05)
    importer.kill()
    importer.wait()
    assert there < ROWS

    continued = fengqiao("import", messages)
    again = fengqiao("import", messages)

    assert continued["bad"] == []
    assert continued["registered"] + continued["already"] == ROWS
    assert continued["already"] >= there
    assert (again["already"], again["registered"]) == (ROWS, 0)
    registered = {origin: count for origin, count in origins().items() if origin[0] == "messages"}
    assert len(registered) == ROWS
    assert set(registered.values()) == {1}


def test_odd_rows_go_in_as_they_are_or_are_reported_and_nothing_else_is_lost(tmp_path: Path) -> None:
    long, angry = "占道施工扰民" * 667, '又停水了😡🚱\r\n"第三次"，谁管？'
    rows = [
        ["1", "四千字", "2019-02-28 11:25", long],
        ["2", "表情", "2019年2月28日", angry],
        ["3", "只有标题", "2019/2/28", ""],
        ["4", "日期读不出", "前天", "x"],
        ["5", "将来的日期", "2099-01-01", "x"],
        ["1", "四千字", "2019-02-28 11:25", long],
        ["2", "表情", "2019年2月28日", "说法不同"],
        ["6", "", "2019-02-28", ""],
        ["7", "两万字以上", "2019-02-28", "长" * 20_001],
    ]
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows([["编号", "标题", "时间", "内容"], *rows])
    file = tmp_path / "odd.csv"
    file.write_bytes((buffer.getvalue() + '8,半行,2019-02-28,"文件到此为').encode("gb18030")[:-1])

    report = fengqiao("import", file, code=1)

    assert (report["registered"], report["repeated"], report["done"], report["rows"]) == (3, 1, 10, 10)
    assert [(row["id"], row["code"]) for row in report["bad"]] == [
        ("4", "unreadable-date"),
        ("5", "not-registered"),
        ("2", "id-with-other-content"),
        ("6", "nothing-said"),
        ("7", "not-registered"),
        (None, "quote-never-closed"),
    ]
    assert texts_of("odd") == {"1": ("四千字", long), "2": ("表情", angry), "3": ("只有标题", None)}


def texts_of(source: str) -> dict[str, tuple[str, str | None]]:
    """What the matters of a source say, by their ids there, as the API shows it."""

    async def read() -> dict[str, tuple[str, str | None]]:
        async with Caller(api_url()) as caller:
            page = await caller.get(CLERK, "/matters", status="intake", limit=200)
            mine = [each for each in page["items"] if each["origin"] == source]
            said = {
                each["origin_id"]: (await caller.get(CLERK, f"/matters/{each['number']}"))["texts"]
                for each in mine
            }
            return {id: (texts["title"], texts.get("body")) for id, texts in said.items()}

    return asyncio.run(read())


def test_matters_driven_through_the_ladder_end_as_their_stories_say(messages: Path) -> None:
    driven = fengqiao("drive", "--count", str(DRIVEN))

    assert driven["differences"] == []
    assert sum(driven["endings"].values()) == DRIVEN
    assert set(driven["endings"]) == {ending.code for ending in ENDINGS}


def test_one_case_is_shown_by_its_matters_number_and_by_its_id() -> None:
    procedure = fengqiao("case", "list")["items"][0]["case"]["procedure"]

    shown = fengqiao("case", "show", procedure)
    history = fengqiao("case", "history", shown["case"]["matter"])

    assert shown["case"]["procedure"] == procedure
    assert history[0]["kind"] == "Registered"


def test_editions_are_listed_and_shown() -> None:
    listed = fengqiao("edition", "list")

    assert [each["edition"]["id"] for each in listed] == ["demo/2026.1", "demo/2026.1-strict"]
    assert fengqiao("edition", "show", "demo/2026.1")["digest"] == listed[0]["digest"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["case", "list"], "等待 Waits for"),
        (["case", "show", A_CASE], "议定去向"),
        (["case", "history", A_CASE], "Registered"),
        (["edition", "list"], "demo/2026.1"),
        (["edition", "show", "demo/2026.1"], "村（社区）党支部书记"),
        (["verify"], "全部一致"),
    ],
)
def test_a_person_reads_tables(arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal.out, "width", 200)
    number = fengqiao("case", "list", "--stage", "direction")["items"][0]["case"]["matter"]

    done = CliRunner().invoke(app, [number if each == A_CASE else each for each in arguments])

    assert done.exit_code == 0
    assert said in done.stdout


def test_a_case_that_is_not_there_is_said_in_both_languages() -> None:
    done = CliRunner().invoke(app, ["case", "show", "SL-1999-000001"])

    assert done.exit_code == 4
    assert "没有找到" in done.stderr
    assert "Not found" in done.stderr


def test_a_token_is_that_of_the_person_it_was_asked_for() -> None:
    done = CliRunner().invoke(app, ["token", "p-sl-auditor"])

    answer = httpx.get(f"{api_url()}/me", headers={"Authorization": f"Bearer {done.stdout.strip()}"})

    assert answer.json()["person"] == "p-sl-auditor"


def test_a_second_start_in_the_same_directory_is_refused_with_its_reason() -> None:
    command = [sys.executable, "-m", "cli", "run"]

    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)

    assert done.returncode == 3
    assert "正由另一系统" in done.stderr
    assert "is in use by a running system" in done.stderr


def test_a_case_is_exported_and_checked_offline_and_a_changed_byte_is_found(tmp_path: Path) -> None:
    """By the command line, over the API, from the checkpoints of the running worker."""
    number = fengqiao("case", "list", "--stage", "closed", "--limit", "1")["items"][0]["case"]["matter"]
    bundle, (first, *_) = tmp_path / "bundle.zip", fengqiao("signing-keys")

    done = CliRunner().invoke(app, ["export", number, "--out", str(bundle)])
    checked = fengqiao("verify", bundle, "--key", first["id"])
    data = bytearray(bundle.read_bytes())
    data[data.index(b'"body":{')] ^= 1
    bundle.write_bytes(data)
    changed = fengqiao("verify", bundle, "--key", first["id"], code=1)

    assert done.exit_code == 0, done.output
    assert checked["sound"]
    assert checked["key"] == first["id"]
    assert checked["standing"]
    for procedure in checked["standing"]:  # a closed one was covered as it closed
        assert (procedure["covered"], procedure["withheld"]) == (procedure["entries"], 0)
    assert [(flaw["what"], flaw["line"]) for flaw in changed["flaws"]] == [("changed", 1)]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["export", A_CASE, "--with-words"], 2, "须用 --reason"),
        (["export", "SL-1999-000001"], 4, "没有找到"),
        (["export", A_CASE, "--as", "p-sl-window-clerk"], 4, "不由您的岗位办理"),
        (["verify", "no-such-file.zip"], 2, "无法读取文件"),
    ],
)
def test_what_cannot_be_exported_or_checked_is_said_so(
    arguments: list[str], code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    number = fengqiao("case", "list", "--stage", "direction")["items"][0]["case"]["matter"]

    done = CliRunner().invoke(app, [number if each == A_CASE else each for each in arguments])

    assert done.exit_code == code, done.output
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_every_checkpoint_stands_in_another_place_and_one_that_was_changed_there_is_found() -> None:
    place = Path(os.environ["FENGQIAO_ANCHORS"])
    newest = max(place.glob("checkpoint-*.json"))
    said = newest.read_text()
    assert fengqiao("verify") == []

    newest.write_text(said.replace('"root": "', '"root": "0'))
    found = fengqiao("verify", code=1)
    newest.write_text("rubbish")
    unreadable = CliRunner().invoke(app, ["verify"])
    newest.write_text(said)

    n = json.loads(said)["checkpoint"]["n"]
    assert [(each["procedure"], each["what"]) for each in found] == [
        (f"checkpoint/{n}", "differs-from-anchor")
    ]
    assert (unreadable.exit_code, "另存处" in unreadable.stderr) == (1, True)


def test_a_read_table_somebody_changed_is_found_and_remade() -> None:
    assert fengqiao("verify") == []
    with psycopg.connect(attached().database_url) as connection:
        connection.execute("UPDATE cases SET stage = 'closed' WHERE kind = 'dispute' AND stage = 'direction'")

    found = fengqiao("verify", code=1)
    remade = fengqiao("rebuild", code=1)

    assert {(each["what"], *each["where"]) for each in found} == {("read-tables-differ", "cases")}
    assert {(each["what"], *each["columns"]) for each in remade} == {("differs", "stage")}
    assert fengqiao("rebuild") == []
    assert fengqiao("verify") == []


def test_a_proceeding_that_somebody_stopped_in_the_engine_is_found() -> None:
    waiting = fengqiao("case", "list", "--stage", "direction")["items"][0]["case"]["procedure"]

    asyncio.run(_terminate(waiting))

    found = fengqiao("verify", code=1)
    assert [(each["procedure"], each["what"]) for each in found] == [(waiting, "engine-stopped")]


async def _terminate(procedure: str) -> None:
    settings = attached()
    engine = await Client.connect(settings.temporal_address, namespace=settings.temporal_namespace)
    await engine.get_workflow_handle(procedure).terminate()
