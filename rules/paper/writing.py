"""How a row of the table of documents is written."""

from rules.articles import Article, Source
from rules.paper.form import Choice, Field, FieldKind, Known, Secrecy

XFTL, RMTJ, MSS = Source.PETITION_REGULATIONS, Source.MEDIATION_LAW, Source.CIVIL_PROCEDURE_LAW


def line(code: str, zh: str, en: str, known: Known | None = None, part: str = "") -> Field:
    """One line."""
    return Field(code, zh, en, known=known, part=part)


def text(code: str, zh: str, en: str, known: Known | None = None, part: str = "") -> Field:
    """A paragraph, or several."""
    return Field(code, zh, en, FieldKind.TEXT, known=known, part=part)


def said(code: str, zh: str, en: str, part: str = "") -> Field:
    """What was said in mediation."""
    return Field(code, zh, en, FieldKind.TEXT, Secrecy.SAID, part=part)


def several(code: str, zh: str, en: str, known: Known | None = None, part: str = "") -> Field:
    """A list, one a line."""
    return Field(code, zh, en, FieldKind.SEVERAL, known=known, part=part)


def contact(code: str, zh: str, en: str, known: Known | None = None, owner: str = "") -> Field:
    """How to reach somebody, or by which paper they show who they are: whoever the field ``owner`` names."""
    return Field(code, zh, en, secrecy=Secrecy.CONTACT, known=known, owner=owner)


def of_office(code: str, zh: str, en: str, kind: FieldKind = FieldKind.LINE) -> Field:
    """How an organ is reached."""
    return Field(code, zh, en, kind, is_of_office=True)


def day(code: str, zh: str, en: str, known: Known | None = None, part: str = "") -> Field:
    """A legal day."""
    return Field(code, zh, en, FieldKind.DAY, known=known, part=part)


def number(code: str, zh: str, en: str, part: str = "") -> Field:
    """How many."""
    return Field(code, zh, en, FieldKind.NUMBER, part=part)


def choice(code: str, zh: str, en: str, *choices: str, known: Known | None = None, part: str = "") -> Field:
    """One of these, each written ``code|中文|English``."""
    read = tuple(Choice(*each.split("|")) for each in choices)
    return Field(code, zh, en, FieldKind.CHOICE, known=known, choices=read, part=part)


def yes_or_no(code: str, zh: str, en: str, part: str = "") -> Field:
    """是 or 否."""
    return choice(code, zh, en, "yes|是|yes", "no|否|no", part=part)


def cited(source: Source, *numbers: int) -> tuple[Article, ...]:
    """Articles of one source."""
    return tuple(Article(source, each) for each in numbers)
