"""Whatever reads what comes from outside says yes, or no by its own name, and nothing else; in bounded time.

What was once found stands as an example for good. FENGQIAO_EXAMPLES sets how much is tried (`make
test-security`: 5,000 for each).
"""

import base64
import io
import json
import os
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar, cast
from uuid import UUID

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from api.identity import Person, _acting_as
from api.problems import Problem, language_of
from api.requests import _expected_seq, _key
from api.unambiguous import check_body, check_head
from contract import examples
from counties.calendars import BadNotice, notice
from desk.sheets import CannotRead, Sheet, read
from records.pages import BadCursor, _values
from records.tables import cases
from rules.procedure import Officer
from settings import Settings
from tests.corpus import ENTRIES
from wire.signing import ID, SIGNATURE, TIMESTAMP, Keys, NotSigned, check, sign
from wire.valid import faults_of, parsed

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
KEYS = Keys(secret="whsec_" + base64.b64encode(bytes(range(32))).decode())
SEAT = Officer("p-1", "window_clerk", "sl")
PERSON = Person("p-1", (SEAT,), AT)
TIMES = int(os.environ.get("FENGQIAO_EXAMPLES", "60"))
SAID = [entry.said for entry in ENTRIES if entry.times == 1]

anything = st.one_of(st.sampled_from(SAID), st.text(max_size=60), st.text(st.characters(), max_size=60))
Test = TypeVar("Test", bound=Callable[..., None])
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), anything),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(anything, inner, max_size=4)),
    max_leaves=12,
)


def tried(*strategies: Any, times: int = TIMES) -> Callable[[Test], Test]:
    """The same inputs in every run, and as many as are wanted."""
    whole = settings(
        max_examples=times,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )

    def decorated(test: Test) -> Test:
        return cast(Test, whole(given(*strategies)(test)))  # type: ignore[no-untyped-call]

    return decorated


@tried(anything, anything, anything, anything)
@example("id", "999999999999", "v1,AAAA", "{}")  # the year 33658
@example("id", "１７９３５８１２００", "v1,AAAA", "{}")
@example("id", "²", "v1,AAAA", "{}")
@example("id", "1793581200", "v1,村", "{}")
@example("id", "1793581200", " ".join(["v1,AAAA"] * 2_000), "{}")
def test_a_signature_is_one_or_is_named_as_none(id: str, at: str, signature: str, body: str) -> None:
    for said_at in (at, str(int(AT.timestamp()))):
        with pytest.raises(NotSigned):
            check(KEYS, {ID: id, TIMESTAMP: said_at, SIGNATURE: signature}, body, AT)


@tried(st.sampled_from((ID, TIMESTAMP, SIGNATURE)), anything)
@example(ID, "\ud800")
@example(SIGNATURE, "v1,\u00e9")
def test_a_good_signature_with_one_thing_changed_is_none(name: str, other: str) -> None:
    body = json.dumps(
        examples()["handoff-sent"] if "handoff-sent" in examples() else next(iter(examples().values()))
    )
    good = sign(KEYS, "m-1", AT, body)
    assert check(KEYS, good, body, AT) == "m-1"

    if other != good[name]:
        with pytest.raises(NotSigned):
            check(KEYS, {**good, name: other}, body, AT + timedelta(seconds=1))
    with pytest.raises(NotSigned):
        check(KEYS, good, f"{body} ", AT)


@tried(st.one_of(anything, values.map(json.dumps)))
@example("[" * 100_000)
@example('{"a":' * 50_000)
@example('{"a": 1, "a": 2}')
@example('{"a": NaN}')
@example("9" * 10_000)
def test_a_message_is_an_object_or_no_message(body: str) -> None:
    try:
        read_ = parsed(body)
    except ValueError:
        return
    assert isinstance(read_, dict)
    assert len(faults_of(read_)) >= 1  # nothing that chance makes keeps to the contract


@tried(st.sampled_from(sorted(examples())), st.data())
def test_a_message_with_one_thing_changed_is_read_or_told_where_it_is_wrong(
    name: str, data: st.DataObject
) -> None:
    message = json.loads(json.dumps(examples()[name]))
    place: Any = message
    while isinstance(place, dict) and place:
        key = data.draw(st.sampled_from(sorted(place)))
        if isinstance(place[key], dict) and place[key] and data.draw(st.booleans()):
            place = place[key]
            continue
        place[key] = data.draw(values)
        break

    for fault in faults_of(message):
        assert fault.pointer == "" or fault.pointer.startswith("/")


def scope_of(query: bytes = b"", *headers: tuple[bytes, bytes]) -> dict[str, Any]:
    own = [(b"content-type", b"application/json")]
    return {"type": "http", "path": "/disputes", "query_string": query, "headers": [*own, *headers]}


@tried(st.one_of(st.binary(max_size=200), values.map(lambda value: json.dumps(value).encode())))
@example(b"[" * 60_000)
@example(b'{"a": 1, "\\u0061": 2}')
@example(b"\xef\xbb\xbf{}")
@example("{}".encode("utf-16"))
@example(b"9" * 5_000)
@example(b'"\\ud800"')
def test_a_body_is_read_in_one_way_or_not_at_all(body: bytes) -> None:
    try:
        check_body(scope_of(), body)
    except Problem as no:
        assert (no.status, no.code) == (422, "malformed")
    else:
        assert not body or json.dumps(json.loads(body)) == json.dumps(json.loads(body.decode()))


@tried(st.binary(max_size=200))
@example(b"&" * 10_000)
@example(b"%" * 10_000)
@example(b"a=1&%61=2")
def test_a_query_is_read_in_one_way_or_not_at_all(query: bytes) -> None:
    try:
        check_head(scope_of(query))
    except Problem as no:
        assert (no.status, no.code) == (422, "malformed")


@tried(anything)
@example("0b0f7a526f554f0e9d5a3c1d0f6a1e11")
@example("{0b0f7a52-6f55-4f0e-9d5a-3c1d0f6a1e11}")
@example("urn:uuid:0b0f7a52-6f55-4f0e-9d5a-3c1d0f6a1e11")
@example("０b0f7a52-6f55-4f0e-9d5a-3c1d0f6a1e11")
@example("-" * 10_000)
def test_a_key_is_a_uuid_written_in_one_way_or_none(said: str) -> None:
    try:
        key = _key(said)
    except Problem as no:
        assert (no.status, no.code) == (400, "malformed")
    else:
        assert key == str(UUID(key))


@tried(anything)
@example('"999999999"')
@example('W/"1"')
@example('"١"')
@example('"' + "1" * 10_000 + '"')
def test_a_tag_is_a_number_or_none(said: str) -> None:
    try:
        seq = _expected_seq(said)
    except Problem as no:
        assert (no.status, no.code) == (400, "malformed")
    else:
        assert seq is None or 0 <= seq <= 999_999_999


@tried(anything)
@example("window_clerk@sl")
@example("window_clerk@sl@sl")
@example("window_clerk＠sl")
@example("Window_Clerk@sl")
@example(" window_clerk@sl")
@example("@")
def test_nobody_acts_as_a_seat_that_is_not_theirs_however_it_is_written(said: str) -> None:
    try:
        acting = _acting_as(PERSON, said)
    except Problem as no:
        assert (no.status, no.code) in {(400, "malformed"), (403, "not-yours-to-do")}
    else:
        assert said == "window_clerk@sl"
        assert acting.seats == (SEAT,)


def cursor(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@tried(st.one_of(anything, values.map(cursor)))
@example(cursor(["2026-13-45", "x"]))
@example(cursor([10**400, "x"]))
@example(cursor([True, "x"]))
@example(base64.urlsafe_b64encode(b"[" * 50_000).decode())
@example("\ud800")
def test_a_cursor_gives_values_of_its_own_columns_or_is_bad(said: str) -> None:
    columns = (cases.c.opened_at, cases.c.procedure)
    try:
        found = _values(said, columns)
    except BadCursor:
        return
    assert [type(each) for each in found] == [datetime, str]


@tried(anything)
@example("zh;q=" + "9" * 5_000)
@example("en;q=nan, zh;q=inf")
@example("," * 10_000)
def test_a_language_is_one_of_ours(said: str) -> None:
    assert language_of(said) in {"zh", "en"}


@tried(st.one_of(st.binary(max_size=400), anything.map(lambda said: said.encode("utf-8", "surrogatepass"))))
@example(b'a,b\n"' + b"x" * 200_000)
@example(b"\xff\xfe\x00")
@example(b"a\x00b,c\n1,2")
@example(b"a,a\n1,2")
@example(b"," * 10_000)
def test_a_table_of_text_is_read_or_told_why_not(data: bytes) -> None:
    told(data, "table.csv")


def told(data: bytes, name: str) -> Sheet | None:
    where = Path(os.environ["FENGQIAO_SCRATCH"]) / name
    where.write_bytes(data)
    try:
        return read(where)
    except CannotRead as no:
        assert no.zh
        assert no.en
        return None


@pytest.fixture(autouse=True)
def _scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FENGQIAO_SCRATCH", str(tmp_path))


def workbook() -> bytes:
    book = openpyxl.Workbook()
    assert book.active
    for row in (["编号", "标题"], ["1", "宅基地边界争议"], ["2", "=1+1"]):
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


BOOK = workbook()


@tried(st.integers(0, len(BOOK) - 1), st.binary(min_size=1, max_size=8), times=max(30, TIMES // 4))
def test_a_workbook_with_bytes_changed_is_read_or_told_why_not(place: int, other: bytes) -> None:
    told(BOOK[:place] + other + BOOK[place + len(other) :], "book.xlsx")


def with_sheet(xml: bytes) -> bytes:
    """The workbook with another sheet in it."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, xml if each == "xl/worksheets/sheet1.xml" else old.read(each))
    return written.getvalue()


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "ha">' + b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a9 SYSTEM "file:///etc/hostname">'
SHEET = (
    b']><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    b'<c r="A1" t="inlineStr"><is><t>&a9;</t></is></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize("xml", [LAUGHS + SHEET, OUTSIDE + SHEET], ids=["laughs", "outside"])
def test_a_workbook_that_names_entities_is_refused(xml: bytes) -> None:
    assert told(with_sheet(xml), "book.xlsx") is None


def test_a_workbook_that_unpacks_without_end_is_refused_before_it_is() -> None:
    bomb = with_sheet(b" " * (300 * 2**20))
    assert len(bomb) < 2**20

    assert told(bomb, "book.xlsx") is None


def test_the_workbook_itself_is_read() -> None:
    sheet = told(BOOK, "book.xlsx")

    assert sheet
    assert sheet.headings == ("编号", "标题")
    assert len(sheet.rows) == 2


@tried(anything)
@example('series = "china"\nyear = 2027\nsource = "x"\nholidays = ["2027-13-01"]\nmake_up_workdays = []')
@example('series = ["china"]\nyear = "2027"')
@example("year = 9" * 400)
@example("a = " + "[" * 5_000)
@example("holidays = 2027-01-01")
def test_a_notice_is_one_or_is_told_why_it_cannot_be(said: str) -> None:
    try:
        series, _ = notice(said)
    except BadNotice as no:
        assert no.code
    else:
        assert series


@tried(st.from_regex(r"[a-z0-9]{1,8}:[A-Za-z0-9+/=]{0,60}", fullmatch=True))
@example("k1:")
@example("k1:" + "A" * 43)
@example("k1")
def test_a_key_that_is_none_is_refused_and_not_repeated(said: str) -> None:
    secret = said.partition(":")[2]
    try:
        found = Settings(engine_keys=said).engine_keyring()
    except ValidationError as no:
        assert not secret or len(secret) < 6 or secret not in str(no)
    else:
        assert {len(key) for key in found.values()} == {32}
