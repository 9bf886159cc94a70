"""The county's wording of its documents (文书模板), looked over: what lies there, and what is to."""

from pathlib import Path as Folder
from typing import Annotated

from fastapi import APIRouter, Body, Path
from pydantic import BaseModel, StringConstraints

from api import examples, policy
from api.drafting import preview_of
from api.editions import all_editions, in_force
from api.forms import Form, Text
from api.identity import Person, Whoever
from api.paper_forms import Preview
from api.problems import not_your_seat, unseen
from api.saying import Words, both
from counties.papers import papers_folder
from paper.checking import Checked, check, check_folder, samples_of
from paper.templates import BrokenTemplate
from rules.instants import legal_day
from rules.paper.form import Form as PaperForm
from rules.paper.table import FORMS

router = APIRouter(tags=["文书 documents"])

_LONGEST = 20_000  # characters of a file; those of a county have some two thousand
File = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,20}\.toml$")]
FileName = Annotated[str, Path(pattern=r"^[A-Za-z0-9-]{1,20}\.toml$", description="D-07.toml")]


class NewWording(Form):
    """A file before it is put into the county's folder, and what it will be called there."""

    file: File
    wording: Annotated[Text, StringConstraints(max_length=_LONGEST)]


class TroubleShown(BaseModel):
    """Why a file cannot be used: in which line, about which field if about one, and what to do. ``detail``:
    as the reader of the file says it."""

    line: int
    field: str | None
    field_words: Words | None
    fault: str
    words: Words
    detail: str


class FieldNamed(BaseModel):
    """A field of a document by the name under which a template prints it; ``is_required``: it must."""

    code: str
    words: Words
    is_required: bool


class WordingShown(BaseModel):
    """A file of the county's wording. ``document``: null for clauses and for the characters of units;
    ``fields``: what its text may print, and must."""

    file: str
    document: str | None
    title: Words
    version: str | None
    fields: list[FieldNamed]
    trouble: TroubleShown | None


class WordingWhole(WordingShown):
    """With what it would look like, filled in with what nobody ever said; nothing where it is broken."""

    samples: list[Preview]


@router.get("/paper-wordings", operation_id="list_paper_wordings", summary="文书模板 The county's wording")
async def list_paper_wordings(person: Whoever) -> list[WordingShown]:
    """Every file there should be, fine or broken, as it lies there now."""
    return [_shown(each) for each in check_folder(_folder(person))]


@router.get(
    "/paper-wordings/{file}", operation_id="read_paper_wording", summary="一份文书模板 One file of wording"
)
async def read_paper_wording(person: Whoever, file: FileName) -> WordingWhole:
    """As it lies there now, with a sample."""
    found = next((each for each in check_folder(_folder(person)) if each.file == file), None)
    if found is None:
        raise unseen()
    return _whole(found)


@router.post("/paper-wordings/check", operation_id="check_paper_wording", summary="检查文书模板 Check a file")
async def check_paper_wording(
    body: Annotated[NewWording, Body(openapi_examples=examples.WORDING)], person: Whoever
) -> WordingWhole:
    """A file that nobody uses yet: whether it could be, and what it would look like. Nothing is kept."""
    _folder(person)
    return _whole(check(body.file, body.wording))


def _folder(person: Person) -> Folder:
    """Where the county's wording lies. Raises Problem 403 for whoever looks after none, 404 where there is
    none."""
    known = all_editions()
    may = policy.may_check_wordings
    if not any(may(seat, edition) for seat in person.seats for edition in known):
        raise not_your_seat()
    edition = in_force(None, legal_day(person.at))
    folder = papers_folder(edition.county) if edition else None
    if folder is None:
        raise unseen()
    return folder


def _shown(checked: Checked) -> WordingShown:
    form = FORMS.get(checked.file.removesuffix(".toml"))
    fields = [field for part in form.part_codes for field in form.of(part)] if form else []
    named = {
        each.code: FieldNamed(
            code=each.code, words=Words(zh=each.zh, en=each.en), is_required=each.is_required
        )
        for each in fields
    }
    return WordingShown(
        file=checked.file,
        document=form.id if form else None,
        title=Words(zh=form.zh, en=form.en) if form else both("wording-file", checked.file),
        version=checked.template.version if checked.template else None,
        fields=list(named.values()),
        trouble=_trouble(checked.trouble, form) if checked.trouble else None,
    )


def _trouble(broken: BrokenTemplate, form: PaperForm | None) -> TroubleShown:
    fields = [field for part in form.part_codes for field in form.of(part)] if form else []
    named = next((each for each in fields if each.code == broken.field), None)
    return TroubleShown(
        line=broken.line,
        field=broken.field or None,
        field_words=Words(zh=named.zh, en=named.en) if named else None,
        fault=broken.fault,
        words=both("wording-fault", broken.fault),
        detail=broken.why,
    )


def _whole(checked: Checked) -> WordingWhole:
    sheets = samples_of(checked.template) if checked.template else ()
    return WordingWhole(**vars(_shown(checked)), samples=[preview_of(each) for each in sheets])
