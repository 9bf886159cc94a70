"""Erasing: every store forgets, the chains hold, and what breaks off in between was never begun."""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError

import records
from records import agencies, content, deliveries, drafts, keeping, links, presences, tables
from records.agencies import DONE, STRAY, WAITING, Incoming
from records.content import ERASED, RESTRICTED, Content
from records.deliveries import Delivery
from records.drafts import Draft, Owned
from records.erasing import Eraser, is_erased
from records.journal import AnotherBody, read
from records.keeping import Asked, NotRegistered, Papers
from records.presences import Present
from records.rebuild import compare, rebuild
from records.search import search
from records.tables import agency_inbox, contents, outbox, procedures
from records.verify import Finding, verify
from records.visible import EVERYTHING
from rules.articles import Mark
from rules.journal import Receipt
from rules.keeping import erasing, requests
from rules.keeping.events import HoldGround, Means, RequestKind
from rules.keeping.schedule import Disposal, KeptFor, Schedule, kept
from rules.linking import LinkKind
from rules.procedure import Now, Officer, Sealed
from rules.refusals import Refused
from tests.records.house import RECEIVED, Case, House
from tests.records.house import text as said

ARCHIVIST = Officer("p-archivist", "archivist", "sl")
HEAD = Officer("p-head", "dispute_resolution_centre", "sl")
ROWS = (KeptFor("dispute", 1, Disposal.ERASE, "policy", Mark.POLICY),)
SCHEDULE = Schedule("test", "sl", date(2026, 1, 1), 15, 90, 7, ROWS)
LATER = datetime(2028, 1, 1, tzinfo=UTC)
PLANTED = "𠮷㐂㚻龘靐司马"


def eraser(house: House, at: datetime = LATER, schedule: Schedule = SCHEDULE) -> Eraser:
    return Eraser(house.engine, lambda _: {"sl": schedule}, lambda: at)


async def ended(house: House, *texts: Content) -> Case:
    """A dispute that has ended, whose letters have gone out."""
    case = await house.dispute(*(texts or (said(PLANTED), said(f"{PLANTED}的围墙", "words"))))
    await case.tell(lambda told: told.agree())
    async with house.engine.begin() as connection:
        await connection.execute(
            update(outbox).where(outbox.c.procedure == case.id).values(done_at=func.now())
        )
    return case


def number_of(case: Case) -> str:
    return case.id.split("/")[2]


async def note(
    house: House, number: str, step: Any, *more: Any, at: datetime = LATER, **whole: Any
) -> Receipt:
    """A step of the rules, as somebody asks for it. ``reason`` is sealed on its way."""
    reason = Content(uuid4(), "reason", f"{PLANTED}不再需要") if whole.pop("reason", False) else None
    words = {"reason": Sealed(str(reason.ref))} if reason else {}

    def decide(papers: Papers) -> Any:
        of_it = {"kept": kept(SCHEDULE, papers.ended), "schedule": SCHEDULE}
        wanted = {name: of_it[name] for name in of_it if name in step.__code__.co_varnames}
        return step(papers.keeping, *more, now=Now(at), **words, **wanted, **whole)

    texts = (reason,) if reason else ()
    return await keeping.note(
        house.engine, house.keeper, Asked(number, str(uuid4()), "digest", decide, texts)
    )


async def agreed_on(house: House, number: str) -> None:
    await note(house, number, erasing.propose_erasure, ARCHIVIST, reason=True)
    await note(house, number, erasing.confirm_erasure, HEAD)


async def state_of(house: House, number: str) -> Any:
    async with house.engine.connect() as connection:
        return (await keeping.papers_of(connection, number)).keeping


async def opened(house: House, ref: Any, **more: Any) -> Any:
    async with house.engine.connect() as connection:
        return (await content.opened(connection, house.keeper, [ref], **more))[ref]


def everywhere(migrated: str) -> Iterator[tuple[str, str]]:
    """Every column of every table, whole: what a dump of the database holds."""
    with psycopg.connect(migrated) as connection:
        columns = connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        ).fetchall()
        for table, column in columns:
            whole = sql.SQL("SELECT coalesce(string_agg({}::text, ' '), '') FROM {}").format(
                sql.Identifier(column), sql.Identifier(table)
            )
            found = connection.execute(whole).fetchone()
            assert found
            yield f"{table}.{column}", found[0]


def openable(house: House, migrated: str, number: str) -> list[str]:
    """Every text of a matter that whoever holds the keeper's key and all of the database can still read."""
    read_ = []
    with psycopg.connect(migrated) as connection:
        wrapped = connection.execute(
            "SELECT key_id, wrapped FROM matter_keys WHERE matter = %s", [number]
        ).fetchone()
        rows = connection.execute(
            "SELECT ref, kind, nonce, ciphertext FROM contents WHERE matter = %s", [number]
        ).fetchall()
        messages = connection.execute(
            "SELECT agency, message, key_id, wrapped, nonce, ciphertext FROM agency_inbox"
            " WHERE wrapped IS NOT NULL"
        ).fetchall()
    if wrapped and wrapped[1]:
        key = house.keeper.key_of(number, *wrapped)
        read_ += [key.open(ref, kind, nonce, ciphertext) for ref, kind, nonce, ciphertext in rows]
    for agency, message, key_id, wrapped_, nonce, ciphertext in messages:
        place = house.keeper.key_of(f"agency/{agency}/{message}", key_id, wrapped_)
        read_.append(place.open(message, "agency-message", nonce, ciphertext))
    return read_


async def test_erasing_leaves_the_story_and_nothing_that_is_personal_in_any_store(
    house: House, migrated: str
) -> None:
    name = said(PLANTED)
    case, number = (it := await ended(house, name)), number_of(it)
    other = await ended(house, said("别的人"))
    pair = (number, number_of(other))
    asking = links.Request(str(uuid4()), "digest", "p", "archivist@sl", LATER)
    await links.link(house.engine, house.keeper, asking, pair, LinkKind.RELATED, said(PLANTED, "link-reason"))
    await _message(house, case.id, DONE, keeps_words=True)
    await agreed_on(house, number)

    assert any(PLANTED in each for each in openable(house, migrated, number))  # it was there
    assert number in await search(house.engine, house.keeper, "龘靐", ["name"], EVERYTHING)

    assert await eraser(house).carry_once() == (2, 1)  # the other one is due too, and nobody has proposed it

    assert openable(house, migrated, number) == []
    assert await opened(house, name.ref) is ERASED
    assert number not in await search(house.engine, house.keeper, "龘靐", ["name"], EVERYTHING)
    needed = house.keeper.needed("name", PLANTED)
    for place, whole in everywhere(migrated):
        assert PLANTED not in whole, place
        assert PLANTED.encode().hex() not in whole, place
        if place == "name_index.tokens":
            assert not any(str(token) in whole for token in needed)
    async with house.engine.connect() as connection:
        left = select(func.sum(func.length(contents.c.ciphertext) + func.length(contents.c.nonce)))
        assert await connection.scalar(left.where(contents.c.matter == number)) == 0
    assert await verify(house.engine) == []
    assert await compare(house.engine) == []
    assert await rebuild(house.engine) == []
    assert await keeping.broken_registers(house.engine) == {}
    assert (await read(house.engine, case.id))[0].kind == "Registered"
    assert await search(house.engine, house.keeper, "别的", ["name"], EVERYTHING) == [number_of(other)]


async def test_it_is_erased_once_and_nobody_adds_to_it(house: House) -> None:
    number = number_of(await ended(house))
    await agreed_on(house, number)

    assert (await eraser(house).carry_once())[1] == 1
    before = await state_of(house, number)
    assert (await eraser(house).carry_once())[1] == 0
    assert await state_of(house, number) == before
    with pytest.raises(Refused):
        await note(house, number, erasing.place_hold, HEAD, "h", HoldGround.REVIEW, reason=True)
    async with house.engine.begin() as connection:
        with pytest.raises(content.MatterErased):
            await content.seal(connection, house.keeper, number, [said("新的")])


async def test_without_two_people_nothing_is_erased_and_that_it_fell_due_is_noted_once(house: House) -> None:
    name = said("没有人同意")
    number = number_of(await ended(house, name))

    assert (await eraser(house).carry_once())[1] == 0
    await note(house, number, erasing.propose_erasure, ARCHIVIST, reason=True)
    assert await eraser(house).carry_once() == (0, 0)

    assert await opened(house, name.ref) == "没有人同意"
    assert (await state_of(house, number)).ended.kept_until == date(2027, 11, 2)
    assert number in [each.matter for each in await keeping.waiting(house.engine, EVERYTHING, 500)]


async def test_a_hold_that_comes_after_the_confirmation_stops_the_job(house: House) -> None:
    name = said("保全")
    number = number_of(await ended(house, name))
    await agreed_on(house, number)
    await note(house, number, erasing.place_hold, HEAD, "hold", HoldGround.LITIGATION, reason=True)

    assert (await eraser(house).carry_once())[1] == 0
    assert await opened(house, name.ref) == "保全"

    await note(house, number, erasing.release_hold, HEAD, "hold", reason=True)
    assert (await eraser(house).carry_once())[1] == 1
    assert await opened(house, name.ref) is ERASED


async def test_what_is_open_or_not_settled_or_on_its_way_is_not_erased(house: House) -> None:
    going, still_open = await ended(house), await house.dispute(said("还在办"))
    for case in (going, still_open):
        if case is still_open:
            with pytest.raises(Refused):
                await note(house, number_of(case), erasing.propose_erasure, ARCHIVIST, reason=True)
    await agreed_on(house, number_of(going))
    archived = replace(SCHEDULE, rows=(replace(ROWS[0], mark=Mark.VERIFY),))

    assert (await eraser(house, schedule=archived).carry_once())[1] == 0
    async with house.engine.begin() as connection:
        row: dict[str, Any] = {
            "seq": 1,
            "agency": "court",
            "what": "offered",
            "message": uuid4(),
            "body": uuid4(),
        }
        more: dict[str, Any] = {"attempts": 1, "first_at": RECEIVED, "last_at": RECEIVED, "last_answer": None}
        delivery = Delivery(going.id, **row, **more, taken_at=None)
        await deliveries.prepare(connection, delivery)
    assert (await eraser(house).carry_once())[1] == 0
    await deliveries.tried(house.engine, delivery, RECEIVED, "200", taken=True)
    message = await _message(house, going.id, WAITING, keeps_words=False)
    assert (await eraser(house).carry_once())[1] == 0
    async with house.engine.begin() as connection:
        await agencies.set_down(connection, "court", message, state=DONE, effect="taken")
        await connection.execute(update(outbox).where(outbox.c.procedure == going.id).values(done_at=None))
    assert (await eraser(house).carry_once())[1] == 0
    async with house.engine.begin() as connection:
        await connection.execute(
            update(outbox).where(outbox.c.procedure == going.id).values(done_at=func.now())
        )
    assert (await eraser(house).carry_once())[1] == 1


async def test_a_stray_message_keeps_its_words_for_the_days_of_the_schedule_and_no_longer(
    house: House,
) -> None:
    message = await _message(house, None, STRAY, keeps_words=True)

    await eraser(house, RECEIVED + timedelta(days=90)).carry_once()
    assert await _has_words(house, message)
    await eraser(house, RECEIVED + timedelta(days=91)).carry_once()
    assert not await _has_words(house, message)


async def test_a_draft_is_forgotten_after_the_days_of_the_schedule_and_who_was_there_at_once(
    house: House,
) -> None:
    begun = Draft(uuid4(), "dispute", RECEIVED, {"matter.title": [PLANTED]})
    await drafts.keep(house.engine, house.keeper, Owned("p-1", "sl"), begun)
    await presences.note(house.engine, "dispute/sl/1/1", Present("p-1", None, "s@sl", None), RECEIVED)

    await eraser(house, RECEIVED + timedelta(days=7)).carry_once()
    assert [each.id for each in await drafts.of_person(house.engine, "p-1", RECEIVED)] == [begun.id]
    async with house.engine.connect() as connection:
        assert await connection.scalar(select(func.count()).select_from(tables.presences)) == 0

    await eraser(house, RECEIVED + timedelta(days=7, seconds=1)).carry_once()
    assert await drafts.of_person(house.engine, "p-1", RECEIVED) == ()


async def test_the_same_request_is_noted_once_and_its_key_is_no_other_requests(house: House) -> None:
    number = number_of(await ended(house))
    wanted = Asked(
        number,
        str(uuid4()),
        "digest",
        lambda papers: requests.give_notice(papers.keeping, HEAD, "26-1", Means.COUNTER, Now(LATER)),
    )

    first = await keeping.note(house.engine, house.keeper, wanted)
    again = await keeping.note(house.engine, house.keeper, wanted)

    assert first == again
    assert (await state_of(house, number)).seq == 1
    with pytest.raises(AnotherBody):
        await keeping.note(house.engine, house.keeper, replace(wanted, digest="another"))
    nowhere = replace(wanted, matter="SL-1999-000001", command=str(uuid4()))
    with pytest.raises(NotRegistered):
        await keeping.note(house.engine, house.keeper, nowhere)


async def test_two_who_decide_at_once_are_heard_one_after_the_other(house: House) -> None:
    number = number_of(await ended(house))
    held = [
        note(house, number, erasing.place_hold, HEAD, f"hold-{n}", HoldGround.REVIEW, reason=True)
        for n in range(8)
    ]

    await asyncio.gather(*held)

    assert (await state_of(house, number)).seq == 8
    assert await keeping.broken_registers(house.engine) == {}


async def test_what_is_restricted_is_kept_and_neither_found_nor_read_but_by_the_person_themselves(
    house: House,
) -> None:
    name = said("停止使用的人")
    number = number_of(await ended(house, name))
    whole: dict[str, Any] = {"request": "r", "asks": RequestKind.DELETE, "means": Means.COUNTER}
    whole |= {"party": None, "parties": ()}
    await note(house, number, requests.receive_request, HEAD, **whole, words=None)
    await note(house, number, requests.restrict_use, HEAD, request="r", reason=True)

    assert await opened(house, name.ref) is RESTRICTED
    assert await opened(house, name.ref, even_restricted=True) == "停止使用的人"
    assert number not in await search(house.engine, house.keeper, "停止使用", ["name"], EVERYTHING)

    await note(house, number, requests.lift_restriction, HEAD, reason=True)
    assert await opened(house, name.ref) == "停止使用的人"
    assert number in await search(house.engine, house.keeper, "停止使用", ["name"], EVERYTHING)


async def test_the_register_is_never_changed_and_a_change_behind_our_back_is_located(
    house: House, migrated: str
) -> None:
    number = number_of(await ended(house))
    await agreed_on(house, number)

    for change in ("UPDATE keeping SET kind = 'x'", "DELETE FROM keeping", "TRUNCATE keeping CASCADE"):
        with pytest.raises(DBAPIError, match="permission denied"):
            async with house.engine.begin() as connection:
                await connection.execute(text(change))
        with psycopg.connect(migrated) as owner, pytest.raises(psycopg.errors.RestrictViolation):
            owner.execute(change.encode())
    with psycopg.connect(migrated) as owner:
        owner.execute("ALTER TABLE keeping DISABLE TRIGGER written_once")
        owner.execute("UPDATE keeping SET body = '{}' WHERE matter = %s AND seq = 2", [number])
        owner.execute("ALTER TABLE keeping ENABLE ALWAYS TRIGGER written_once")
    assert await keeping.broken_registers(house.engine) == {number: 2}
    assert await verify(house.engine) == [Finding(f"keeping/{number}", "chain-broken", 2)]
    with psycopg.connect(migrated) as owner:
        owner.execute("ALTER TABLE keeping DISABLE TRIGGER written_once")
        owner.execute("DELETE FROM keeping WHERE matter = %s", [number])
        owner.execute("ALTER TABLE keeping ENABLE ALWAYS TRIGGER written_once")


async def test_killed_just_before_the_commit_nothing_is_half_erased_and_the_next_round_does_it(
    house: House, migrated: str
) -> None:
    name = said("被杀的进程")
    number = number_of(await ended(house, name))
    await agreed_on(house, number)
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.get_context("spawn").Process(
        target=_erase_and_wait, args=(migrated, number, theirs)
    )

    child.start()
    assert await asyncio.to_thread(ours.poll, 60)
    assert ours.recv() is True  # all of it is done, and nothing is committed
    assert child.pid
    os.kill(child.pid, signal.SIGKILL)
    child.join()

    assert await opened(house, name.ref) == "被杀的进程"
    assert number in await search(house.engine, house.keeper, "被杀的", ["name"], EVERYTHING)
    assert not (await state_of(house, number)).is_erased
    assert (await eraser(house).carry_once())[1] == 1
    assert await opened(house, name.ref) is ERASED
    assert (await state_of(house, number)).is_erased


async def test_nothing_is_erased_in_a_county_without_a_schedule(house: House) -> None:
    name = said("没有期限表")
    number = number_of(await ended(house, name))
    await agreed_on(house, number)
    message = await _message(house, None, STRAY, keeps_words=True)

    assert await Eraser(house.engine, lambda _: {}, lambda: LATER).carry_once() == (0, 0)

    assert await opened(house, name.ref) == "没有期限表"
    assert await _has_words(house, message)


async def test_a_file_nobody_has_closed_gets_no_last_day(house: House) -> None:
    await house.dispute(said("没办完"))

    async with house.engine.connect() as connection:
        is_open = select(procedures.c.matter).where(procedures.c.ended_at.is_(None))
        still = set(await connection.scalars(is_open))
    listed = await keeping.ended_matters(house.engine, "", 10_000)
    assert not still & set(listed)


def _erase_and_wait(url: str, number: str, told: Connection) -> None:
    async def erase() -> None:
        engine = records.connect(url)
        async with engine.begin() as connection:
            papers = await keeping.alone(connection, number)
            told.send(await is_erased(connection, papers, kept(SCHEDULE, papers.ended), Now(LATER)))
            await asyncio.sleep(600)

    asyncio.run(erase())


async def _message(house: House, procedure: str | None, state: str, *, keeps_words: bool) -> Any:
    message = uuid4()
    incoming = Incoming("court", message, f"court/{message}", "recalled", "digest", RECEIVED, PLANTED)
    async with house.engine.begin() as connection:
        keeper = house.keeper if keeps_words else None
        await agencies.keep(connection, incoming, state=state, procedure=procedure, keeper=keeper)
    return message


async def _has_words(house: House, message: Any) -> bool:
    async with house.engine.connect() as connection:
        mine = select(agency_inbox.c.ciphertext).where(agency_inbox.c.message == message)
        return await connection.scalar(mine) is not None
