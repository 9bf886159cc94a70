"""What whoever holds a tracking code may do (凭查询码办理), and what of it they can do now.

The holder is a seat in the tables of the rules, which decide as they do for a clerk; what the rules would
refuse at this moment is not offered.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, Field

from api.forms import Form, Text, filled, form_of
from api.problems import malformed, refused
from api.requests import Envelope
from api.saying import Words, both
from rules.aftercare import commands as dispute_aftercare
from rules.aftercare.matter import Aftercare
from rules.aftercare.matter import Window as UndoWindow
from rules.clocks.service import Filing
from rules.dispute import commands as dispute
from rules.dispute.matter import Dispute, PartyRole, Route
from rules.errand import commands as errand
from rules.errand.matter import Verdict
from rules.petition import commands as petition
from rules.petition_aftercare import commands as aftercare
from rules.petition_aftercare.codes import Agrees, Contact, Duty, Satisfaction, Target, Window
from rules.procedure import Command, Fact, Now, Procedure, Proceeding, Sealed
from rules.refusals import Reason, Refused
from rules.review import commands as review
from rules.review.matter import WINDOW
from rules.tracking import askers_in_order, holder

_WORDS = Sealed("")  # stands for what somebody would write, where it is only asked whether they may
_ONLINE: Mapping[str, Any] = {"filing": Filing.ONLINE}


class ByOne(Form):
    """``petitioner``: which of those who share the petition, the first registered being number one; it may be
    left out where one asks alone."""

    petitioner: Annotated[int, Field(ge=1, le=50)] | None = None


class Evaluation(ByOne):
    """A reason is asked for and never needed."""

    target: Target
    value: Satisfaction
    reason: Text | None = None


class Grounds(ByOne):
    """Why: what the opinion has wrong, in one's own words."""

    grounds: Text


class AgreesToClose(StrEnum):
    """What somebody who was asked says; of whom nobody reached, an office says it."""

    YES = Agrees.YES.value
    NO = Agrees.NO.value


class ToClose(ByOne):
    """Before it is closed: whether it may be; and why not, in one's own words."""

    agrees: AgreesToClose
    notes: Text | None = None


class Leaving(ByOne):
    """Where one goes with it instead."""

    route: Route


class Contest(Form):
    """What the matter really is."""

    words: Text


class Revocation(Form):
    """Nothing need be said."""


class OfAnErrand(Form):
    """A reason is asked for and never needed."""

    value: Verdict
    words: Text | None = None


@dataclass(frozen=True)
class Act:  # 凭查询码可以办的事
    """``verb`` of ``procedure`` is asked with what ``form`` says and what is ``always`` so. ``window`` is
    what the names of its clocks begin with; ``tries`` are words with which it is seen whether the rules would
    hear it. ``who`` is what the verb calls whoever does it; ``means``: whether it says anything of them now,
    where the rules would hear it at any time. ``binds``: it begins something by their will, so that of
    several who share a code nobody says it for another: they do at the counter."""

    name: str
    procedure: str
    verb: str
    kind: type[Command] | type[Fact]
    form: type[Form] = ByOne
    always: Mapping[str, Any] = field(default_factory=dict)
    window: str | None = None
    tries: tuple[Mapping[str, Any], ...] = ({},)
    who: str = "petitioner"
    means: Callable[[Any, str], bool] = lambda _, __: True
    binds: bool = False

    @property
    def is_of_one(self) -> bool:
        """Whether one of the petitioners does it, for themselves."""
        return issubclass(self.form, ByOne)

    @property
    def words(self) -> Words:
        return both("by-code", self.name)

    @property
    def meaning(self) -> Words:
        """What follows from it, before it is done."""
        return both("by-code-meaning", self.name)

    def who_ask(self, state: Any) -> tuple[str, ...]:
        """Who may say it by code, as they were registered."""
        people = _who_ask(state)
        return () if self.binds and len(people) > 1 else people

    def asked(self, state: Proceeding, body: Form, envelope: Envelope) -> Command | Fact:
        """What is asked of the proceeding; what was written goes into the envelope. Raises Problem."""
        said = {**body.model_dump(exclude_unset=True, exclude={"petitioner"}), **self.always}
        if isinstance(body, ByOne):
            said[self.who] = _which(self.who_ask(state), body.petitioner)
        kind: Any = self.kind
        taken = filled(kind, form_of(kind)(**said), envelope.put_field)
        asked: Command | Fact = kind(
            id=envelope.key, by=holder(state.edition.county), digest=envelope.digest, **taken
        )
        return asked


def _has_agreed(state: Any, who: str) -> bool:
    """Whether their consent to being mediated stands."""
    return who in state.consented


def _has_not_agreed(state: Any, who: str) -> bool:
    return not _has_agreed(state, who)


def _is_prepared_for_closing(state: Any, _: str) -> bool:
    """Nobody is asked before the unit has said how it stands."""
    return not state.owes(Duty.ASSESS_CLOSING)


_AS_PARTY: Mapping[str, Any] = {"procedure": "dispute", "who": "party"}

ACTS = (
    Act(name="consent", verb="record_consent", kind=dispute.RecordConsent, binds=True, **_AS_PARTY),
    Act(
        name="consent-refusal",
        verb="consent_refused",
        kind=dispute.ConsentRefused,
        means=_has_not_agreed,
        **_AS_PARTY,
    ),
    Act(
        name="consent-withdrawal",
        verb="consent_withdrawn",
        kind=dispute.ConsentWithdrawn,
        means=_has_agreed,
        **_AS_PARTY,
    ),
    Act(name="dispute-withdrawal", verb="withdrawn", kind=dispute.Withdrawn, **_AS_PARTY),
    Act(
        name="leaving",
        verb="left_for_route",
        kind=dispute.LeftForRoute,
        form=Leaving,
        tries=({"route": Route.COURT},),
        **_AS_PARTY,
    ),
    Act(
        name="mediation-again",
        procedure="aftercare",
        verb="undo_withdrawal",
        kind=dispute_aftercare.UndoWithdrawal,
        window=UndoWindow.UNDO_WITHDRAWAL,
        who="party",
    ),
    Act(
        name="evaluation",
        procedure="petition_aftercare",
        verb="record_evaluation",
        kind=aftercare.RecordEvaluation,
        form=Evaluation,
        window=Window.EVALUATE,
        tries=tuple({"target": target, "value": Satisfaction.SATISFIED} for target in Target),
    ),
    Act(
        name="review",
        procedure="petition_aftercare",
        verb="request_review",
        kind=aftercare.RequestReview,
        form=Grounds,
        always=_ONLINE,
        window=Window.ASK_FOR_REVIEW,
        tries=({"grounds": _WORDS},),
    ),
    Act(
        name="re-review",
        procedure="review",
        verb="request_re_review",
        kind=review.RequestReReview,
        form=Grounds,
        always=_ONLINE,
        window=WINDOW,
        tries=({"grounds": _WORDS},),
    ),
    Act(
        name="take-up-again",
        procedure="petition_aftercare",
        verb="take_up_again",
        kind=aftercare.TakeUpAgain,
        always=_ONLINE,
        window=Window.TAKE_UP_AGAIN,
    ),
    Act(
        name="closing",
        procedure="petition_aftercare",
        verb="confirm_with_person",
        kind=aftercare.ConfirmWithPerson,
        form=ToClose,
        always={"how": Contact.ONLINE},
        means=_is_prepared_for_closing,
        tries=({"agrees": Agrees.YES},),
    ),
    Act(
        name="withdrawal",
        procedure="petition",
        verb="petition_withdrawn",
        kind=petition.PetitionWithdrawn,
        always={"in_writing": True},
    ),
    Act(
        name="contest",
        procedure="petition",
        verb="class_contested",
        kind=petition.ClassContested,
        form=Contest,
        tries=({"words": _WORDS},),
    ),
    Act(
        name="errand-revocation",
        procedure="errand",
        verb="errand_revoked",
        kind=errand.ErrandRevoked,
        form=Revocation,
    ),
    Act(
        name="errand-satisfaction",
        procedure="errand",
        verb="record_errand_satisfaction",
        kind=errand.RecordErrandSatisfaction,
        form=OfAnErrand,
        tries=({"value": Verdict.SATISFIED},),
    ),
)


class CanDo(BaseModel):
    """What can be done now: ``POST`` it to ``path``. ``petitioner``: for which of several it is open;
    ``until``: its last day, null where none is known to end it; ``meaning``: what follows from it."""

    name: str
    words: Words
    meaning: Words
    path: str
    petitioner: int | None
    until: date | None


def can_do(procedure: Procedure, state: Proceeding, now: Now) -> Iterator[CanDo]:
    """Everything of this proceeding that the rules would not refuse."""
    for act in ACTS:
        if act.procedure != procedure.name:
            continue
        for number, who in _askers(act.who_ask(state)) if act.is_of_one else ((None, None),):
            if any(_would_stand(procedure, act, state, who, said, now) for said in act.tries):
                yield CanDo(
                    name=act.name,
                    words=act.words,
                    meaning=act.meaning,
                    path=f"/public/status/{act.name}",
                    petitioner=number,
                    until=_until(act, state, who),
                )


def _would_stand(
    procedure: Procedure, act: Act, state: Proceeding, who: str | None, said: Mapping[str, Any], now: Now
) -> bool:
    whole = {**act.always, **said, **({act.who: who} if who else {})}
    try:
        return (who is None or act.means(state, who)) and bool(
            procedure.decide(state, act.kind(id="", by=holder(state.edition.county), **whole), now)
        )
    except Refused:
        return False


def _until(act: Act, state: Proceeding, who: str | None) -> date | None:
    """A date that is a guess ends nobody's right, and is not told as if it did."""
    name = f"{act.window}" if act.who == "party" else f"{act.window}-{who}"
    due = state.due(name) if any(clock.name == name for clock in state.clocks) else None
    return due.on if due and not due.provisional else None


def _askers(people: tuple[str, ...]) -> Iterator[tuple[int | None, str]]:
    """Those who share the petition, numbered; one alone has no number."""
    for number, ref in enumerate(people, start=1):
        yield (number if len(people) > 1 else None), ref


def _who_ask(state: Any) -> tuple[str, ...]:
    """Whose own matter it is, as they were registered: of a dispute those who applied."""
    if isinstance(state, Dispute):
        return tuple(each.ref for each in state.parties if each.role is PartyRole.APPLICANT)
    if isinstance(state, Aftercare):
        return tuple(state.applicants) if len(state.applicants) == 1 else ()  # of several: at the counter
    return askers_in_order(state.people)


def _which(people: tuple[str, ...], number: int | None) -> str:
    """The petitioner of that number. Raises Problem: 422 where it is not said or there is none, 409 where
    nobody gave a name."""
    if not people:
        raise refused(Reason.UNKNOWN_PARTY.code)
    if number is None and len(people) > 1:
        raise malformed(("body.petitioner", "missing"))
    if (number or 1) > len(people):
        raise malformed(("body.petitioner", "unknown-petitioner"))
    return people[(number or 1) - 1]
