import csv
import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from desk.sheets import BadRow, CannotRead, Row, read

HEADINGS = "id,title,body\n"


def written(directory: Path, data: bytes | str, name: str = "messages.csv") -> Path:
    path = directory / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def rows_of(directory: Path, data: bytes | str, encoding: str | None = None) -> list[tuple[int, object]]:
    """Each row as (line, cells), or (line, code) when it is bad."""
    sheet = read(written(directory, data), encoding)
    return [
        (row.line, row.code if isinstance(row, BadRow) else tuple(row.cells.values())) for row in sheet.rows
    ]


WHOLE = [(2, ("1", "噪音", "夜里施工")), (3, ("2", "漏水", "楼上漏水"))]
TEXT = HEADINGS + "1,噪音,夜里施工\n2,漏水,楼上漏水\n"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf" + TEXT.encode(), id="UTF-8 with its mark"),
        pytest.param(TEXT.encode("utf-16"), id="UTF-16 with its mark"),
        pytest.param(TEXT.encode("gb18030"), id="GB18030, recognised"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(TEXT.replace("\n", "\r").encode(), id="CR alone, as old spreadsheets write it"),
        pytest.param(TEXT.replace(",", "\t").encode(), id="tabs"),
        pytest.param(TEXT.replace(",", ";").encode(), id="semicolons"),
        pytest.param(TEXT.rstrip().encode(), id="no line end at the end"),
    ],
)
def test_the_same_rows_are_read_however_they_are_written(tmp_path: Path, data: bytes) -> None:
    assert rows_of(tmp_path, data) == WHOLE


def test_a_named_encoding_is_believed(tmp_path: Path) -> None:
    assert rows_of(tmp_path, TEXT.encode("big5hkscs", errors="replace"), "big5hkscs")[0][0] == 2

    with pytest.raises(CannotRead, match="--encoding"):
        rows_of(tmp_path, TEXT, "no-such-encoding")


def test_text_keeps_its_line_ends_quotes_and_emoji(tmp_path: Path) -> None:
    said = '他说"不行"\r\n第二行,还有逗号 😡🏗️'
    buffer = io.StringIO()
    csv.writer(buffer).writerows([["id", "title", "body"], ["1", "噪音", said], ["2", "漏水", "x"]])

    rows = rows_of(tmp_path, buffer.getvalue())

    assert rows == [(2, ("1", "噪音", said)), (4, ("2", "漏水", "x"))]


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        pytest.param(
            HEADINGS + '1,a,b\n2,c,"cut in the mid\ndle of a quo',
            [(2, ("1", "a", "b")), (3, "quote-never-closed")],
            id="cut off inside a quote: the last row is reported once",
        ),
        pytest.param(
            HEADINGS + "1,a,b\n2,c",
            [(2, ("1", "a", "b")), (3, "too-few-columns")],
            id="cut off between two columns",
        ),
        pytest.param(
            HEADINGS + "1,a,b\n2,c,d,e\n3,f,g\n",
            [(2, ("1", "a", "b")), (3, "too-many-columns"), (4, ("3", "f", "g"))],
            id="a column too many",
        ),
        pytest.param(
            HEADINGS + '1,a,"b" c\n2,d,e\n',
            [(2, "not-csv"), (3, ("2", "d", "e"))],
            id="a quote in the wrong place",
        ),
        pytest.param(
            HEADINGS + "1,a,b\n\n\n2,d,e\n",
            [(2, ("1", "a", "b")), (5, ("2", "d", "e"))],
            id="empty lines are no rows",
        ),
        pytest.param(HEADINGS, [], id="no row at all"),
    ],
)
def test_a_bad_row_is_reported_with_its_line_and_the_rest_goes_on(
    tmp_path: Path, data: str, rows: list[tuple[int, object]]
) -> None:
    assert rows_of(tmp_path, data) == rows


def test_a_character_cut_in_two_does_not_turn_the_file_into_another_encoding(tmp_path: Path) -> None:
    cut = (HEADINGS + "1,噪音,夜里施工\n2,漏水,楼上漏").encode()[:-1]

    assert rows_of(tmp_path, cut) == [(2, ("1", "噪音", "夜里施工")), (3, "unreadable-characters")]


def test_a_single_spoilt_byte_spoils_its_row_alone(tmp_path: Path) -> None:
    spoilt = (HEADINGS + "1,噪音很大,夜里施工\n").encode() + b"2,\xff,x\n" + "3,漏水,楼上漏水\n".encode()

    assert [row[1] for row in rows_of(tmp_path, spoilt)] == [
        ("1", "噪音很大", "夜里施工"),
        "unreadable-characters",
        ("3", "漏水", "楼上漏水"),
    ]


def test_a_text_of_four_thousand_characters_is_one_cell(tmp_path: Path) -> None:
    long = "占道施工" * 1000

    assert rows_of(tmp_path, f"{HEADINGS}1,a,{long}\n") == [(2, ("1", "a", long))]


def test_a_text_beyond_the_limit_of_csv_does_not_shift_the_rows_behind_it(tmp_path: Path) -> None:
    long = '"' + "长\n" * 100_000 + '"'

    rows = rows_of(tmp_path, f"{HEADINGS}1,a,{long}\n2,b,c\n")

    assert [row[1] for row in rows][1] == ("2", "b", "c")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        pytest.param("a.csv", b"", "file-empty", id="nothing in it"),
        pytest.param("a.csv", b",,\n", "file-empty", id="no heading"),
        pytest.param("a.csv", b"id,title,id\n", "heading-twice", id="one heading twice"),
        pytest.param("a.csv", b"title\n" + b"\xff" * 100, "encoding-unknown", id="no text at all"),
        pytest.param("a.xlsx", b"PK\x03\x04 half of a workbook", "file-unreadable", id="half a workbook"),
    ],
)
def test_a_file_that_is_of_no_use_is_refused_whole(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    with pytest.raises(CannotRead) as refused:
        read(written(tmp_path, data, name))

    assert refused.value.code == code


def test_a_workbook_whose_sheet_is_damaged_is_refused_whole(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "good.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "good.xlsx") as good,
        zipfile.ZipFile(tmp_path / "bad.xlsx", "w") as bad,
    ):
        for name in good.namelist():
            data = good.read(name)
            bad.writestr(name, data[: len(data) // 2] if "sheet1" in name else data)

    with pytest.raises(CannotRead, match=r"bad\.xlsx"):
        read(tmp_path / "bad.xlsx")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match=r"nowhere\.csv"):
        read(tmp_path / "nowhere.csv")


def test_a_workbook_keeps_its_dates_and_writes_whole_numbers_without_a_point(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in (
        ["id", "title", "posted_at", "body"],
        [188006, "噪音", datetime(2019, 2, 28, 11, 25, 5), None],
        [188007.0, "漏水", date(2019, 3, 1), "楼上漏水"],
        [None, None, None, None],
        ["A-3", 12.5, "昨天", "x"],
    ):
        sheet.append(cells)
    path = tmp_path / "messages.xlsx"
    book.save(path)

    rows = read(path).rows

    assert [row.cells for row in rows if isinstance(row, Row)] == [
        {"id": "188006", "title": "噪音", "posted_at": datetime(2019, 2, 28, 11, 25, 5), "body": ""},
        {"id": "188007", "title": "漏水", "posted_at": datetime(2019, 3, 1), "body": "楼上漏水"},
        {"id": "A-3", "title": "12.5", "posted_at": "昨天", "body": "x"},
    ]
    assert [row.line for row in rows] == [2, 3, 5]
