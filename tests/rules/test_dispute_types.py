"""The kind of dispute that a line of the list suggests."""

import pytest

from counties.routes import question_tree, route_list
from rules.diversion.dispute_types import DISPUTE_TYPES
from rules.diversion.route import Category
from rules.diversion.telling import tree_told
from tests.rules.county import TOLD

LIST = "2026.4"


@pytest.mark.parametrize("line", sorted(DISPUTE_TYPES))
def test_a_kind_is_suggested_of_what_may_be_registered_as_a_dispute_alone(line: str) -> None:
    assert route_list(LIST).route(line).category in (Category.DISPUTE, Category.ADMINISTRATIVE_DUTY)


def test_what_is_suggested_is_a_kind_of_the_county() -> None:
    assert set(DISPUTE_TYPES.values()) <= set(TOLD.dispute_types)


def test_the_tree_tells_the_kinds_of_its_own_lines() -> None:
    assert tree_told(question_tree(LIST))["dispute_types"] == DISPUTE_TYPES
