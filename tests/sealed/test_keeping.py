"""Accusations are kept and erased as everything else, in their own store, by two discipline clerks."""

from datetime import UTC, date, datetime

from records import content, keeping
from records.content import ERASED
from records.erasing import Eraser
from records.tables import contents, outbox, procedures
from rules.articles import Mark
from rules.keeping import erasing
from rules.keeping.schedule import Disposal, KeptFor, Schedule, kept
from rules.procedure import Now, Officer, Sealed
from tests.api.conftest import CLERK
from tests.sealed.conftest import ACCUSED, DISCIPLINE, SECOND, Counter

ROWS = (KeptFor("accusation", 1, Disposal.ERASE, "policy", Mark.POLICY),)
SCHEDULE = Schedule("test", "sl", date(2026, 1, 1), 15, 90, 7, ROWS)
LATER = datetime(2029, 1, 1, tzinfo=UTC)


async def test_an_accusation_is_held_by_its_clerks_and_for_everybody_else_there_is_nothing(
    counter: Counter,
) -> None:
    case = await counter.accusation()
    path, hold = f"/sealed/matters/{case.number}/holds", {"ground": "investigation", "reason": "正在核查。"}

    placed = await (await counter.sign_in(DISCIPLINE)).post(path, hold)
    nobody = await (await counter.sign_in(CLERK)).post(path, hold)
    shown = await (await counter.sign_in(SECOND)).get(f"/sealed/matters/{case.number}/keeping")

    assert (placed.status_code, placed.json()["stage"]) == (200, "HoldPlaced")
    assert nobody.status_code == 404
    assert shown.json()["is_held"]
    assert shown.json()["why"]["zh"].startswith("该事项还有程序没有办结")


async def test_it_is_erased_in_its_own_store_and_the_ordinary_one_never_knew_of_it(counter: Counter) -> None:
    case = await counter.accusation()
    sealed, ordinary = counter.app.state.office.sealed, counter.app.state.office
    async with sealed.records.begin() as connection:
        mine = procedures.c.matter == case.number
        ended = procedures.update().where(mine).values(ended_at=datetime(2026, 12, 1, tzinfo=UTC))
        await connection.execute(ended)
        done = outbox.c.procedure == f"accusation/sl/{case.number}/1"
        await connection.execute(outbox.update().where(done).values(done_at=LATER))
        refs = list(await connection.scalars(contents.select().where(contents.c.matter == case.number)))
        papers = await keeping.alone(connection, case.number)
    first, second = (Officer(each, "discipline_clerk", "sl") for each in (DISCIPLINE, SECOND))
    until, now = kept(SCHEDULE, papers.ended), Now(LATER)
    async with sealed.records.begin() as connection:
        papers = await keeping.alone(connection, case.number)
        proposed = erasing.propose_erasure(papers.keeping, first, SCHEDULE, until, Sealed("r"), now)
        await keeping.append(connection, papers, proposed)
        papers = await keeping.alone(connection, case.number)
        confirmed = erasing.confirm_erasure(papers.keeping, second, until, now)
        await keeping.append(connection, papers, confirmed)

    erased = [
        await Eraser(store.records, lambda _: {"sl": SCHEDULE}, lambda: LATER).carry_once()
        for store in (ordinary, sealed)
    ]

    assert [each[1] for each in erased] == [0, 1]
    async with sealed.records.connect() as connection:
        texts = await content.opened(connection, sealed.keeper, refs)
    assert set(texts.values()) == {ERASED}
    assert ACCUSED not in str(texts)
