"""Papers that are added to a case: who may, what is kept, who is given it, and what never leaves a trace."""

import asyncio
import io
import secrets
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image
from sqlalchemy import func, select, update

from api import uploading
from counties.adding import limits_in_force
from files.keeping import Files
from files.scanning import Scanner
from files.store import FilesAway
from proof.bundles import check
from proof.containers import unpacked
from records import added_papers as rows_of
from records import content
from records.tables import access_log, added_papers, contents
from rules.added_papers import MEBIBYTE, Scan
from tests.api.conftest import (
    AUDITOR,
    CLERK,
    DISPATCHER,
    NEXT_VILLAGE,
    SECRETARY,
    Case,
    Desk,
    add_paper,
    client_of,
)
from tests.files.samples import docx, jpeg, pdf

RECEIPT = "收据：今收到王甲修路款五百元。".encode()


async def added(desk: Desk, case: Case, title: str, file: bytes, person: str = CLERK) -> dict[str, Any]:
    answer = await add_paper(await desk.sign_in(person), case.path, title, file)
    assert answer.status_code == 201, answer.text
    said: dict[str, Any] = answer.json()
    return said


async def by_code(
    desk: Desk, case: Case, method: str, path: str = "", body: bytes | None = None, **more: str
) -> httpx.Response:
    headers = {"Tracking-Code": case.code, "Content-Type": "application/octet-stream", **more}
    return await desk.http.request(method, f"/public/status/papers{path}", headers=headers, content=body)


def lying(desk: Desk) -> set[Path]:
    """Every file that lies anywhere in the store, and what is being made ready there."""
    root = desk.app.state.office.files.store._root
    return {each for each in root.rglob("*") if each.is_file()}


async def rows(desk: Desk, case: Case) -> int:
    async with desk.app.state.office.records.connect() as connection:
        of_it = select(func.count()).where(added_papers.c.matter == case.number)
        return int(await connection.scalar(of_it) or 0)


@pytest.mark.parametrize(
    ("title", "file", "kind"),
    [("收据", RECEIPT, "text"), ("协议", pdf(), "pdf"), ("清单", docx(), "docx")],
)
async def test_what_is_added_is_listed_and_given_out_byte_for_byte(
    desk: Desk, title: str, file: bytes, kind: str
) -> None:
    case = await desk.dispute()
    one = await added(desk, case, title, file)
    clerk = await desk.sign_in(CLERK)

    listed = (await clerk.get(f"{case.path}/papers")).json()
    given = await clerk.get(f"{case.path}/papers/{one['id']}")

    assert [(each["title"], each["kind"], each["by"]) for each in listed] == [
        (title, kind, "window_clerk@sl")
    ]
    assert given.content == file
    assert given.headers["content-length"] == str(len(file))


async def test_a_paper_is_given_out_as_something_to_keep_and_does_nothing_in_the_browser(desk: Desk) -> None:
    case = await desk.dispute()
    one = await added(desk, case, "../收据\u202etxt.exe".replace("\u202e", ""), jpeg())

    given = await (await desk.sign_in(CLERK)).get(f"{case.path}/papers/{one['id']}")

    assert given.headers["content-type"] == "image/jpeg"
    assert given.headers["content-disposition"].startswith('attachment; filename="paper.jpg"')
    assert ".." not in given.headers["content-disposition"].split("''")[1].replace(".jpg", "")
    assert given.headers["x-content-type-options"] == "nosniff"
    assert given.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert given.headers["cache-control"] == "no-store"


async def test_a_photograph_loses_where_and_with_what_it_was_taken(desk: Desk) -> None:
    case = await desk.dispute()
    one = await added(desk, case, "井台", jpeg(with_place=True))

    given = await (await desk.sign_in(CLERK)).get(f"{case.path}/papers/{one['id']}")

    with Image.open(io.BytesIO(given.content)) as picture:
        assert dict(picture.getexif()) == {}
        assert picture.size == (40, 60)


async def test_the_same_key_adds_once_and_another_file_under_it_is_refused(desk: Desk) -> None:
    case, key = await desk.dispute(), str(uuid.uuid4())
    clerk = await desk.sign_in(CLERK)

    first, again = [await add_paper(clerk, case.path, "收据", RECEIPT, key) for _ in range(2)]
    other = await add_paper(clerk, case.path, "收据", RECEIPT + b"!", key)

    assert first.json() == again.json()
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")
    assert await rows(desk, case) == 1


async def test_two_who_send_the_same_at_once_add_once(desk: Desk) -> None:
    case, key = await desk.dispute(), str(uuid.uuid4())
    clerk = await desk.sign_in(CLERK)

    answers = await asyncio.gather(*(add_paper(clerk, case.path, "收据", RECEIPT, key) for _ in range(4)))

    assert {each.status_code for each in answers} == {201}
    assert len({each.json()["id"] for each in answers}) == 1
    assert await rows(desk, case) == 1


async def test_whoever_does_not_see_the_case_adds_nothing_and_whoever_reads_no_word_neither(
    desk: Desk,
) -> None:
    case = await desk.dispute()
    one = await added(desk, case, "收据", RECEIPT)
    before = lying(desk)

    unseen = await add_paper(await desk.sign_in(NEXT_VILLAGE), case.path, "收据", RECEIPT)
    auditor = await desk.sign_in(AUDITOR)
    unread = await add_paper(auditor, case.path, "收据", RECEIPT)
    listed = (await auditor.get(f"{case.path}/papers")).json()

    assert (unseen.status_code, unread.status_code) == (404, 403)
    assert [each["title"] for each in listed] == [None]
    assert (await auditor.get(f"{case.path}/papers/{one['id']}")).status_code == 404
    assert lying(desk) == before


async def test_whoever_reads_a_paper_is_on_record(desk: Desk) -> None:
    case = await desk.dispute()
    one = await added(desk, case, "收据", RECEIPT)
    await (await desk.sign_in(SECRETARY)).get(f"{case.path}/papers/{one['id']}")

    async with desk.app.state.office.records.connect() as connection:
        seen = await connection.execute(select(access_log).where(access_log.c.matter == case.number))

    assert [(row.person, row.what) for row in seen] == [(SECRETARY, "added-paper")]


async def test_nothing_of_a_paper_lies_anywhere_in_clear(desk: Desk) -> None:
    case, secret = await desk.dispute(), f"秘密{secrets.token_hex(8)}"
    await added(desk, case, secret, secret.encode())

    assert not any(secret.encode() in each.read_bytes() for each in lying(desk))
    async with desk.app.state.office.records.connect() as connection:
        row = (
            await connection.execute(select(added_papers).where(added_papers.c.matter == case.number))
        ).one()
    assert secret not in str(row)


async def test_the_same_file_in_two_matters_has_nothing_in_common(desk: Desk) -> None:
    cases = [await desk.dispute() for _ in range(2)]
    before = lying(desk)
    for case in cases:
        await added(desk, case, "收据", RECEIPT)

    one, other = lying(desk) - before
    assert one.name != other.name
    assert one.read_bytes() != other.read_bytes()


@pytest.mark.parametrize(
    ("file", "status", "code"),
    [
        (b"", 422, "paper-empty"),
        (b"\x00\x01" * 40, 422, "paper-of-no-kind-taken"),
        (b"x" * (20 * MEBIBYTE + 1), 413, "paper-too-large"),
        (b"x" * (32 * MEBIBYTE + 1), 413, "too-large"),
    ],
)
async def test_what_is_not_taken_is_told_why_and_leaves_nothing_behind(
    desk: Desk, file: bytes, status: int, code: str
) -> None:
    case, before = await desk.dispute(), lying(desk)

    answer = await add_paper(await desk.sign_in(CLERK), case.path, "材料", file)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["remedy"]
    assert lying(desk) == before
    assert await rows(desk, case) == 0


async def test_a_body_without_an_end_is_cut_off_where_it_is_too_much(desk: Desk) -> None:
    """No length is announced: it is counted as it comes, and no more is read than is needed to know."""
    case, sent = await desk.dispute(), 0

    async def endless() -> Any:
        nonlocal sent
        while True:
            sent += MEBIBYTE
            yield b"x" * MEBIBYTE

    clerk = await desk.sign_in(CLERK)
    headers = {
        **clerk.headers,
        "Idempotency-Key": str(uuid.uuid4()),
        "Paper-Title": "x",
        "Content-Type": "application/octet-stream",
    }
    answer = await desk.http.post(f"{case.path}/papers", content=endless(), headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (413, "paper-too-large")
    assert sent <= 22 * MEBIBYTE


@pytest.mark.parametrize("title", ["", "%FF", "a%0Ab", "%E2%80%AE", "x" * 121])
async def test_a_title_is_writing_and_short(desk: Desk, title: str) -> None:
    case = await desk.dispute()
    clerk = await desk.sign_in(CLERK)
    headers = {
        **clerk.headers,
        "Idempotency-Key": str(uuid.uuid4()),
        "Paper-Title": title,
        "Content-Type": "application/octet-stream",
    }

    answer = await desk.http.post(f"{case.path}/papers", content=RECEIPT, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
    assert "header.Paper-Title" in answer.text


async def test_no_more_papers_than_the_county_allows(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = limits_in_force
    monkeypatch.setattr(uploading, "limits_in_force", lambda *a: replace(limits(*a), many=2))
    case = await desk.dispute()
    clerk = await desk.sign_in(CLERK)

    answers = [await add_paper(clerk, case.path, "收据", RECEIPT) for _ in range(3)]

    assert [each.status_code for each in answers] == [201, 201, 409]
    assert answers[2].json()["code"] == "paper-too-many"


async def test_with_the_code_somebody_adds_a_paper_and_reads_their_own_and_no_other(desk: Desk) -> None:
    case = await desk.dispute()
    staffs = await added(desk, case, "内部照片", RECEIPT)

    key, title = str(uuid.uuid4()), "%E6%94%B6%E6%8D%AE"
    mine = await by_code(desk, case, "POST", body=RECEIPT, **{"Idempotency-Key": key, "Paper-Title": title})
    listed = await by_code(desk, case, "GET")
    given = await by_code(desk, case, "GET", f"/{mine.json()['id']}")
    theirs = await by_code(desk, case, "GET", f"/{staffs['id']}")

    assert mine.status_code == 201
    assert [(each["title"], each["by"]) for each in listed.json()] == [("收据", None)]
    assert given.content == RECEIPT
    assert theirs.status_code == 404
    seen = (await (await desk.sign_in(SECRETARY)).get(f"{case.path}/papers")).json()
    assert [(each["title"], each["by"]) for each in seen] == [
        ("内部照片", "window_clerk@sl"),
        ("收据", None),
    ]


async def test_a_letter_that_nobody_has_read_takes_no_paper_yet(desk: Desk) -> None:
    body = {"title": "路灯", "body": "不亮", "channel": "online-form"}
    key = {"Idempotency-Key": str(uuid.uuid4())}
    code = (await desk.http.post("/public/submissions", json=body, headers=key)).json()["tracking"]
    letter = Case(desk, "", code=code)

    answer = await by_code(
        desk, letter, "POST", body=RECEIPT, **{"Idempotency-Key": str(uuid.uuid4()), "Paper-Title": "x"}
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "not-at-this-stage")
    assert (await by_code(desk, letter, "GET")).json() == []


async def test_whoever_destroys_the_key_of_the_matter_destroys_its_papers(desk: Desk) -> None:
    case = await desk.dispute()
    one = await added(desk, case, "收据", RECEIPT)
    await content.erase(desk.app.state.office.records, case.number)
    clerk = await desk.sign_in(CLERK)

    given = await clerk.get(f"{case.path}/papers/{one['id']}")
    (listed,) = (await clerk.get(f"{case.path}/papers")).json()
    more = await add_paper(clerk, case.path, "收据", RECEIPT)

    assert (given.status_code, given.json()["code"]) == (409, "paper-erased")
    assert (listed["title"], listed["is_erased"]) == (None, True)
    assert (more.status_code, more.json()["code"]) == (409, "not-at-this-stage")


async def test_what_is_restricted_is_kept_and_not_given_out(desk: Desk) -> None:
    case = await desk.dispute()
    one = await added(desk, case, "收据", RECEIPT)
    async with desk.app.state.office.records.begin() as connection:
        await content.restrict(connection, case.number, is_restricted=True)

    given = await (await desk.sign_in(CLERK)).get(f"{case.path}/papers/{one['id']}")

    assert (given.status_code, given.json()["code"]) == (409, "paper-restricted")


@pytest.mark.parametrize(
    ("scan", "code"), [(Scan.WAITS, "paper-not-scanned-yet"), (Scan.INFECTED, "paper-found-infected")]
)
async def test_what_was_not_scanned_or_is_infected_is_never_given_out(
    desk: Desk, scan: Scan, code: str
) -> None:
    case = await desk.dispute()
    one = await added(desk, case, "收据", RECEIPT)
    async with desk.app.state.office.records.begin() as connection:
        mine = update(added_papers).where(added_papers.c.matter == case.number)
        await connection.execute(mine.values(scan=scan))

    given = await (await desk.sign_in(CLERK)).get(f"{case.path}/papers/{one['id']}")

    assert (given.status_code, given.json()["code"]) == (409, code)


async def test_a_scanner_that_is_set_up_and_away_holds_the_paper(desk: Desk) -> None:
    office = desk.app.state.office
    away = Files(office.files.store, Scanner("127.0.0.1:1"), office.files._suite)
    desk.app.state.office = replace(office, files=away)
    case = await desk.dispute()

    one = await added(desk, case, "收据", RECEIPT)

    assert one["scan"] == "waits"
    given = await (await desk.sign_in(CLERK)).get(f"{case.path}/papers/{one['id']}")
    assert given.json()["code"] == "paper-not-scanned-yet"


class _Away:
    """A store that is away, in front of the one there is."""

    def __init__(self, store: Any) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def put(self, name: str, file: Path) -> None:
        raise FilesAway

    async def open(self, name: str) -> Any:
        raise FilesAway


async def test_while_the_store_is_away_nothing_is_added_and_nothing_given_out(desk: Desk) -> None:
    case = await desk.dispute()
    one = await added(desk, case, "收据", RECEIPT)
    office = desk.app.state.office
    files = Files(_Away(office.files.store), office.files.scanner, office.files._suite)
    desk.app.state.office = replace(office, files=files)
    clerk = await desk.sign_in(CLERK)

    more = await add_paper(clerk, case.path, "收据", RECEIPT)
    given = await clerk.get(f"{case.path}/papers/{one['id']}")

    assert [(each.status_code, each.json()["code"]) for each in (more, given)] == [(503, "files-away")] * 2
    assert await rows(desk, case) == 1


async def test_what_somebody_changed_where_it_lies_is_not_given_out(desk: Desk) -> None:
    case, before = await desk.dispute(), lying(desk)
    one = await added(desk, case, "收据", RECEIPT)
    (file,) = lying(desk) - before
    changed = bytearray(file.read_bytes())
    changed[20] ^= 1
    file.write_bytes(changed)

    given = await (await desk.sign_in(CLERK)).get(f"{case.path}/papers/{one['id']}")

    assert (given.status_code, given.json()["code"]) == (503, "files-away")


async def test_what_breaks_off_before_it_is_written_down_was_never_added(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file lies there, no row names it, and the same request adds it once the records answer again."""
    case, key = await desk.dispute(), str(uuid.uuid4())
    clerk = await desk.sign_in(CLERK)

    async def killed(*_: Any) -> Any:
        raise ConnectionResetError

    with monkeypatch.context() as at_that_moment:
        at_that_moment.setattr(rows_of, "add", killed)
        broken = await add_paper(clerk, case.path, "收据", RECEIPT, key)
    again = await add_paper(clerk, case.path, "收据", RECEIPT, key)

    assert broken.status_code >= 500
    assert again.status_code == 201
    assert await rows(desk, case) == 1


async def test_the_key_of_a_file_is_a_text_of_its_matter_and_of_no_other(desk: Desk) -> None:
    case = await desk.dispute()
    await added(desk, case, "收据", RECEIPT)

    async with desk.app.state.office.records.connect() as connection:
        kinds = await connection.scalars(select(contents.c.kind).where(contents.c.matter == case.number))

    assert {"added_title", "added_key"} <= set(kinds)


async def test_the_body_is_octets_and_says_so(desk: Desk) -> None:
    case = await desk.dispute()
    clerk = await desk.sign_in(CLERK)
    headers = {**clerk.headers, "Idempotency-Key": str(uuid.uuid4()), "Paper-Title": "x"}
    async with client_of(desk.app) as http:
        answer = await http.post(f"{case.path}/papers", json={"a": 1}, headers=headers)

    assert answer.status_code == 422
    assert "header.Content-Type" in answer.text


async def test_the_bundle_names_every_paper_and_with_words_holds_it(desk: Desk, tmp_path: Path) -> None:
    case = await desk.dispute()
    one = await added(desk, case, "收据", RECEIPT)
    clerk = await desk.sign_in(DISPATCHER)

    bare = await clerk.post(f"/matters/{case.number}/bundle", {})
    whole = await clerk.post(
        f"/matters/{case.number}/bundle", {"with_words": True, "reason": "移送法院诉讼需要"}
    )

    parts, said = (dict(unpacked(each.content)[0]) for each in (bare, whole))
    assert one["id"].encode() in parts["added_papers.jsonl"]
    assert not any(RECEIPT in each for each in parts.values())
    assert said[f"added_papers/{one['id']}.txt"] == RECEIPT
    assert "收据".encode() in said["words.jsonl"]
    (tmp_path / "bundle.zip").write_bytes(whole.content)
    assert check(tmp_path / "bundle.zip").flaws == ()
