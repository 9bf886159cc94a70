"""Examples of what is answered about papers that somebody drafts."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from api.autograph_forms import AutographShown, AutographsShown
from api.paper_forms import (
    THIRD_PARTY,
    BlockShown,
    ClauseShown,
    CopyShown,
    FieldShown,
    FormShown,
    PaperLine,
    PaperShown,
    Preview,
    SealLine,
    SealRegister,
    StepShown,
)
from api.saying import Words, both
from proof.esignatures import LOCAL
from rules.paper.autographs import Way
from rules.paper.clauses import Asked
from rules.paper.form import FieldKind, Signs
from rules.paper.signing import Step
from rules.paper.table import FORMS

_AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
_FORM = FORMS["D-07"]
_TITLE = Words(zh=_FORM.zh, en=_FORM.en)
_ID = UUID("6f0c2f0e-5c0e-5b5e-9a55-0b1d5e6a7c01")
_LINE = PaperLine(
    id=_ID,
    form=_FORM.id,
    part="",
    title=_TITLE,
    unit="sl-t1",
    opened_by="p-sl-t1-petition-office",
    opened_at=_AT,
    waits_for=Step.REVIEW,
    waits_for_words=both("paper-step", Step.REVIEW),
    document_number=None,
    issued_at=None,
    is_void=False,
)
_FIELD = FieldShown(
    code="reasons",
    words=Words(zh="异议的详细理由", en="Detailed reasons"),
    kind=FieldKind.TEXT,
    is_required=True,
    choices=[],
    said="该地块不在本镇辖区。",
    known=None,
)
_STEP = StepShown(
    seq=2,
    step=Step.SERVE,
    words=both("paper-step", Step.SERVE),
    by="p-sl-t1-petition-office",
    seat="township_petition_office@sl-t1",
    at=_AT,
    digest="0" * 64,
    reason=None,
    method_words=both("paper-service", "direct"),
    receiver="本人",
    served_on=date(2026, 3, 2),
)

SAMPLES: dict[str, Any] = {
    "list_paper_forms": [
        FormShown(
            id=_FORM.id,
            title=_TITLE,
            issuer=_FORM.issuer,
            addressee=_FORM.addressee,
            bases=[Words(zh=each.cite("zh"), en=each.cite("en")) for each in _FORM.basis],
            is_official=True,
            hands=list(_FORM.hands),
            parts=[("", _TITLE)],
        )
    ],
    "list_papers": [_LINE],
    "read_paper": PaperShown(
        paper=_LINE,
        fields=[_FIELD],
        missing=[],
        preview=Preview(
            title=_FORM.zh, blocks=[BlockShown(level=1, text="一、理由", is_right=False, rows=[])]
        ),
        steps=[_STEP],
        may=[Step.WRITE],
        not_now={Step.REVIEW: both("refusal", "same-hand")},
        clauses=[
            ClauseShown(
                code="pay-at-once",
                title=Words(zh="一次付清", en="Payment in one sum"),
                says={"terms": "{{ who }}向{{ whom }}支付人民币{{ how_much }}元。"},
                asks=[Asked.WHO, Asked.WHOM, Asked.HOW_MUCH],
            )
        ],
        is_signed=False,
        copies=[CopyShown(of=THIRD_PARTY, name=None)],
    ),
    "read_autographs": AutographsShown(
        digest="0" * 64,
        is_current=True,
        is_complete=True,
        may_ask=True,
        may_take=True,
        signatories=[
            AutographShown(
                id="1",
                signs=Signs.PARTY,
                signs_words=both("signs", Signs.PARTY),
                name="王甲",
                is_mine=False,
                way=Way.HANDWRITTEN,
                way_words=both("signing-way", Way.HANDWRITTEN),
                signed_at=_AT,
                paper=_ID,
                provider_words=both("signing-provider", LOCAL),
                holds=True,
            )
        ],
    ),
    "read_seal_register": SealRegister(
        items=[
            SealLine(
                id=_ID,
                case="dispute/sl/SL-2026-000001/1",
                title=_TITLE,
                unit="sl-t1",
                document_number="东溪异〔2026〕12号",
                sealed_by="p-sl-t1-petition-office",
                sealed_as="township_petition_office@sl-t1",
                sealed_at=_AT,
                is_void=False,
            )
        ],
        next=None,
    ),
}
