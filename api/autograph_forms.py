"""What is written and shown of those who put their name to a paper (当事人签名)."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from api.forms import Code, Form, Text
from api.saying import Words
from rules.paper.autographs import Way
from rules.paper.form import Signs

_MANY = 50  # at one agreement
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class SigningMediator(Form):
    """调解员. ``person``: their reference, if they have a seat here: then they may sign electronically."""

    name: Annotated[Text, StringConstraints(max_length=100)]
    person: Code | None = None


class AskAutographs(Form):
    """请各方签名: which of the people of the case, by reference, and by which mediators it was mediated."""

    parties: Annotated[list[Code], Field(min_length=1, max_length=_MANY)]
    mediators: Annotated[list[SigningMediator], Field(min_length=1, max_length=_MANY)]


class SignElectronically(Form):
    """电子签署: as whom of those asked, and the digest of the wording that was shown."""

    signatory: Code
    digest: Digest


class AutographShown(BaseModel):
    """Who is to sign and how they did: ``paper`` is the picture or scan among the papers of the case;
    ``provider_words``: who vouches for an electronic one, and ``holds`` whether it is of this wording."""

    id: str
    signs: Signs
    signs_words: Words
    name: str | None
    is_mine: bool
    way: Way | None
    way_words: Words | None
    signed_at: datetime | None
    paper: UUID | None
    provider_words: Words | None
    holds: bool | None


class AutographsShown(BaseModel):
    """Where the signing stands. ``digest``: of what is signed; null where nobody was asked, or not since it
    was written anew. ``is_current``: whether the county's wording is still the one that was asked for."""

    digest: str | None
    is_current: bool
    is_complete: bool
    may_ask: bool
    may_take: bool
    signatories: list[AutographShown]
