"""The file of a case for the archive (卷宗): what stands in it in which order, and what is not there.

The order of a people's mediation is the one in which mediation bodies are seen to keep their files (RMTJ 27
says that they keep them, not how). For every other procedure nothing gives an order, and it is the one in
which the papers came (county policy 51).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FilePlace(StrEnum):
    """A place in the file of a mediation, in order. Cover, catalogue and back cover stand around them."""

    APPLICATION = "application"  # 调解申请书或者受理登记表
    RIGHTS = "rights"  # 权利义务告知书
    IDENTITY = "identity"  # 当事人身份证明
    POWER = "power"  # 授权委托书
    SURVEY = "survey"  # 调查记录
    EVIDENCE = "evidence"  # 证据材料
    RECORD = "record"  # 调解笔录
    AGREEMENT = "agreement"  # 调解协议
    PERFORMANCE = "performance"  # 履行凭证
    REVISIT = "revisit"  # 回访记录
    CONFIRMATION = "confirmation"  # 司法确认材料
    OTHER = "other"  # 其他材料: what the order does not name


# Without these a file of a mediation is not whole; the statement, and both covers, are always made.
MANDATORY = (
    FilePlace.APPLICATION,
    FilePlace.RIGHTS,
    FilePlace.IDENTITY,
    FilePlace.RECORD,
    FilePlace.AGREEMENT,
)
_FORMS: Mapping[str, FilePlace] = {
    "D-01": FilePlace.APPLICATION,
    "D-18": FilePlace.APPLICATION,
    "D-19": FilePlace.APPLICATION,
    "D-19a": FilePlace.RIGHTS,
    "D-31": FilePlace.POWER,
    "D-20/survey": FilePlace.SURVEY,
    "D-20/evidence": FilePlace.EVIDENCE,
    "D-20/record": FilePlace.RECORD,
    "D-23": FilePlace.AGREEMENT,
    "D-24": FilePlace.AGREEMENT,
    "D-26": FilePlace.REVISIT,
    "D-25/application": FilePlace.CONFIRMATION,
    "D-25/ruling": FilePlace.CONFIRMATION,
}
# What was added stands where its title says what it is, and otherwise with the evidence.
_TITLES = (
    ("身份证", FilePlace.IDENTITY),
    ("身份证明", FilePlace.IDENTITY),
    ("户口簿", FilePlace.IDENTITY),
    ("营业执照", FilePlace.IDENTITY),
    ("授权委托", FilePlace.POWER),
    ("履行凭证", FilePlace.PERFORMANCE),
)
COVERS = "D-33"  # of which the file itself is made


@dataclass(frozen=True)
class Piece:
    """A paper of the file. ``kind``: of the catalogue of documents, with its part (``D-20/record``), or
    another code of what was issued; empty for a paper that was added. ``at``: when it was issued or came."""

    id: str
    kind: str
    title: str
    at: datetime


def place_of(piece: Piece) -> FilePlace:
    """County policy 51 归档: where a paper stands in the file of a mediation."""
    if piece.kind:
        return _FORMS.get(piece.kind, FilePlace.OTHER)
    return next((place for words, place in _TITLES if words in piece.title), FilePlace.EVIDENCE)


def ordered(pieces: Iterable[Piece], *, is_mediation: bool) -> tuple[Piece, ...]:
    """County policy 51 卷内排列: by place, within one as they came; where no order is known, as they came."""
    order = list(FilePlace)

    def key(piece: Piece) -> tuple[int, datetime, str]:
        return (order.index(place_of(piece)) if is_mediation else 0, piece.at, piece.id)

    return tuple(sorted(pieces, key=key))


def lacking(pieces: Iterable[Piece]) -> tuple[FilePlace, ...]:
    """RMTJ 27, county policy 51 应有材料: what a mediation's file must hold and does not, in order."""
    there = {place_of(each) for each in pieces}
    return tuple(each for each in MANDATORY if each not in there)
