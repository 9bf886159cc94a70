from datetime import date, datetime

import pytest

from desk.sheets import BadRow, CannotRead, Cell, Row
from desk.submissions import Submission, instant, mapping_of, submissions

SHARED = ["id", "author", "title", "posted_at", "body", "likes", "dislikes"]


def row(line: int = 2, **cells: Cell) -> Row:
    said: dict[str, Cell] = {
        "id": "7",
        "title": "噪音",
        "body": "夜里施工",
        "posted_at": "2019-02-28T11:25:05",
    }
    return Row(line, said | cells)


def made_of(
    *rows: Row, source: str = "messages", person: str = "p-clerk"
) -> list[Submission | BadRow | None]:
    return list(submissions(rows, mapping_of(list(rows[0].cells), ()), source, person))


def only(*rows: Row, **said: str) -> Submission:
    (made,) = made_of(*rows, **said)
    assert isinstance(made, Submission)
    return made


def code_of(made: Submission | BadRow | None) -> str | None:
    return made.code if isinstance(made, BadRow) else None


@pytest.mark.parametrize(
    ("headings", "told", "mapping"),
    [
        pytest.param(
            SHARED,
            (),
            {"id": "id", "title": "title", "body": "body", "received_at": "posted_at", "author": "author"},
            id="the shared data",
        ),
        pytest.param(
            ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情"],
            (),
            {
                "id": "留言编号",
                "title": "留言主题",
                "body": "留言详情",
                "received_at": "留言时间",
                "author": "留言用户",
            },
            id="the same in Chinese",
        ),
        pytest.param(["ID", "Title"], (), {"id": "ID", "title": "Title"}, id="capitals do not count"),
        pytest.param(["a", "b"], ("a=title", "b=body"), {"title": "a", "body": "b"}, id="told"),
        pytest.param(["title", "body"], ("body=title",), {"title": "body"}, id="told before guessed"),
        pytest.param(["a=b"], ("a=b=title",), {"title": "a=b"}, id="a heading with an equals sign"),
    ],
)
def test_columns_are_guessed_and_told(
    headings: list[str], told: tuple[str, ...], mapping: dict[str, str]
) -> None:
    assert mapping_of(headings, told) == mapping


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (("title",), "map-unreadable"),
        (("nothing=title",), "no-such-column"),
        (("a=colour",), "no-such-field"),
        (("a=title", "b=title"), "field-twice"),
        (("a=contact",), "nothing-to-register"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused(told: tuple[str, ...], code: str) -> None:
    with pytest.raises(CannotRead) as refused:
        mapping_of(["a", "b"], told)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        pytest.param({"posted_at": "昨天"}, "unreadable-date", id="not a date"),
        pytest.param({"posted_at": "2019-02-30"}, "unreadable-date", id="the thirtieth of February"),
        pytest.param({"posted_at": "43524.47"}, "unreadable-date", id="a bare number of days"),
        pytest.param({"posted_at": " "}, "date-missing", id="no date"),
        pytest.param({"title": " ", "body": "\n"}, "nothing-said", id="neither title nor body"),
        pytest.param({"id": ""}, "id-missing", id="no id where there is a column for it"),
    ],
)
def test_a_row_that_is_no_matter_is_a_bad_row_with_its_reason(cells: dict[str, Cell], code: str) -> None:
    (bad,) = made_of(row(line=9, **cells))

    assert code_of(bad) == code
    assert isinstance(bad, BadRow)
    assert bad.line == 9
    assert bad.zh
    assert bad.en


def test_a_row_becomes_a_matter_at_intake_that_names_where_it_came_from() -> None:
    made = only(row(author="A00048", 电话="1380000"))

    assert made.body == {
        "channel": "online",
        "title": "噪音",
        "body": "夜里施工",
        "author": "A00048",
        "contact": "1380000",
        "received_at": "2019-02-28T11:25:05+08:00",
        "origin": {"source": "messages", "id": "7"},
    }


def test_an_empty_body_is_accepted_when_there_is_a_title() -> None:
    assert only(row(body=" ")).body["body"] == ""


def test_an_empty_title_is_taken_from_the_first_words() -> None:
    assert only(row(title="", body="楼上漏水\n第二行")).body["title"] == "楼上漏水"
    assert only(row(title="", body="长" * 31)).body["title"] == "长" * 30 + "…"


def test_the_same_row_has_the_same_key_for_ever_and_another_row_another_one() -> None:
    key = only(row()).key

    assert key == only(row(line=99, title="另一个标题")).key == "991033e4-3c37-553f-b8f0-ab95a8b0359f"
    assert key != only(row(id="8")).key
    assert key != only(row(), source="other").key
    assert key != only(row(), person="p-other").key


def test_without_an_id_the_content_is_the_id() -> None:
    plain: dict[str, Cell] = {"title": "噪音", "body": "夜里施工"}

    first, same, other = made_of(Row(2, plain), Row(3, plain), Row(4, plain | {"body": "白天施工"}))

    assert isinstance(first, Submission)
    assert isinstance(other, Submission)
    assert same is None
    assert first.key != other.key


def test_an_id_that_stands_there_twice_is_skipped_when_it_says_the_same_and_bad_when_it_does_not() -> None:
    first, same, other = made_of(row(2), row(3), row(4, body="别的话"))

    assert isinstance(first, Submission)
    assert same is None
    assert code_of(other) == "id-with-other-content"
    assert isinstance(other, BadRow)
    assert "第 2 行" in other.zh


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2019-02-28T11:25:05", "2019-02-28T11:25:05+08:00"),
        ("2019-02-28 11:25", "2019-02-28T11:25:00+08:00"),
        ("2019-02-28", "2019-02-28T00:00:00+08:00"),
        ("2019/2/8 9:05:00", "2019-02-08T09:05:00+08:00"),
        ("2019.2.8", "2019-02-08T00:00:00+08:00"),
        ("2019年2月8日", "2019-02-08T00:00:00+08:00"),
        ("2019年2月8日 9时5分", "2019-02-08T09:05:00+08:00"),
        ("2019年2月8日9时5分6秒", "2019-02-08T09:05:06+08:00"),
        ("2019-02-28T11:25:05.123", "2019-02-28T11:25:05+08:00"),
        ("2019-02-28T03:25:05Z", "2019-02-28T03:25:05+00:00"),
        ("2019-02-28T03:25:05-0500", "2019-02-28T03:25:05-05:00"),
        (datetime(2019, 2, 28, 11, 25), "2019-02-28T11:25:00+08:00"),
        (date(2019, 2, 28), "2019-02-28T00:00:00+08:00"),
    ],
)
def test_a_date_without_a_zone_is_local_time(text: Cell, said: str) -> None:
    at = instant(text)

    assert at is not None
    assert at.isoformat() == said


@pytest.mark.parametrize(
    "text", ["", "昨天", "28/02/2019", "2019-13-01", "2019-02-28T25:00", "2019", "0000-00-00"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert instant(text) is None


def test_an_origin_that_may_be_somebodys_name_is_told_by_its_digest_and_always_the_same() -> None:
    made, again = (only(row(id="王甲"), source="留言.2020") for _ in range(2))
    plain = only(row(id="7"), source="messages with replies")

    assert made.body["origin"] == again.body["origin"]
    assert all(value.isascii() and len(value) == 32 for value in made.body["origin"].values())
    assert plain.body["origin"] == {"source": "messages with replies", "id": "7"}
