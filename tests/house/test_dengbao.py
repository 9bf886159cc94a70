"""docs/dengbao.md tells the truth: an item has a feature and a test, or a reason; and it claims nothing."""

import re

import pytest

from tests.house.repository import ROOT, files, name_of, rows, text
from tests.house.tracing import Item, counts, said_counts

DOCUMENT = ROOT / "docs" / "dengbao.md"
ITEMS = [Item(*row) for row in rows(DOCUMENT, 5)]
# The items of the third level, 安全计算环境 and 安全管理中心; several of ours may belong to one of them.
WANTED = {
    *(f"8.1.4.1 {letter}" for letter in "abcd"),
    *(f"8.1.4.2 {letter}" for letter in "abcdefg"),
    *(f"8.1.4.3 {letter}" for letter in "abcd"),
    *(f"8.1.4.{number}" for number in range(4, 12)),
    "8.1.5",
    "抗抵赖",
}


def test_every_item_stands_there_and_no_other() -> None:
    ids = [each.id for each in ITEMS]

    assert {id.partition("-")[0] for id in ids} == WANTED
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("each", ITEMS, ids=lambda each: each.id)
def test_an_item_has_a_feature_and_a_test_or_a_reason(each: Item) -> None:
    assert each.is_well_formed, each


def test_the_items_are_counted_as_they_are() -> None:
    assert said_counts(DOCUMENT) == counts(ITEMS)


def test_nothing_is_claimed_that_only_an_assessment_can_say() -> None:
    claims = re.compile(r"通过了?(密评|等保|等级保护测评)|符合等保|等保合规")
    denied = "不声称已通过密评"

    assert "不是等级保护测评，也不是密码应用安全性评估" in text(DOCUMENT)
    assert denied in text(DOCUMENT)
    claiming = [path for path in files(endings=(".md",)) if claims.search(text(path).replace(denied, ""))]
    assert [name_of(path) for path in claiming] == []
    assert claims.search("本系统已通过密评")
