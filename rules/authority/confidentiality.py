"""Classes of confidentiality (保密类别): what a text is, by its kind and by the matter it belongs to."""

from collections.abc import Collection, Mapping
from enum import IntEnum, StrEnum

from rules.articles import Basis


class Confidentiality(StrEnum):
    """What a piece of a matter is, for the question who reads it."""

    PUBLIC = "public"  # 公开: procedures, lists, counted figures
    FILE = "file"  # 办理信息: stages, dates, units, seats; no name and no word of anybody
    WORDS = "words"  # 案情: names, and what was said and decided
    CONTACT = "contact"  # 联系方式
    REPORTER = "reporter"  # 举报人、要求隐去身份的人
    MINOR = "minor"  # 未成年人
    MEDIATION = "mediation"  # 调解过程中的陈述
    PRIVATE = "private"  # 个人隐私、商业秘密
    SENSITIVE = "sensitive"  # 敏感个人信息
    ACCUSATION = "accusation"  # 检举控告: content, accuser, and that there is one
    CONDUCT = "conduct"  # 追究责任的建议: what is said about somebody's conduct


class Mask(IntEnum):
    """How much of a text is shown; of several seats and ways the most that one of them gives."""

    ABSENT = 0  # 不显示
    PARTIAL = 1  # 部分遮盖
    CLEAR = 2  # 显示


# What each class rests on. Of what has no article it is the county's own policy.
LAW: Mapping[Confidentiality, Basis] = {
    Confidentiality.PUBLIC: Basis.AUTHORITY,
    Confidentiality.FILE: Basis.AUTHORITY,
    Confidentiality.WORDS: Basis.AUTHORITY,
    Confidentiality.CONTACT: Basis.AUTHORITY,
    Confidentiality.REPORTER: Basis.REPORTERS,
    Confidentiality.MINOR: Basis.MINORS_PRIVACY,
    Confidentiality.MEDIATION: Basis.MEDIATION_SECRECY,
    Confidentiality.PRIVATE: Basis.MEDIATION_SECRECY,
    Confidentiality.SENSITIVE: Basis.SENSITIVE_INFORMATION,
    Confidentiality.ACCUSATION: Basis.ACCUSATIONS,
    Confidentiality.CONDUCT: Basis.ACCOUNTABILITY,
}

# Kinds of sealed text that are something else than WORDS.
HIDDEN_NAME, HIDDEN_AUTHOR, HIDDEN_CONTACT = "hidden-name", "hidden-author", "hidden-contact"
MEDIATION_MINUTES, HEARING_MINUTES = "minutes", "hearing-minutes"
KINDS: Mapping[str, Confidentiality] = {
    "contact": Confidentiality.CONTACT,
    "party-contact": Confidentiality.CONTACT,
    "address": Confidentiality.CONTACT,
    "telephone": Confidentiality.CONTACT,
    "notice_address": Confidentiality.CONTACT,
    HIDDEN_NAME: Confidentiality.REPORTER,
    HIDDEN_AUTHOR: Confidentiality.REPORTER,
    HIDDEN_CONTACT: Confidentiality.REPORTER,
    MEDIATION_MINUTES: Confidentiality.MEDIATION,
    "paper-contact": Confidentiality.CONTACT,
    "paper-said": Confidentiality.MEDIATION,
    "conduct_facts": Confidentiality.CONDUCT,
    "conduct_evidence": Confidentiality.CONDUCT,
    "conduct_consequence": Confidentiality.CONDUCT,
    "conduct_proposal": Confidentiality.CONDUCT,
    "conduct_reasons": Confidentiality.CONDUCT,
}
# What a whole matter can be beside: then all its texts are. A minor among its people makes it one; the others
# are said by a person.
RAISED = (Confidentiality.MINOR, Confidentiality.PRIVATE, Confidentiality.SENSITIVE)
# Of what a part may be shown: a name by its first character, a number by its ends. Of words there is no part.
_NAMES = frozenset({"author", "name", "corrected-name", HIDDEN_NAME, HIDDEN_AUTHOR})
_NUMBERS = frozenset({"paper-contact", "contact", "party-contact", "telephone", HIDDEN_CONTACT})
_LONGEST_UNMASKED = 3  # digits; a shorter run is no number of anybody
_HEAD, _TAIL = 3, 2  # digits left at the ends of a number


def class_of(kind: str) -> Confidentiality:
    """The class of a kind of text, whatever its matter is beside."""
    return KINDS.get(kind, Confidentiality.WORDS)


def mask_of(
    kind: str, raised: Collection[Confidentiality], clearance: Mapping[Confidentiality, Mask]
) -> Mask:
    """WCNR 103, RMTJ 15, PIPL 28, LDJC 9, county policy 36 遮盖: as the strictest of the classes of a
    text allows; a class of which nothing is said is absent."""
    return min(clearance.get(each, Mask.ABSENT) for each in (class_of(kind), *raised))


def partly(kind: str, text: str) -> str | None:
    """County policy 36 部分遮盖: what is left of a text; None where there is no part that tells nothing."""
    if kind in _NAMES:
        return f"{text[:1]}{'*' * max(len(text) - 1, 1)}"
    if kind in _NUMBERS:
        return _ends(text)
    return None


def _ends(text: str) -> str | None:
    """The ends of the first number in a text, without anything around it."""
    digits = ""
    for each in (*text, " "):
        if each.isdecimal():
            digits += each
        elif each not in " -" or not digits:
            if len(digits) > _LONGEST_UNMASKED + _HEAD:
                break
            digits = ""
    if len(digits) <= _LONGEST_UNMASKED + _HEAD:
        return None
    return f"{digits[:_HEAD]}{'*' * (len(digits) - _HEAD - _TAIL)}{digits[-_TAIL:]}"
