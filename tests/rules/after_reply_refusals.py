"""Every "no" that is said after a reply and in its reviews, with somebody who asks for it and is told so."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from rules.editions import Organ
from rules.petition_aftercare.codes import Agrees, Finding, Ground, InPlace, Satisfaction
from rules.petition_aftercare.commands import Assessed, RecordReExamination, ReviewAnswered, ReviewEnded
from rules.procedure import Command
from rules.refusals import Reason
from rules.review.matter import Instance
from tests.rules import county
from tests.rules.after_reply import (
    BUREAU,
    REVIEW_HEAD,
    REVIEWER,
    PetitionAftercareStory,
    ReviewStory,
    anew,
    answered,
    asked_for,
    assess,
    audit,
    confirm,
    decided,
    findings,
    opinion,
    panel,
    rate,
    request,
    request_again,
    revisit,
    serve,
    served,
    take_up,
)
from tests.rules.story import KEY, WORDS, Story

Asking = tuple[Story, Command]
REVIEW, RE_REVIEW = "review/sl/SL-2026-1/1", "re_review/sl/SL-2026-1/1"
NOBODY_ABOVE = replace(county.TOLD, petitions=replace(county.TOLD.petitions, superiors=()))
BUREAUS = frozenset({BUREAU.person, county.WINDOW_CLERK.person})
RE_EXAMINED = RecordReExamination(id=KEY, by=BUREAU, finding=Finding.UPHELD, notes=WORDS)


def heard(story: PetitionAftercareStory, *asked: Any) -> PetitionAftercareStory:
    for each in asked:
        story.hear(each)
    return story


def later(story: Any, days: int) -> Any:
    story.at += timedelta(days=days)
    return story


def ready(*asked: Any, **said: Any) -> PetitionAftercareStory:
    """Assessed and confirmed, and then this."""
    return heard(answered(**said), assess(), confirm(), *asked)


def reviewed(result: str) -> tuple[Any, ...]:
    return request(), ReviewAnswered(review=REVIEW, result=result)


def re_reviewed() -> tuple[Any, ...]:
    return request(), ReviewEnded(review=RE_REVIEW, result="upheld")


def of_the_county() -> PetitionAftercareStory:
    return answered(edition=NOBODY_ABOVE, unit=county.COUNTY, organ=Organ.COUNTY)


def asked_twice() -> ReviewStory:
    story = decided(asked_for(petitioners=frozenset({"li", "zhang"})))
    story.hear(request_again("li"))
    return story


def by_the_head() -> ReviewStory:
    story = asked_for()
    story.hear(replace(findings(story), by=REVIEW_HEAD))
    return story


def before_issue() -> Asking:
    story = decided(later(asked_for(), 3))
    return story, serve(story, proven_at=story.at - timedelta(days=2))


# reason -> who asks for what, and is refused with it
OF_WHAT_FOLLOWS: Mapping[Reason, Callable[[], Asking]] = {
    Reason.NO_OPINION_TO_REVIEW: lambda: (answered("guided"), request()),
    Reason.REVIEW_ALREADY_ASKED: lambda: (heard(answered(), request()), request()),
    Reason.REVIEW_TOO_LATE: lambda: (later(answered(), 31), request()),
    Reason.NO_HIGHER_ORGAN: lambda: (of_the_county(), request()),
    Reason.GROUND_DOES_NOT_FIT: lambda: (answered(), anew(Ground.REVIEW_REVOKED)),
    Reason.PROCEDURE_HAS_ENDED: lambda: (heard(answered(), *re_reviewed()), anew(Ground.NEW_FACTS)),
    Reason.NOT_WITHDRAWN: lambda: (answered(), take_up()),
    Reason.TOO_LATE_TO_TAKE_UP_AGAIN: lambda: (later(answered("withdrawn"), 8), take_up()),
    Reason.NOT_OWED: lambda: (heard(answered(), revisit()), revisit()),
    Reason.ASSESSED_WITHOUT_REASON: lambda: (
        answered(),
        assess(helped=Assessed(how=InPlace.NOT_CALLED_FOR)),
    ),
    Reason.UNREACHABLE_WITHOUT_NOTES: lambda: (answered(), confirm(agrees=Agrees.UNREACHABLE)),
    Reason.ASSESSMENT_MISSING: lambda: (answered(), audit()),
    Reason.CONFIRMATION_MISSING: lambda: (heard(answered(), assess()), audit()),
    Reason.RE_EXAMINATION_MISSING: lambda: (ready(rate(Satisfaction.DISSATISFIED)), audit()),
    Reason.REPORT_MISSING: lambda: (ready(report_by=date(2026, 7, 20)), audit()),
    Reason.REVIEW_NOT_CARRIED_OUT: lambda: (ready(*reviewed("changed")), audit()),
    Reason.AFTER_CARE_MISSING: lambda: (ready(*re_reviewed()), audit()),
    Reason.AUDITED_BY_THE_HANDLER: lambda: (ready(hands=frozenset({audit().by.person})), audit()),
    Reason.NOT_EVALUATED_HERE: lambda: (answered("guided"), rate(Satisfaction.SATISFIED)),
    Reason.ALREADY_EVALUATED: lambda: (
        heard(answered(), rate(Satisfaction.SATISFIED)),
        rate(Satisfaction.DISSATISFIED),
    ),
    Reason.EVALUATION_IS_OVER: lambda: (later(answered(), 31), rate(Satisfaction.SATISFIED)),
    Reason.EVALUATED_BY_THE_HANDLER: lambda: (answered(hands=BUREAUS), rate(Satisfaction.SATISFIED)),
    Reason.RE_EXAMINED_BY_THE_HANDLER: lambda: (answered(hands=BUREAUS), RE_EXAMINED),
    Reason.HANDLED_THE_ORIGINAL: lambda: (
        asked_for(hands=frozenset({REVIEWER.person})),
        findings(asked_for()),
    ),
    Reason.SIGNED_BY_THE_HANDLER: lambda: (by_the_head(), opinion(asked_for())),
    Reason.REVIEW_OPINION_INCOMPLETE: lambda: (asked_for(), opinion(asked_for(), has_seal=False)),
    Reason.NOT_FOR_PUBLICATION: lambda: (asked_for(), opinion(asked_for(), is_published=True)),
    Reason.SERVED_BEFORE_ISSUE: before_issue,
    Reason.RE_REVIEW_TOO_LATE: lambda: (later(served(asked_for()), 40), request_again()),
    Reason.RE_REVIEW_ALREADY_ASKED: lambda: (asked_twice(), request_again("zhang")),
    Reason.HEARING_IN_THE_PAST: lambda: (
        asked_for(Instance.RE_REVIEW),
        panel(asked_for(Instance.RE_REVIEW), in_days=-1),
    ),
}
