"""The order of a file for the archive, and what it lacks."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from rules.paper.archiving import MANDATORY, FilePlace, Piece, lacking, ordered, place_of
from rules.paper.table import FORMS
from rules.words import say

NOON = datetime(2026, 11, 27, 4, tzinfo=UTC)


def piece(kind: str = "", title: str = "", after: int = 0) -> Piece:
    return Piece(f"{kind}{title}{after}", kind, title, NOON + timedelta(hours=after))


IN_ORDER = (
    piece("D-18", after=9),
    piece("D-19a", after=8),
    piece(title="王甲身份证明", after=7),
    piece("D-31", after=6),
    piece("D-20/survey", after=5),
    piece(title="收据"),
    piece("D-20/record", after=4),
    piece("D-23", after=3),
    piece(title="履行凭证", after=2),
    piece("D-26", after=1),
    piece("D-25/application"),
    piece("D-21"),
)


def test_a_file_of_a_mediation_stands_in_the_order_of_its_places() -> None:
    assert [place_of(each) for each in IN_ORDER] == list(FilePlace)
    assert ordered(reversed(IN_ORDER), is_mediation=True) == IN_ORDER


def test_every_other_file_stands_as_its_papers_came() -> None:
    came = ordered(IN_ORDER, is_mediation=False)

    assert [each.at for each in came] == sorted(each.at for each in IN_ORDER)


def test_what_came_at_one_instant_has_one_order_all_the_same() -> None:
    papers = (piece("D-21"), piece("D-32"), piece("message"))

    assert len({ordered(each, is_mediation=True) for each in permutations(papers)}) == 1


@pytest.mark.parametrize("place", MANDATORY)
def test_what_must_be_there_is_named_when_it_is_not(place: FilePlace) -> None:
    without = [each for each in IN_ORDER if place_of(each) is not place]

    assert lacking(IN_ORDER) == ()
    assert lacking(without) == (place,)


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("身份证复印件", FilePlace.IDENTITY),
        ("户口簿", FilePlace.IDENTITY),
        ("营业执照", FilePlace.IDENTITY),
        ("授权委托书", FilePlace.POWER),
        ("现场照片", FilePlace.EVIDENCE),
    ],
)
def test_what_was_added_stands_where_its_title_says_what_it_is(title: str, place: FilePlace) -> None:
    assert place_of(piece(title=title)) is place


def test_every_place_has_a_name() -> None:
    assert all(say("archive-place", each, "zh") != each for each in FilePlace)


def test_every_document_has_a_place_in_the_file() -> None:
    kinds = [f"{form.id}/{part}" if part else form.id for form in FORMS.values() for part in form.part_codes]

    assert {place_of(piece(each)) for each in kinds} > set(MANDATORY) - {FilePlace.IDENTITY}
