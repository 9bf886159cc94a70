"""A paper as one person meets it (拟写的文书): found behind the wall, checked by the rules, shown as read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Path
from sqlalchemy.ext.asyncio import AsyncConnection

from api.identity import Person, Whoever
from api.lens import Lens, lens_on
from api.looking import Episode, Number, Texts, case_seen, opened
from api.office import Office, TheOffice
from api.paper_forms import BlockShown, FieldShown, PaperLine, Preview, StepShown
from api.printing import day_in_words, templates_of
from api.problems import Problem, malformed, refusal, refused, unseen
from api.requests import Envelope
from api.saying import Words, both
from api.sight import InSight, Sight
from paper.sheet import Block, Heading, Paragraph, Rows, Sheet
from paper.templates import Issue, Papers, Template, sheet_of, template_of
from records import paper_drafts
from records.content import MatterErased
from records.journal import AnotherBody
from records.paper_drafts import Asked, Paper
from records.reading import CaseLine
from rules.authority.confidentiality import Mask
from rules.instants import BEIJING
from rules.paper.autographs import autograph_of, check_all_signed, signatories_of
from rules.paper.filling import Data, Filled, NotAsItShould, check
from rules.paper.form import Field, FieldKind
from rules.paper.signing import Entry, Standing, Step, check_step, check_whole, issues, next_hand, standing_of
from rules.paper.table import FORMS
from rules.procedure import Officer
from rules.refusals import Reason, Refused
from rules.words import say

_ISSUING = (Step.REVIEW, Step.SIGN, Step.SEAL, Step.FINISH)
_DRAFT = "（草稿）"
_VOID = "（已作废）"


@dataclass(frozen=True)
class OnCase:
    """Somebody at a case whose words they read."""

    office: Office
    person: Person
    sight: Sight
    case: CaseLine
    lens: Lens

    @property
    def units(self) -> dict[str, str]:
        """Units by their names."""
        return {unit.unit: unit.name for unit in self.sight.units.values()}

    @property
    def papers(self) -> Papers:
        """The county's wording as it is today."""
        return templates_of(self.case.procedure.split("/")[1])

    def number_of(self, paper: Paper, standing: Standing) -> str | None:
        """发文字号, once it is issued: as it was written then."""
        if standing.number is None:
            return None
        return standing.document_number or self.numbered(paper, *standing.number)

    def numbered(self, paper: Paper, year: int, number: int) -> str:
        """A number as the county writes it today."""
        name = self.units.get(paper.unit, paper.unit)
        return self.papers.number(paper.kind, paper.unit, name, year, number)


@dataclass(frozen=True)
class OnPaper(OnCase):
    """Somebody at one of its papers."""

    paper: Paper

    def seat_for(self, check: Callable[[Officer], None]) -> Officer:
        """As which of their seats somebody does it."""
        return seat_that(self.person, check)


async def _on_case(
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    kind: Annotated[str, Path(max_length=40)],
    number: Number,
    n: Episode,
) -> OnCase:
    """Raises Problem 404 where the case is not seen or its words are not read."""
    case = await case_seen(sight, kind, number, n)
    lens = await lens_on(sight, person, number, case.procedure)
    if not lens.reads_words:
        raise unseen()
    return OnCase(office, person, sight, case, lens)


AtCase = Annotated[OnCase, Depends(_on_case)]


async def _on_paper(at: AtCase, id: UUID) -> OnPaper:
    """Raises Problem 404."""
    async with at.sight.records.connect() as connection:
        paper = await paper_drafts.paper_of(connection, at.case.procedure, id)
    if paper is None:
        raise unseen()
    return OnPaper(**vars(at), paper=paper)


AtPaper = Annotated[OnPaper, Depends(_on_paper)]


def seat_that(person: Person, check: Callable[[Officer], None]) -> Officer:
    """The first seat of somebody that the rules let; else the refusal of the one that came furthest. Raises
    Problem 409."""
    no: Refused | None = None
    for seat in person.seats:
        try:
            check(seat)
        except Refused as refused_now:
            if no is None or no.reason is Reason.NOT_YOURS_TO_DO:
                no = refused_now
        else:
            return seat
    raise refused(Reason.NOT_YOURS_TO_DO.code) if no is None else refusal(no)


def filled_as(field: Field | None, said: str) -> Filled:
    """What somebody wrote, as the field takes it."""
    return said.splitlines() if field is not None and field.kind is FieldKind.SEVERAL else said.strip()


def as_it_should(paper: Paper, said: Data) -> None:
    """Raises Problem 422 by the field."""
    try:
        check(paper.kind, said, paper.part)
    except NotAsItShould as wrong:
        raise malformed((f"body.{wrong.code}", wrong.why)) from None


async def take(
    at: OnPaper,
    step: Step,
    envelope: Envelope,
    body: Mapping[str, Any],
    *,
    also: Callable[[Standing], None] = lambda _: None,
) -> PaperLine:
    """One step of a paper. ``also``: what else must hold of its journal as it stands then. Raises Problem."""
    form, paper = FORMS[at.paper.kind], at.paper
    async with at.sight.records.connect() as connection:
        entries = await paper_drafts.entries_of(connection, paper.id)
    seat = _seat(at, step, standing_of(entries), entries)
    template = at.papers.templates.get(paper.kind)
    wording = (template.digest, template.text) if template and issues(form, step) else None

    def checked(standing: Standing) -> None:
        check_step(form, paper.part, paper.unit, standing, step, seat)
        if step in _ISSUING:
            check_whole(form, paper.part, dict.fromkeys(standing.fields or (), "·"))
            check_all_signed(form, standing, step, template.digest if template else "")
        also(standing)

    asked = Asked(envelope.key, envelope.digest, seat, at.person.at)
    try:
        await paper_drafts.take(
            at.office.records,
            at.office.keeper,
            paper,
            step,
            asked,
            body,
            envelope.texts,
            wording=wording,
            told=partial(at.numbered, paper),
            check=checked,
        )
    except Refused as no:
        raise refusal(no) from None
    except AnotherBody:
        raise Problem(422, "key-reused") from None
    except MatterErased:
        raise refused(Reason.NOT_AT_THIS_STAGE.code) from None
    async with at.sight.records.connect() as connection:
        return line_of(at, paper, standing_of(await paper_drafts.entries_of(connection, paper.id)))


def _seat(at: OnPaper, step: Step, standing: Standing, entries: tuple[Entry, ...]) -> Officer:
    """As whom: where the step was taken under this key before, whoever asks is answered as the first time."""
    form, paper = FORMS[at.paper.kind], at.paper
    try:
        return seat_that(
            at.person, lambda seat: check_step(form, paper.part, paper.unit, standing, step, seat)
        )
    except Problem:
        mine = [each.by for each in entries if each.step is step and each.by in at.person.seats]
        if not mine:
            raise
        return mine[-1]


def doings(at: OnPaper, standing: Standing, data: Data) -> tuple[list[Step], dict[Step, Words]]:
    """What this person may do with a paper now; and of the step that comes next, why they may not."""
    form, paper = FORMS[at.paper.kind], at.paper
    able: list[Step] = []
    not_now: dict[Step, Words] = {}
    for step in Step:
        checks = partial(check_step, form, paper.part, paper.unit, standing, step)
        try:
            seat_that(at.person, checks)
            if step in _ISSUING:
                check_whole(form, paper.part, data)
                check_all_signed(form, standing, step, _digest_today(at))
        except (Problem, Refused) as no:
            code = no.code if isinstance(no, Problem) else no.reason.code
            if step is next_hand(form, standing):
                not_now[step] = both("refusal", code)
        else:
            able.append(step)
    return able, not_now


def _digest_today(at: OnPaper) -> str:
    template = at.papers.templates.get(at.paper.kind)
    return template.digest if template else ""


def references(entries: Iterable[Entry]) -> list[str]:
    """Every reference to what somebody said in the journal of a paper."""
    said = [
        each for entry in entries for each in (entry.body.get("reason"), entry.body.get("receiver")) if each
    ]
    standing = standing_of(entries)
    return [*said, *(each.name for each in signatories_of(standing)), *(standing.fields or {}).values()]


def data_of(paper: Paper, standing: Standing, texts: Texts) -> dict[str, Filled]:
    """What a paper says, as far as it is read here."""
    fields = {each.code: each for each in FORMS[paper.kind].of(paper.part)}
    read = {code: texts.get(ref) for code, ref in (standing.fields or {}).items()}
    return {code: filled_as(fields[code], said) for code, said in read.items() if said}


def unread(at: OnPaper, standing: Standing) -> dict[str, str]:
    """The fields in which something stands that this person does not read in clear, by reference."""
    fields = {each.code: each for each in FORMS[at.paper.kind].of(at.paper.part)}
    there = (standing.fields or {}).items()
    return {code: ref for code, ref in there if at.lens.mask(fields[code].secrecy) is not Mask.CLEAR}


async def left_as_it_was(at: OnPaper, said: Mapping[str, str]) -> dict[str, str]:
    """Of what this person does not read in clear, what they have not written over: whoever is shown a blank,
    or a part of it, and sends that back, takes nothing out. By reference."""
    async with at.sight.records.connect() as connection:
        hidden = unread(at, standing_of(await paper_drafts.entries_of(connection, at.paper.id)))
        texts = await opened(connection, at.office, at.lens, hidden.values())
    return {code: ref for code, ref in hidden.items() if said.get(code, "").strip() == (texts.get(ref) or "")}


async def template_for(connection: AsyncConnection, at: OnCase, paper: Paper, standing: Standing) -> Template:
    """The wording a paper was issued by; of a draft the county's of today. Raises Problem 404."""
    if standing.wording is not None:
        return template_of(f"{paper.kind}.toml", await paper_drafts.wording_of(connection, standing.wording))
    if paper.kind not in at.papers.templates:
        raise unseen()
    return at.papers.templates[paper.kind]


def sheet_for(
    at: OnCase, paper: Paper, standing: Standing, data: Data, template: Template, language: str = "zh"
) -> Sheet:
    """A paper as it is printed: a draft says that it is one, a void one too."""
    at_last = standing.issued_at
    number = at.number_of(paper, standing)
    issue = Issue(
        at=at_last or paper.opened_at,
        matter_number=paper.matter,
        document_number=f"{number}{_VOID if standing.void else ''}" if number else _DRAFT,
        issuer=at.units.get(paper.unit, paper.unit),
        on=day_in_words(at_last, language) if at_last else "",
    )
    return sheet_of(template, paper.part, data, issue, language)


def with_autographs(sheet: Sheet, standing: Standing, texts: Texts, language: str = "zh") -> Sheet:
    """The sheet with who signed it, how and when, below what it says; as it was, where nobody was asked."""
    rows = [
        (
            say("signs", each.as_, language),
            texts.get(each.name) or "",
            say("signing-way", entry.body["way"], language) if entry else "＿＿＿＿",
            entry.at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M") if entry else "",
        )
        for each in signatories_of(standing)
        for entry in [autograph_of(standing, each.id)]
    ]
    if not rows or standing.asked is None:
        return sheet
    told = Paragraph(say("signing-record", "digest", language).format(digest=standing.asked["digest"]))
    head = Heading(1, say("signing-record", "title", language))
    return replace(sheet, blocks=(*sheet.blocks, head, Rows(tuple(rows)), told))


def line_of(at: OnCase, paper: Paper, standing: Standing) -> PaperLine:
    """A paper as the case lists it."""
    form = FORMS[paper.kind]
    waits = next_hand(form, standing)
    return PaperLine(
        id=paper.id,
        form=paper.kind,
        part=paper.part,
        title=title_of(paper),
        unit=paper.unit,
        opened_by=paper.opened_by,
        opened_at=paper.opened_at,
        waits_for=waits,
        waits_for_words=both("paper-step", waits) if waits else None,
        document_number=at.number_of(paper, standing),
        issued_at=standing.issued_at,
        is_void=standing.void is not None,
    )


def title_of(paper: Paper) -> Words:
    """What it is called."""
    zh, en = (FORMS[paper.kind].title(language, paper.part) for language in ("zh", "en"))
    return Words(zh=zh, en=en)


def field_shown(field: Field, said: Filled | None, known: Filled | None) -> FieldShown:
    """A field with what it says, as it was written."""
    return FieldShown(
        code=field.code,
        words=Words(zh=field.zh, en=field.en),
        kind=field.kind,
        is_required=field.is_required,
        choices=[(each.code, Words(zh=each.zh, en=each.en)) for each in field.choices],
        said=_plain(said),
        known=_plain(known),
    )


def _plain(said: Filled | None) -> str | None:
    return said if said is None or isinstance(said, str) else "\n".join(said)


def preview_of(sheet: Sheet) -> Preview:
    """How it will look."""
    return Preview(title=sheet.title, blocks=[_block(each) for each in sheet.blocks])


def _block(block: Block) -> BlockShown:
    match block:
        case Heading(level, text):
            return BlockShown(level=level, text=text, is_right=False, rows=[])
        case Paragraph(text, is_right):
            return BlockShown(level=0, text=text, is_right=is_right, rows=[])
        case Rows(rows):
            return BlockShown(level=0, text="", is_right=False, rows=[list(each) for each in rows])


def step_shown(entry: Entry, texts: Texts) -> StepShown:
    """One step of the journal, with what was said by whoever took it."""
    body = entry.body
    return StepShown(
        seq=entry.seq,
        step=entry.step,
        words=both("paper-step", entry.step),
        by=entry.by.person,
        seat=f"{entry.by.role}@{entry.by.unit}",
        at=entry.at,
        digest=entry.digest,
        reason=texts.get(body.get("reason", "")),
        method_words=both("paper-service", body["method"]) if "method" in body else None,
        receiver=texts.get(body.get("receiver", "")),
        served_on=body.get("served_on"),
    )
