"""No name, number, telephone or word of anybody stands in a log, a metric, an id, a URL, the engine, a
temporary file, an error, or a plain column of a database: planted in every field of the API, through every
failure, and looked for in every byte.

``FENGQIAO_CANARIES`` is how many rounds are played (1; each plants everything once more).
"""

import asyncio
import csv
import gzip
import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest
from psycopg import sql
from temporalio.api.common.v1 import Payload
from temporalio.api.enums.v1 import EventType
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

from api.app import create_app
from demo.agencies import Agencies, sent
from demo.playing import settings_of_our_own
from demo.telling import eventually
from desk.seeding import enter_people
from local.ports import free_port
from local.system import System
from records import connect
from tests.privacy.canaries import FORMS, MARK, NUMBER, Planter, files_below, hits, hits_in_file
from tests.privacy.fields import texts_taken
from workflows.converter import data_converter

pytestmark = [pytest.mark.acceptance, pytest.mark.servers, pytest.mark.slow]

ROUNDS = int(os.environ.get("FENGQIAO_CANARIES", "1"))
PEOPLE = (
    "p-sl-window-clerk",
    "p-sl-centre-dispatcher",
    "p-sl-t1-v1-village-party-secretary",
    "p-sl-triage-officer",
    "p-sl-petition-bureau",
    "p-sl-d4-dept-handler",
    "p-sl-dispute-resolution-centre",
    "p-sl-petition-mediation-docking-office",
)
# Who is at work in each procedure of the centre: whoever has a part in its story.
AT_WORK = {
    "event": ("p-sl-t1-v1-grid-worker", "p-sl-t1-political-legal-commissioner"),
    "errand": (
        "p-sl-t1-v1-errand-agent",
        "p-sl-t1-township-petition-office",
        "p-sl-t1-township-head",
        "p-sl-petition-bureau",
    ),
    "inspection": ("p-sl-supervisor", "p-sl-petition-bureau", "p-sl-t1-township-head", "p-sl-d1-dept-head"),
    "backlog": (
        "p-sl-petition-bureau",
        "p-sl-petition-bureau-head",
        "p-sl-county-leader",
        "p-sl-t1-township-head",
        "p-sl-supervisor",
    ),
    "meeting": ("p-sl-petition-reception-centre", "p-sl-county-leader", "p-sl-d1-dept-head"),
    "dispatch": (
        "p-sl-d1-dept-head",
        "p-sl-t1-police-station",
        "p-sl-d2-dept-head",
        "p-sl-centre-dispatcher",
        "p-sl-t1-township-head",
    ),
    "incident": (
        "p-sl-t1-political-legal-commissioner",
        "p-sl-t1-justice-office",
        "p-sl-t1-police-station",
        "p-sl-centre-dispatcher",
    ),
    "supervision": ("p-sl-petition-bureau", "p-sl-petition-bureau-head", "p-sl-d4-dept-head"),
    "recommendation": ("p-sl-petition-bureau", "p-sl-petition-bureau-head", "p-sl-d4-dept-head"),
}
WORKED_ON: Mapping[str, tuple[str, ...]] = {  # the centre first: what it looks after is still going on
    **AT_WORK,
    **dict.fromkeys(("dispute", "petition"), PEOPLE),
    "consultation": (*PEOPLE, "p-sl-legal-service-window"),
}
REGISTER = tuple(dict.fromkeys((*PEOPLE, *itertools.chain(*AT_WORK.values()))))
ENDING = (
    *("answer_question", "answer_on_the_spot", "record_consultation_service", "turn_into"),
    *("conclude", "close", "guide", "not_accept", "withdraw", "turn_event", "pass_on", "cancel_meeting"),
    *("drop_recommendation", "set_letter_aside", "put_danger_aside", "stand_down", "call_off", "revoked"),
)
ABOUT_A_MATTER = {"/backlogs", "/supervisions"}  # what is opened about a petition that is there
DISCIPLINE = "p-sl-discipline-clerk"
FIRST = PEOPLE[0]
# What the agency itself has is the agency's: its process shares nothing with ours.
THE_AGENCYS = ("simulator",)
STREAM = ("get", "/events")  # does not end
# What is published lies open for everybody, and so do the registers and by which paper somebody has a seat
# (docs/purposes.toml): it is asked by somebody who may not, who is refused, and the refusal repeats nothing.
LIES_OPEN = ("/publications/", "/registers/", "/directory/")


@dataclass
class Playing:
    """A county in which canaries are planted, and everything that was answered."""

    system: System
    http: httpx.AsyncClient
    plant: Planter
    document: Mapping[str, Any]
    answers: list[tuple[str, int, bytes, bytes]] = field(default_factory=list)  # what, status, headers, body
    tokens: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)  # kind -> the matter's number
    done: set[str] = field(default_factory=set)  # verbs that were carried out
    imported: bytes = b""  # what the command line told

    async def ask(self, method: str, path: str, person: str | None = FIRST, **said: Any) -> httpx.Response:
        headers = {"Idempotency-Key": str(uuid4()), **said.pop("headers", {})}
        if person:
            headers.setdefault("Authorization", f"Bearer {await self._token(person)}")
        try:
            got = await self.http.request(method, path, headers=headers, **said)
        except httpx.HTTPError:  # the API itself is away
            return httpx.Response(599)
        told = b"\n".join(name + b": " + value for name, value in got.headers.raw)
        self.answers.append((f"{method} {path}", got.status_code, told, got.content))
        return got

    async def _token(self, person: str) -> str:
        if person not in self.tokens:
            got = await self.http.post("/dev/sign-in", json={"person": person})
            self.tokens[person] = got.json()["token"]
        return self.tokens[person]

    def operations(self) -> Iterator[tuple[str, str, Mapping[str, Any], Any]]:
        """Method, path, the operation, and its example, if it takes a body."""
        for path, methods in self.document["paths"].items():
            for method, operation in methods.items():
                if (method, path) != STREAM:
                    media = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
                    examples = media.get("examples", {})
                    example = next((each["value"] for each in examples.values()), None)
                    yield method.upper(), path, operation, example

    def planted(self, path: str, operation: Mapping[str, Any], example: Any) -> Any:
        return self.plant.body(example, _schema(operation), operation["operationId"], path)

    def whole(self, path: str, operation: Mapping[str, Any], example: Any) -> Any:
        """With the texts, too, that the example leaves out."""
        return self.plant.whole(example, _schema(operation), operation["operationId"], path)


def _schema(operation: Mapping[str, Any]) -> Mapping[str, Any]:
    (media,) = operation["requestBody"]["content"].values()
    schema: Mapping[str, Any] = media["schema"]
    return schema


@pytest.fixture(scope="module")
def system() -> Iterator[System]:
    """A system of its own, with a directory for temporary files that nobody else uses."""
    with TemporaryDirectory(prefix="fengqiao-canaries-") as above, pytest.MonkeyPatch.context() as patch:
        (temporary := Path(above) / "tmp").mkdir(mode=0o777)
        temporary.chmod(0o1777)
        patch.setenv("TMPDIR", str(temporary))
        settings = settings_of_our_own(Path(above) / "var", "system")
        played = {
            "simulator_port": free_port(),
            "public_submissions_an_hour": 100_000,
            "metrics_address": f"127.0.0.1:{free_port()}",
        }
        with System(settings.model_copy(update=played)) as running:
            asyncio.run(_enter(running))
            yield running


async def _enter(system: System) -> None:
    records = connect(system.database_url)
    await enter_people(records)
    await records.dispose()


@asynccontextmanager
async def playing(system: System) -> AsyncIterator[Playing]:
    document = create_app(system.settings).openapi()
    plant = Planter(document["components"]["schemas"])
    async with httpx.AsyncClient(base_url=system.api_url, trust_env=False, timeout=20) as http:
        yield Playing(system, http, plant, document)


@pytest.fixture(scope="module")
def played(system: System) -> Playing:
    """Everything was done that anybody can do, and has gone wrong in every way we know."""

    async def play() -> Playing:
        async with playing(system) as county:
            for _ in range(ROUNDS):
                for part in PARTS:
                    began = time.monotonic()
                    await part(county)
                    sys.stdout.write(f"{part.__name__}: {time.monotonic() - began:.0f} s\n")
            await settle(county)
            return county

    return asyncio.run(play())


async def register(county: Playing) -> None:
    """Everything that is registered, taken in, or asked without a case."""
    for method, path, operation, example in county.operations():
        if method != "POST" or "{" in path or example is None:
            continue
        body = adjusted(county, path, county.planted(path, operation, example))
        own = next((people for kind, people in AT_WORK.items() if path.startswith(f"/{kind}")), ())
        people = (FIRST,) if path.startswith(LIES_OPEN) else dict.fromkeys((*own, *REGISTER))
        for person in people:  # first whoever would then be at work in it
            got = await county.ask(method, path, person, json=body)
            if got.is_success:
                break
        if got.status_code == 201 and "number" in (said := got.json()) and path.count("/") == 1:
            kind = said.get("procedure", path.strip("/").rstrip("s")).partition("/")[0]
            county.numbers[kind] = said["number"]
        whole = adjusted(county, path, county.whole(path, operation, example))
        if whole != body:
            await county.ask(method, path, person, json=whole)
    waiting = (await county.ask("GET", "/submissions", params={"limit": 200})).json()
    for n, each in enumerate(waiting):
        purpose = "accusation" if n % 2 else "ordinary"
        await county.ask(
            "POST", f"/submissions/{each['submission']['id']}/classify", json={"purpose": purpose}
        )
    sealed = (await county.ask("GET", "/sealed/cases", DISCIPLINE)).json()["items"]
    assert sealed
    county.numbers["accusation"] = sealed[0]["case"]["matter"]


def adjusted(county: Playing, path: str, body: Any) -> Any:
    """What an example cannot know: which matters are there, and what day it is."""
    today = datetime.now(UTC).date()
    if path in ABOUT_A_MATTER:
        return {**body, "number": county.numbers["petition"]}
    if path == "/errands":
        return {**body, "until": str(today + timedelta(days=30))}
    if path == "/inspections":
        return {**body, "since": str(today - timedelta(days=1)), "until": str(today + timedelta(days=1))}
    if path.startswith("/cases/inspection/") and "matter" in body:
        return {**body, "matter": county.numbers["dispute"]}
    return body


async def do_what_can_be_done(county: Playing) -> None:
    """What each of these people is offered in each case: commands first, then what is only reported."""
    there = [
        kind for kind in WORKED_ON if kind in county.numbers
    ]  # that all of them are is a test of its own
    for is_command, kind in itertools.product((True, False), there):
        done = -1
        while done < len(county.done):  # what is done may be what something else has waited for
            done = len(county.done)
            await do_what_is_offered(county, kind, is_command)


async def do_what_is_offered(county: Playing, kind: str, is_command: bool) -> None:
    examples = {path: (operation, example) for _, path, operation, example in county.operations()}
    for person in WORKED_ON[kind]:
        got = await county.ask("GET", f"/cases/{kind}/{county.numbers[kind]}/1", person)
        for action in sorted(got.json()["actions"], key=ends) if got.is_success else ():
            path = f"/cases/{kind}/{{number}}/{{n}}/{action['path'].rsplit('/', 1)[1]}"
            operation, example = examples[path]
            if action["is_command"] is is_command and path not in county.done:
                body = adjusted(county, path, county.planted(path, operation, example))
                done = await county.ask("POST", action["path"], person, json=body)
                county.done |= {path} if done.is_success else set()


def ends(action: Mapping[str, Any]) -> bool:
    """Whether it may end the case: such things come last."""
    return any(each in action["name"] for each in ENDING)


async def ask_every_verb(county: Playing) -> None:
    """Each verb of each case, by one or the other: some are done, some are refused."""
    people = itertools.cycle(PEOPLE[:3])
    for method, path, operation, example in county.operations():
        if "{" not in path:
            continue
        where, person = filled(county, path), FIRST if path.startswith(LIES_OPEN) else next(people)
        if example is None:
            await county.ask(method, where, person, **({} if method == "GET" else {"json": None}))
            continue
        plain, whole = county.planted(path, operation, example), county.whole(path, operation, example)
        for body in (plain,) if plain == whole else (plain, whole):
            await county.ask(method, where, person, json=body)
    accusation = f"/sealed/cases/accusation/{county.numbers['accusation']}/1"
    handed = {"organ": "sl-city", "accused_units": [], "reason": county.plant.canary("accusation")}
    await county.ask("POST", f"{accusation}/transfer-to-discipline", DISCIPLINE, json=handed)
    await county.ask("GET", accusation, DISCIPLINE)


def filled(county: Playing, path: str) -> str:
    kind = path.split("/")[2] if path.startswith("/cases/") else "dispute"
    number = county.numbers.get(kind, county.numbers["dispute"])
    values = {"number": number, "n": "1", "kind": "dispute", "other": county.numbers["petition"]}
    values["code"] = "dx-0001"  # a place with a code on its wall
    for name in county.document["paths"][path].values():
        for parameter in name.get("parameters", ()):
            if parameter["in"] == "path":
                values.setdefault(parameter["name"], "none")
    return path.format(**values)


async def ask_wrongly(county: Playing) -> None:
    """A canary where it may not stand: in paths, queries, headers, codes, names of fields, no JSON at all."""
    for method, path, operation, example in county.operations():
        names = [each for each in operation.get("parameters", ()) if each["in"] in ("path", "query")]
        wrong = {each["name"]: county.plant.canary(f"{path} {each['name']}") for each in names}
        where = path.format(**{each["name"]: wrong[each["name"]] for each in names if each["in"] == "path"})
        queried = {each["name"]: wrong[each["name"]] for each in names if each["in"] == "query"}
        body = county.plant.anywhere(example, path) if example is not None else None
        if example is None:
            await county.ask(method, where, params=queried)
        else:
            await county.ask(method, filled(county, path), json=body, params=queried)
    await county.ask("GET", f"/matters/{MARK}")
    await county.ask("POST", f"/cases/dispute/{MARK}/1/claim")
    odd = county.plant.canary("not JSON").encode()
    await county.ask("POST", "/disputes", content=odd, headers={"Content-Type": "application/json"})
    await county.ask("POST", "/matters", content=b"\xff" + odd)
    await county.ask("POST", "/matters", json={"title": county.plant.canary("too large") * 20_000})
    digits = {"Idempotency-Key": NUMBER, "Act-As": f"{NUMBER}@{NUMBER}", "If-Match": NUMBER}
    for name, value in digits.items():
        await county.ask("POST", f"/cases/dispute/{county.numbers['dispute']}/1/claim", headers={name: value})
    await county.ask("GET", "/me", None, headers={"Authorization": f"Bearer {NUMBER}"})
    await county.ask("GET", "/search", params={"q": county.plant.canary("search")})
    ended = "/sign-in/provider/ended"  # a form, not JSON
    token = county.planted(ended, county.document["paths"][ended]["post"], {"logout_token": "none"})
    await county.ask("POST", ended, None, data=token)
    await county.ask("GET", f"/{MARK}/{NUMBER}")


async def by_agencies(county: Playing) -> None:
    """A court hands over what it has, signed; somebody else says something, unsigned and malformed."""
    agencies = Agencies(f"http://127.0.0.1:{county.system.settings.simulator_port}")
    people = [
        {"ref": "a", "role": "applicant", "name": county.plant.canary("agency name"), "contact": "无"},
        {"ref": "b", "role": "respondent", "name": county.plant.canary("agency other name")},
    ]
    said = {"said": county.plant.canary("agency summary"), "parties": people}
    await agencies.push("court", "assigned-mediation", sent(said, datetime.now(UTC)))
    await agencies.close()
    for agency in ("court", NUMBER, MARK):
        for content in (county.plant.canary("unsigned").encode(), b"\xff", b"{}"):
            await county.ask("POST", f"/agencies/{agency}/messages", None, content=content)


async def bring_in_a_file(county: Playing) -> None:
    """Rows of a file as the command line brings them in: good ones, and some that cannot be read."""
    place = county.system.settings.var.parent / "rows"
    place.mkdir(exist_ok=True)
    file = place / f"{MARK}.csv"  # even the name of the file
    rows = [["id", "title", "body", "received_at", "author", "contact"]]
    for n, at in enumerate(("2026-03-02 10:00:00", "2026-03-02 11:00:00", "tomorrow", "")):
        title, body, author, contact = (county.plant.canary(f"row {n} {each}") for each in "tbac")
        rows.append(
            [f"{MARK}-{n}" if at.endswith(":00:00") else f"row-{n}", title, body, at, author, contact]
        )
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    command = [sys.executable, "-m", "cli", "import", str(file), "--url", county.system.api_url]
    told = await asyncio.to_thread(
        subprocess.run, command, capture_output=True, text=False, check=False, cwd=Path(__file__).parents[2]
    )
    file.unlink()
    assert b"2" in told.stdout  # two of them came in
    county.imported = told.stdout + told.stderr


async def while_servers_are_killed(county: Playing) -> None:
    """Writes and reads while each server is away, and after each process was killed."""
    dispute = county.numbers["dispute"]
    for away in ("postgres", "temporal"):
        with county.system.without(away):
            said = {"reason": county.plant.canary(f"{away} reason")}
            new = {"channel": "window", "title": county.plant.canary(f"{away} title")}
            sought = {"q": county.plant.canary(f"{away} search")}
            await asyncio.gather(
                county.ask("POST", f"/cases/dispute/{dispute}/1/raise-early", PEOPLE[2], json=said),
                county.ask("POST", "/matters", json=new),
                county.ask("GET", "/search", params=sought),
            )
        await asyncio.to_thread(county.system.wait_ready, 60)
    for part in ("api", "worker-1"):
        county.system.kill(part)
    await asyncio.to_thread(county.system.wait_ready, 60)


async def settle(county: Playing) -> None:
    """Until every letter has gone out, or has been tried at least once."""

    async def is_quiet() -> bool:
        with psycopg.connect(county.system.database_url) as connection:
            query = (
                "SELECT count(*) FROM outbox WHERE done_at IS NULL AND attempts = 0 AND not_before IS NULL"
            )
            row = connection.execute(query).fetchone()
        return row == (0,)

    await eventually(is_quiet, 20)


PARTS = (
    register,
    do_what_can_be_done,
    ask_every_verb,
    ask_wrongly,
    by_agencies,
    bring_in_a_file,
    while_servers_are_killed,
)


def dump(url: str) -> Iterator[tuple[str, bytes]]:
    """Every column of every table of a database, as text."""
    with psycopg.connect(url) as connection:
        columns = connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        ).fetchall()
        for table, column in columns:
            whole = sql.SQL("SELECT coalesce(string_agg({}::text, ' '), '') FROM {}").format(
                sql.Identifier(column), sql.Identifier(table)
            )
            found = connection.execute(whole).fetchone()
            assert found
            yield f"{table}.{column}", found[0].encode()


def where_it_stands(*places: Path) -> dict[str, list[str]]:
    """Every file in which a canary stands."""
    return {
        str(path): found
        for path in files_below(*places)
        if not any(part.startswith(THE_AGENCYS) for part in path.parts) and (found := hits_in_file(path))
    }


def test_everything_was_played(played: Playing) -> None:
    statuses = [status for _, status, _, _ in played.answers]
    counted = {status: statuses.count(status) for status in sorted(set(statuses))}
    sys.stdout.write(f"{len(played.plant.planted)} canaries, {len(statuses)} answers: {counted}\n")

    assert len(played.plant.planted) >= 60
    assert statuses.count(200) + statuses.count(201) > 100
    assert len(played.done) >= 10  # verbs that were not only asked, but carried out
    assert {400, 401, 403, 404, 409, 413, 422, 503} <= set(statuses)
    assert {*WORKED_ON, "matter", "accusation"} <= set(played.numbers)
    done = {kind: [path for path in played.done if f"/{kind}/" in path] for kind in WORKED_ON}
    sys.stdout.write(f"done: { ({kind: len(verbs) for kind, verbs in done.items()}) }\n")
    assert [kind for kind, verbs in done.items() if len(verbs) < 2] == []  # in every procedure


def test_every_field_in_which_words_are_written_was_planted(played: Playing) -> None:
    planted = {field: set(owners) for field, owners in played.plant.fields.items()}

    assert planted == texts_taken()


def test_no_error_no_header_and_no_location_repeats_what_anybody_said(played: Playing) -> None:
    said = [(what, status) for what, status, _, whole in played.answers if status >= 400 and hits(whole)]
    headed = [(what, status) for what, status, headers, _ in played.answers if hits(headers)]

    assert said == []
    assert headed == []
    assert any(hits(whole) for _, status, _, whole in played.answers if status == 200)  # reads do say it


def test_no_plain_column_of_either_database_says_it(system: System, played: Playing) -> None:
    for settings in (system.settings, system.settings.sealed()):
        found = {place: hits(whole) for place, whole in dump(settings.database_url) if hits(whole)}
        assert found == {}, settings.store


def test_no_file_of_the_servers_no_log_and_no_temporary_file_says_it(system: System, played: Playing) -> None:
    var = system.settings.var
    places = (var, Path(os.environ["TMPDIR"]))
    searched = list(files_below(*places))

    assert where_it_stands(*places) == {}
    for needed in ("log/api.log", "log/worker-1.log", "log/postgres.log", "log/temporal.log"):
        assert (var / needed).stat().st_size > 0, needed
    assert any("pg_wal" in str(path) for path in searched)
    assert any(path.is_relative_to(var / "temporal") for path in searched)


def test_no_metric_says_it_and_the_import_tells_no_row_by_its_words(system: System, played: Playing) -> None:
    told = httpx.get(f"http://{system.settings.metrics_address}/metrics", trust_env=False)

    assert b"temporal" in told.content
    assert hits(told.content) == []
    assert hits(played.imported) == []


async def test_the_engine_never_knew_it_even_to_whoever_holds_its_keys(
    system: System, played: Playing
) -> None:
    for settings in (system.settings, system.settings.sealed()):
        keys = settings.engine_keyring()
        converter = data_converter(keys, next(iter(keys)))
        engine = await Client.connect(
            settings.temporal_address, namespace=settings.temporal_namespace, data_converter=converter
        )
        events = 0
        async for run in engine.list_workflows():
            history = await engine.get_workflow_handle(run.id, run_id=run.run_id).fetch_history()
            assert converter.payload_codec
            for event in history.events:
                events += 1
                assert hits(event.SerializeToString()) == []
                for payload in payloads_in(event):
                    (opened,) = await converter.payload_codec.decode([payload])
                    assert hits(opened.data) == [], EventType.Name(event.event_type)
        assert events > 5, settings.store


def payloads_in(message: Any) -> Iterator[Any]:
    """Every payload in a message of the engine, at any depth."""
    if isinstance(message, Payload):
        yield message
        return
    for descriptor, value in message.ListFields():
        if descriptor.message_type is None:
            continue
        if descriptor.message_type.GetOptions().map_entry:
            inside = [each for each in value.values() if hasattr(each, "ListFields")]
        else:
            inside = [value] if hasattr(value, "ListFields") else list(value)
        for each in inside:
            yield from payloads_in(each)


async def test_control_without_the_codec_the_engines_files_say_it_and_with_it_they_do_not(
    system: System, played: Playing
) -> None:
    """The search sees what the protection hides: the same words, once with the codec and once without."""
    settings = system.settings
    keys = settings.engine_keyring()
    place = settings.var / "temporal"

    async def begin(converter: Any) -> None:
        engine = await Client.connect(
            settings.temporal_address, namespace=settings.temporal_namespace, data_converter=converter
        )
        await engine.start_workflow("Nobody", f"{MARK} {NUMBER}", id=str(uuid4()), task_queue="nobody")

    await begin(data_converter(keys, next(iter(keys))))
    assert where_it_stands(place) == {}
    await begin(pydantic_data_converter)
    assert where_it_stands(place) != {}


def test_control_a_plain_column_a_log_and_a_temporary_file_are_seen(
    system: System, played: Playing, tmp_path: Path
) -> None:
    for name, form in FORMS.items():
        (tmp_path / "one").write_bytes(b"x" * 1000 + form + b"y" * 1000)
        assert name in hits_in_file(tmp_path / "one")
    (tmp_path / "one").write_bytes(gzip.compress(b"nothing"))
    assert hits_in_file(tmp_path / "one") == []
    with psycopg.connect(system.database_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE planted (said text)")
        connection.execute("INSERT INTO planted VALUES (%s)", [json.dumps(MARK)])
        assert [place for place, whole in dump(system.database_url) if hits(whole)] == ["planted.said"]
        assert where_it_stands(system.settings.var / "postgres") != {}
        connection.execute("DROP TABLE planted")
