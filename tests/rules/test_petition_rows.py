"""The rows of the reference for petitions, each as it stands there: what is counted, what is not, how certain
it is. And the rows of the law that the tests name, every one of them."""

import re
from functools import cache

import pytest

from rules.clocks.rule import ClockRule
from rules.clocks.table.petitions import RULES
from tests.house.repository import ROOT, files, text

# id -> how long, whose duty or right, article, mark. "-" names no number: nothing is counted there.
ROWS = """
K-01   -                    receiving-organ      XFTL 22, XFTL 23              C
K-02   15 calendar-days     petition-department  XFTL 22                       C
K-02a  5 calendar-days      state-bureau         GXF                           V
K-02b  3 calendar-days      province-bureau      GXF                           V
K-02c  3 calendar-days      city-bureau          GXF                           V
K-02d  4 calendar-days      county-bureau        GXF                           V
K-03   15 calendar-days     receiving-organ      XFTL 23(2)                    C
K-04   15 calendar-days     receiving-organ      XFTL 23(3)                    C
K-05   5 working-days       receiving-organ      XFTL 23(3)                    C
K-06   -                    handling-organ       XFTL 22(1)                    C
K-07   60 calendar-days     handling-organ       XFTL 34, XFTL 31              C
K-08   -                    head-of-organ        XFTL 34                       C
K-09   -                    handling-organ       XFTL 31, XFTL 36(2)           C
K-10   30 calendar-days     petitioner           XFTL 35                       C
K-11   30 calendar-days     next-higher-organ    XFTL 35                       C
K-12   30 calendar-days     petitioner           XFTL 36(1)                    C
K-13   30 calendar-days     organ-above-review   XFTL 36                       C
K-14   -                    all-organs           XFTL 36(3), XFTL 37(3)        C
K-15   -                    all-organs           XFTL 25                       C
K-16   -                    petitioners          XFTL 20(3)                    C
K-17   -                    higher-organ         XFTL 19(3)                    C
K-18   -                    common-superior      XFTL 24                       C
K-19   1 working-days       each-level           JYBL                          L
K-20   3 working-days       handling-organ       JYBL                          L
K-21   10 working-days      handling-organ       JYBL                          L
K-22   -                    handling-organ       JYBL 4, JYBL 5                C
K-23   -                    handling-organ       XFTL 29                       C
K-24   15 working-days      discipline-organ     JJGZ, XFTL 30                 L
K-24a  15 working-days      discipline-organ     JJGZ, XFTL 30                 L
K-25   -                    petition-department  XFTL 22(2), XFTL 28(2)        C
K-26   -                    all-organs           XFTL 21(2)                    C
K-27   -                    visiting-leader      ZA                            C
K-28   -                    petition-department  XFTL 40(1)                    C
K-29   -                    petition-department  XFTL 40(1)                    C
K-30   30 calendar-days     addressee            XFTL 40(4)                    P
K-31   -                    petition-department  XFTL 40(3)                    C
K-32   -                    petition-department  XFTL 41                       C
K-33   -                    joint-meeting        XFTL 39(3)                    C
K-34   30 calendar-days     petitioner           MYD                           V
K-35   5 working-days       zhejiang-organ       ZJXF 15                       V
K-35a  30 calendar-days     zhejiang-organ       ZJXF 20                       V
"""

# Leaders' visits, accountability, the yearly report and the joint meeting's measures (K-27, K-31 to K-33)
# belong to procedures that come later: their rows are held above, and nothing carries them out yet.
LATER = {"K-27", "K-31", "K-32", "K-33"}
CITED = [
    *(each for number in range(1, 36) if (each := f"K-{number:02}") not in LATER),
    *(f"N-{number}" for number in range(1, 11)),
    *(f"R-{number:02}" for number in range(1, 46)),
]


def rows() -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in (re.split(r"\s{2,}", line) for line in ROWS.strip().splitlines())}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_row_of_the_reference_is_the_rule(rule: ClockRule) -> None:
    length, responsible, articles, mark = rows()[rule.id]

    said = f"{rule.count} {rule.unit}" if rule.is_counted else "-"
    cited = [
        article.short + (f"({article.paragraph})" if article.paragraph else "") for article in rule.articles
    ]

    assert said == length
    assert (rule.responsible, ", ".join(cited), rule.mark) == (responsible, articles, mark)


def test_the_table_has_every_row_and_no_other() -> None:
    assert [rule.id for rule in RULES] == list(rows())


@pytest.mark.parametrize("row", CITED)
def test_every_row_of_the_reference_is_named_by_a_test_beside_this_one(row: str) -> None:
    assert re.search(rf"\b{row}\b", others())


@cache
def others() -> str:
    mine = ROOT / "tests" / "rules" / "test_petition_rows.py"
    return "".join(text(path) for path in files("tests", endings=(".py", ".toml")) if path != mine)
