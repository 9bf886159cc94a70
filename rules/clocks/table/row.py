"""How a line of the table is written down (规则表的一行)."""

from rules.articles import Article, Mark, Source
from rules.clocks.rule import Binds, ClockRule, Extension, Ground, Unit
from rules.clocks.table.in_force import IN_FORCE

Length = tuple[int, Unit]


def days(count: int) -> Length:
    return count, Unit.CALENDAR_DAYS


def working_days(count: int) -> Length:
    return count, Unit.WORKING_DAYS


def hours(count: int) -> Length:
    return count, Unit.HOURS


def months(count: int) -> Length:
    return count, Unit.MONTHS


def years(count: int) -> Length:
    return count, Unit.YEARS


def row(
    id: str,
    trigger: str,
    length: Length | None,
    responsible: str,
    *articles: Article,
    then: str | None = None,
    binds: Binds = Binds.AGENCY,
    excludes: tuple[Ground, ...] = (),
    extension: Extension | None = None,
    mark: Mark = Mark.CERTAIN,
    rolls: bool = True,
    since: Source | None = None,
) -> ClockRule:
    """A period; ``then`` is its consequence. It holds since the text of its first article is in force, or
    that of ``since``. Hours never roll."""
    count, unit = length or (None, None)
    return ClockRule(
        id=id,
        trigger=trigger,
        count=count,
        unit=unit,
        rolls=rolls and unit is not Unit.HOURS,
        extension=extension,
        excludes=excludes,
        responsible=responsible,
        binds=binds,
        consequence=then,
        articles=articles,
        mark=mark,
        valid_from=IN_FORCE[since or articles[0].source],
    )


def uncounted(
    id: str, trigger: str, responsible: str, *articles: Article, then: str | None = None
) -> ClockRule:
    """A line whose source names no number: "promptly", "as set", or no time at all."""
    return row(id, trigger, None, responsible, *articles, then=then)
