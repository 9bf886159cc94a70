"""What one version of the list changed in another (清单变动): the change log of a quarter, made, not kept."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum

from rules.diversion.route import Route, RouteList


class ChangeKind(StrEnum):
    ADDED = "added"  # 新增
    CHANGED = "changed"  # 修改
    WITHDRAWN = "withdrawn"  # 撤下


@dataclass(frozen=True)
class Change:
    """What became of one line. ``fields`` are the names of those that differ, of a changed one."""

    id: str
    kind: ChangeKind
    fields: tuple[str, ...] = ()


def changes_between(before: RouteList, after: RouteList) -> Iterator[Change]:
    """What is different in ``after``, in the order of the ids."""
    old = {route.id: route for route in before.routes}
    new = {route.id: route for route in after.routes}
    for id in sorted(old.keys() | new.keys()):
        if id not in old:
            yield Change(id, ChangeKind.ADDED)
        elif id not in new:
            yield Change(id, ChangeKind.WITHDRAWN)
        elif old[id] != new[id]:
            yield Change(id, ChangeKind.CHANGED, tuple(_differing(old[id], new[id])))


def _differing(before: Route, after: Route) -> Iterator[str]:
    names = (field.name for field in fields(Route))
    return (name for name in names if getattr(before, name) != getattr(after, name))
