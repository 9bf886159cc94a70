"""What is told of a proposal to publish (提请公布): what it says, what it changes, how it was answered."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from api.publications import RulesShown
from api.saying import Words, both
from records import publications
from records.proposals import Proposal
from rules.calendar import YearNotice
from rules.publishing import DayIs, ProposalAnswer


class DayChanged(BaseModel):
    """A day that is something else afterwards."""

    day: date
    before: DayIs
    before_words: Words
    after: DayIs
    after_words: Words


class PartChanged(BaseModel):
    """A part of a rule in words; ``before`` is null for a rule that is new."""

    part: str
    words: Words
    before: Words | None
    after: Words


class RuleChanged(BaseModel):
    """A rule that reads otherwise afterwards, and the articles on which it stands."""

    id: str
    words: Words
    article: Words
    is_new: bool
    parts: list[PartChanged]


class ChangesShown(BaseModel):
    """What it changes. ``first_of_its_year``: so far that year was told by weekends alone."""

    days: list[DayChanged]
    rules: list[RuleChanged]
    first_of_its_year: bool


class AnswerShown(BaseModel):
    """How it ended. ``version``: what was published by it."""

    answer: ProposalAnswer
    words: Words
    by: str
    seat: str
    at: datetime
    public_reason: str | None
    version: str | None


class ProposalShown(BaseModel):
    """``kind``: calendar | rules. ``edition``: whose rules; null for a calendar. ``waits``: nobody has
    answered it; no time ends that."""

    number: int
    kind: str
    series: str
    edition: str | None
    body: YearNotice | RulesShown
    public_reason: str
    proposed_by: str
    proposed_as: str
    proposed_at: datetime
    waits: bool
    answer: AnswerShown | None


class ProposalWhole(ProposalShown):
    """With what it would change now, or what it was answered on. ``digest``: of that; ``open_cases``: how
    many it would reach now; ``has_changed``: since it was proposed, what is in force has become another, so
    this is not what its proposer saw; ``is_stale``: the edition is not what was proposed any more. ``may``:
    what this person may answer, ``not_now``: why not the rest."""

    digest: str
    changes: ChangesShown
    open_cases: int | None
    has_changed: bool
    is_stale: bool
    may: list[ProposalAnswer]
    not_now: dict[ProposalAnswer, Words]


def shown(proposal: Proposal) -> ProposalShown:
    """What is told of a proposal in a list."""
    body: YearNotice | RulesShown | None = proposal.notice
    if body is None:
        clocks = list(publications.rules_of(proposal.body))
        body = RulesShown(in_force_from=proposal.body["in_force_from"], clocks=clocks)
    return ProposalShown(
        number=proposal.number,
        kind=proposal.kind,
        series=proposal.series,
        edition=proposal.edition or None,
        body=body,
        public_reason=proposal.reason,
        proposed_by=proposal.by,
        proposed_as=proposal.seat,
        proposed_at=proposal.at,
        waits=proposal.answered is None,
        answer=_answer_shown(proposal),
    )


def _answer_shown(proposal: Proposal) -> AnswerShown | None:
    its = proposal.answered
    if its is None:
        return None
    return AnswerShown(
        answer=its.answer,
        words=both("publication-answer", its.answer),
        by=its.by,
        seat=its.seat,
        at=its.at,
        public_reason=its.reason,
        version=its.version,
    )


def changes_shown(changes: dict[str, Any]) -> ChangesShown:
    """What changes, in words."""
    days = [
        {**each, "before_words": both("day-is", each["before"]), "after_words": both("day-is", each["after"])}
        for each in changes.get("days", ())
    ]
    rules = [
        {
            **each,
            "words": both("clock", each["id"]),
            "parts": [{**part, "words": both("rule-part", part["part"])} for part in each["parts"]],
        }
        for each in changes.get("rules", ())
    ]
    is_first = changes.get("first_of_its_year", False)
    return ChangesShown.model_validate({"days": days, "rules": rules, "first_of_its_year": is_first})
