"""Rows of people: as many as somebody has had before them, one more when asked, up to a limit."""

from dataclasses import replace

import pytest

from pages.fields import Field, grown, paths, read, unfolded

NAME = Field("people.0.name", "name", "text", "New", True)
INNER = Field(
    "people.0.at",
    "at",
    "group",
    "New",
    False,
    fields=(Field("people.0.at.place", "place", "text", "At", False),),
)
PEOPLE = Field("people", "people", "rows", "Whole", True, most=5, row=((NAME, INNER),))
WHOLE = (
    Field("matter", "matter", "group", "Whole", True, fields=(PEOPLE,)),
    Field("title", "title", "text", "Whole", True),
)


def rows(written: dict[str, list[str]], more: str = "") -> int:
    (matter, _) = grown(WHOLE, written, more)
    return len(matter.fields[0].row)


@pytest.mark.parametrize(
    ("written", "more", "shown"),
    [
        ({}, "", 1),
        ({}, "people", 2),
        ({"people.2.name": [""]}, "", 3),
        ({"people.2.name": ["x"]}, "people", 4),
        ({"people.2.name": [""]}, "people", 3),
        ({"people.2.name": ["x"]}, "others", 3),
        ({"people.4.name": ["x"]}, "people", 5),
        ({"people.99999.name": ["x"], "people.x.name": ["x"]}, "", 1),
        ({"people.999.name": ["x"]}, "", 5),
    ],
)
def test_there_are_as_many_rows_as_were_there_and_never_too_many(
    written: dict[str, list[str]], more: str, shown: int
) -> None:
    assert rows(written, more) == shown


def test_what_is_written_into_a_new_row_is_read_from_it() -> None:
    written = {"people.1.name": ["王丙"], "people.1.at.place": ["柳湾"]}

    (matter, _) = grown(WHOLE, written)

    assert read((matter,), written) == {"matter": {"people": [{"name": "王丙", "at": {"place": "柳湾"}}]}}


def test_one_more_row_may_be_left_empty_as_the_last_may_and_the_first_may_not() -> None:
    rest = (replace(NAME, path="people.1.name", is_required=False),)
    (people,) = grown((replace(PEOPLE, row=((NAME,), rest)),), {}, "people")

    assert [(row[0].path, row[0].is_required) for row in people.row] == [
        ("people.0.name", True),
        ("people.1.name", False),
        ("people.2.name", False),
    ]


@pytest.mark.parametrize(
    ("written", "wrong", "lie_open"),
    [
        ({}, (), {0}),
        ({"more": ["papers"]}, (), {0, 1}),
        ({"more": ["others"]}, (), {0}),
        ({"more": ["papers"], "papers.1.kind": ["x"]}, (), {0, 1, 2}),
        ({"more": ["papers"], "papers.1.kind": [""], "papers.2.kind": ["x"]}, (), {0, 1, 2}),
        ({}, ("papers.2.kind",), {0, 2}),
    ],
)
def test_one_more_unfolds_the_first_row_that_is_folded_and_empty(
    written: dict[str, list[str]], wrong: tuple[str, ...], lie_open: set[int]
) -> None:
    rows = tuple((replace(NAME, path=f"papers.{n}.kind"),) for n in range(3))
    papers = Field("papers", "papers", "rows", "AddHandoffPapers", False, row=rows)

    assert unfolded(papers, written, wrong) == lie_open
    assert unfolded(replace(papers, is_required=True), written, wrong) >= {0, 1}


def test_every_place_of_the_form_is_known_and_no_other() -> None:
    assert paths(grown(WHOLE, {})) == {"title", "people", "people.0.name", "people.0.at.place"}


def test_nothing_ticked_is_an_answer_where_ticks_are_asked_for_and_none_where_they_are_not() -> None:
    asked = Field("traits", "traits", "choices", "DescribeHandoff", is_required=True, options=("a", "b"))
    left = replace(asked, path="flags", name="flags", is_required=False)

    assert read((asked, left), {}) == {"traits": []}
    assert read((asked, left), {"traits": ["a", "a"], "flags": ["b"]}) == {"traits": ["a"], "flags": ["b"]}
