"""Signing of a drafted paper by those it binds (各方签名): by hand on the screen, on paper, electronically.

What is signed is one wording, named by its digest. A picture or a scan is a paper of the case like any other,
looked into, sealed and kept as those are; the journal of the paper says whose it is and of which wording.
"""

import secrets
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request, Response
from pydantic import StringConstraints
from sqlalchemy.ext.asyncio import AsyncConnection

from api import examples
from api.added_papers import BODY, county_of
from api.autograph_forms import AskAutographs, AutographShown, AutographsShown, Digest, SignElectronically
from api.case import read_case
from api.drafting import AtPaper, OnPaper, data_of, doings, references, seat_that, take, unread
from api.file_pieces import lens_of
from api.known_to_the_case import named_openly
from api.looking import note_reading, opened
from api.measure import WITHIN_MEASURE
from api.office import Office
from api.paper_drafts import PAPERS
from api.paper_forms import PaperLine
from api.problems import malformed, not_your_seat, refusal, refused, unseen
from api.requests import Envelope, IdempotencyKey, digest_of
from api.saying import both
from api.uploading import Adding, taken_in
from proof.esignatures import ESignature, ESigner, LocalSigner, Statement
from proof.keys import Signer, known
from records import paper_drafts
from records.checkpoints import keys_introduced
from rules.added_papers import FileKind
from rules.auditing import Looked
from rules.authority.relations import seat_of
from rules.paper.autographs import (
    Signatory,
    Way,
    autograph_of,
    check_autograph,
    check_blanks,
    check_for_whom,
    check_who_signs,
    digest_of_wording,
    signatories_of,
)
from rules.paper.form import Secrecy, Signs
from rules.paper.signing import Entry, Standing, Step, check_step, standing_of
from rules.paper.table import FORMS
from rules.procedure import Officer
from rules.refusals import Reason, Refused
from rules.words import say

router = APIRouter(tags=["文书 documents"])

_PAPER = PAPERS + "/{id}"
_SALT = 16  # bytes
_LONGEST_TITLE = 120  # characters
_KINDS = {
    Way.HANDWRITTEN: frozenset({FileKind.PNG}),
    Way.SCANNED: frozenset({FileKind.PNG, FileKind.JPEG, FileKind.WEBP, FileKind.PDF}),
}
Who = Annotated[str, StringConstraints(max_length=200, pattern=r"^[1-9][0-9]*(,[1-9][0-9]*)*$")]


@router.get(
    _PAPER + "/autographs",
    operation_id="read_autographs",
    dependencies=[WITHIN_MEASURE],
    summary="各方签名 Whose names stand under a paper",
)
async def read_autographs(at: AtPaper) -> AutographsShown:
    """Whoever reads the paper. Electronic signatures are checked each time they are shown."""
    async with at.sight.records.begin() as connection:
        standing = standing_of(await paper_drafts.entries_of(connection, at.paper.id))
        asked = signatories_of(standing)
        texts = await opened(connection, at.office, at.lens, [each.name for each in asked])
        await note_reading(connection, at.person, at.paper.matter, Looked.DOCUMENT)
    async with at.office.records.connect() as connection:
        signer = await _signer(connection, at.office)
    shown = [_shown(at, standing, each, texts.get(each.name), signer) for each in asked]
    able, _ = doings(at, standing, dict.fromkeys(standing.fields or (), "·"))
    said = standing.asked or {}
    return AutographsShown(
        digest=said.get("digest"),
        is_current=bool(said) and said["wording"] in {_wording(at), standing.wording},
        is_complete=bool(shown) and all(each.way for each in shown),
        may_ask=Step.ASK in able,
        may_take=Step.AUTOGRAPH in able,
        signatories=shown,
    )


@router.post(
    _PAPER + "/ask-autographs", operation_id="ask_autographs", summary="请各方签名 Ask for signatures"
)
async def ask_autographs(
    body: Annotated[AskAutographs, Body(openapi_examples=examples.ASK_AUTOGRAPHS)],
    at: AtPaper,
    key: IdempotencyKey,
) -> PaperLine:
    """Of what it says now, once nothing is missing and no blank of a clause is left. Asked again, everybody
    signs again; so they do once it is written anew. 403 for whoever does not read all of it in clear."""
    form, paper, wording = FORMS[at.paper.kind], at.paper, _wording(at)
    names = await _names(at, body)
    envelope = Envelope(key, digest_of(at.office, at.person, f"{_route(at)}/ask", body))
    async with at.sight.records.begin() as connection:
        standing = standing_of(entries := await paper_drafts.entries_of(connection, paper.id))
        if unread(at, standing):  # nobody signs a digest of half of it
            raise not_your_seat()
        texts = await opened(connection, at.office, at.lens, references(entries))
        await note_reading(connection, at.person, paper.matter, Looked.DOCUMENT)
    said = data_of(paper, standing, texts)
    try:
        check_who_signs(form, [signs for signs, _, _ in names])
        check_blanks(said)
    except Refused as no:
        raise refusal(no) from None
    fields = dict(standing.fields or {})
    salt = secrets.token_hex(_SALT)
    asked = {
        "wording": wording,
        "salt": str(envelope.put(Secrecy.WORDS, salt, place="salt")),
        "digest": digest_of_wording(str(paper.id), paper.kind, paper.part, wording, salt, said),
        "signatories": [
            {
                "id": str(n),
                "as": signs,
                "who": who,
                "name": str(envelope.put(Secrecy.WORDS, name, place=str(n))),
            }
            for n, (signs, who, name) in enumerate(names, start=1)
        ],
    }
    return await take(at, Step.ASK, envelope, asked, also=lambda now: _is_still(now, fields))


@router.post(
    _PAPER + "/autographs",
    operation_id="add_autograph",
    summary="签名、扫描件 Add a signature by hand, or a signed paper",
    openapi_extra=BODY,
)
async def add_autograph(
    *,
    at: AtPaper,
    request: Request,
    key: IdempotencyKey,
    of: Annotated[Who, Query(description="谁的签名，扫描件可以有几个人的 whose; a scan may bear several")],
    digest: Annotated[Digest, Query(description="所签文本的摘要 the digest of the wording that is signed")],
    way: Annotated[Way, Query(description="屏幕手写或者扫描 by hand on the screen, or a scan")],
) -> PaperLine:
    """The body is the picture of the signature (PNG), or the scan of the signed paper. It is kept among the
    papers of the case. Whoever drafts takes it, in front of whoever signs."""
    whose = list(dict.fromkeys(of.split(",")))
    if way not in _KINDS or (way is Way.HANDWRITTEN and len(whose) > 1):
        raise malformed(("query.way", "way"))
    standing, seat = await _may_sign(at, whose, digest, key)
    found = [_one(standing, each) for each in whose]
    async with at.sight.records.connect() as connection:
        texts = await opened(connection, at.office, at.lens, [each.name for each in found])
    names = "、".join(texts.get(each.name) or each.id for each in found)
    adding = Adding(
        procedure=at.case.procedure,
        matter=at.paper.matter,
        county=county_of(at.case),
        by=at.person,
        seat=seat_of(seat),
        route=f"{_route(at)}/autographs/{of}/{way}/{digest}",
        title=f"{say('signing-way', way, 'zh')}：{names}"[:_LONGEST_TITLE],
        command=key,
        kinds=_KINDS[way],
    )
    added = await taken_in(at.office, request, adding)
    said = {"of": whose, "way": way, "digest": digest, "paper": str(added.id), "file": added.digest}
    return await _taken(at, Envelope(key, added.request), said)


@router.post(
    _PAPER + "/autographs/electronic",
    operation_id="sign_electronically",
    summary="电子签署（本地） Sign electronically, by the county's own key",
)
async def sign_electronically(
    body: Annotated[SignElectronically, Body(openapi_examples=examples.SIGN_ELECTRONICALLY)],
    at: AtPaper,
    key: IdempotencyKey,
) -> PaperLine:
    """For whoever was asked by name and has signed in: nobody signs for another. 本地电子签署，不是电子认证
    服务机构的认证 The local signature is no qualified certificate."""
    standing, _ = await _may_sign(at, [body.signatory], body.digest, key)
    if _one(standing, body.signatory).who != at.person.ref:
        raise refused(Reason.NOT_YOURS_TO_DO.code)
    statement = Statement(str(at.paper.id), body.signatory, at.person.ref, body.digest, at.person.at)
    async with at.office.records.connect() as connection:
        signer = await _signer(connection, at.office)
    signed = await signer.sign(statement)
    envelope = Envelope(key, digest_of(at.office, at.person, f"{_route(at)}/electronic", body))
    said = {"of": [body.signatory], "way": Way.ELECTRONIC, "digest": body.digest, **vars(signed)}
    return await _taken(at, envelope, said)


async def _taken(at: OnPaper, envelope: Envelope, said: Mapping[str, Any]) -> PaperLine:
    wording = _wording(at)

    def also(now: Standing) -> None:
        for each in said["of"]:
            check_autograph(now, each, said["digest"], wording)

    return await take(at, Step.AUTOGRAPH, envelope, said, also=also)


async def _may_sign(at: OnPaper, whose: Sequence[str], digest: str, key: str) -> tuple[Standing, Officer]:
    """Before anything is taken in: whether this one may sign now, and as which seat whoever takes it acts.
    What was taken under this key before is left to ``take``, which answers as the first time. Raises
    Problem."""
    form, paper = FORMS[at.paper.kind], at.paper
    async with at.sight.records.connect() as connection:
        standing = standing_of(await paper_drafts.entries_of(connection, paper.id))
        is_again = await paper_drafts.is_taken(connection, paper.id, key)
    if is_again:
        return standing, at.person.seats[0]

    def check(seat: Officer) -> None:
        check_step(form, paper.part, paper.unit, standing, Step.AUTOGRAPH, seat)
        check_for_whom(standing, paper.unit, seat, whose)

    seat = seat_that(at.person, check)
    try:
        for each in whose:
            check_autograph(standing, each, digest, _wording(at))
    except Refused as no:
        raise refusal(no) from None
    return standing, seat


def _is_still(now: Standing, fields: Mapping[str, str]) -> None:
    """What was read and digested is what stands there in the transaction that writes it down."""
    if dict(now.fields or {}) != fields:
        raise Refused(Reason.AUTOGRAPHS_OF_ANOTHER_WORDING)


async def _names(at: OnPaper, body: AskAutographs) -> list[tuple[Signs, str, str]]:
    """As what, by which reference, under which name: the parties as the case has them, but for who asked not
    to be named. Raises Problem 422."""
    kind, _, number, n = at.paper.procedure.split("/")
    case = await read_case(at.office, at.person, at.sight, kind, number, int(n), Response())
    async with at.sight.records.connect() as connection:
        case = await named_openly(connection, at.office, lens_of(at), case)
    names = {each.party.ref: each.name for each in case.parties if each.name}
    if strangers := [each for each in body.parties if each not in names]:
        raise malformed((f"body.parties.{body.parties.index(strangers[0])}", "unknown"))
    parties = [(Signs.PARTY, each, names[each] or "") for each in dict.fromkeys(body.parties)]
    return [*parties, *((Signs.MEDIATOR, each.person or "", each.name) for each in body.mediators)]


def _wording(at: OnPaper) -> str:
    """The county's wording as it is today, by digest. Raises Problem 404."""
    template = at.papers.templates.get(at.paper.kind)
    if template is None:
        raise unseen()
    return template.digest


def _one(standing: Standing, signatory: str) -> Signatory:
    """Raises Problem 404."""
    found = next((each for each in signatories_of(standing) if each.id == signatory), None)
    if found is None:
        raise unseen()
    return found


def _route(at: OnPaper) -> str:
    return f"{at.case.procedure}/drafted/{at.paper.id}"


async def _signer(connection: AsyncConnection, office: Office) -> ESigner:
    """The county's own, with every public key it has had."""
    signers: Sequence[Signer] = [Signer(seed) for seed in office.settings.signing_seeds()]
    keys, _ = known(await keys_introduced(connection))
    return LocalSigner(signers[0], {**keys, **{each.id: each.public for each in signers}})


def _shown(
    at: OnPaper, standing: Standing, asked: Signatory, name: str | None, signer: ESigner
) -> AutographShown:
    entry = autograph_of(standing, asked.id)
    body = entry.body if entry else {}
    provider = body.get("provider")
    return AutographShown(
        id=asked.id,
        signs=asked.as_,
        signs_words=both("signs", asked.as_),
        name=name,
        is_mine=asked.who == at.person.ref,
        way=body.get("way"),
        way_words=both("signing-way", body["way"]) if body else None,
        signed_at=entry.at if entry else None,
        paper=body.get("paper"),
        provider_words=both("signing-provider", provider) if provider else None,
        holds=_holds(at, asked, entry, signer) if entry and provider else None,
    )


def _holds(at: OnPaper, asked: Signatory, entry: Entry, signer: ESigner) -> bool:
    statement = Statement(str(at.paper.id), asked.id, asked.who, entry.body["digest"], entry.at)
    return signer.holds(statement, ESignature.read(entry.body))
