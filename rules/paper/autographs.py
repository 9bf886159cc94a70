"""Whose names stand under a paper (当事人签名): asked of each for one wording, and void with that wording."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rules.authority.table import Permission, may
from rules.journal import canonical
from rules.paper.filling import Data, with_blanks
from rules.paper.form import Form, Signs
from rules.paper.signing import Entry, Standing, Step, issues
from rules.procedure import Officer
from rules.refusals import Reason, Refused

_FEWEST = {Signs.PARTY: 2, Signs.MEDIATOR: 1}  # an agreement is of two at least


class Way(StrEnum):
    """How somebody signs."""

    HANDWRITTEN = "handwritten"  # 屏幕手写
    SCANNED = "scanned"  # 纸质签名后扫描
    ELECTRONIC = "electronic"  # 电子签署


@dataclass(frozen=True)
class Signatory:
    """Who is to sign: ``id`` within the paper, ``as_`` what they are to it, ``who`` by reference of the case
    or of the staff (empty, where the house has none), ``name`` by reference of the sealed text."""

    id: str
    as_: Signs
    who: str
    name: str


def signatories_of(standing: Standing) -> tuple[Signatory, ...]:
    """Of whom it is asked to sign what the paper says now, in their order."""
    asked = (standing.asked or {}).get("signatories", ())
    return tuple(Signatory(each["id"], Signs(each["as"]), each["who"], each["name"]) for each in asked)


def autograph_of(standing: Standing, signatory: str) -> Entry | None:
    """How that one has signed it, if they have."""
    return next((each for each in standing.autographs if signatory in each.body["of"]), None)


def digest_of_wording(paper: str, kind: str, part: str, wording: str, salt: str, said: Data) -> str:
    """What is signed: the document, by which wording of the county (its digest), and every field of it.

    ``salt`` lies sealed with the words: once these are erased, nobody tells by trying what stood there."""
    fields = {code: each if isinstance(each, str) else list(each) for code, each in said.items()}
    return hashlib.sha256(canonical([paper, kind, part, wording, salt, fields])).hexdigest()


def check_who_signs(form: Form, who: Sequence[Signs]) -> None:
    """RMTJ 29 签名: every kind of those by whom a document is signed is asked, of the parties two at least.

    Raises WHO_SIGNS.
    """
    if any(who.count(each) < _FEWEST[each] for each in form.signed_by):
        raise Refused(Reason.WHO_SIGNS)


def check_blanks(said: Data) -> None:
    """County policy 48 必填项: nobody signs what leaves a blank of a clause for somebody to fill in later.

    Raises PAPER_INCOMPLETE with the fields.
    """
    if blanks := with_blanks(said):
        raise Refused(Reason.PAPER_INCOMPLETE, *blanks)


def check_autograph(standing: Standing, signatory: str, digest: str, wording: str) -> None:
    """RMTJ 29 签名: each signs once, and what they were shown: the wording they were asked for, while it is
    still the county's.

    Raises AUTOGRAPHS_OF_ANOTHER_WORDING, ALREADY_SIGNED, WHO_SIGNS.
    """
    asked: Mapping[str, Any] = standing.asked or {}
    if (asked.get("digest"), asked.get("wording")) != (digest, wording):
        raise Refused(Reason.AUTOGRAPHS_OF_ANOTHER_WORDING)
    if signatory not in {each.id for each in signatories_of(standing)}:
        raise Refused(Reason.WHO_SIGNS)
    if autograph_of(standing, signatory) is not None:
        raise Refused(Reason.ALREADY_SIGNED)


def check_for_whom(standing: Standing, unit: str, by: Officer, whose: Sequence[str]) -> None:
    """RMTJ 29 签名: the signatures of others are taken by whoever drafts for the unit whose number the paper
    bears; whoever is asked to sign, signs for themselves.

    Raises NOT_YOURS_TO_DO.
    """
    takes = by.unit == unit and may(by.role, Permission.DRAFT_PAPERS)
    theirs = {each.id for each in signatories_of(standing) if each.who == by.person}
    if not takes and not theirs.issuperset(whose):
        raise Refused(Reason.NOT_YOURS_TO_DO)


def check_all_signed(form: Form, standing: Standing, step: Step, wording: str) -> None:
    """RMTJ 29 签名、盖章: the hand that issues a paper comes after everybody whose name stands under it, and
    puts the seal to the wording that they signed.

    Raises AUTOGRAPHS_LACKING, AUTOGRAPHS_OF_ANOTHER_WORDING.
    """
    if not form.signed_by or not issues(form, step):
        return
    asked = signatories_of(standing)
    if not asked or any(autograph_of(standing, each.id) is None for each in asked):
        raise Refused(Reason.AUTOGRAPHS_LACKING)
    if (standing.asked or {})["wording"] != wording:
        raise Refused(Reason.AUTOGRAPHS_OF_ANOTHER_WORDING)
