"""What a caller writes becomes what the rules take: words as references, lists one by one."""

import pytest
from pydantic import ValidationError

from api.forms import filled, form_of
from rules.handoff.commands import AddHandoffPapers
from rules.handoff.matter import Class, Paper
from rules.procedure import Sealed

ONE = {"kind": "complaint", "text": "起诉状。", "secrecy": "confidential"}
OTHER = {"kind": "agreement", "text": "调解协议书。"}


def test_what_each_paper_of_a_list_says_goes_on_as_a_reference_of_its_own() -> None:
    sealed = dict[str, str]()
    form = form_of(AddHandoffPapers).model_validate({"papers": [ONE, OTHER]})

    def seal(field: str, text: str) -> Sealed:
        sealed[field] = text
        return Sealed(f"content/{field}")

    assert filled(AddHandoffPapers, form, seal) == {
        "papers": (
            Paper(kind="complaint", text=Sealed("content/papers.0.text"), secrecy=Class.CONFIDENTIAL),
            Paper(kind="agreement", text=Sealed("content/papers.1.text")),
        )
    }
    assert sealed == {"papers.0.text": "起诉状。", "papers.1.text": "调解协议书。"}


@pytest.mark.parametrize(
    "papers",
    [[{**ONE, "kind": "起诉状"}], [{**ONE, "secrecy": "unknown"}], [{**ONE, "author": "王甲"}], [ONE] * 51],
)
def test_a_list_holds_what_its_members_may_hold_and_not_too_many(papers: object) -> None:
    with pytest.raises(ValidationError):
        form_of(AddHandoffPapers).model_validate({"papers": papers})
