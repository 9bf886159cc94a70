"""The auditor's view: each line an entry of a journal or a note of a look, and never what anything says."""

import ast
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from api.saying import both
from records import directory
from records.access import note_access
from records.tables import access_log, journal
from rules.auditing import ENTRIES, LOOKS, Audited, Looked, audited
from rules.procedures import PROCEDURES
from tests.api.conftest import (
    ADMIN,
    AUDITOR,
    CLERK,
    DISPATCHER,
    MONDAY,
    NEXT_VILLAGE,
    POLICE,
    SECRETARY,
    SUPERVISOR,
    Case,
    Desk,
)
from tests.house.repository import files, name_of, tree

DAYS = {"since": "2026-11-01", "until": "2026-11-30"}


async def audit(desk: Desk, kind: str | None = None, **asked: Any) -> list[dict[str, Any]]:
    """Every line, page by page."""
    auditor, lines = await desk.sign_in(AUDITOR), list[dict[str, Any]]()
    cursor: str | None = None
    while True:
        more = {"kind": kind} if kind else {}
        answer = await auditor.get(
            "/audit", **DAYS, **more, **asked, **({"cursor": cursor} if cursor else {})
        )
        assert answer.status_code == 200, answer.text
        lines += answer.json()["items"]
        cursor = answer.json()["next"]
        if cursor is None:
            return lines


async def of(desk: Desk, case: Case, kind: str | None = None) -> list[tuple[str, str, str]]:
    """Of one matter: kind, code, unit."""
    lines = [each for each in await audit(desk, kind) if each["line"]["matter"] == case.number]
    return [(each["kind"], each["line"]["code"], each["line"]["unit"]) for each in lines]


async def noted(desk: Desk, case: Case, what: str, seat: str = "window_clerk@sl") -> None:
    async with desk.app.state.office.records.begin() as connection:
        await note_access(connection, MONDAY, "p-somebody", seat, case.number, what)


async def test_a_party_that_ends_its_consent_is_a_withdrawal_and_a_look_is_a_reading(desk: Desk) -> None:
    case = await desk.dispute()
    party = (await case.parties())[0]
    await case.done(SECRETARY, "consent-refused", {"party": party})
    await case.read(SECRETARY)

    assert await of(desk, case, "withdrawal") == [("withdrawal", "ConsentEnded", "sl-t1-v1")]
    assert ("reading", "case", "sl-t1-v1") in await of(desk, case, "reading")
    assert ("reading", "case", "sl") in await of(desk, case, "reading")  # the clerk who looked up the party


async def test_every_line_is_an_entry_or_a_note_at_the_place_it_names(desk: Desk) -> None:
    case = await desk.dispute()
    await case.done(SECRETARY, "consent-refused", {"party": (await case.parties())[0]})

    lines = [each["line"] for each in await audit(desk) if each["line"]["matter"] == case.number]

    assert {line["is_look"] for line in lines} == {True, False}
    async with desk.app.state.office.records.connect() as connection:
        for line in lines:
            table, name = (access_log, "chain") if line["is_look"] else (journal, "procedure")
            here = select(table).where(table.c[name] == line["chain"], table.c.seq == line["seq"])
            row = (await connection.execute(here)).one()
            assert line["code"] == (row.what.partition("/")[0] if line["is_look"] else row.kind)


async def test_no_name_and_no_word_of_anybody_is_in_it(desk: Desk) -> None:
    case = await desk.dispute()
    await case.done(SECRETARY, "raise-early", {"reason": "涉及多户。"})
    await case.read(SECRETARY)

    whole = str(await audit(desk))

    assert not any(word in whole for word in ("王甲", "李乙", "涉及多户", "柳湾村书记", "示例县柳湾村"))


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("unmask", "unmasking"),
        ("unmask/contact", "unmasking"),
        ("break-glass", "break-glass"),
        ("permission/granted", "permission"),
        ("export-words", "export"),
        ("document", "reading"),
        ("something-new", "reading"),
    ],
)
async def test_what_others_write_into_the_log_is_audited_by_its_code(
    desk: Desk, what: str, kind: str
) -> None:
    case = await desk.dispute()
    await noted(desk, case, what)

    assert await of(desk, case) == [(kind, what.partition("/")[0], "sl")]
    assert await of(desk, case, kind) == await of(desk, case)


async def test_what_is_shown_for_a_reason_and_in_an_emergency_is_audited_and_told_to_whom_it_concerns(
    desk: Desk,
) -> None:
    case = await desk.dispute()
    reason = {"reason": "须联系当事人。"}
    supervisor, police = await desk.sign_in(SUPERVISOR), await desk.sign_in(POLICE)
    unmasked = await supervisor.post(
        f"/matters/{case.number}/unmaskings", {"confidentiality": "contact", **reason}
    )
    looked = await police.post("/emergency-looks", {"number": case.number, **reason})
    reviewed = await supervisor.post(f"/unmaskings/{looked.json()['id']}/review", {"finding": "justified"})
    assert [each.status_code for each in (unmasked, looked, reviewed)] == [201, 201, 200]

    assert await of(desk, case, "unmasking") == [("unmasking", "unmask", "sl")]
    assert {each[1:] for each in await of(desk, case, "break-glass")} == {
        ("break-glass", "sl-t1"),
        ("break-glass-reviewed", "sl"),
    }
    clerk = await desk.sign_in(CLERK)
    told = {each["what"]["en"] for each in (await clerk.get(f"/matters/{case.number}/accesses")).json()}
    assert {both("looked", "unmask").en, both("looked", "break-glass").en} <= told


async def test_whoever_changes_who_may_do_what_is_audited(desk: Desk) -> None:
    admin, newcomer = await desk.sign_in(ADMIN), f"p-new-{uuid4()}"
    async with desk.app.state.office.records.begin() as connection:
        await directory.enter(connection, [], [directory.Person(newcomer, "新人", MONDAY.date())], [])
    seat = {"person": newcomer, "role": "volunteer", "unit": "sl-t1-v2", "valid_from": "2026-11-02"}
    before = len(await audit(desk, "permission"))

    granted = await admin.post("/directory/seats", {"because": "appointment", **seat})
    case = await desk.dispute()
    secretary = await desk.sign_in(SECRETARY)
    marked = await secretary.post(f"/matters/{case.number}/marks", {"confidentiality": "sensitive"})

    assert (granted.status_code, marked.status_code) == (201, 201)
    lines = [each["line"] for each in await audit(desk, "permission")]
    assert len(lines) == before + 2
    assert {("permission", ADMIN, "sl"), ("marked", SECRETARY, "sl-t1-v1")} <= {
        (line["code"], line["person"], line["unit"]) for line in lines
    }


@pytest.mark.parametrize("person", [CLERK, DISPATCHER, SUPERVISOR, SECRETARY, ADMIN])
@pytest.mark.parametrize("path", ["/audit", "/audit/counts"])
async def test_nobody_else_reads_the_logs(desk: Desk, person: str, path: str) -> None:
    answer = await (await desk.sign_in(person)).get(path, **DAYS)

    assert (answer.status_code, answer.json()["code"]) == (403, "not-yours-to-do")


async def test_that_the_logs_were_read_is_noted_too(desk: Desk) -> None:
    async def looks() -> list[tuple[str, str | None]]:
        lines = [each["line"] for each in await audit(desk, "reading", unit="sl")]
        audits = [line for line in lines if line["code"] == Looked.AUDIT and line["person"] == AUDITOR]
        return [(line["person"], line["matter"]) for line in audits]

    before = await looks()

    assert len(await looks()) > len(before)
    assert set(before) == {(AUDITOR, None)}


async def test_it_is_narrowed_by_unit_and_by_days(desk: Desk) -> None:
    case = await desk.dispute()
    await case.read(SECRETARY)
    await case.read(DISPATCHER)

    in_the_village = {each["line"]["unit"] for each in await audit(desk, "reading", unit="sl-t1-v1")}
    auditor = await desk.sign_in(AUDITOR)
    earlier = (await auditor.get("/audit", since="2026-10-01", until="2026-10-31")).json()

    assert in_the_village == {"sl-t1-v1"}
    assert (earlier["items"], earlier["total"]) == ([], 0)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"since": "2026-12-01", "until": "2026-11-01"}, "query.since"),
        ({**DAYS, "unit": "nowhere"}, "query.unit"),
        ({**DAYS, "kind": "gossip"}, "query.kind.0"),
        ({**DAYS, "cursor": "x"}, "query.cursor"),
        ({"since": "2026-11-01"}, "query.until"),
    ],
)
async def test_what_makes_no_sense_is_said_so(desk: Desk, asked: dict[str, str], field: str) -> None:
    answer = await (await desk.sign_in(AUDITOR)).get("/audit", **asked)

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


async def test_of_fewer_than_five_no_count_is_told(desk: Desk) -> None:
    case = await desk.dispute()
    seat = f"grid_worker@{'sl-t2-v3'}"
    auditor = await desk.sign_in(AUDITOR)

    async def counts() -> dict[str, int | None]:
        answer = await auditor.get("/audit/counts", **DAYS, unit="sl-t2-v3")
        assert answer.status_code == 200, answer.text
        return {each["kind"]: each["count"] for each in answer.json()["counts"]}

    for _ in range(4):
        await noted(desk, case, "unmask", seat)
    few = await counts()
    await noted(desk, case, "unmask/contact", seat)
    await noted(desk, case, "break-glass", seat)

    assert few == {"unmasking": None}
    assert await counts() == {"unmasking": 5, "break-glass": None}


def test_every_entry_that_is_audited_is_one_that_a_procedure_writes() -> None:
    written = {kind for procedure in PROCEDURES.values() for kind in procedure.events}

    signs = [sign for signs in ENTRIES.values() for sign in signs]

    assert {sign.kind for sign in signs} <= written
    assert len({sign.kind for sign in signs}) == len(signs)  # a kind is one thing to an auditor


def test_every_kind_that_is_audited_is_known_by_entries_by_looks_or_is_a_reading() -> None:
    assert set(Audited) == set(ENTRIES) | set(LOOKS) | {Audited.READING}
    assert audited(str(uuid4())) is Audited.READING
    assert audited(Looked.UNMASK) is Audited.UNMASKING


def test_every_look_that_is_named_is_written_by_somebody() -> None:
    """A code that nothing writes would be an auditor's blind spot."""
    said = {
        name
        for path in files()
        if not name_of(path).startswith(("tests/", "rules/"))
        for name in _named(tree(path))
    }

    assert {each.name for each in Looked} <= said


def _named(of: ast.AST) -> set[str]:
    return {
        node.attr
        for node in ast.walk(of)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Looked"
    }


async def test_whoever_audits_sees_the_lines_of_their_own_units_alone(desk: Desk) -> None:
    assert (await (await desk.sign_in(NEXT_VILLAGE)).get("/audit", **DAYS)).status_code == 403
