"""How a due date came about, told to people (期限说明). Whatever explains a date, explains it from here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from rules.calendar import WorkingCalendar
from rules.clocks.clock import Clock, State
from rules.clocks.describing import LANGUAGES, in_words
from rules.clocks.reckoning import DueDate, Step, StepCode
from rules.clocks.rule import BY_THE_INSTANT, Binds, ClockRule
from rules.instants import BEIJING, ONE_DAY, legal_day
from rules.words.explaining import Account, cited, day
from rules.words.saying import say

# (procedure, rule): what its end closes there and its aftercare counts further, from the same start.
_GO_ON = frozenset({("dispute", "K-44")})
# (procedure, rule): of whoever answers nothing the last period closes as it ends, and a list has them.
_CLOSED_UNANSWERED = frozenset({("dispatch", "P-60"), ("dispatch", "P-62"), ("incident", "P-63")})


class EndedLate(StrEnum):
    """How a period of an agency ended after its last instant."""

    DONE = "done"  # 逾期办结
    UNANSWERED = "unanswered"  # 逾期未响应


@dataclass(frozen=True)
class Said:
    """One sentence of an explanation: its code, its values as plain JSON, its words."""

    code: str
    plain: dict[str, Any]
    zh: str
    en: str


def explained(due: DueDate, rule: ClockRule, language: str, closing: time | None = None) -> tuple[str, ...]:
    """How the date came about, in ``zh`` or ``en``: a sentence for every step, then the rule's articles.

    ``closing`` is when the window closes; without one it is only said that it does.
    """
    return _in(language, _steps_said(due, rule, closing), rule, _began(due))


def told(due: DueDate, rule: ClockRule, closing: time | None = None) -> dict[str, Any]:
    """The same as plain JSON. Days are ISO dates, instants are in Asia/Shanghai; where hours are counted,
    ``start`` and ``due`` are instants."""
    began = due.steps[0]
    return {
        **_rule_told(rule, _began(due)),
        "start": local(began.at) if began.at else _began(due).isoformat(),
        "due": local(due.at) if due.at else due.on.isoformat(),
        "counted_to": due.counted_to.isoformat(),
        "over_at": local(due.is_over_at),
        "window_closes_at": local(due.window_closes_at(closing)) if closing and not due.at else None,
        "provisional": due.provisional,
        "steps": _plain(_steps_said(due, rule, closing)),
    }


def clock_explained(
    clock: Clock, rule: ClockRule, calendar: WorkingCalendar, language: str, closing: time | None = None
) -> tuple[str, ...]:
    """As ``explained``, of a clock that may stand still: then since when and why."""
    due = clock.due(rule, calendar)
    if due is None:
        return _in(language, _why_no_date(clock, rule), rule, clock.started_on)
    return explained(due, rule, language, closing)


def clock_told(
    clock: Clock, rule: ClockRule, calendar: WorkingCalendar, closing: time | None = None
) -> dict[str, Any]:
    """As ``told``, of a clock that may stand still: then it has no due date."""
    if due := clock.due(rule, calendar):
        return told(due, rule, closing)
    return {
        **_rule_told(rule, clock.started_on),
        "start": local(clock.started_at) if rule.unit in BY_THE_INSTANT else clock.started_on.isoformat(),
        **dict.fromkeys(("due", "counted_to", "over_at", "window_closes_at")),
        "provisional": False,
        "steps": _plain(_why_no_date(clock, rule)),
    }


def goes_on(procedure: str, rule: str, state: State) -> bool:
    """Whether a clock that closed with its procedure is of a period of the people that runs on in what
    follows: after an agreement the parties may still apply for confirmation, and the aftercare counts
    it."""
    return state is State.MET and (procedure, rule) in _GO_ON


def ended_late(procedure: str, rule: ClockRule, clock: Clock, over_at: datetime | None) -> EndedLate | None:
    """How a period that binds an agency ended late; None if it did not. Nobody is late with a right of
    theirs: its time is merely over."""
    is_late = clock.met_at is not None and over_at is not None and clock.met_at >= over_at
    if clock.cancelled_at or not is_late or rule.binds is not Binds.AGENCY:
        return None
    return EndedLate.UNANSWERED if (procedure, rule.id) in _CLOSED_UNANSWERED else EndedLate.DONE


def light(state: State, last_day: date | None, today: date) -> str:
    """Green; yellow on the last day of a running clock and on the day before; red once it has expired."""
    if state is State.EXPIRED:
        return "red"
    is_near = state is State.RUNNING and last_day is not None and last_day - today <= ONE_DAY
    return "yellow" if is_near else "green"


def local(at: datetime) -> str:
    """An instant as ISO 8601 in Asia/Shanghai."""
    return at.astimezone(BEIJING).isoformat()


def _rule_told(rule: ClockRule, start: date) -> dict[str, Any]:
    return {
        "clock": rule.id,
        "name": in_words("clock", rule.id),
        "unit": rule.unit,
        "count": rule.count,
        "article": cited(rule.articles, "zh"),
        "article_en": cited(rule.articles, "en"),
        "mark": rule.mark,
        "live": rule.is_live,
        "in_force": rule.holds_on(start),
    }


def _steps_said(due: DueDate, rule: ClockRule, closing: time | None) -> tuple[Said, ...]:
    start = _began(due)
    longer = tuple(step for step in due.steps if step.code is StepCode.EXTENDED)
    zh, en = (Account(rule, start, language, longer, closing) for language in LANGUAGES)
    return tuple(Said(s.code, _values(s), zh.sentence(s), en.sentence(s)) for s in due.steps)


def _why_no_date(clock: Clock, rule: ClockRule) -> tuple[Said, ...]:
    accounts = [Account(rule, clock.started_on, language) for language in LANGUAGES]
    still = next((pause for pause in clock.pauses if pause.ended_at is None), None)
    if still is None:
        return (Said("no-number", {}, *(each.put("no-number") for each in accounts)),)
    since = legal_day(still.began_at)
    sentences = [
        each.put(
            "standing-still",
            day=day(since, each.language),
            ground=say("clock-ground", still.ground, each.language),
        )
        for each in accounts
    ]
    return (Said("standing-still", {"first": since.isoformat(), "because": still.ground.value}, *sentences),)


def _values(step: Step) -> dict[str, Any]:
    values: dict[str, Any] = {
        "first": step.first and step.first.isoformat(),
        "last": step.last and step.last.isoformat(),
        "count": step.count,
        "unit": step.unit,
        "because": step.because and str(step.because),
        "at": step.at and local(step.at),
    }
    return {name: value for name, value in values.items() if value is not None}


def _plain(sentences: Iterable[Said]) -> list[dict[str, Any]]:
    return [{"code": str(said.code), **said.plain, "zh": said.zh, "en": said.en} for said in sentences]


def _in(language: str, sentences: Iterable[Said], rule: ClockRule, start: date) -> tuple[str, ...]:
    texts = (getattr(said, language) for said in sentences)
    return (*texts, *Account(rule, start, language).basis())


def _began(due: DueDate) -> date:
    """The legal day it started on, as its first step says."""
    began = due.steps[0]
    day = legal_day(began.at) if began.at else began.first
    assert day
    return day
