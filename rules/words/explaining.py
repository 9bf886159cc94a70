"""The sentences of a count (期限说明的语句), made from its steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from rules.articles import Article, Basis
from rules.clocks.reckoning import Step, StepCode
from rules.clocks.rule import ClockRule, Unit
from rules.instants import BEIJING
from rules.words.saying import say

# What an explanation refers to beside the rule's own articles.
_BASES: Mapping[str, Article] = {
    "first_day": Basis.FIRST_DAY.article,
    "hours": Basis.BY_THE_HOUR.article,
    "corresponding": Basis.CORRESPONDING_DAY.article,
    "last_day": Basis.LAST_DAY.article,
    "end_of_day": Basis.END_OF_LAST_DAY.article,
}
_SECONDS_IN = {"days": 24 * 60 * 60, "hours": 60 * 60, "minutes": 60, "seconds": 1}
_IN_MONTHS = {Unit.MONTHS, Unit.YEARS}


def day(on: date, language: str) -> str:
    """A day with year, month and day: 年月日; in English with hyphens."""
    return f"{on.year}年{on.month}月{on.day}日" if language == "zh" else on.isoformat()


def instant(at: datetime, language: str) -> str:
    """An instant as a wall clock in Asia/Shanghai shows it: the day, then the time."""
    there = at.astimezone(BEIJING)
    clock = f"{there:%H:%M:%S}" if there.second else f"{there:%H:%M}"
    return f"{day(there.date(), language)}{'' if language == 'zh' else ' '}{clock}"


def length(count: int, unit: Unit, language: str) -> str:
    """15日, 15 calendar days."""
    return say("clock-unit-one" if count == 1 else "clock-unit", unit, language).format(n=count)


def cited(articles: Sequence[Article], language: str) -> str:
    """Several articles in one line."""
    return ("、" if language == "zh" else "; ").join(article.cite(language) for article in articles)


@dataclass(frozen=True)
class Account:
    """What a sentence may need beside its step: whose count it is, from which day, for whom it is told.

    ``longer`` are the lengths of its extensions; ``closing`` is when the window closes, where that is known.
    """

    rule: ClockRule
    start: date
    language: str
    longer: tuple[Step, ...] = ()
    closing: time | None = None

    def put(self, sentence: str, **words: object) -> str:
        """A sentence of the explanation with its blanks filled."""
        known = {name: article.cite(self.language) for name, article in _BASES.items()}
        known["article"] = cited(self.rule.articles, self.language)
        return say("reckoning", sentence, self.language).format(**known, **words)

    def sentence(self, step: Step) -> str:
        """What one step says."""
        words: dict[str, object] = {}
        if step.first:
            last = step.last or step.first
            words |= {"first": self._day(step.first), "run": self._run(step.first, last)}
        if step.first or step.last:
            words["day"] = self._day(step.last if step.first is None else step.first)
        if step.last:
            words["last"] = self._day(step.last)
        if step.at:
            words["instant"] = instant(step.at, self.language)
        return self.put(self._which(step), **words, **self._said(step))

    def basis(self) -> tuple[str, ...]:
        """The sentences that end every explanation: on what it stands, and whether that is in use."""
        sentences = [self.put("basis")]
        if not self.rule.holds_on(self.start):
            sentences.append(self.put("not-in-force", since=day(self.rule.valid_from, self.language)))
        if not self.rule.is_live:
            sentences.append(self.put("not-live"))
        return tuple(sentences)

    def _which(self, step: Step) -> str:
        match step.code:
            case StepCode.COUNTED if step.unit is Unit.HOURS:
                return "counted-hours"
            case StepCode.COUNTED if step.unit is Unit.MINUTES:
                return "counted-minutes"
            case StepCode.COUNTED if step.unit is Unit.WORKING_DAYS:
                return "counted-working-days"
            case StepCode.COUNTED if step.unit in _IN_MONTHS:
                return "counted-months"
            case StepCode.EXCLUDED if step.at:
                return "excluded-hours"
            case StepCode.ENDS if step.at:
                return "ends-at"
            case StepCode.ENDS if self.closing:
                return "ends-window"
        return step.code

    def _said(self, step: Step) -> dict[str, object]:
        """The blanks that only this kind of step has."""
        match step.code:
            case StepCode.STARTED | StepCode.STARTED_AT:
                return {"event": say("clock-trigger", str(step.because), self.language)}
            case StepCode.EXTENDED:
                return {"length": self._length(step)}
            case StepCode.COUNTED:
                return {"length": self._counted()}
            case StepCode.EXCLUDED:
                return self._left_out(step)
            case StepCode.SKIPPED | StepCode.ROLLED | StepCode.NOT_ROLLED:
                return {"why": say("day-off", str(step.because), self.language)}
            case StepCode.PROVISIONAL:
                return {"year": step.count}
            case StepCode.ENDS:
                return {"closing": f"{self.closing:%H:%M}"} if self.closing else {}
        return {}

    def _left_out(self, step: Step) -> dict[str, object]:
        assert step.count is not None
        ground = say("clock-ground", str(step.because), self.language)
        if step.at:
            return {"ground": ground, "duration": self._duration(step.count)}
        return {"ground": ground, "length": length(step.count, Unit.CALENDAR_DAYS, self.language)}

    def _counted(self) -> str:
        """The rule's own length, and beside it what it was extended by."""
        assert self.rule.count is not None
        assert self.rule.unit
        own = length(self.rule.count, self.rule.unit, self.language)
        if not self.longer:
            return own
        more = ("、" if self.language == "zh" else ", ").join(map(self._length, self.longer))
        return self.put("and-longer", length=own, more=more)

    def _length(self, step: Step) -> str:
        assert step.count is not None
        assert step.unit
        return length(step.count, step.unit, self.language)

    def _duration(self, seconds: int) -> str:
        parts = []
        for name, each in _SECONDS_IN.items():
            count, seconds = divmod(seconds, each)
            if count:
                parts.append(say("duration", name, self.language).format(count=count))
        return ("" if self.language == "zh" else " ").join(parts)

    def _day(self, on: date | None) -> str:
        assert on
        return day(on, self.language)

    def _run(self, first: date, last: date) -> str:
        if self.language == "en":
            return first.isoformat() if first == last else f"{first} to {last}"
        said = [self._short(each) for each in (first, last)]
        return said[0] if first == last else "至".join(said)

    def _short(self, on: date) -> str:
        """A day of the year the period began in needs no year."""
        return f"{on.month}月{on.day}日" if on.year == self.start.year else day(on, "zh")
