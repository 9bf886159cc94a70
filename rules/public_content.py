"""What a county publishes about its ways (公开内容): guides, standards, route charts, lists, training,
publicity.

Each text says which version of the route list it was written against and which routes it names. When the list
moves on, a text that nobody has looked at since says so: to be checked. It is not taken away.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    GUIDE = "guide"  # 工作指南
    STANDARD = "standard"  # 工作标准
    ROUTE_CHART = "route-chart"  # 导引图
    REQUEST_LIST = "request-list"  # 诉求清单
    TRAINING = "training"  # 培训材料
    PUBLICITY = "publicity"  # 宣传材料
    TASK_REGISTER = "task-register"  # 任务清单
    RULE_REGISTER = "rule-register"  # 制度清单


class Check(StrEnum):
    """Whether a text still stands against the list of routes in force."""

    CURRENT = "current"  # 与现行清单一致
    TO_BE_CHECKED = "to-be-checked"  # 清单已更新, 待核对
    ROUTE_CHANGED = "route-changed"  # 所列途径已有变动, 待核对


@dataclass(frozen=True)
class Entry:  # 清单条目
    """A line of a register: what, by whom, and until when, as the county's own file says."""

    number: int
    zh: str
    en: str
    unit: str | None
    due_on: date | None


@dataclass(frozen=True)
class Content:  # 公开内容
    """``checked_against``: the version of the route list somebody last held it against, on ``checked_on``."""

    id: str
    version: int
    kind: Kind
    title_zh: str
    title_en: str
    body_zh: str
    body_en: str
    routes: tuple[str, ...]
    checked_against: str
    checked_on: date
    valid_from: date
    entries: tuple[Entry, ...] = ()


def stands(content: Content, in_force: str, changed: frozenset[str]) -> Check:
    """County policy 39 内容核对: against the list in force; ``changed`` are the routes that are new,
    different or withdrawn since the list that the text was held against."""
    if content.checked_against == in_force:
        return Check.CURRENT
    if changed & set(content.routes):
        return Check.ROUTE_CHANGED
    return Check.TO_BE_CHECKED


def newest(contents: Iterable[Content], day: date) -> tuple[Content, ...]:
    """County policy 39 现行版本: of each text the last version that has begun by a day, by kind and id."""
    found: dict[str, Content] = {}
    for each in contents:
        if each.valid_from <= day and (each.id not in found or found[each.id].version < each.version):
            found[each.id] = each
    order = list(Kind)
    return tuple(sorted(found.values(), key=lambda each: (order.index(each.kind), each.id)))
