"""What is refused to whoever drafts, reviews, signs or seals a paper."""

from collections.abc import Callable, Mapping
from functools import partial

from rules.paper.signing import Standing, Step, check_opening, check_step, check_whole
from rules.paper.table import FORMS
from rules.procedure import Officer
from rules.refusals import Reason

_WHOEVER = Officer("p-drafts", "dept_handler", "sl-d1")
_OBJECTION = FORMS["D-07"]
_WRITTEN = Standing(drafters=frozenset({_WHOEVER.person}), fields={})

OF_A_PAPER: Mapping[Reason, Callable[[], Callable[[], object]]] = {
    Reason.ISSUED_BY_PROCEDURE: lambda: partial(
        check_opening, FORMS["D-09"], "", _WHOEVER, is_sealed_store=False
    ),
    Reason.SAME_HAND: lambda: partial(
        check_step, _OBJECTION, "", _WHOEVER.unit, _WRITTEN, Step.REVIEW, _WHOEVER
    ),
    Reason.PAPER_INCOMPLETE: lambda: partial(check_whole, _OBJECTION, "", {}),
}
