"""One notice for each cause, by the way that was chosen; lost by nobody's death; else staff see to it."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default as mail_policy
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
import pytest_asyncio
from aiosmtpd.controller import Controller
from sqlalchemy import func, insert, select, text

from activities.carrying_notices import Gateway, Mail, Sink, carriers_of
from activities.notifying import Carrier, Notifier, NotSent
from counties.notifying import policy_in_force
from local.ports import free_port
from local.postgres import Postgres
from records import content
from records.tables import documents, notices
from rules.notifying import Way
from tests.api.conftest import CLERK, NEXT_VILLAGE, SECRETARY, Case, Desk, county_of_its_own, settings_for
from tests.servers import mark_room
from wire.signing import Keys, check

WHERE = "https://fengqiao.example/window/track"
SECRET = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldY"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark_room(items, Path(__file__).parent)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def county(postgres: Postgres) -> AsyncIterator[Desk]:
    async with county_of_its_own(postgres, "notices") as desk:
        yield desk


class Remembering:
    """A way out that remembers; ``fails`` so often first, ``dies`` after it has sent."""

    def __init__(self, *, fails: int = 0, dies: bool = False, is_final: bool = False) -> None:
        self.sent: list[tuple[UUID, str, str]] = []
        self.fails, self.dies, self.is_final = fails, dies, is_final

    async def send(self, id: UUID, to: str, words: str) -> bool:
        if self.fails:
            self.fails -= 1
            raise NotSent("away", is_final=self.is_final)
        self.sent.append((id, to, words))
        if self.dies:
            raise asyncio.CancelledError  # as it is when its process is ended
        return False


def notifier(desk: Desk, carrier: Carrier) -> Notifier:
    office = desk.app.state.office
    ways = {Way.SMS: carrier, Way.EMAIL: carrier}
    return Notifier(office.records, office.keeper, ways, WHERE, policy_in_force, desk.clock)


async def issued(desk: Desk, case: Case, addressees: list[str], kind: str = "D-21", **data: Any) -> UUID:
    """A document, as the relay writes it down."""
    id = uuid.uuid4()
    procedure = (await case.read())["case"]["procedure"]
    async with desk.app.state.office.records.begin() as connection:
        number = await connection.scalar(select(func.count()).select_from(documents))
        row = {
            "id": id,
            "procedure": procedure,
            "seq": 1,
            "letter": int(number or 0) + 100,
            "matter": case.number,
            "kind": kind,
            "unit": "sl",
            "year": 2026,
            "number": int(number or 0) + 1000,
            "version": 1,
            "data": data,
            "addressees": addressees,
            "digest": "0" * 64,
            "issued_at": datetime.now(UTC),
        }
        await connection.execute(insert(documents).values(row))
    return id


async def wish(desk: Desk, case: Case, way: str, address: str | None, language: str = "zh") -> httpx.Response:
    body = {"way": way, "language": language} | ({"address": address} if address else {})
    headers = {"Tracking-Code": case.code, "Idempotency-Key": str(uuid.uuid4())}
    return await desk.http.post("/public/status/notices", json=body, headers=headers)


async def states(desk: Desk, case: Case) -> list[tuple[str, str, str]]:
    async with desk.app.state.office.records.connect() as connection:
        mine = select(notices.c.addressee, notices.c.way, notices.c.state)
        rows = await connection.execute(mine.where(notices.c.matter == case.number).order_by(notices.c.way))
        return [tuple(row) for row in rows]


async def around(desk: Desk, carrier: Carrier, times: int = 1) -> None:
    for _ in range(times):
        await notifier(desk, carrier).make()
        await notifier(desk, carrier).send()


@pytest_asyncio.fixture(loop_scope="session")
async def desk(county: Desk) -> Desk:
    """It is Monday noon, and nobody sleeps."""
    county.clock.at = datetime(2026, 11, 2, 4, 0, tzinfo=UTC)
    return county


async def test_a_cause_makes_one_notice_however_often_and_by_however_many_it_is_looked_at(desk: Desk) -> None:
    case, sent = await desk.dispute(), Remembering()
    party = (await case.parties())[0]
    assert (await wish(desk, case, "sms", "13800000000")).status_code == 200
    await issued(desk, case, [party])

    await asyncio.gather(*(around(desk, sent, 2) for _ in range(3)))

    assert [(to, words.count(case.number)) for _, to, words in sent.sent] == [("13800000000", 1)]
    assert await states(desk, case) == [("holder", "sms", "sent")]


async def test_in_training_a_notice_begins_by_saying_so(desk: Desk) -> None:
    case, sent = await desk.dispute(), Remembering()
    await wish(desk, case, "sms", "13800000009")
    await issued(desk, case, [(await case.parties())[0]])

    there = replace(notifier(desk, sent), is_training=True)
    await there.make()
    await there.send()

    assert [words[:4] for _, to, words in sent.sent if to == "13800000009"] == ["【演练】"]


async def test_whoever_dies_between_sending_and_marking_sends_again_under_the_same_id(desk: Desk) -> None:
    case, first, second = await desk.dispute(), Remembering(dies=True), Remembering()
    await wish(desk, case, "sms", "13800000001")
    await issued(desk, case, [(await case.parties())[0]])

    with pytest.raises(asyncio.CancelledError):
        await around(desk, first)
    await around(desk, second)
    assert second.sent == []  # it is still in the first one's hands
    desk.clock.pass_by(minutes=3)
    await around(desk, second)

    assert [each[0] for each in first.sent] == [each[0] for each in second.sent]
    assert await states(desk, case) == [("holder", "sms", "sent")]


async def test_what_falls_into_the_night_goes_in_the_morning_and_danger_at_once(desk: Desk) -> None:
    case, sent = await desk.dispute(), Remembering()
    await wish(desk, case, "sms", "13800000002")
    desk.clock.at = datetime(2026, 11, 2, 14, 30, tzinfo=UTC)  # half past ten in the evening
    await issued(desk, case, [(await case.parties())[0]])
    await around(desk, sent)
    assert sent.sent == []

    await issued(desk, case, [(await case.parties())[1]], code="danger")
    await around(desk, sent)
    assert len(sent.sent) == 1

    desk.clock.at = datetime(2026, 11, 3, 0, 1, tzinfo=UTC)  # one minute past eight
    await around(desk, sent)
    assert len(sent.sent) == 2


async def test_what_was_due_before_the_night_and_taken_up_in_it_waits_for_the_morning(desk: Desk) -> None:
    case, sent = await desk.dispute(), Remembering()
    await wish(desk, case, "sms", "13800000005")
    await issued(desk, case, [(await case.parties())[0]])
    await notifier(desk, sent).make()  # at noon, and then nobody is there to send it

    desk.clock.at = datetime(2026, 11, 2, 14, 30, tzinfo=UTC)  # half past ten in the evening
    await notifier(desk, sent).send()
    at_night = list(sent.sent)
    desk.clock.at = datetime(2026, 11, 3, 0, 1, tzinfo=UTC)  # one minute past eight
    await notifier(desk, sent).send()

    assert at_night == []
    assert len(sent.sent) == 1
    async with desk.app.state.office.records.connect() as connection:
        mine = select(notices.c.state, notices.c.attempts).where(notices.c.matter == case.number)
        assert tuple((await connection.execute(mine)).one()) == ("sent", 1)


class Breaking(Remembering):
    """A way out that breaks at one address, and takes every other."""

    def __init__(self, at: str) -> None:
        super().__init__()
        self.at = at

    async def send(self, id: UUID, to: str, words: str) -> bool:
        if to == self.at:
            raise IndexError
        return await super().send(id, to, words)


async def test_one_that_nobody_knows_how_to_send_is_given_up_and_holds_up_no_other(desk: Desk) -> None:
    strange, other = await desk.dispute(), await desk.dispute()
    carrier = Breaking("13800000006")
    for case, address in ((strange, "13800000006"), (other, "13800000007")):
        await wish(desk, case, "sms", address)
        await issued(desk, case, [(await case.parties())[0]])

    for _ in range(8):
        await around(desk, carrier)
        desk.clock.pass_by(days=1)

    assert await states(desk, strange) == [("holder", "sms", "given-up")]
    assert await states(desk, other) == [("holder", "sms", "sent")]
    assert [to for _, to, _ in carrier.sent].count("13800000007") == 1


async def test_what_cannot_be_sent_is_given_up_and_lies_with_the_staff_of_the_unit(desk: Desk) -> None:
    case, never = await desk.dispute(), Remembering(fails=99)
    await wish(desk, case, "sms", "13800000003")
    await issued(desk, case, [(await case.parties())[0]])
    for _ in range(8):
        await around(desk, never)
        desk.clock.pass_by(hours=5)
        desk.clock.at = desk.clock.at.replace(hour=4)
        desk.clock.pass_by(days=1)
    clerk = await desk.sign_in(CLERK)

    (mine,) = [e for e in (await clerk.get("/notices", limit=200)).json() if e["matter"] == case.number]
    other = await (await desk.sign_in(NEXT_VILLAGE)).post(f"/notices/{mine['id']}/settle", None)
    done = await clerk.post(f"/notices/{mine['id']}/settle", None)

    assert (mine["state"], mine["last_error"], mine["attempts"]) == ("given-up", "away", 6)
    assert other.status_code == 404
    assert done.json()["state"] == "done"
    assert case.number not in (await clerk.get("/notices", limit=200)).text


async def test_nobody_settles_what_is_still_to_be_sent_or_was(desk: Desk) -> None:
    case, other, sent = await desk.dispute(), await desk.dispute(), Remembering()
    await wish(desk, case, "sms", "13800000008")
    await wish(desk, other, "none", None)
    await issued(desk, case, [(await case.parties())[0]])
    await issued(desk, other, [(await other.parties())[0]], kind="message")
    await notifier(desk, sent).make()
    clerk = await desk.sign_in(CLERK)
    async with desk.app.state.office.records.connect() as connection:
        mine = select(notices.c.id).where(notices.c.matter.in_([case.number, other.number]))
        ids = list(await connection.scalars(mine.order_by(notices.c.way)))

    before, nothing = [await clerk.post(f"/notices/{id}/settle", None) for id in reversed(ids)]
    await notifier(desk, sent).send()
    after = await clerk.post(f"/notices/{ids[-1]}/settle", None)

    assert [each.json()["code"] for each in (before, nothing, after)] == ["not-at-this-stage"] * 3
    assert [to for _, to, _ in sent.sent].count("13800000008") == 1
    assert await states(desk, case) == [("holder", "sms", "sent")]


async def test_a_seat_finds_it_in_its_list_until_it_has_seen_it(desk: Desk) -> None:
    case = await desk.dispute()
    await issued(desk, case, ["village_party_secretary@sl-t1-v1"], kind="notice", code="new-task", unit="sl")
    await around(desk, Remembering())
    secretary = await desk.sign_in(SECRETARY)

    (mine,) = [e for e in (await secretary.get("/notices", limit=200)).json() if e["matter"] == case.number]
    clerks = await (await desk.sign_in(CLERK)).post(f"/notices/{mine['id']}/settle", None)
    seen = await secretary.post(f"/notices/{mine['id']}/settle", None)
    again = await secretary.post(f"/notices/{mine['id']}/settle", None)

    assert (mine["way"], mine["state"]) == ("in-app", "sent")
    assert clerks.status_code == 403
    assert (seen.json()["state"], again.status_code) == ("delivered", 200)
    assert case.number not in (await secretary.get("/notices", limit=200)).text


async def test_without_a_wish_each_is_written_to_and_the_window_prints_it(desk: Desk) -> None:
    case = await desk.dispute()
    parties = await case.parties()
    await issued(desk, case, parties)
    await around(desk, Remembering())

    listed = (await (await desk.sign_in(CLERK)).get("/notices", limit=200)).json()

    mine = [each for each in listed if each["matter"] == case.number]
    assert {each["addressee"] for each in mine} == set(parties)
    assert {(each["way"], each["state"]) for each in mine} == {("letter", "waiting")}


async def test_whoever_wants_nothing_is_told_what_the_law_has_served_and_nothing_else(desk: Desk) -> None:
    case, sent = await desk.dispute(), Remembering()
    party = (await case.parties())[0]
    assert (await wish(desk, case, "none", None)).status_code == 200
    await issued(desk, case, [party], kind="message", words=str(uuid.uuid4()))
    await issued(desk, case, [party])
    await around(desk, sent)

    assert sent.sent == []
    assert sorted((way, state) for _, way, state in await states(desk, case)) == [
        ("letter", "waiting"),
        ("none", "done"),
    ]


async def test_an_address_that_was_erased_is_written_to_by_nobody(desk: Desk) -> None:
    case, sent = await desk.dispute(), Remembering()
    await wish(desk, case, "sms", "13800000004")
    await issued(desk, case, [(await case.parties())[0]])
    await content.erase(desk.app.state.office.records, case.number)
    await around(desk, sent)

    assert sent.sent == []
    assert await states(desk, case) == [("holder", "sms", "given-up")]
    assert (await wish(desk, case, "sms", "13800000004")).json()["code"] == "not-at-this-stage"


@pytest.mark.parametrize(
    ("way", "address"),
    [
        *(("sms", None), ("none", "13800000000"), ("email", "13800000000"), ("sms", "a@b.cn")),
        *(("email", "00@"), ("email", "@b.cn"), ("email", "a@b@c.cn"), ("sms", "abc")),
    ],
)
async def test_an_address_fits_its_way(desk: Desk, way: str, address: str | None) -> None:
    answer = await wish(desk, await desk.dispute(), way, address)

    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


async def test_nothing_of_an_address_lies_in_clear(desk: Desk) -> None:
    case = await desk.dispute()
    await wish(desk, case, "sms", "13912345678")
    await issued(desk, case, [(await case.parties())[0]])
    await around(desk, Remembering())

    async with desk.app.state.office.records.connect() as connection:
        for table in ("notices", "notice_wishes"):
            rows = await connection.execute(text(f"SELECT * FROM {table}"))  # noqa: S608
            assert "13912345678" not in str(list(rows))


class Inbox:
    """A mail server that keeps what it gets; ``refuses`` with a code of its own."""

    def __init__(self) -> None:
        self.letters: list[bytes] = []
        self.refuses = ""

    async def handle_RCPT(self, _: Any, __: Any, envelope: Any, address: str, ___: Any) -> str:  # noqa: N802
        if self.refuses:
            return self.refuses
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _: Any, __: Any, envelope: Any) -> str:  # noqa: N802
        self.letters.append(envelope.content)
        return "250 OK"


@pytest.fixture
def inbox() -> Any:
    handler = Inbox()
    port = free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, f"smtp://127.0.0.1:{port}"
    controller.stop()


async def test_a_real_mail_server_gets_a_letter_with_its_id_and_no_word_of_the_case(
    desk: Desk, inbox: tuple[Inbox, str]
) -> None:
    handler, server = inbox
    case = await desk.dispute()
    await wish(desk, case, "email", "wang@example.cn", "en")
    await issued(desk, case, [(await case.parties())[0]])
    await around(desk, Mail(server, "centre@fengqiao.example"))

    (raw,) = handler.letters
    letter = message_from_bytes(raw, policy=mail_policy)
    async with desk.app.state.office.records.connect() as connection:
        id = await connection.scalar(select(notices.c.id).where(notices.c.matter == case.number))
    assert letter["Message-ID"] == f"<{id}@fengqiao.example>"
    assert letter["To"] == "wang@example.cn"
    said = letter.get_content()
    assert case.number in said
    assert "王甲" not in said


@pytest.mark.parametrize(("code", "is_final"), [("550 no such user", True), ("450 later", False)])
async def test_a_mail_server_that_refuses_says_whether_it_is_for_good(
    inbox: tuple[Inbox, str], code: str, is_final: bool
) -> None:
    handler, server = inbox
    handler.refuses = code

    with pytest.raises(NotSent) as no:
        await Mail(server, "a@b.example").send(uuid.uuid4(), "x@example.cn", "words")

    assert no.value.is_final is is_final


@pytest.mark.parametrize("address", ["00@", "王@", "a@b.cn\nBcc: c@d.cn"])
async def test_what_is_no_address_of_a_letter_is_said_so_and_sent_nowhere(
    inbox: tuple[Inbox, str], address: str
) -> None:
    received, server = inbox
    before = len(received.letters)

    with pytest.raises(NotSent) as no:
        await Mail(server, "fengqiao@example.cn").send(uuid.uuid4(), address, "words")

    assert (no.value.code, no.value.is_final) == ("address-unusable", True)
    assert len(received.letters) == before


async def test_a_mail_server_that_is_away_or_cannot_be_trusted_gets_nothing(inbox: tuple[Inbox, str]) -> None:
    handler, server = inbox
    for where in (
        "smtp://127.0.0.1:1",
        server.replace("smtp:", "smtps:"),
        server.replace("127.0.0.1", "127.0.0.2"),
    ):
        with pytest.raises(NotSent) as no:
            await Mail(where, "a@b.example").send(uuid.uuid4(), "x@example.cn", "words")
        assert not no.value.is_final

    assert handler.letters == []


async def test_the_gateway_is_asked_signed_and_by_the_same_id() -> None:
    heard: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        heard.append(request)
        return httpx.Response(200, json={"state": "delivered"})

    id = uuid.uuid4()
    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
        gateway = Gateway("https://sms.example/send", SECRET, client)
        assert await gateway.send(id, "13800000000", "有新进展")

    (request,) = heard
    signed = check(Keys(secret=SECRET), request.headers, request.content.decode(), datetime.now(UTC))
    assert signed == str(id) == request.headers["idempotency-key"]
    assert json.loads(request.content) == {"id": str(id), "to": "13800000000", "text": "有新进展"}


@pytest.mark.parametrize(
    ("status", "body", "is_final"),
    [(422, b"", True), (503, b"", False), (200, b"[]", None), (200, b"?", None)],
)
async def test_what_the_gateway_answers_says_what_became_of_it(
    status: int, body: bytes, is_final: bool | None
) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(status, content=body))
    async with httpx.AsyncClient(transport=transport) as client:
        gateway = Gateway("https://sms.example/send", SECRET, client)
        if is_final is None:
            assert not await gateway.send(uuid.uuid4(), "1", "x")
        else:
            with pytest.raises(NotSent) as no:
                await gateway.send(uuid.uuid4(), "1", "x")
            assert no.value.is_final is is_final


async def test_where_no_way_out_is_set_up_a_notice_is_a_file_and_twice_is_once(tmp_path: Path) -> None:
    async with httpx.AsyncClient() as client:
        ways = carriers_of(settings_for("postgresql://x", var=tmp_path), client)
        id = uuid.uuid4()
        for _ in range(2):
            await ways[Way.SMS].send(id, "13800000000", "有新进展")

    (kept,) = (tmp_path / "notices").iterdir()
    assert json.loads(kept.read_text())["to"] == "13800000000"
    (tmp_path / "file").write_text("")
    with pytest.raises(NotSent):
        await Sink(tmp_path / "file").send(id, "1", "x")
