"""What is refused to whoever drafts, reviews, signs or seals a paper."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from rules.paper.autographs import check_all_signed, check_autograph, check_who_signs
from rules.paper.form import Signs
from rules.paper.signing import Entry, Standing, Step, check_opening, check_step, check_whole
from rules.paper.table import FORMS
from rules.procedure import Officer
from rules.refusals import Reason

_WHOEVER = Officer("p-drafts", "dept_handler", "sl-d1")
_OBJECTION = FORMS["D-07"]
_AGREEMENT = FORMS["D-23"]
_ASKED = Standing(
    fields={},
    asked={
        "wording": "w",
        "digest": "d",
        "signatories": [{"id": "1", "as": "party", "who": "a", "name": "ref"}],
    },
)
_SIGNED = replace(
    _ASKED,
    autographs=(
        Entry(3, Step.AUTOGRAPH, _WHOEVER, datetime(2026, 11, 27, 1, tzinfo=UTC), {"of": ["1"]}, "x"),
    ),
)
_WRITTEN = Standing(drafters=frozenset({_WHOEVER.person}), fields={})

OF_A_PAPER: Mapping[Reason, Callable[[], Callable[[], object]]] = {
    Reason.ISSUED_BY_PROCEDURE: lambda: partial(
        check_opening, FORMS["D-09"], "", _WHOEVER, is_sealed_store=False
    ),
    Reason.SAME_HAND: lambda: partial(
        check_step, _OBJECTION, "", _WHOEVER.unit, _WRITTEN, Step.REVIEW, _WHOEVER
    ),
    Reason.WHO_SIGNS: lambda: partial(check_who_signs, _AGREEMENT, [Signs.PARTY, Signs.MEDIATOR]),
    Reason.AUTOGRAPHS_LACKING: lambda: partial(check_all_signed, _AGREEMENT, _ASKED, Step.SEAL, "w"),
    Reason.AUTOGRAPHS_OF_ANOTHER_WORDING: lambda: partial(check_autograph, _ASKED, "1", "d", "anew"),
    Reason.ALREADY_SIGNED: lambda: partial(check_autograph, _SIGNED, "1", "d", "w"),
    Reason.PAPER_INCOMPLETE: lambda: partial(check_whole, _OBJECTION, "", {}),
}
