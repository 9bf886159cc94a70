"""What is done with a paper that somebody drafts: written, signed, sealed, served, void."""

from typing import Annotated

from fastapi import APIRouter, Body

from api import examples
from api.drafting import AtPaper, OnPaper, as_it_should, filled_as, left_as_it_was, take
from api.forms import Form
from api.paper_drafts import PAPERS
from api.paper_forms import PaperLine, ReasonGiven, ServePaper, TakePaper, WritePaper
from api.requests import Envelope, IdempotencyKey, digest_of
from rules.paper.form import Secrecy
from rules.paper.signing import Step
from rules.paper.table import FORMS

router = APIRouter(tags=["文书 documents"])

_PAPER = PAPERS + "/{id}"
_REASON = "paper-reason"


@router.post(_PAPER + "/write", operation_id="write_paper", summary="拟稿 Write a paper")
async def write_paper(
    body: Annotated[WritePaper, Body(openapi_examples=examples.WRITE_PAPER)], at: AtPaper, key: IdempotencyKey
) -> PaperLine:
    """The whole of it as it is now; whoever reviewed or signed before does so anew. What somebody does not
    read stays, unless they write something in its place."""
    fields = {each.code: each for each in FORMS[at.paper.kind].of(at.paper.part)}
    as_it_should(at.paper, {each.code: filled_as(fields.get(each.code), each.said) for each in body.fields})
    envelope = _envelope(at, key, Step.WRITE, body)
    said = {each.code: each.said for each in body.fields}
    kept = await left_as_it_was(at, said)
    references = {
        code: str(envelope.put(fields[code].secrecy, text, place=code))
        for code, text in said.items()
        if code not in kept
    }
    return await take(at, Step.WRITE, envelope, {"fields": {**kept, **references}})


@router.post(_PAPER + "/take", operation_id="take_paper", summary="审核、签发、用印 Review, sign, seal")
async def take_paper(
    body: Annotated[TakePaper, Body(openapi_examples=examples.TAKE_PAPER)], at: AtPaper, key: IdempotencyKey
) -> PaperLine:
    """The next hand. The last of them issues the paper, with the unit's next number. 409 while a required
    field is empty, with its name; and for whoever had a hand in it before."""
    step = Step(body.step)
    return await take(at, step, _envelope(at, key, step, body), {})


@router.post(_PAPER + "/send-back", operation_id="send_back_paper", summary="退回修改 Send a paper back")
async def send_back_paper(
    body: Annotated[ReasonGiven, Body(openapi_examples=examples.SEND_BACK_PAPER)],
    at: AtPaper,
    key: IdempotencyKey,
) -> PaperLine:
    """To whoever writes it, with the reason; what was reviewed and signed counts no more."""
    envelope = _envelope(at, key, Step.SEND_BACK, body)
    return await take(at, Step.SEND_BACK, envelope, {"reason": str(envelope.put(_REASON, body.reason))})


@router.post(_PAPER + "/void", operation_id="void_paper", summary="作废 Make a paper void")
async def void_paper(
    body: Annotated[ReasonGiven, Body(openapi_examples=examples.VOID_PAPER)], at: AtPaper, key: IdempotencyKey
) -> PaperLine:
    """Its number stays, with the reason, and is never given again."""
    envelope = _envelope(at, key, Step.VOID, body)
    return await take(at, Step.VOID, envelope, {"reason": str(envelope.put(_REASON, body.reason))})


@router.post(_PAPER + "/serve", operation_id="serve_paper", summary="送达 Record that a paper was served")
async def serve_paper(
    body: Annotated[ServePaper, Body(openapi_examples=examples.SERVE_PAPER)], at: AtPaper, key: IdempotencyKey
) -> PaperLine:
    """How, to whom, on which day; of several services each."""
    envelope = _envelope(at, key, Step.SERVE, body)
    receiver = str(envelope.put(Secrecy.WORDS, body.receiver, place="receiver"))
    said = {"method": body.method, "receiver": receiver, "served_on": body.served_on.isoformat()}
    return await take(at, Step.SERVE, envelope, said)


def _envelope(at: OnPaper, key: str, step: Step, body: Form) -> Envelope:
    return Envelope(
        key, digest_of(at.office, at.person, f"{at.case.procedure}/drafted/{at.paper.id}/{step}", body)
    )
