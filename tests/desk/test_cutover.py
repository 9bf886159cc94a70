"""Files of an older system, read row by row: as past matters, and as disputes in mid-course."""

import csv
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desk.cutover import rows_of
from desk.sheets import BadRow, CannotRead, read
from desk.submissions import Submission
from tests.desk.counter import Counter, problem
from tests.desk.test_import import imported

DOCUMENT = Path(__file__).parents[2] / "docs" / "cut-over.md"
PAST, OPEN = re.findall(r"^```csv\n(.*?)^```", DOCUMENT.read_text(), re.DOTALL | re.MULTILINE)

A_PAST_ROW = {
    "id": "1",
    "title": "院墙",
    "received_at": "2025-04-17",
    "closed_at": "2025-04-28",
    "outcome": "agreement",
}
AN_OPEN_ROW = {
    "id": "1",
    "title": "院墙",
    "received_at": "2026-01-05 09:30",
    "dispute_type": "water",
    "village": "sl-t1-v1",
    "applicant": "王甲",
    "respondent": "李乙",
    "registered_on": "2026-01-05",
    "step": "2",
    "step_since": "2026-01-09",
    "stage": "mediation",
    "consented": "yes",
}


def written(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
        writer.writeheader()
        writer.writerows(rows)
    return path


def made(path: Path, *told: str, **how: bool) -> list[Submission | BadRow | None]:
    kind = {"history": False, "in_mid_course": False, **how}
    return list(rows_of(read(path), told, "old", "p-sl-window-clerk", **kind))


def one(tmp_path: Path, row: dict[str, str], **how: bool) -> Any:
    (only,) = made(written(tmp_path / "one.csv", row), **how)
    return only


def test_a_past_matter_is_asked_for_with_its_own_dates(tmp_path: Path) -> None:
    row = one(
        tmp_path, {**A_PAST_ROW, "dispute_type": "邻里纠纷", "step": "2", "author": "王甲"}, history=True
    )

    assert (row.path, row.line, row.id) == ("/past-matters", 2, "1")
    assert row.body == {
        "matter": {
            "channel": "cut-over",
            "title": "院墙",
            "body": "",
            "author": "王甲",
            "received_at": "2025-04-17T00:00:00+08:00",
            "origin": {"source": "old", "id": "1"},
        },
        "closed_at": "2025-04-28T00:00:00+08:00",
        "dispute_type": "neighbour",
        "step": 2,
        "outcome": "agreement",
        "kind": "dispute",
    }


A_ROW_WITH_A_REPLY = {
    "id": "2549",
    "title": "路灯",
    "posted_at": "2019-04-25T09:32:09",
    "body": "村口的路灯坏了。",
    "reply": "已经修好。",
    "replied_at": "2019-05-10T14:56:53",
}


def test_a_message_with_its_reply_is_a_past_petition_that_was_answered(tmp_path: Path) -> None:
    row = one(tmp_path, A_ROW_WITH_A_REPLY, history=True)

    assert row.body == {
        "matter": {
            "channel": "cut-over",
            "title": "路灯",
            "body": "村口的路灯坏了。",
            "received_at": "2019-04-25T09:32:09+08:00",
            "origin": {"source": "old", "id": "2549"},
        },
        "closed_at": "2019-05-10T14:56:53+08:00",
        "kind": "petition",
        "outcome": "answered",
        "reply": "已经修好。",
    }


@pytest.mark.parametrize(
    ("more", "kind", "outcome"),
    [
        ({"outcome": "withdrawn"}, "petition", "withdrawn"),
        ({"kind": "咨询"}, "consultation", None),
        ({"dispute_type": "neighbour"}, "dispute", None),
        ({"reply": ""}, "other", None),
    ],
)
def test_what_a_row_says_itself_comes_before_what_its_reply_lets_one_think(
    tmp_path: Path, more: dict[str, str], kind: str, outcome: str | None
) -> None:
    row = one(tmp_path, {**A_ROW_WITH_A_REPLY, **more}, history=True)

    assert (row.body["kind"], row.body.get("outcome")) == (kind, outcome)


def test_a_dispute_in_mid_course_is_asked_for_where_it_stands(tmp_path: Path) -> None:
    row = one(
        tmp_path,
        {
            **AN_OPEN_ROW,
            "applicant_contact": "柳湾村",
            "attempts": "1",
            "extended_days": "10",
            "flags": "特别重大",
            "suspended_since": "2026-01-12",
            "suspended_until": "2026-01-15",
            "suspension_ground": "鉴定",
        },
        in_mid_course=True,
    )

    assert row.path == "/disputes/brought-over"
    assert {name: value for name, value in row.body.items() if name != "matter"} == {
        "dispute_type": "water",
        "village": "sl-t1-v1",
        "parties": [
            {"role": "applicant", "name": "王甲", "contact": "柳湾村"},
            {"role": "respondent", "name": "李乙"},
        ],
        "registered_at": "2026-01-05T00:00:00+08:00",
        "step": 2,
        "step_since": "2026-01-09T00:00:00+08:00",
        "stage": "mediation",
        "consented": True,
        "attempts": 1,
        "extended_days": 10,
        "flags": ["especially-major"],
        "pauses": [
            {
                "ground": "appraisal",
                "suspended_since": "2026-01-12T00:00:00+08:00",
                "suspended_until": "2026-01-15T00:00:00+08:00",
            }
        ],
    }


def test_a_workbook_says_the_same_as_a_text_file(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append(list(AN_OPEN_ROW))
    cells = {
        **AN_OPEN_ROW,
        "received_at": datetime(2026, 1, 5, 9, 30),
        "registered_on": datetime(2026, 1, 5),
        "step": 2,
        "step_since": datetime(2026, 1, 9),
    }
    sheet.append(list(cells.values()))
    book.save(tmp_path / "open.xlsx")

    (from_book,) = made(tmp_path / "open.xlsx", in_mid_course=True)

    assert from_book == one(tmp_path, AN_OPEN_ROW, in_mid_course=True)


def test_the_same_row_has_one_key_and_another_one_for_each_way_it_can_come_in(tmp_path: Path) -> None:
    both = {**A_PAST_ROW, **AN_OPEN_ROW}

    keys = [one(tmp_path, both, **how).key for how in ({}, {"history": True}, {"in_mid_course": True}) * 2]

    assert keys[:3] == keys[3:]
    assert len(set(keys)) == 3


BAD: list[tuple[dict[str, bool], dict[str, str], str, str]] = [
    ({"history": True}, {"id": ""}, "id-missing", "编号"),
    ({"history": True}, {"title": ""}, "nothing-said", "均为空"),
    ({"history": True}, {"closed_at": ""}, "cell-missing", "closed_at"),
    ({"history": True}, {"closed_at": "前天"}, "unreadable-date-in", "前天"),
    ({"history": True}, {"outcome": "化解"}, "unknown-code", "agreement (达成协议)"),
    ({"in_mid_course": True}, {"stage": "closed"}, "unknown-code", "direction (议定去向)"),
    ({"in_mid_course": True}, {"village": "柳湾村"}, "no-code", "柳湾村"),
    ({"in_mid_course": True}, {"step": "二"}, "unreadable-number", "二"),
    ({"in_mid_course": True}, {"step": ""}, "cell-missing", "step"),
    ({"in_mid_course": True}, {"respondent": " "}, "cell-missing", "respondent"),
    ({"in_mid_course": True}, {"consented": "perhaps"}, "neither-yes-nor-no", "perhaps"),
    ({"in_mid_course": True}, {"suspended_since": "2026-01-12"}, "cell-missing", "suspension_ground"),
]


@pytest.mark.parametrize(("how", "changes", "code", "said"), BAD, ids=[f"{b[2]}-{b[3][:12]}" for b in BAD])
def test_what_cannot_be_read_is_a_bad_row_that_says_where(
    tmp_path: Path, how: dict[str, bool], changes: dict[str, str], code: str, said: str
) -> None:
    row = one(tmp_path, {**(A_PAST_ROW if "history" in how else AN_OPEN_ROW), **changes}, **how)

    assert isinstance(row, BadRow)
    assert (row.code, row.line) == (code, 2)
    assert said in row.zh


def test_a_row_twice_is_repeated_and_an_id_with_other_content_is_bad(tmp_path: Path) -> None:
    other = {**A_PAST_ROW, "title": "别的事"}

    first, again, changed = made(written(tmp_path / "past.csv", A_PAST_ROW, A_PAST_ROW, other), history=True)

    assert isinstance(first, Submission)
    assert again is None
    assert isinstance(changed, BadRow)
    assert (changed.code, changed.line) == ("id-with-other-content", 4)


def test_a_row_that_was_cut_off_is_reported_and_the_others_are_read(tmp_path: Path) -> None:
    path = written(tmp_path / "past.csv", A_PAST_ROW, {**A_PAST_ROW, "id": "2"})
    path.write_text(path.read_text().replace(",2025-04-28,agreement", "", 1))

    cut, whole = made(path, history=True)

    assert isinstance(cut, BadRow)
    assert (cut.code, cut.line) == ("too-few-columns", 2)
    assert isinstance(whole, Submission)


def test_without_an_id_a_row_is_known_by_what_it_says(tmp_path: Path) -> None:
    nameless = {name: value for name, value in A_PAST_ROW.items() if name != "id"}

    first, again, other = made(
        written(tmp_path / "past.csv", nameless, nameless, {**nameless, "outcome": "other"}), history=True
    )

    assert again is None
    assert isinstance(first, Submission)
    assert isinstance(other, Submission)
    assert first.id != other.id


@pytest.mark.parametrize(
    ("how", "row", "code"),
    [
        ({"history": True}, {"id": "1", "title": "x", "received_at": "2025-01-01"}, "columns-missing"),
        ({"in_mid_course": True}, A_PAST_ROW, "columns-missing"),
        ({"history": True}, {"received_at": "2025-01-01", "closed_at": "2025-01-01"}, "nothing-to-register"),
        ({"history": True, "in_mid_course": True}, A_PAST_ROW, "history-or-open"),
    ],
)
def test_a_file_that_cannot_be_what_it_is_said_to_be_is_refused_whole(
    tmp_path: Path, how: dict[str, bool], row: dict[str, str], code: str
) -> None:
    with pytest.raises(CannotRead) as refused:
        made(written(tmp_path / "old.csv", row), **how)

    assert refused.value.code == code


def test_columns_of_any_name_are_mapped_as_told(tmp_path: Path) -> None:
    path = written(tmp_path / "old.csv", {"事由": "院墙", "收": "2025-04-17", "结": "2025-04-28"})

    (row,) = made(path, "事由=title", "收=received_at", "结=closed_at", history=True)

    assert isinstance(row, Submission)
    assert row.body["kind"] == "other"


@pytest.mark.parametrize(("text", "how"), [(PAST, {"history": True}), (OPEN, {"in_mid_course": True})])
def test_every_row_of_the_documents_examples_can_be_read(
    tmp_path: Path, text: str, how: dict[str, bool]
) -> None:
    (tmp_path / "example.csv").write_text(text)

    rows = made(tmp_path / "example.csv", **how)

    assert len(rows) >= 2
    assert all(isinstance(row, Submission) for row in rows)


def test_a_refusal_of_the_system_names_the_fields_that_do_not_fit(window: Counter, tmp_path: Path) -> None:
    window.problems["院墙"] = (
        409,
        problem("dates-out-of-order", details=["received_at", "closed_at"]),
    )

    code, report = imported(window, written(tmp_path / "past.csv", A_PAST_ROW), "--history")

    assert code == 1
    (bad,) = report["bad"]
    assert (bad["line"], bad["id"], bad["code"]) == (2, "1", "not-registered")
    assert bad["zh"] == "未予登记：dates-out-of-order 的中文 (received_at, closed_at)"
