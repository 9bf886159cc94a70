"""The clock rules a county runs: those of the table, and its own numbers over them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from rules.articles import Article, Mark, Source
from rules.clocks.rule import Binds, ClockRule, Extension, Ground, Transition, Unit
from rules.clocks.table.whole import TABLE, rule_of


class NotLive(ValueError):
    """A rule marked to be verified was named without saying who verified it."""


def clock_rules(data: Mapping[str, Mapping[str, Any]], in_force_from: date) -> tuple[ClockRule, ...]:
    """The rules of a county's ``[clocks]``: an empty table is the rule as the law has it, anything in it is
    the county's own. Raises UnknownClock, NotLive, KeyError, ValueError."""
    return tuple(_rule(id, own, in_force_from) for id, own in data.items())


def _rule(id: str, own: Mapping[str, Any], in_force_from: date) -> ClockRule:
    if id in TABLE or "same_as" in own:
        return _over(replace(rule_of(own.get("same_as", id)), id=id), own, in_force_from)
    return _over(_policy(id, own, in_force_from), own, in_force_from)


def _over(rule: ClockRule, own: Mapping[str, Any], in_force_from: date) -> ClockRule:
    """The county's own numbers over a rule. What is not law is marked as the county's policy."""
    changes: dict[str, Any] = {}
    if "count" in own:
        changes |= {"count": own["count"], "unit": Unit(own["unit"])}
    if "rolls" in own:
        changes["rolls"] = own["rolls"]
    if "excludes" in own:
        changes["excludes"] = tuple(map(Ground, own["excludes"]))
    if "extension" in own:
        told = {"times": None, **own["extension"]}  # how often it does not say is not limited
        changes["extension"] = Extension(unit=Unit(told.pop("unit")), **told)
    if "transition" in own:
        changes["transition"] = Transition(own["transition"])
    if "policy" in own:
        changes |= {"mark": Mark.POLICY, "articles": (_item(own["policy"]),), "valid_from": in_force_from}
    elif changes.keys() - {"transition"}:
        raise ValueError(f"{rule.id}: numbers of one's own need the item of the county's policy")
    elif own.get("verified"):
        changes["mark"] = Mark.LIKELY
    changed = replace(rule, **changes)
    if not changed.is_live:
        raise NotLive(f"{rule.id}: marked to be verified; say in 'verified' who did, and when")
    return changed


def _policy(id: str, own: Mapping[str, Any], in_force_from: date) -> ClockRule:
    return ClockRule(
        id=id,
        trigger=own["trigger"],
        count=own["count"],
        unit=Unit(own["unit"]),
        responsible=own["responsible"],
        binds=Binds(own.get("binds", Binds.AGENCY)),
        articles=(_item(own["policy"]),),
        mark=Mark.POLICY,
        valid_from=in_force_from,
    )


def _item(number: int) -> Article:
    return Article(Source.COUNTY_POLICY, number, mark=Mark.POLICY)
