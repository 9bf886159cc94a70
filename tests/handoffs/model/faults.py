"""Faults, each planted alone: the model check must find every one of them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from rules.handoff import (
    answering,
    commands,
    consent,
    evolution,
    matter,
    reading,
    sending,
    silence,
    wire,
    working,
)
from rules.handoff.events import (
    HandoffAccepted,
    HandoffEnded,
    HandoffRefused,
    HandoffReturned,
    SupplementWanted,
)
from rules.handoff.matter import Handoff, Holder, Outcome, Stage, What
from rules.handoff.procedure import HANDOFF
from rules.procedure import Event, Now, TimePassed
from rules.refusals import Reason, Refused
from tests.handoffs.model.agency import Agency, Honest
from tests.handoffs.model.search import CAN_END
from tests.handoffs.model.world import Bound

Plant = Callable[[pytest.MonkeyPatch], None]


def nowhere(patch: pytest.MonkeyPatch) -> None:
    """The fault is in the agency, or between the two."""


@dataclass(frozen=True)
class Fault:
    """``found_by``: the invariant that finds it first; by which way, ``counterexamples.txt`` says."""

    name: str
    found_by: str
    plant: Plant = nowhere
    agency_sends: bool = False
    honest: Honest = field(default_factory=Honest)
    ids_are_reused: bool = False
    county_forgets: bool = False
    bound: Bound = field(default_factory=lambda: Bound(exchanges=1, together=2))


def acceptance_after_a_recall(patch: pytest.MonkeyPatch) -> None:
    unchanged = answering.accepted

    def accepted(handoff: Handoff, now: Now, **said: Any) -> tuple[Event, ...]:
        if handoff.outcome is not Outcome.RECALLED:
            return unchanged(handoff, now, **said)
        return (HandoffAccepted(at=now.at, message=said["message"]),)

    patch.setattr(answering, "accepted", accepted)


def recall_after_acceptance(patch: pytest.MonkeyPatch) -> None:
    unchanged = sending.recalled

    def recalled(handoff: Handoff, now: Now, **said: Any) -> tuple[Event, ...]:
        if handoff.stage is not Stage.ACCEPTED:
            return unchanged(handoff, now, **said)
        return (HandoffEnded(at=now.at, outcome=Outcome.RECALLED, message=said["message"]),)

    patch.setattr(sending, "recalled", recalled)


def holder_at_the_signature(patch: pytest.MonkeyPatch) -> None:
    def holder(handoff: Handoff) -> Holder:
        is_held = handoff.stage in {Stage.SIGNED_FOR, Stage.SUPPLEMENT, Stage.ACCEPTED}
        return Holder.RECEIVER if is_held else Holder.SENDER

    patch.setattr(matter.Handoff, "holder", property(holder))


def return_counted_twice(patch: pytest.MonkeyPatch) -> None:
    unchanged = working.returned

    def returned(handoff: Handoff, now: Now, **said: Any) -> tuple[Event, ...]:
        if handoff.stage is not Stage.RETURNED:
            return unchanged(handoff, now, **said)
        return (HandoffReturned(at=now.at, came_back=said["came_back"], message=said["message"]),)

    patch.setattr(wire, "_KNOWN_ALREADY", {})
    patch.setattr(working, "returned", returned)


def closed_untold(patch: pytest.MonkeyPatch) -> None:
    def closed(handoff: Handoff, at: Any) -> Handoff:
        return replace(handoff, stage=Stage.CLOSED) if handoff.stage is Stage.ENDED else handoff

    patch.setattr(evolution, "_closed_when_told", closed)


def supplement_twice(patch: pytest.MonkeyPatch) -> None:
    unchanged = answering.supplement_wanted

    def wanted(handoff: Handoff, now: Now, **said: Any) -> tuple[Event, ...]:
        if not handoff.may_be_recalled:
            return unchanged(handoff, now, **said)
        return (SupplementWanted(at=now.at, what=said["what"], message=said["message"]),)

    patch.setattr(answering, "supplement_wanted", wanted)


def silence_ends_it(patch: pytest.MonkeyPatch) -> None:
    def time_passed(handoff: Handoff, fact: TimePassed, now: Now) -> tuple[Event, ...]:
        return () if handoff.is_settled else (HandoffEnded(at=now.at, outcome=Outcome.EXPIRED),)

    patch.setitem(HANDOFF.facts, TimePassed, time_passed)


def silence_reaches_nobody(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(reading, "_tasks", lambda _: ())


def refusal_swallowed(patch: pytest.MonkeyPatch) -> None:
    def agency_said(handoff: Handoff, fact: commands.AgencySaid, now: Now) -> tuple[Event, ...]:
        try:
            return wire._STEPS[fact.what](handoff, fact, now)
        except Refused:
            return ()

    patch.setitem(HANDOFF.facts, commands.AgencySaid, agency_said)


def end_of_consent_untold(patch: pytest.MonkeyPatch) -> None:
    patch.delitem(evolution._ENDS, Outcome.CONSENT_ENDED)


def refusal_untold(patch: pytest.MonkeyPatch) -> None:
    patch.delitem(evolution._SAYS, HandoffRefused)


def end_of_consent_after_a_return(patch: pytest.MonkeyPatch) -> None:
    def ended(handoff: Handoff, fact: commands.AgencySaid, now: Now) -> tuple[Event, ...]:
        if handoff.is_settled:
            raise Refused(Reason.HANDOFF_HAS_ENDED)
        return consent.consent_ended(handoff, now, by=None, party=fact.party, message=fact.message)

    patch.setitem(wire._STEPS, What.CONSENT_ENDED, ended)


def silence_again_and_again(patch: pytest.MonkeyPatch) -> None:
    def running(handoff: Handoff) -> frozenset[str]:
        return frozenset(clock.name for clock in handoff.clocks if clock.is_open)

    patch.setattr(silence, "_listened_for", running)


def undeliverable_forgotten(patch: pytest.MonkeyPatch) -> None:
    """What cannot be delivered is forgotten, instead of waiting for a person."""
    unchanged = evolution._with_outgoing

    def without(handoff: Handoff, seq: int, **changes: Any) -> Handoff:
        if not changes["is_dead"]:
            return unchanged(handoff, seq, **changes)
        return replace(handoff, outgoing=tuple(each for each in handoff.outgoing if each.seq != seq))

    patch.setattr(evolution, "_with_outgoing", without)


class HoldsOnSaying(Honest):
    """It counts itself as holder as soon as it has said so."""

    def holds(self, agency: Agency) -> bool:
        has_let_go = agency.has_said("returned") or bool(agency.heard & {"recalled", "consent-ended"})
        return super().holds(agency) if agency.sends else agency.has_said("accepted") and not has_let_go


class HoldsOnAnyAnswer(Honest):
    """It does not drop a matter whose acceptance was refused."""

    def holds(self, agency: Agency) -> bool:
        return super().holds(agency) or (not agency.sends and agency.was_refused("accepted"))


class NeverConfirms(Honest):
    """It hears what came back, and says nothing more."""

    def says(self, agency: Agency) -> Any:
        return ((message, spends) for message, spends in super().says(agency) if message != "confirmed")


FAULTS = (
    Fault("an acceptance stands after a recall", "nothing_stands_after_the_end", acceptance_after_a_recall),
    Fault(
        "a recall stands after an acceptance",
        "an_acceptance_stands",
        recall_after_acceptance,
        agency_sends=True,
    ),
    Fault("the holder changes at the signature", "the_journal_names_one_holder", holder_at_the_signature),
    Fault(
        "a return that comes twice counts twice",
        "the_same_message_has_one_effect",
        return_counted_twice,
        county_forgets=True,
    ),
    Fault("it closes before the other side knows", "closed_only_when_the_other_side_knows", closed_untold),
    Fault("a lost receipt leaves two holders", "never_two_holders", honest=HoldsOnSaying()),
    Fault("a refused acceptance is not dropped", "never_two_holders", honest=HoldsOnAnyAnswer()),
    Fault(
        "a supplement is wanted twice",
        "what_happens_once_stands_once",
        supplement_twice,
        bound=Bound(exchanges=1, supplements=2, together=2),
    ),
    Fault("silence ends it by itself", "silence_reaches_a_supervisor", silence_ends_it),
    Fault("silence reaches nobody", "silence_reaches_a_supervisor", silence_reaches_nobody),
    Fault("silence is noted again and again", "a_noted_period_is_noted_once", silence_again_and_again),
    Fault("a refused message is swallowed", "whoever_comes_second_is_told_why", refusal_swallowed),
    Fault("the end of consent is not told", "closed_only_when_the_other_side_knows", end_of_consent_untold),
    Fault(
        "a refusal is not told", "closed_only_when_the_other_side_knows", refusal_untold, agency_sends=True
    ),
    Fault(
        "the end of consent undoes a return",
        "the_original_hears_of_one_end",
        end_of_consent_after_a_return,
        agency_sends=True,
    ),
    Fault("what cannot be delivered is forgotten", "after_quiescence_both_agree", undeliverable_forgotten),
    Fault(
        "a message that is decided twice is answered anew", "after_quiescence_both_agree", county_forgets=True
    ),
    Fault(
        "the next exchange uses the ids of the last",
        "after_quiescence_both_agree",
        ids_are_reused=True,
        bound=Bound(together=1),
    ),
    Fault(
        "what came back is never confirmed",
        CAN_END,
        honest=NeverConfirms(),
        agency_sends=True,
        bound=Bound(exchanges=1, together=0),
    ),
)
