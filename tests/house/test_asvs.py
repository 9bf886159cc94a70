"""docs/asvs.md tells the truth: every item of ASVS 5.0.0, levels 1 and 2; tests that exist; right counts."""

import pytest

from api import answering, asking, doings, forms, live, serving, unambiguous, window_reports
from contract import LARGEST
from desk import sheets
from files import child
from pages import ledger
from records import pages
from rules import added_papers
from rules.worklists import MOST_KEPT
from settings import Settings
from tests.house.repository import ROOT, rows, text
from tests.house.tracing import Item, counts, said_counts
from wire.signing import WINDOW

DOCUMENT = ROOT / "docs" / "asvs.md"
# The level of each requirement of the release 5.0.0, section by section, in the order of the release.
LEVELS = {
    "1.1": "22", "1.2": "1111122223", "1.3": "112222222223", "1.4": "222", "1.5": "123",
    "2.1": "122", "2.2": "112", "2.3": "12223", "2.4": "23",
    "3.1": "3", "3.2": "113", "3.3": "12223", "3.4": "11222233", "3.5": "11122333",
    "3.6": "3", "3.7": "22333",
    "4.1": "12233", "4.2": "23333", "4.3": "22", "4.4": "1222",
    "5.1": "2", "5.2": "112333", "5.3": "113", "5.4": "222",
    "6.1": "122", "6.2": "111111112222", "6.3": "11223333", "6.4": "112233", "6.5": "22222333", "6.6": "2223",
    "6.7": "33", "6.8": "2222",
    "7.1": "222", "7.2": "1111", "7.3": "22", "7.4": "11222", "7.5": "223", "7.6": "22",
    "8.1": "1233", "8.2": "1123", "8.3": "133", "8.4": "23",
    "9.1": "111", "9.2": "1222",
    "10.1": "22", "10.2": "223", "10.3": "22223", "10.4": "1111122222233333", "10.5": "22222", "10.6": "22",
    "10.7": "222",
    "11.1": "2233", "11.2": "22233", "11.3": "11233", "11.4": "1222", "11.5": "23",
    "11.6": "23", "11.7": "33",
    "12.1": "12233", "12.2": "11", "12.3": "22223",
    "13.1": "2333", "13.2": "222223", "13.3": "2233", "13.4": "1222233",
    "14.1": "22", "14.2": "12223333", "14.3": "122",
    "15.1": "12233", "15.2": "12233", "15.3": "1222222", "15.4": "3333",
    "16.1": "2", "16.2": "22222", "16.3": "2222", "16.4": "222", "16.5": "2223",
    "17.1": "23", "17.2": "22223333", "17.3": "22",
}  # fmt: skip
RELEASE = {
    f"v5.0.0-{section}.{number}": int(level)
    for section, levels in LEVELS.items()
    for number, level in enumerate(levels, 1)
}
ROWS = rows(DOCUMENT, 6)
ITEMS = [Item(id, asks, status, how, tests) for id, _, asks, status, how, tests in ROWS]


def test_the_release_is_counted_as_it_counts_itself() -> None:
    levels = list(RELEASE.values())

    assert [levels.count(level) for level in (1, 2, 3)] == [70, 183, 92]


def test_every_item_of_levels_one_and_two_stands_there_once_in_order_with_its_level() -> None:
    wanted = [(id, str(level)) for id, level in RELEASE.items() if level < 3]

    assert [(row[0], row[1]) for row in ROWS] == wanted


@pytest.mark.parametrize("each", ITEMS, ids=lambda each: each.id)
def test_a_row_says_what_its_status_wants(each: Item) -> None:
    assert each.is_well_formed, each


def test_the_counts_that_are_stated_are_those_of_the_rows() -> None:
    assert said_counts(DOCUMENT) == counts(ITEMS)


@pytest.mark.parametrize(
    "row",
    [
        ("v5.0.0-1.1.1", "asks", "满足 met", "`api/forms.py`", ""),
        ("v5.0.0-1.1.1", "asks", "满足 met", "`api/forms.py`", "`test_that_nobody_wrote`"),
        ("v5.0.0-1.1.1", "asks", "满足 met", "", "`test_a_row_says_what_its_status_wants`"),
        ("v5.0.0-1.1.1", "asks", "不适用 n/a", "", "—"),
        (
            "v5.0.0-1.1.1",
            "asks",
            "待并入 awaits keys",
            "x.py",
            "`test_a_row_says_what_its_status_wants`",
        ),
        ("v5.0.0-1.1.1", "asks", "done", "x.py", "`test_a_row_says_what_its_status_wants`"),
        ("v5.0.0-1.1.1", "", "未做 open", "x.py", "—"),
    ],
)
def test_a_row_that_says_too_little_would_be_found(row: tuple[str, str, str, str, str]) -> None:
    assert not Item(*row).is_well_formed


def test_the_limits_that_are_documented_are_those_of_the_code() -> None:
    chapter = text(DOCUMENT).partition("## 界限 Limits")[2].partition("\n## ")[0]
    stated = [
        int(line.split("|")[2])
        for line in chapter.splitlines()
        if line.startswith("|") and line.split("|")[2].strip().isdigit()
    ]
    fields = Settings.model_fields

    assert stated == [
        serving.HEAD_LIMIT,
        serving.HEAD_WITHIN,
        serving.WHOLE_WITHIN,
        serving.FILE_WITHIN,
        serving.IDLE,
        serving.CONNECTIONS,
        answering.BODY_LIMIT,
        *answering.LARGER.values(),
        added_papers.LARGEST,
        child.MEMORY,
        child.SECONDS,
        unambiguous.DEEPEST,
        forms._LONGEST_TEXT,
        forms._LONGEST_CODE,
        forms._MOST,
        pages.MOST,
        MOST_KEPT,
        doings.MOST,
        ledger.MOST,
        fields["public_submissions_an_hour"].default,
        fields["public_tickets_an_hour"].default,
        fields["matters_an_hour"].default,
        asking._ANSWER_WITHIN.total_seconds(),
        window_reports._LONGEST,
        live._LASTS,
        LARGEST,
        WINDOW.total_seconds(),
        fields["agency_rate"].default,
        sheets._UNPACKED_AT_MOST,
    ]
