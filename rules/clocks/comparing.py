"""A rule beside what it was (期限规则对照): part by part, in the words in which people read it."""

from collections.abc import Mapping
from dataclasses import dataclass

from rules.clocks.describing import LANGUAGES
from rules.clocks.rule import ClockRule, Extension
from rules.publishing import RuleChange
from rules.words.explaining import cited, length
from rules.words.saying import say

PARTS = (
    *("length", "trigger", "responsible", "extension", "excludes", "rolls"),
    *("consequence", "article", "mark", "valid", "transition"),
)
VALUES = ("nothing", "rolls", "stays", "new-cases", "open-cases", "times", "until-now", "between")
_BETWEEN = {"zh": "、", "en": ", "}


@dataclass(frozen=True)
class PartChanged:
    """One part of a rule in both languages, before and after; ``before`` is None for a rule that is new."""

    part: str
    before: Mapping[str, str] | None
    after: Mapping[str, str]


def compared(change: RuleChange) -> tuple[PartChanged, ...]:
    """The parts that are not what they were, in the order of PARTS."""
    after = _both(change.after)
    before = _both(change.before) if change.before else None
    return tuple(
        PartChanged(part, before[part] if before else None, after[part])
        for part in PARTS
        if before is None or before[part] != after[part]
    )


def _both(rule: ClockRule) -> dict[str, dict[str, str]]:
    told = {language: _told(rule, language) for language in LANGUAGES}
    return {part: {language: told[language][part] for language in LANGUAGES} for part in PARTS}


def _told(rule: ClockRule, language: str) -> dict[str, str]:
    def value(code: str, **blanks: object) -> str:
        return say("rule-value", code, language).format(**blanks)

    nothing = value("nothing")
    grounds = _BETWEEN[language].join(say("clock-ground", each, language) for each in rule.excludes)
    until = rule.valid_to
    return {
        "length": length(rule.count, rule.unit, language) if rule.count and rule.unit else nothing,
        "trigger": say("clock-trigger", rule.trigger, language),
        "responsible": say("clock-responsible", rule.responsible, language),
        "extension": _extension(rule.extension, language) if rule.extension else nothing,
        "excludes": grounds or nothing,
        "rolls": value("rolls" if rule.rolls else "stays"),
        "consequence": say("clock-consequence", rule.consequence, language) if rule.consequence else nothing,
        "article": cited(rule.articles, language),
        "mark": say("clock-mark", rule.mark, language),
        "valid": (
            value("between", since=rule.valid_from, until=until)
            if until
            else value("until-now", since=rule.valid_from)
        ),
        "transition": value(rule.transition),
    }


def _extension(extension: Extension, language: str) -> str:
    most = f"≤ {length(extension.at_most, extension.unit, language)}" if extension.at_most else ""
    times = say("rule-value", "times", language).format(count=extension.times) if extension.times else ""
    approver = say("clock-approver", extension.approver, language)
    return _BETWEEN[language].join(each for each in (f"{most}{times}".strip("，, "), approver) if each)
