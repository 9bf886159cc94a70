"""`make drill`: an installation with so many cases is backed up, and brought back to an empty place.

The cases stand in the journal and not in the engine, so that each open one is begun again: the worst case.
"""

import argparse
import asyncio
import json
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from uuid import uuid4

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

import counties
import written
from backups.archiving import Archiver
from backups.drilling import drill
from backups.sealing import new_identity
from backups.taking import Taker
from benchmarks.cases import CLERK
from desk.town import COUNTY, EDITION
from local.ports import free_port
from local.system import Servers
from records import connect, editions, views
from records.keeper import Keeper, keeper_from
from records.tables import journal, matter_keys, matters, number_series, procedures
from rules.dispute.commands import Withdrawn
from rules.dispute.matter import Party, PartyRole
from rules.dispute.procedure import DISPUTE
from rules.dispute.registration import register
from rules.dispute.screen import Concern, Reply
from rules.editions import Edition
from rules.instants import legal_day
from rules.journal import GENESIS, link
from rules.procedure import Now, procedure_id
from settings import Settings

_BATCH = 500
_READ = {table.name: table for table in views.READ_TABLES}


def main(arguments: Sequence[str]) -> None:
    """Drill and print one line of JSON; raises SystemExit(1) where anything was amiss."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000)
    parser.add_argument("--open", type=int, help="how many of them are open; all, unless said")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="fengqiao-drill-") as above:
        home = Path(above)
        identity, recipient = new_identity()
        (home / "identity").write_text(identity)
        settings = Settings(
            var=home / "var",
            development=True,
            backups=home / "backups",
            backup_recipients=recipient,
            postgres_port=free_port(),
            temporal_port=free_port(),
            temporal_ui_port=free_port(),
        )
        with Servers(settings) as servers:
            began = time.monotonic()
            asyncio.run(seed(servers.settings, asked.cases, min(asked.open or asked.cases, asked.cases)))
            seeded = round(time.monotonic() - began, 1)
            found = drill(servers.settings, home / "identity", home / "restored", print)
            behind = archived_behind(servers.settings)
    figures = {**asdict(found), "seeded": seeded, "restored_within": found.restored_within}
    figures["archived_behind"] = behind
    print(
        json.dumps(
            {"drill": asked.cases, "open": asked.open or asked.cases, **figures, "faults": found.faults[:20]}
        )
    )
    if found.faults:
        raise SystemExit(1)


def archived_behind(settings: Settings, turns: int = 3) -> float:
    """How many seconds pass, at worst, until what was just committed lies in the archive."""
    archiver = Archiver(Taker.of(settings))
    thread = threading.Thread(target=archiver.run)
    thread.start()
    worst = 0.0
    try:
        for turn in range(turns + 1):  # the first one waits for the receiver to begin
            at, began = datetime.now(UTC), time.monotonic()
            while archiver.known_until is None or archiver.known_until <= at:
                time.sleep(0.1)
            worst = max(worst, time.monotonic() - began) if turn else 0.0
    finally:
        archiver.end()
        thread.join()
    return round(worst, 1)


async def seed(settings: Settings, many: int, open_: int) -> None:
    """So many disputes, as registering them one by one would have left them, without their letters. The first
    ``open_`` are open, the others were withdrawn by whoever brought them."""
    records = connect(settings.database_url, is_patient=True)
    keeper = keeper_from(settings.keeper(), settings.suite)
    edition = counties.edition(COUNTY, EDITION)
    at = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)
    async with records.begin() as connection:
        kept = await editions.keep(connection, edition)
        given = {"series": f"matter/{COUNTY}", "year": legal_day(at).year, "last": many}
        await connection.execute(insert(number_series).values(given))
    for first in range(1, many + 1, _BATCH):
        async with records.begin() as connection:
            some = range(first, min(first + _BATCH, many + 1))
            await _written(connection, keeper, edition, kept, at, some, open_)
    await records.dispose()


async def _written(
    connection: AsyncConnection,
    keeper: Keeper,
    edition: Edition,
    kept: str,
    at: datetime,
    some: range,
    open_: int,
) -> None:
    rows: dict[str, list[dict[str, object]]] = {}
    for n in some:
        for of, row in _rows(keeper, edition, kept, at, n, is_open=n <= open_):
            rows.setdefault(of, []).append(row)
    of_their_own = {each.name: each for each in (matters, matter_keys, procedures, journal)}
    for name, table in {**of_their_own, **_READ}.items():
        if rows.get(name):
            await connection.execute(insert(table), rows[name])


def _rows(
    keeper: Keeper, edition: Edition, kept: str, at: datetime, n: int, *, is_open: bool
) -> Iterator[tuple[str, dict[str, object]]]:
    number = f"{COUNTY.upper()}-{legal_day(at).year}-{n:06}"
    applicant = str(uuid4())
    id_ = procedure_id(DISPUTE.name, COUNTY, number, 1)
    event = register(
        id=id_,
        number=number,
        edition=edition,
        dispute_type="neighbour",
        village="sl-t1-v1",
        township="sl-t1",
        parties=(Party(applicant, PartyRole.APPLICANT), Party(str(uuid4()), PartyRole.RESPONDENT)),
        replies=dict.fromkeys(Concern, Reply.NO),
        flags=frozenset(),
        other_townships=frozenset(),
        by=CLERK,
        at=at,
    )
    state, entries = DISPUTE.begin(event, edition), [written.write(event, 1)]
    if not is_open:
        told = Withdrawn(id=str(uuid4()), by=CLERK, party=applicant)
        for happened in DISPUTE.decide(state, told, Now(at + timedelta(hours=1))):
            state = DISPUTE.evolve(state, happened)
            entries.append(written.write(happened, state.seq))
    heads = [*accumulate(entries, lambda head, entry: link(head, id_, entry), initial=GENESIS)]
    view = DISPUTE.view(state)
    yield (
        "matters",
        {
            "number": number,
            "county": COUNTY,
            "channel": "window",
            "received_at": at,
            "registered_at": at,
            "registered_by": CLERK.person,
            "tracking": str(uuid4()),
            "digest": "many cases",
            "dispute_type": "neighbour",
            "unit": "sl-t1-v1",
            "status": DISPUTE.name,
        },
    )
    yield "matter_keys", {"matter": number, "key_id": keeper.key_id, "wrapped": keeper.new_key(number)}
    yield (
        "procedures",
        {
            "id": id_,
            "kind": DISPUTE.name,
            "matter": number,
            "n": 1,
            "seq": state.seq,
            "decided_seq": state.decided_seq,
            "head": heads[-1],
            "opened_at": at,
            "ended_at": view.case.closed_at,
            "edition": kept,
        },
    )
    for entry, previous, head in zip(entries, heads, heads[1:], strict=False):
        line = {"seq": entry.seq, "kind": entry.kind, "at": entry.at, "body": entry.body}
        yield "journal", {"procedure": id_, **line, "previous": previous, "hash": head}
    for of, lines in views.rows_of(id_, view, state.seq, state.decided_seq).items():
        for each in lines:
            yield of, {"procedure": id_, **each}
