"""County policy 25: the panel is drawn by nobody's choice, and anybody can draw it again."""

import pytest

from rules.hearing import draw, in_order
from rules.refusals import Reason, Refused

# The order is that of sha256 of "{procedure}#{entry}/{member}", as sha256sum counts it.
POOL = ("panel-1", "panel-2", "panel-3", "panel-4", "panel-5", "panel-6")
REVIEW = "review/sl/SL-2026-1/1"


def test_the_same_entry_of_the_same_procedure_draws_the_same_panel() -> None:
    assert draw(REVIEW, 1, POOL, 3) == ("panel-5", "panel-3", "panel-1")
    assert draw(REVIEW, 1, reversed(POOL), 3) == ("panel-5", "panel-3", "panel-1")


def test_another_procedure_or_entry_draws_another_panel() -> None:
    assert draw("review/sl/SL-2026-2/1", 1, POOL, 3) == ("panel-5", "panel-4", "panel-6")
    assert draw(REVIEW, 2, POOL, 3) == ("panel-4", "panel-5", "panel-6")


def test_whoever_steps_aside_is_replaced_by_the_next_and_by_nobody_else() -> None:
    order = in_order(REVIEW, 1, POOL)

    assert draw(REVIEW, 1, POOL, 3, {order[1]}) == (order[0], order[2], order[3])
    assert draw(REVIEW, 1, POOL, 3, {"passer-by"}) == order[:3]


def test_a_recusal_blocks_a_draw_that_leaves_too_few() -> None:
    with pytest.raises(Refused) as refused:
        draw(REVIEW, 1, POOL, 3, POOL[:4])

    assert refused.value.reason is Reason.PANEL_TOO_SMALL


def test_over_many_procedures_everybody_sits_about_as_often() -> None:
    drawn = [draw(f"review/sl/SL-2026-{n}/1", 1, POOL, 3) for n in range(2_000)]

    often = [sum(member in panel for panel in drawn) for member in POOL]

    assert sum(often) == 6_000
    assert min(often) > 900
    assert max(often) < 1_100
