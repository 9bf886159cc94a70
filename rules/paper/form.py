"""What a document is (文书): titles, who issues it to whom and on which basis, what it says, who signs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from rules.articles import Article


class FieldKind(StrEnum):
    """How a field is filled in."""

    LINE = "line"  # 一行
    TEXT = "text"  # 一段或者几段
    SEVERAL = "several"  # 一行一项
    NUMBER = "number"  # 数目
    DAY = "day"  # 日期, a legal day
    CHOICE = "choice"  # 选择


class Secrecy(StrEnum):
    """Of which kind of sealed text (``rules/authority/confidentiality.py``) what is filled in becomes."""

    WORDS = "paper-words"  # 案情
    CONTACT = "paper-contact"  # 联系方式、证件号码
    SAID = "paper-said"  # 调解过程中的陈述


class Known(StrEnum):
    """What the case knows already and a draft begins with."""

    NUMBER = "number"
    TITLE = "title"
    BODY = "body"
    PLACE = "place"
    AUTHOR = "author"
    CONTACT = "contact"
    CHANNEL = "channel"
    RECEIVED = "received"
    OPENED = "opened"
    PARTIES = "parties"
    APPLICANTS = "applicants"
    RESPONDENTS = "respondents"
    UNIT = "unit"
    DUE = "due"
    HANDLER = "handler"
    TODAY = "today"
    AGREEMENT = "agreement"  # 已出具的调解协议书：编号、协议日期、生效日期
    AGREED = "agreed"
    EFFECTIVE = "effective"


class Hand(StrEnum):
    """A step on the way of a paper, each by somebody (拟稿、审核、签发、用印)."""

    DRAFT = "draft"
    REVIEW = "review"
    SIGN = "sign"
    SEAL = "seal"


# The ways a paper goes after it was drafted. A record is finished by whoever kept it.
RECORD: tuple[Hand, ...] = ()
SEALED = (Hand.SEAL,)
SIGNED = (Hand.SIGN, Hand.SEAL)
OFFICIAL = (Hand.REVIEW, Hand.SIGN, Hand.SEAL)


class Signs(StrEnum):
    """Who puts their name to a paper, beside those of the house through whose hands it goes (签名人)."""

    PARTY = "party"  # 当事人
    MEDIATOR = "mediator"  # 调解员


@dataclass(frozen=True)
class Choice:
    """One of what can be chosen."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True)
class Field:
    """What a document says in one place. ``part``: of which of its sheets; of all, where none is named.
    ``owner``: the field that names whose it is, where it is somebody's own; ``is_of_office``: it says how an
    organ is reached, which is nobody's secret."""

    code: str
    zh: str
    en: str
    kind: FieldKind = FieldKind.LINE
    secrecy: Secrecy = Secrecy.WORDS
    known: Known | None = None
    is_required: bool = True
    choices: tuple[Choice, ...] = ()
    part: str = ""
    owner: str = ""
    is_of_office: bool = False

    @property
    def optional(self) -> "Field":
        """The same, which may be left empty."""
        return replace(self, is_required=False)

    def label(self, language: str) -> str:
        """What it is called in ``zh`` or ``en``."""
        return self.zh if language == "zh" else self.en


# 主送, 抄送: to whom an official letter goes, and who gets a copy.
_AROUND = (
    Field("addressee", "主送机关或者收件人", "Addressee"),
    Field("copies_to", "抄送", "Copies to", is_required=False),
)


@dataclass(frozen=True)
class Part:
    """One of several sheets that make up a document: a notice, the minutes, the opinion."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True)
class Form:
    """``is_official``: laid out as GB/T 9704 has it. ``hands``: what is needed after the draft, in order.
    ``by_procedure``: the procedure issues it by an act of its own, and nobody drafts it (of a document of
    several parts: those parts). ``masks_others``: the copy of an addressee holds nobody else's particulars.
    ``is_sealed_store``: it is written where accusations are and nowhere else. ``signed_by``: who signs it
    before its last hand issues it."""

    id: str
    zh: str
    en: str
    issuer: str
    addressee: str
    basis: tuple[Article, ...]
    fields: tuple[Field, ...]
    hands: tuple[Hand, ...] = RECORD
    is_official: bool = False
    masks_others: bool = True
    parts: tuple[Part, ...] = ()
    by_procedure: tuple[str, ...] = ()
    is_sealed_store: bool = False
    signed_by: tuple[Signs, ...] = ()

    def title(self, language: str, part: str = "") -> str:
        """What it is called in ``zh`` or ``en``; one of its parts by its own name."""
        named: Part | Form = next((each for each in self.parts if each.code == part), self)
        return named.zh if language == "zh" else named.en

    def of(self, part: str = "") -> tuple[Field, ...]:
        """The fields of one part. Raises KeyError for a part it does not have."""
        if part not in self.part_codes:
            raise KeyError(part)
        around = _AROUND if self.is_official else ()
        return (*around, *(each for each in self.fields if each.part in ("", part)))

    @property
    def part_codes(self) -> tuple[str, ...]:
        """Its parts by code; one without a name, where it is one sheet."""
        return tuple(each.code for each in self.parts) or ("",)

    def is_drafted(self, part: str = "") -> bool:
        """Whether somebody drafts it, and no procedure issues it by itself."""
        return part not in self.by_procedure

    def required(self, part: str = "") -> Mapping[str, Field]:
        """What must be filled in, by code."""
        return {each.code: each for each in self.of(part) if each.is_required}
