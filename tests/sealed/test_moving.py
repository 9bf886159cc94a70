"""What was registered as a dispute and proves to be an accusation moves away, and leaves a neutral end."""

from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from files.keeping import carried_over
from records import content, sealing
from records.intake import NoSuchMatter
from records.sealing import AlreadyErased, Move, Mover, NotEnded, Store
from rules.procedure import Officer
from tests.api.conftest import CLERK, DISPATCHER, SECRETARY, SUPERVISOR, add_paper
from tests.api.conftest import Case as Dispute
from tests.sealed.conftest import ACCUSED, ACCUSER, DEED, DISCIPLINE, Counter, dumped

BY = Officer(DISCIPLINE, "discipline_clerk", "sl")
AT = datetime(2026, 11, 3, 1, 0, tzinfo=UTC)


def stores(counter: Counter) -> tuple[Store, Store]:
    office = counter.app.state.office
    return tuple(  # type: ignore[return-value]
        Store(each.records, each.keeper) for each in (office, office.sealed)
    )


async def accusing(counter: Counter) -> Dispute:
    """A dispute whose papers accuse somebody."""
    matter = {"channel": "window", "title": f"{ACCUSED}{DEED}", "body": DEED, "author": ACCUSER}
    parties = [{"role": "applicant", "name": ACCUSER}, {"role": "respondent", "name": ACCUSED}]
    return await counter.dispute(matter=matter, parties=parties)


def move(number: str) -> Move:
    return Move(number, BY, is_real_name=True, asked_at=AT)


async def test_its_words_move_and_the_ordinary_store_opens_and_finds_them_no_more(counter: Counter) -> None:
    dispute, ordinary_and_sealed = await accusing(counter), stores(counter)
    await dispute.done(DISPATCHER, "conclude-elsewhere")

    number = await sealing.move_away(*ordinary_and_sealed, move(dispute.number), AT)

    clerk, discipline = await counter.sign_in(CLERK), await counter.sign_in(DISCIPLINE)
    said = (await discipline.get(f"/sealed/matters/{number}")).json()
    assert said["texts"]["title"] == f"{ACCUSED}{DEED}"
    assert said["texts"]["author"] == ACCUSER
    assert said["matter"]["received_at"] == "2026-11-02T01:00:00Z"
    assert (await clerk.get("/search", q=ACCUSED)).json()["items"] == []
    left = await clerk.get(f"/matters/{dispute.number}")
    assert left.json()["texts"] == {"title": None, "body": None, "author": None}
    assert [word for word in (ACCUSED, ACCUSER, DEED) if word in left.text] == []


async def test_nothing_in_the_ordinary_store_tells_where_it_went(counter: Counter) -> None:
    dispute = await accusing(counter)
    clerk = await counter.sign_in(DISCIPLINE)
    await dispute.done(SECRETARY, "concern-found", {"concern": "discipline"})
    before = dumped(counter.settings.database_url).splitlines()

    await clerk.post("/sealed/moves", {"matter": dispute.number, "is_real_name": True})
    await Mover(*stores(counter), lambda: AT).carry_once()

    lines = dumped(counter.settings.database_url).splitlines()
    changed = {line.split(":")[0] for line in set(lines) ^ set(before)}
    assert changed == {"matter_keys", "name_index", "contents"}  # its key, its index, its ciphertext
    own = [line for line in lines if dispute.number in line]
    assert [word for word in ("discipline", "accusation", "SL-J", DISCIPLINE) if word in "".join(own)] == []
    shown = await dispute.read(SUPERVISOR)
    assert shown["outcome_words"]["zh"] == "另行处理"
    assert "discipline" not in str(shown)
    register = await (await counter.sign_in(SUPERVISOR)).get(f"/matters/{dispute.number}/keeping")
    assert (register.json()["is_erased"], register.json()["entries"]) == (True, [])


async def test_it_waits_until_its_ordinary_procedure_has_ended(counter: Counter) -> None:
    dispute = await accusing(counter)

    with pytest.raises(NotEnded):
        await sealing.move_away(*stores(counter), move(dispute.number), AT)

    assert (await dispute.read(CLERK))["parties"][0]["name"] == ACCUSER


async def test_the_clerk_asks_once_and_it_moves_when_it_has_ended(counter: Counter) -> None:
    dispute, clerk = await accusing(counter), await counter.sign_in(DISCIPLINE)
    mover, asked = Mover(*stores(counter), lambda: AT), {"matter": dispute.number}

    first = await clerk.post("/sealed/moves", asked)
    again = await clerk.post("/sealed/moves", asked)
    await mover.carry_once()
    waiting = (await clerk.get("/sealed/moves")).json()
    await dispute.done(DISPATCHER, "conclude-elsewhere")
    await mover.carry_once()

    assert (first.status_code, first.json()) == (202, again.json())
    assert dispute.number in [each["matter"] for each in waiting]
    assert dispute.number not in [each["matter"] for each in (await clerk.get("/sealed/moves")).json()]
    moved = (await clerk.post("/sealed/moves", asked)).json()["number"]
    assert moved.startswith("SL-J-2026-")


async def test_moving_that_broke_off_is_done_again_and_leaves_nothing_double(counter: Counter) -> None:
    dispute, (ordinary, sealed) = await accusing(counter), stores(counter)
    await dispute.done(DISPATCHER, "conclude-elsewhere")

    first = await sealing.move_away(ordinary, sealed, move(dispute.number), AT)
    again = await sealing.move_away(ordinary, sealed, move(dispute.number), AT)

    assert first == again


async def test_what_was_erased_before_or_never_was_does_not_move(counter: Counter) -> None:
    dispute, both = await accusing(counter), stores(counter)
    await dispute.done(DISPATCHER, "conclude-elsewhere")
    await content.erase(both[0].records, dispute.number)

    with pytest.raises(AlreadyErased):
        await sealing.move_away(*both, move(dispute.number), AT)
    with pytest.raises(NoSuchMatter):
        await sealing.move_away(*both, move("SL-2026-999999"), AT)


@pytest.mark.parametrize("person", [CLERK, SUPERVISOR, DISPATCHER])
async def test_nobody_else_asks_for_it(counter: Counter, person: str) -> None:
    caller: Any = await counter.sign_in(person)

    assert (await caller.post("/sealed/moves", {"matter": "SL-2026-000001"})).status_code == 404


async def test_a_number_that_nobody_has_is_not_there(counter: Counter) -> None:
    clerk = await counter.sign_in(DISCIPLINE)

    answer = await clerk.post("/sealed/moves", {"matter": f"SL-{uuid4().hex[:6]}"})

    assert answer.status_code == 404


async def test_what_was_added_moves_with_it_and_opens_there_alone(counter: Counter) -> None:
    dispute, (ordinary, sealed) = await accusing(counter), stores(counter)
    office = counter.app.state.office
    clerk = await counter.sign_in(CLERK)
    assert (await add_paper(clerk, dispute.path, DEED, DEED.encode())).status_code == 201
    await dispute.done(DISPATCHER, "conclude-elsewhere")
    take_over = partial(carried_over, office.files, office.sealed.files)

    number = await sealing.move_away(ordinary, sealed, move(dispute.number), AT, take_over)

    discipline, path = await counter.sign_in(DISCIPLINE), f"/sealed/cases/accusation/{number}/1/papers"
    (paper,) = (await discipline.get(path)).json()
    assert paper["title"] == DEED
    assert (await discipline.get(f"{path}/{paper['id']}")).content == DEED.encode()
    (left,) = (await clerk.get(f"{dispute.path}/papers")).json()
    assert (left["title"], left["is_erased"]) == (None, True)
    assert (await clerk.get(f"{dispute.path}/papers/{left['id']}")).status_code == 409
