"""Notices (通知) of what was issued: by which way, when, how often it is tried, and what becomes of it.

A notice says that a matter has changed and where to see how; never what. Hours, tries and words are policy.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from rules.instants import BEIJING


class Way(StrEnum):
    """How a notice goes (通知方式)."""

    IN_APP = "in-app"  # 工作台
    SMS = "sms"  # 短信
    EMAIL = "email"  # 电子邮件
    LETTER = "letter"  # 书面, 由窗口打印寄送
    NONE = "none"  # 不要通知


ELECTRONIC = frozenset({Way.SMS, Way.EMAIL})


class Delivery(StrEnum):
    """What became of a notice (送达状态)."""

    WAITING = "waiting"  # 待发
    SENT = "sent"  # 已发出
    DELIVERED = "delivered"  # 已到达: the way itself said so, or somebody has seen it
    GIVEN_UP = "given-up"  # 多次未发出, 待工作人员处理
    DONE = "done"  # 已由工作人员处理


@dataclass(frozen=True)
class Wish:
    """How somebody wants to be told: ``address`` is a reference; ``language`` is ``zh`` or ``en``."""

    way: Way
    language: str
    address: str | None = None


@dataclass(frozen=True)
class Policy:
    """County policy 50 通知: nobody is sent anything from ``quiet_from`` to ``quiet_until`` (Beijing), but
    what is ``urgent``, by the code of a notice. ``optional``: kinds of documents of which nobody is told who
    wants no notices; all else is told all the same. ``tries``, then staff see to it. ``words``: by way and
    language, with ``{number}`` and ``{where}``."""

    version: str
    county: str
    in_force_from: date
    quiet_from: time
    quiet_until: time
    urgent: frozenset[str]
    optional: frozenset[str]
    tries: int
    words: Mapping[str, Mapping[str, str]]

    def __post_init__(self) -> None:
        for way in ELECTRONIC:
            for language in ("zh", "en"):
                self.words[way][language].format(number="", where="")  # KeyError where it asks for more
        if self.tries < 1:
            raise ValueError(f"{self.version}: tries")


def may_go_at(at: datetime, policy: Policy, *, is_urgent: bool) -> datetime:
    """County policy 50 静默时段: this instant, or the end of the quiet hours it falls into."""
    local = at.astimezone(BEIJING)
    if is_urgent or not _is_quiet(local, policy):
        return at
    ends = datetime.combine(local.date(), policy.quiet_until, BEIJING)
    return (ends if ends > local else ends + timedelta(days=1)).astimezone(at.tzinfo)


def _is_quiet(local: datetime, policy: Policy) -> bool:
    begins, ends = (datetime.combine(local.date(), each, BEIJING) for each in _hours(policy))
    if begins <= ends:
        return begins <= local < ends
    return local >= begins or local < ends


def _hours(policy: Policy) -> tuple[time, time]:
    return policy.quiet_from, policy.quiet_until


def way_for(wish: Wish | None, kind: str, policy: Policy) -> Way | None:
    """County policy 50 通知方式: as they wish; by letter where nothing is known of it, or where nothing is
    wanted and the law wants it told. None where nobody is told."""
    if wish is None or (wish.way is Way.NONE and kind not in policy.optional):
        return Way.LETTER
    return None if wish.way is Way.NONE else wish.way


_LABEL = r"[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?"
_ADDRESSED: Mapping[Way, re.Pattern[str]] = {
    Way.SMS: re.compile(r"\+?[0-9](?:-?[0-9]){2,19}"),
    Way.EMAIL: re.compile(rf"[0-9A-Za-z_+-]+(?:\.[0-9A-Za-z_+-]+)*@{_LABEL}(?:\.{_LABEL})+"),
}


def fits(way: Way, address: str | None) -> bool:
    """County policy 50 通知地址: a telephone number for short messages, a mailbox at a host for e-mail, and
    nothing where nothing is sent."""
    known = _ADDRESSED.get(way)
    return address is None if known is None else known.fullmatch(address or "") is not None


def words_of(policy: Policy, way: Way, language: str, number: str, where: str) -> str:
    """County policy 50 通知内容: the whole of what goes out; the number, and where to see more."""
    return policy.words[way][language].format(number=number, where=where)


_LONGEST_PAUSE = timedelta(hours=4)


def next_try(attempts: int) -> timedelta:
    """How long after so many tries the next one is."""
    return min(timedelta(minutes=2 ** min(attempts, 10)), _LONGEST_PAUSE)
