"""Checkpoints: what stood under one is known for good, whoever rewrites the database."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
import structlog
from sqlalchemy import text as sql
from sqlalchemy.exc import DBAPIError

from local.postgres import Postgres
from proof.checkpoints import ACCESS, DOCUMENT, EDITION, JOURNAL, Checkpoint, is_genuine
from proof.keys import NotIntroduced, Signer, known
from records import checkpoints
from records.access import note_access
from records.checkpoints import Checkpointer
from records.kept import batches
from records.verify import Finding, verify
from rules.journal import Entry, link
from tests.records.house import RECEIVED, Case, House
from tests.records.test_append import claim, release
from tests.records.test_documents import a_guided_case, issue
from tests.records.test_rebuild import agreement
from tests.records.test_verify import superuser

SIGNER, NEXT = Signer(bytes(32)), Signer(bytes([7]) * 32)


async def made(house: House, *signers: Signer, anchors: Path | None = None) -> Checkpoint:
    checkpointer = Checkpointer(house.engine, signers or (SIGNER,), anchors)
    checkpoint = await checkpointer.carry_once(at_once=True)
    await checkpointer.anchor()
    assert checkpoint
    return checkpoint


async def covered(house: House, n: int) -> dict[str, tuple[int, str]]:
    async with house.engine.connect() as connection:
        return {each.chain: (each.seq, each.head) for each in await checkpoints.leaves_of(connection, n)}


async def looked(house: House, matter: str) -> None:
    async with house.engine.begin() as connection:
        await note_access(connection, RECEIVED, "p-1", "supervisor@sl", matter, "case")


async def test_a_checkpoint_covers_every_chain_that_grew_and_no_other(house: House) -> None:
    case, other = await house.dispute(), await house.dispute()
    await looked(house, case.state.number)
    first = await made(house)
    await case.ask(claim())
    second = await made(house)

    before, after = await covered(house, first.n), await covered(house, second.n)

    assert {
        name: seq for name, (seq, _) in before.items() if case.id in name or case.state.number in name
    } == {
        f"{JOURNAL}{case.id}": 1,
        f"{EDITION}{case.id}": 1,
        f"{ACCESS}matter/{case.state.number}": 1,
    }
    assert f"{JOURNAL}{other.id}" in before
    assert {name: seq for name, (seq, _) in after.items()} == {f"{JOURNAL}{case.id}": 2}
    assert (second.n, second.previous) == (first.n + 1, first.hash)
    assert second.key == SIGNER.id
    assert is_genuine(second, {SIGNER.id: SIGNER.public})
    assert await verify(house.engine) == []


async def test_nothing_new_needs_no_checkpoint(house: House) -> None:
    await house.dispute()
    await made(house)

    assert await Checkpointer(house.engine, [SIGNER]).carry_once(at_once=True) is None


async def test_a_document_is_covered_by_its_digest(house: House, postgres: Postgres, migrated: str) -> None:
    _, letter = await a_guided_case(house)
    document = await issue(house, letter)
    checkpoint = await made(house)
    name, put_back = (
        f"{DOCUMENT}{document.id}",
        [json.dumps(document.draft.data), document.digest, document.id],
    )

    assert (await covered(house, checkpoint.n))[name] == (1, document.digest)
    for change, what in (("data = '{}'", "document-differs"), ("digest = ''", "differs-from-checkpoint")):
        with superuser(postgres, migrated) as connection:
            connection.execute(f"UPDATE documents SET {change} WHERE id = %s".encode(), [document.id])
        found = await verify(house.engine)
        with superuser(postgres, migrated) as connection:
            connection.execute(b"UPDATE documents SET data = %s, digest = %s WHERE id = %s", put_back)
        assert Finding(name, what) in found


@pytest.mark.parametrize(("how_many", "is_due"), [(1, False), (2, True)])
async def test_so_many_entries_are_covered_at_once(
    house: House, monkeypatch: pytest.MonkeyPatch, how_many: int, is_due: bool
) -> None:
    monkeypatch.setattr(checkpoints, "ENTRIES", 2)
    case = await house.dispute()
    await made(house)
    for asked in (claim(), release())[:how_many]:
        await case.ask(asked)

    assert (await Checkpointer(house.engine, [SIGNER]).carry_once() is not None) == is_due


async def test_what_has_stood_for_ten_minutes_is_covered(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = await house.dispute()
    await made(house)
    await case.ask(claim())
    checkpointer = Checkpointer(house.engine, [SIGNER])
    assert await checkpointer.carry_once() is None

    monkeypatch.setattr(checkpoints, "AT_MOST", timedelta(minutes=1))

    assert await checkpointer.carry_once() is not None


async def test_a_procedure_that_closes_is_covered_at_once(house: House) -> None:
    await made_if_any(house)
    case = await (await house.dispute()).tell(agreement)
    assert case.state.has_ended

    checkpoint = await Checkpointer(house.engine, [SIGNER]).carry_once()

    assert checkpoint
    assert (await covered(house, checkpoint.n))[f"{JOURNAL}{case.id}"][0] == case.state.seq


async def made_if_any(house: House) -> None:
    await Checkpointer(house.engine, [SIGNER]).carry_once(at_once=True)


async def test_several_that_make_checkpoints_make_one_chain_of_them(house: House) -> None:
    makers = [Checkpointer(house.engine, [SIGNER]) for _ in range(5)]
    for _ in range(4):
        await house.dispute()
        await asyncio.gather(*(each.carry_once(at_once=True) for each in makers))

    assert await verify(house.engine) == []


async def test_the_first_key_introduces_itself_and_each_next_one_is_introduced(house: House) -> None:
    await house.dispute()
    await made(house)
    await house.dispute()
    with pytest.raises(NotIntroduced):
        await Checkpointer(house.engine, [Signer(bytes([9]) * 32)]).carry_once(at_once=True)

    by_the_next = await made(house, NEXT, SIGNER)
    await house.dispute()
    alone = await made(house, NEXT)

    async with house.engine.connect() as connection:
        introduced = await checkpoints.keys_introduced(connection)
    keys, strangers = known(introduced, first=SIGNER.id)
    assert ([*keys], strangers) == ([SIGNER.id, NEXT.id], [])
    assert [by_the_next.key, alone.key] == [NEXT.id, NEXT.id]
    assert await verify(house.engine) == []
    await house.dispute()
    with pytest.raises(NotIntroduced):  # an old key signs no more once it has been replaced
        await Checkpointer(house.engine, [Signer(bytes([5]) * 32), SIGNER]).carry_once(at_once=True)
    await made(house, NEXT)


async def test_a_checkpoint_holds_up_no_decision_and_no_decision_holds_up_a_checkpoint(house: House) -> None:
    case = await house.dispute()
    async with house.engine.connect() as deciding:
        await deciding.execute(sql("SELECT 1 FROM procedures WHERE id = :id FOR UPDATE"), {"id": case.id})
        await asyncio.wait_for(made(house, NEXT), 2)
    async with house.engine.connect() as checking:
        await checking.execute(sql("SELECT pg_advisory_xact_lock(hashtextextended('checkpoint', 0))"))
        answer = await asyncio.wait_for(case.ask(claim()), 2)

    assert answer.appended


async def test_while_no_checkpoint_can_be_made_decisions_go_on_and_it_is_said(
    house: House, migrated: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "_AFTER_A_FAILURE", timedelta(milliseconds=20))
    monkeypatch.setattr(checkpoints, "ENTRIES", 1)
    case = await house.dispute()
    with psycopg.connect(migrated, autocommit=True) as owner, structlog.testing.capture_logs() as logs:
        owner.execute("REVOKE INSERT ON checkpoints FROM fengqiao_app")
        try:
            carrying = asyncio.create_task(Checkpointer(house.engine, [NEXT]).carry())
            assert (await case.ask(claim())).appended
            await eventually(lambda: any(line["event"] == "checkpoint.failed" for line in logs))
        finally:
            owner.execute("GRANT INSERT ON checkpoints TO fengqiao_app")
            carrying.cancel()

    assert all(line["log_level"] == "error" for line in logs)
    await made(house, NEXT)
    assert await verify(house.engine, case.id) == []


async def eventually(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not is_so():
            await asyncio.sleep(0.01)


async def test_checkpoints_that_stay_away_are_known_to_be_late(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def is_late() -> bool:
        async with house.engine.connect() as connection:
            return await checkpoints.is_late(connection)

    await made_now(house)
    none = timedelta()
    monkeypatch.setattr(checkpoints, "LATE", none)
    monkeypatch.setattr(checkpoints, "_A_MOMENT", none)
    assert not await is_late()  # nothing has grown

    await house.dispute()

    assert await is_late()
    await made(house, NEXT)
    assert not await is_late()


async def made_now(house: House) -> None:
    await Checkpointer(house.engine, [NEXT]).carry_once(at_once=True)


def rehashed(case: Case, entries: list[Entry], hashes: list[str], seq: int) -> list[tuple[Entry, str, str]]:
    """The entries from seq on as somebody would write them who changes one and counts all hashes anew."""
    previous, lines = hashes[seq - 2], []
    for entry in entries[seq - 1 :]:
        changed = replace(entry, body={**entry.body, "note": "changed"}) if entry.seq == seq else entry
        head = link(previous, case.id, changed)
        lines.append((changed, previous, head))
        previous = head
    return lines


async def rewrite(house: House, postgres: Postgres, migrated: str, case: Case, seq: int) -> None:
    """Change an entry, hash it and all that follow anew, and the head: the chain itself holds."""
    async for _, (kept,) in batches(house.engine, case.id):
        entries, hashes = [line.entry for line in kept.lines], [line.hash for line in kept.lines]
    lines = rehashed(case, entries, hashes, seq)
    with superuser(postgres, migrated) as connection:
        for entry, previous, head in lines:
            connection.execute(
                b"UPDATE journal SET body = %s, previous = %s, hash = %s WHERE procedure = %s AND seq = %s",
                [json.dumps(entry.body), previous, head, case.id, entry.seq],
            )
        connection.execute(b"UPDATE procedures SET head = %s WHERE id = %s", [lines[-1][2], case.id])


async def test_a_suffix_that_was_hashed_anew_is_found_under_a_checkpoint_and_not_after_it(
    house: House, postgres: Postgres, migrated: str
) -> None:
    """The negative control: what no checkpoint covers yet is protected by nothing but its guards."""
    case = await house.dispute()
    for asked in (claim(), release()):
        await case.ask(asked)
    await made(house, NEXT)
    for asked in (claim(), release()):
        await case.ask(asked)

    await rewrite(house, postgres, migrated, case, 4)
    after_it = await verify(house.engine, case.id)
    await rewrite(house, postgres, migrated, case, 3)
    under_it = await verify(house.engine, case.id)

    assert after_it == []
    assert under_it == [Finding(case.id, "differs-from-checkpoint", 3)]


async def test_whoever_rewrites_the_checkpoints_as_well_cannot_sign_them(
    house: House, postgres: Postgres, migrated: str, tmp_path: Path
) -> None:
    await house.dispute()
    checkpoint = await made(house, NEXT, anchors=tmp_path)
    stood = "SELECT * FROM {} WHERE n = %s"
    changes = {
        "UPDATE checkpoints SET root = repeat('0', 64) WHERE n = %s": "not-signed",
        "UPDATE checkpoint_leaves SET head = repeat('0', 64) WHERE n = %s AND place = 0": "leaves-differ",
        "DELETE FROM checkpoint_leaves WHERE n = %s AND place = 0": "leaves-differ",
    }
    for change, what in changes.items():
        with superuser(postgres, migrated) as connection:
            kept = [
                (table, connection.execute(stood.format(table).encode(), [checkpoint.n]).fetchall())
                for table in ("checkpoints", "checkpoint_leaves")
            ]
            connection.execute(change.encode(), [checkpoint.n])
        found = await verify(house.engine)
        with superuser(postgres, migrated) as connection:
            connection.execute(b"DELETE FROM checkpoint_leaves WHERE n = %s", [checkpoint.n])
            connection.execute(b"DELETE FROM checkpoints WHERE n = %s", [checkpoint.n])
            for table, rows in kept:
                for row in rows:
                    values = ", ".join(["%s"] * len(row))
                    connection.execute(f"INSERT INTO {table} VALUES ({values})".encode(), row)
        assert Finding(f"checkpoint/{checkpoint.n}", what) in found


async def test_whoever_cuts_off_the_newest_checkpoints_is_found_by_what_is_anchored_elsewhere(
    house: House, postgres: Postgres, migrated: str, tmp_path: Path
) -> None:
    case = await house.dispute()
    await made(house, NEXT, anchors=tmp_path)
    await case.ask(claim())
    last = await made(house, NEXT, anchors=tmp_path)

    with superuser(postgres, migrated) as connection:
        connection.execute(b"DELETE FROM checkpoint_leaves WHERE n = %s", [last.n])
        connection.execute(b"DELETE FROM checkpoints WHERE n = %s", [last.n])

    within, beyond = await verify(house.engine), await verify(house.engine, anchors=tmp_path)
    assert set(beyond) - set(within) == {Finding(f"checkpoint/{last.n}", "anchored-and-gone")}
    assert not any(each.procedure.startswith("checkpoint/") for each in within)  # the negative control
    await looked(house, case.state.number)
    again = await made(house, NEXT)
    beyond = await verify(house.engine, anchors=tmp_path)
    assert set(beyond) - set(within) == {Finding(f"checkpoint/{again.n}", "differs-from-anchor")}


async def test_an_anchor_is_written_once_and_what_is_missing_is_written_later(
    house: House, tmp_path: Path
) -> None:
    place = tmp_path / "elsewhere"
    await house.dispute()
    first = await made(house, NEXT)
    await house.dispute()
    await made(house, NEXT, anchors=place)
    file = place / f"checkpoint-{first.n:08}.json"
    file.write_text("{}")

    await Checkpointer(house.engine, [NEXT], place).anchor()

    assert file.read_text() == "{}"
    assert [each.name for each in place.iterdir() if each.name.startswith(".")] == []


async def test_a_place_that_cannot_be_written_is_said_and_the_checkpoint_stands(
    house: House, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    await house.dispute()
    checkpointer = Checkpointer(house.engine, [NEXT], tmp_path / "file" / "below")

    made = await checkpointer.carry_once(at_once=True)

    assert made
    with pytest.raises(OSError, match="below"):
        await checkpointer.anchor()


async def test_a_whole_procedure_that_is_gone_is_missed(
    house: House, postgres: Postgres, migrated: str
) -> None:
    case = await house.dispute()
    await made(house, NEXT)

    with superuser(postgres, migrated) as connection:
        connection.execute(b"SET session_replication_role = replica")
        for table in ("cases", "case_places", "tasks", "parties", "clocks", "outbox", "journal"):
            connection.execute(f"DELETE FROM {table} WHERE procedure = %s".encode(), [case.id])
        connection.execute(b"DELETE FROM procedures WHERE id = %s", [case.id])

    found = await verify(house.engine)
    assert {Finding(f"{JOURNAL}{case.id}", "gone"), Finding(f"{EDITION}{case.id}", "gone")} <= set(found)


async def test_the_application_can_sign_nothing_that_it_could_not_add(house: House) -> None:
    with pytest.raises(DBAPIError, match="permission denied"):
        async with house.engine.begin() as connection:
            await connection.execute(sql("UPDATE checkpoints SET n = n"))


async def test_what_is_too_much_for_one_checkpoint_is_under_the_next_ones(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await made_now(house)
    cases = [await house.dispute() for _ in range(5)]
    monkeypatch.setattr(checkpoints, "_AT_ONCE", 2)
    checkpointer = Checkpointer(house.engine, [NEXT])

    while await checkpointer.carry_once(at_once=True) is not None:
        pass

    async with house.engine.connect() as connection:
        names = [f"{JOURNAL}{case.id}" for case in cases]
        assert {row.chain for row in await checkpoints.covering(connection, names)} == set(names)
