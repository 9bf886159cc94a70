"""A clock rule in words (期限规则说明): a line of the table as people read it."""

from collections.abc import Mapping
from typing import Any

from rules.clocks.rule import ClockRule, Extension, Unit
from rules.clocks.table import agencies, arbitration, courts, mediation, petitions
from rules.words.explaining import cited, length
from rules.words.saying import say

LANGUAGES = ("zh", "en")
COUNTY_FIELD = "county"  # of a rule that stands in no table, but in a county's edition
FIELDS: Mapping[str, tuple[ClockRule, ...]] = {
    "petitions": petitions.RULES,
    "mediation": mediation.RULES,
    "courts": courts.RULES,
    "arbitration": arbitration.RULES,
    "agencies": agencies.RULES,
}
_FIELD_OF = {rule.id: field for field, rules in FIELDS.items() for rule in rules}


def field_of(rule: ClockRule) -> str:
    """Which field a rule belongs to."""
    return _FIELD_OF.get(rule.id, COUNTY_FIELD)


def described(rule: ClockRule) -> dict[str, Any]:
    """A rule as plain JSON, its codes beside their words in both languages."""
    return {
        "id": rule.id,
        "field": field_of(rule),
        "name": in_words("clock", rule.id),
        "trigger": _coded("clock-trigger", rule.trigger),
        "count": rule.count,
        "unit": rule.unit,
        "length": _length(rule.count, rule.unit),
        "rolls": rule.rolls,
        "responsible": _coded("clock-responsible", rule.responsible),
        "binds": rule.binds,
        "extension": _extension(rule.extension) if rule.extension else None,
        "excludes": [_coded("clock-ground", ground) for ground in rule.excludes],
        "consequence": _coded("clock-consequence", rule.consequence) if rule.consequence else None,
        "article": cited(rule.articles, "zh"),
        "article_en": cited(rule.articles, "en"),
        "mark": rule.mark,
        "mark_words": in_words("clock-mark", rule.mark),
        "live": rule.is_live,
        "valid_from": rule.valid_from.isoformat(),
        "valid_to": rule.valid_to and rule.valid_to.isoformat(),
        "transition": rule.transition,
    }


def in_words(kind: str, code: str) -> dict[str, str]:
    """A code's words in both languages."""
    return {language: say(kind, code, language) for language in LANGUAGES}


def _coded(kind: str, code: str) -> dict[str, str]:
    return {"code": str(code), **in_words(kind, code)}


def _length(count: int | None, unit: Unit | None) -> dict[str, str] | None:
    if count is None or unit is None:
        return None
    return {language: length(count, unit, language) for language in LANGUAGES}


def _extension(extension: Extension) -> dict[str, Any]:
    return {
        "at_most": extension.at_most,
        "unit": extension.unit,
        "length": _length(extension.at_most, extension.unit),
        "times": extension.times,
        "approver": _coded("clock-approver", extension.approver),
        "is_told": extension.is_told,
    }
