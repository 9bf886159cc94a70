"""Clauses (协议条款): sentences of the county's for an agreement: who, what, how much, how, where, when."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rules.paper.filling import BLANK


class Asked(StrEnum):
    """What a clause leaves to be said (RMTJ 29)."""

    WHO = "who"  # 谁
    WHOM = "whom"  # 对谁
    WHAT = "what"  # 做什么
    HOW_MUCH = "how_much"  # 多少
    MANNER = "manner"  # 方式
    PLACE = "place"  # 地点
    TIME = "time"  # 时间


_PLACE = re.compile(r"\{\{ *([a-z_]+) *\}\}")


@dataclass(frozen=True)
class Clause:
    """``says``: what it adds to which field of the ``document``, with a place in braces for what is asked."""

    document: str
    code: str
    zh: str
    en: str
    says: Mapping[str, str]

    @property
    def asks(self) -> tuple[Asked, ...]:
        """What has to be said, in the order of the law. Raises ValueError for what nobody is asked."""
        named = {Asked(each) for text in self.says.values() for each in _PLACE.findall(text)}
        return tuple(each for each in Asked if each in named)


def drawn_up(clause: Clause, told: Mapping[str, str]) -> dict[str, str]:
    """What the clause says in each field; a blank where nothing was told, which has to be filled before
    anybody is asked to sign."""

    def said(found: re.Match[str]) -> str:
        return " ".join(told.get(found[1], "").split()) or BLANK

    return {field: _PLACE.sub(said, text) for field, text in clause.says.items()}


def added_to(before: str, more: str, *, is_line: bool = False) -> str:
    """A field with a clause added below what stands there; behind it, where the field is one line."""
    return f"{before.rstrip()}{'；' if is_line else chr(10)}{more}" if before.strip() else more
