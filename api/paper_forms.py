"""What is written and shown of papers that somebody drafts (拟写的文书)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from api.forms import Code, Day, Form, Text
from api.saying import Words
from rules.paper.clauses import Asked
from rules.paper.form import FieldKind, Hand
from rules.paper.signing import Step

THIRD_PARTY = "third-party"
_MANY = 100  # fields of a document


class TakenStep(StrEnum):
    """A step that says nothing more than whose it is."""

    REVIEW = "review"
    SIGN = "sign"
    SEAL = "seal"
    FINISH = "finish"


class ServedBy(StrEnum):
    """How a paper reached somebody (送达方式)."""

    DIRECT = "direct"
    LEFT = "left"
    ELECTRONIC = "electronic"
    MAIL = "mail"
    PUBLIC = "public"


class NewPaper(Form):
    """拟写文书. ``form``: of the catalogue, D-07; ``part``: of a document of several parts."""

    form: Code
    part: Code | None = None


class Written(Form):
    """What one field says; of a list, one a line."""

    code: Code
    said: Annotated[Text, StringConstraints(max_length=20_000)]


class WritePaper(Form):
    """拟稿: the whole paper as it is now; a field that is not here says nothing."""

    fields: Annotated[list[Written], Field(max_length=_MANY)]


class TakePaper(Form):
    """审核、签发、用印、办结."""

    step: TakenStep


class ReasonGiven(Form):
    """Why it goes back, or why it is void."""

    reason: Annotated[Text, StringConstraints(max_length=2_000)]


class ServePaper(Form):
    """送达: how, to whom and what they are to whoever it is for, on which day."""

    method: ServedBy
    receiver: Annotated[Text, StringConstraints(max_length=200)]
    served_on: Day


class FieldShown(BaseModel):
    """A field of a document: what it is called, how it is filled in, what it says; ``known``: what the case
    would say there, where nothing is written yet."""

    code: str
    words: Words
    kind: FieldKind
    is_required: bool
    choices: list[tuple[str, Words]]
    said: str | None
    known: str | None


class StepShown(BaseModel):
    """One step of a paper's journal. ``seat``: role@unit."""

    seq: int
    step: Step
    words: Words
    by: str
    seat: str
    at: datetime
    digest: str
    reason: str | None
    method_words: Words | None
    receiver: str | None
    served_on: date | None


class PaperLine(BaseModel):
    """A paper as the case lists it: what it waits for next, its number once it is issued."""

    id: UUID
    form: str
    part: str
    title: Words
    unit: str
    opened_by: str
    opened_at: datetime
    waits_for: Step | None
    waits_for_words: Words | None
    document_number: str | None
    issued_at: datetime | None
    is_void: bool


class BlockShown(BaseModel):
    """A piece of the paper as it will look: a heading, a paragraph, a table by its rows."""

    level: int
    text: str
    is_right: bool
    rows: list[list[str]]


class Preview(BaseModel):
    """How it will look; what is missing is blank."""

    title: str
    blocks: list[BlockShown]


class ClauseShown(BaseModel):
    """A clause of the county's (协议条款): what it adds to which field, with a place in braces for what it
    ``asks``."""

    code: str
    title: Words
    says: dict[str, str]
    asks: list[Asked]


class CopyShown(BaseModel):
    """A copy that may be printed. ``of``: a party by reference, or ``third-party``."""

    of: str = Field(examples=[THIRD_PARTY])
    name: str | None


class PaperShown(BaseModel):
    """A paper with all that it says, what is missing, and what this person may do now, or why not.
    ``clauses``: of the county, for this document, where it may be written; ``is_signed``: whether it is one
    that those it binds put their names to."""

    paper: PaperLine
    fields: list[FieldShown]
    missing: list[FieldShown]
    preview: Preview
    steps: list[StepShown]
    may: list[Step]
    not_now: dict[Step, Words]
    clauses: list[ClauseShown]
    is_signed: bool
    copies: list[CopyShown]


class FormShown(BaseModel):
    """A document of the catalogue (文书目录). ``parts``: those that somebody drafts."""

    id: str
    title: Words
    issuer: str
    addressee: str
    bases: list[Words]
    is_official: bool
    hands: list[Hand]
    parts: list[tuple[str, Words]]


class SealLine(BaseModel):
    """A line of the seal register (用印登记簿)."""

    id: UUID
    case: str
    title: Words
    unit: str
    document_number: str
    sealed_by: str
    sealed_as: str
    sealed_at: datetime
    is_void: bool


class SealRegister(BaseModel):
    """A page of it. ``next`` leads to the following one, null on the last."""

    items: list[SealLine]
    next: str | None
