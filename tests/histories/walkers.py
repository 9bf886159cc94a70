"""Who walks where: for each kind of procedure how one begins, and the people around it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from rules.accusation import commands as accusation
from rules.accusation.procedure import ACCUSATION, receive
from rules.dockings.docking import Trait
from rules.handoff import commands as handoff
from rules.handoff.matter import Completion, ConsentForm, Performed, RefusalReason, SideName, What
from rules.procedure import Officer
from rules.review.matter import Instance
from tests.rules import (
    county,
    test_after_reply_walks,
    test_calling_walks,
    test_errand_walks,
    test_event_walks,
    test_meeting_walks,
    test_oversight_walks,
    test_supervision_walks,
    test_walks,
)
from tests.rules.after_reply import asked_for
from tests.rules.errand_walking import AroundAnErrand
from tests.rules.handoff.story import (
    AGREEMENT,
    CENTRE,
    COMPLAINT,
    HELPING,
    OFFICE,
    RECORD,
    STANDS,
    TRIBUNAL,
    a_handoff_at,
)
from tests.rules.petition import test_petition_walks
from tests.rules.petition.walking import Petitioners, PetitionersWhoMediate
from tests.rules.story import WORDS, Story
from tests.rules.walking import WEIGHTS, WORDS_FOR, People


@dataclass(frozen=True)
class Walker:
    begin: Callable[[Random], Any]
    people: Callable[[int], Any] = People


def _re_review(_: Random) -> Story:
    hands = frozenset({"p-sl-d1-dept-handler"})
    return asked_for(Instance.RE_REVIEW, petitioners=test_after_reply_walks.PETITIONERS, hands=hands)


def _review(_: Random) -> Story:
    hands = frozenset({"p-sl-d1-dept-handler"})
    return asked_for(Instance.REVIEW, petitioners=test_after_reply_walks.PETITIONERS, hands=hands)


def _accusation(dice: Random) -> Story:
    at = county.MONDAY
    first = receive(
        id="accusation/sl/SL-J-2026-000001/1",
        number="SL-J-2026-000001",
        edition=county.TOLD,
        received_at=at - timedelta(days=3),
        is_real_name=dice.random() < 0.7,
        by=county.WINDOW_CLERK,
        at=at,
    )
    return Story(ACCUSATION, first, county.TOLD)


def _handoff(dice: Random) -> Story:
    """By the real rows: from the court, or between two of ours, as far as it has come."""
    return a_handoff_at(*dice.choice([each for each in STANDS if each[1] != "to-agency"]))


class _OfOneDesk(People):
    """Who acts is one of a few, whoever owns it."""

    def owner(self, story: Story) -> Officer:
        return self.dice.choice(self.officers)


_OF_DISCIPLINE: Mapping[type, Callable[[Any, Any], dict[str, Any]]] = {
    **WORDS_FOR,
    accusation.TransferToDiscipline: lambda _p, _s: {
        "organ": "sl-city",
        "accused_units": frozenset({"sl"}),
        "reason": WORDS,
    },
    accusation.TellAcceptance: lambda _p, _s: {"method": "in-person", "proof": WORDS},
    accusation.RecordResult: lambda _p, _s: {"result": WORDS},
    accusation.TellResult: lambda _p, _s: {"method": "in-person", "proof": WORDS},
}


class Discipline(_OfOneDesk):
    officers = (county.seated("discipline_clerk", county.COUNTY),)
    words_for = _OF_DISCIPLINE


def _papers(people: Any, _: Any) -> dict[str, Any]:
    return {"papers": tuple(people.dice.sample((COMPLAINT, RECORD, AGREEMENT), people.dice.randint(1, 3)))}


def _said(people: Any, story: Any) -> dict[str, Any]:
    return {
        "side": people.dice.choice(tuple(SideName)),
        "what": people.dice.choice(tuple(What)),
        "message": f"m-{people.dice.randint(0, 9)}",
        "said_at": story.at,
        "party": people.party(story),
        "reason": people.dice.choice((None, *RefusalReason)),
        "words": WORDS,
        "outcome": people.dice.choice((None, "agreement", "no-agreement")),
        "performed": people.dice.choice((None, *Performed)),
        **_papers(people, story),
    }


def _message(people: Any, story: Any) -> dict[str, Any]:
    outgoing = [each.seq for each in story.state.outgoing]
    return {"seq": people.dice.choice(outgoing) if outgoing else people.dice.randint(1, 9)}


def _ended(people: Any, _: Any) -> dict[str, Any]:
    return {"procedure": "dispute/sl/SL-2026-1/1", "outcome": people.dice.choice(("agreement", "withdrawn"))}


_OFTEN: Mapping[type, float] = {**WEIGHTS, handoff.RecallHandoff: 0.3, handoff.ExpireHandoff: 0.2}
_OF_HANDOFFS: Mapping[type, Callable[[Any, Any], dict[str, Any]]] = {
    **WORDS_FOR,
    handoff.RecordHandoffConsent: lambda p, s: {
        "party": p.party(s),
        "form": p.dice.choice(tuple(ConsentForm)),
        "given_at": s.at - timedelta(hours=1),
    },
    handoff.AddHandoffPapers: _papers,
    handoff.SupplyHandoff: _papers,
    handoff.DescribeHandoff: lambda p, _s: {
        "traits": frozenset(p.dice.sample((Trait.TITLE, Trait.CRIME), p.dice.randint(0, 1)))
    },
    handoff.RecallHandoff: lambda _p, _s: {"reason": WORDS},
    handoff.ExpireHandoff: lambda _p, _s: {"reason": WORDS},
    handoff.ResendMessage: _message,
    handoff.LayMessageAside: lambda p, s: {**_message(p, s), "proof": WORDS},
    handoff.RefuseHandoff: lambda p, _s: {
        "reason": p.dice.choice(tuple(RefusalReason)),
        "legal_basis": WORDS,
        "words": WORDS,
    },
    handoff.WantSupplement: lambda _p, _s: {"what": WORDS},
    handoff.RecordProgress: lambda _p, _s: {"note": WORDS},
    handoff.ReturnHandoff: lambda p, s: {
        "outcome": p.dice.choice(("agreement", "no-agreement")),
        **_papers(p, s),
    },
    handoff.ExtendHandoff: lambda p, s: {"days": p.dice.randint(1, 30), "agreed": p.everybody(s)},
    handoff.GiveCoTask: lambda p, s: {
        "unit": HELPING.unit,
        "what": WORDS,
        "until": s.at + timedelta(days=p.dice.randint(1, 20)),
        "completion": p.dice.choice(tuple(Completion)),
    },
    handoff.FinishCoTask: lambda _p, _s: {"result": WORDS},
    handoff.HandoffConsentRefused: lambda p, s: {"party": p.party(s)},
    handoff.AgencySaid: _said,
    handoff.MessageDelivered: lambda p, s: {**_message(p, s), "taken_at": s.at, "effect": "taken"},
    handoff.MessageUndeliverable: lambda p, s: {**_message(p, s), "code": "422"},
    handoff.ReceiverStarted: lambda _p, _s: {"procedure": "dispute/sl/SL-2026-1/1"},
    handoff.ReceiverEnded: _ended,
    handoff.OriginEnded: _ended,
}


class Exchanging(_OfOneDesk):
    officers = (CENTRE, TRIBUNAL, OFFICE, OFFICE, HELPING, county.SUPERVISOR)
    weights, words_for = _OFTEN, _OF_HANDOFFS


WALKERS = {
    "accusations": Walker(_accusation, Discipline),
    "handoffs": Walker(_handoff, Exchanging),
    "disputes": Walker(test_walks.a_random_dispute),
    "aftercare": Walker(test_walks.a_random_aftercare),
    "questions": Walker(test_walks.a_random_question),
    "petitions": Walker(test_petition_walks.a_random_petition, Petitioners),
    "mediated-petitions": Walker(test_petition_walks.a_petition_with_two_sides, PetitionersWhoMediate),
    "petition-aftercare": Walker(test_after_reply_walks.an_aftercare, test_after_reply_walks.Petitioners),
    "reviews": Walker(_review, test_after_reply_walks.Petitioners),
    "re-reviews": Walker(_re_review, test_after_reply_walks.Petitioners),
    "events": Walker(test_event_walks.a_random_event, test_event_walks.Neighbours),
    "errands": Walker(test_errand_walks.a_random_errand, AroundAnErrand),
    "meetings": Walker(test_meeting_walks.a_random_meeting, test_meeting_walks.MeetingPeople),
    "dispatches": Walker(test_calling_walks.a_random_dispatch, test_calling_walks.Callers),
    "incidents": Walker(test_calling_walks.a_random_incident, test_calling_walks.Callers),
    "inspections": Walker(test_oversight_walks._opened, test_oversight_walks.Overseers),
    "backlogs": Walker(test_oversight_walks._registered, test_oversight_walks.Overseers),
    "supervisions": Walker(test_supervision_walks.a_random_supervision, test_supervision_walks.Pressing),
    "recommendations": Walker(
        test_supervision_walks.a_random_recommendation, test_supervision_walks.Pressing
    ),
}
