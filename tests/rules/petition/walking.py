"""Random people around petitions: what they ask for and report. Seeded, so that a walk repeats."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import counties
from rules import danger, handing, notes, participants, particulars, supplement, timekeeping
from rules.dispute.matter import SessionOutcome
from rules.petition import commands
from rules.petition.matter import Adoption, Manner, NonAcceptance, Opinion, SettledBy
from rules.procedure import Fact, Officer
from tests.rules import county
from tests.rules.petition.story import (
    ABOLISHED,
    CITY,
    COURT,
    DEBT,
    HOUSING,
    POLICE_BUREAU,
    QUESTION,
    RESIDUAL,
    SUGGESTION,
    WATER,
    WATER_BUREAU,
)
from tests.rules.story import WORDS, Story, terms
from tests.rules.walking import PLACES, People

ORGANS = (HOUSING, HOUSING, CITY, WATER_BUREAU, POLICE_BUREAU, county.TOWNSHIP, ABOLISHED, county.VILLAGE)
ROUTES = (*[RESIDUAL] * 12, *[SUGGESTION] * 3, QUESTION, COURT, WATER, WATER, DEBT, "R-39", "R-42", "R-51")
RETURNED = ("agreement", "agreement", "partial-agreement", "no-agreement", "party-refused")
OFFICERS = tuple(
    Officer(person.ref, person.role, person.unit)
    for person in counties.people("demo")
    if person.unit in {*PLACES, *ORGANS}
)
SEATED = {(officer.role, officer.unit): officer for officer in OFFICERS}


class Petitioners(People):
    """Everybody around one petition, throwing dice."""

    officers = OFFICERS

    def still_asked(self, story: Story) -> str:
        """Somebody on whom the opinion has not been served."""
        missing = sorted(story.state.unserved)
        return self.dice.choice(missing) if missing and self.mostly() else self.party(story)

    def owner(self, story: Story) -> Officer:
        """Mostly who has it acts; without them, or else, anybody."""
        owner = SEATED[story.state.handling_seat.role, story.state.unit]
        return owner if self.dice.random() < 0.75 else self.dice.choice(OFFICERS)

    def manner(self, story: Story) -> Manner:
        is_suggestion = story.state.route and story.state.route.route == SUGGESTION
        fitting = (
            Manner.SUGGESTION if is_suggestion else self.dice.choice((Manner.ORDINARY, Manner.SIMPLIFIED))
        )
        return fitting if self.mostly() else self.dice.choice(tuple(Manner))

    def sealed(self) -> Any:
        return WORDS if self.mostly() else None

    def draft(self) -> dict[str, Any]:
        return {
            "opinion": self.dice.choice(tuple(Opinion)),
            **dict.fromkeys(("request", "facts_and_reasons", "findings"), WORDS),
            "legal_basis": self.sealed(),
            "executes": self.dice.choice(ORGANS) if self.mostly() else None,
            "tells_review": self.mostly(),
        }

    def someone(self) -> str:
        panel = f"panel-{self.dice.randint(1, 9)}"
        return panel if self.dice.random() < 0.5 else self.dice.choice(OFFICERS).person

    def mediation(self) -> dict[str, Any]:
        return {
            "dispute": f"dispute/sl/SL-2026-1/{self.dice.randint(1, 9)}",
            "outcome": self.dice.choice(RETURNED),
        }


class PetitionersWhoMediate(Petitioners):
    """The same, but they rather talk, and what comes of it is told by the mediation alone."""

    def reports(self, story: Story) -> Fact:
        kinds = [*story.procedure.reports.values()]
        (kind,) = self.dice.choices(kinds, [self.weights.get(kind, 2) for kind in kinds])
        return kind(**self._words_for(kind, story))


# What is asked for more often than anything else, so that walks go far.
WEIGHTS: Mapping[type, float] = {
    commands.Classify: 2,
    commands.RecordFirstVisit: 2,
    commands.Transfer: 12,
    commands.Assign: 4,
    commands.Guide: 0.8,
    commands.NotAccept: 0.3,
    commands.FlagUrgent: 0.2,
    commands.ConcludeElsewhere: 0.12,
    commands.ObjectToTransfer: 4,
    commands.TakeBack: 6,
    commands.RejectObjection: 3,
    commands.SettleCompetence: 10,
    commands.Accept: 16,
    commands.HearFacts: 8,
    commands.RequestExtension: 2,
    commands.ApproveExtension: 3,
    commands.RefuseExtension: 1,
    commands.DraftOpinion: 14,
    commands.SignOpinion: 16,
    commands.AnswerSuggestion: 6,
    commands.CloseSettled: 12,
    commands.ProposeMediation: 4,
    commands.ServeOpinion: 20,
    commands.NameSuccessor: 0.3,
    notes.AddNote: 0.2,
    notes.SendMessage: 0.3,
    timekeeping.CorrectStart: 0.3,
    particulars.CorrectParticulars: 0.3,
    danger.AcknowledgeDanger: 0.5,
    handing.HandOff: 2,
    handing.HandoffTold: 6,
    commands.PetitionWithdrawn: 0.5,
    commands.MediationEnded: 6,
}

Said = Callable[[Petitioners, Any], dict[str, Any]]
WORDS_FOR: Mapping[type, Said] = {
    handing.HandOff: lambda p, s: p.hand_over(s),
    handing.HandoffTold: lambda p, s: p.news(s),
    commands.Classify: lambda p, s: {
        "route": p.dice.choice(ROUTES),
        "reason": WORDS if s.state.route and p.mostly() else None,
    },
    commands.RecordFirstVisit: lambda _p, _s: dict.fromkeys(
        ("request", "crux", "policy", "plan", "answer"), WORDS
    ),
    commands.Transfer: lambda p, _s: {"to_unit": p.dice.choice(ORGANS), "reason": p.sealed()},
    commands.Assign: lambda p, s: {
        "to_unit": p.dice.choice(ORGANS),
        "report_by": (s.at + timedelta(days=p.dice.randint(-1, 40))).date(),
        "reason": p.sealed(),
    },
    commands.Guide: lambda _p, _s: {"explanation": WORDS},
    commands.NotAccept: lambda p, _s: {
        "ground": p.dice.choice(tuple(NonAcceptance)),
        "explanation": WORDS,
        "other": "SL-2026-0" if p.mostly() else None,
    },
    commands.FlagUrgent: lambda _p, _s: {"reason": WORDS},
    commands.ReportUp: lambda _p, _s: {"to": WORDS},
    commands.ObjectToTransfer: lambda _p, _s: {"reasons": WORDS, "proposed_unit": CITY},
    commands.TakeBack: lambda _p, _s: {"reason": WORDS},
    commands.RejectObjection: lambda _p, _s: {"reason": WORDS},
    commands.CallJointMeeting: lambda _p, _s: {"reason": WORDS},
    commands.SettleCompetence: lambda p, s: {
        "unit": s.state.unit if p.dice.random() < 0.3 else p.dice.choice(ORGANS),
        "by_way_of": p.dice.choice(tuple(SettledBy)),
        "reason": WORDS,
    },
    commands.NameSuccessor: lambda p, _s: {"unit": p.dice.choice(ORGANS), "reason": WORDS},
    commands.Accept: lambda p, s: {"manner": p.manner(s), "notice": WORDS},
    commands.AppointHandler: lambda p, _s: {"person": p.someone()},
    commands.SwitchToOrdinary: lambda _p, _s: {"reason": WORDS},
    commands.HearFacts: lambda _p, _s: {"record": WORDS},
    commands.HoldHearing: lambda _p, _s: {"minutes": WORDS, "panel_opinion": WORDS},
    commands.ProposeMediation: lambda p, s: {
        "agreed": p.everybody(s),
        "dispute_type": "neighbour" if p.mostly() else "weather",
    },
    commands.RequestExtension: lambda p, _s: {"days": p.dice.randint(0, 33), "reason": WORDS},
    commands.ApproveExtension: lambda _p, _s: {"notice": WORDS},
    commands.RefuseExtension: lambda _p, _s: {"reason": WORDS},
    commands.DraftOpinion: lambda p, _s: p.draft(),
    commands.SignOpinion: lambda p, _s: {"has_seal": p.mostly()},
    commands.AnswerSuggestion: lambda p, _s: {
        "adoption": p.dice.choice(tuple(Adoption)),
        "reply": WORDS,
    },
    commands.CloseSettled: lambda _p, _s: {"agreement": WORDS},
    commands.ServeOpinion: lambda p, s: {
        "petitioner": p.still_asked(s),
        "method": "mail",
        "proof": WORDS,
        "served_at": s.at - timedelta(hours=p.dice.randint(-1, 30)) if p.dice.random() < 0.3 else None,
    },
    commands.ReportBack: lambda _p, _s: {"report": WORDS},
    commands.ReferAct: lambda p, s: {
        **dict.fromkeys(("act", "place", "evidence", "appeal_told"), WORDS),
        "occurred_at": s.at - timedelta(hours=p.dice.randint(-2, 30)),
    },
    commands.ClassContested: lambda _p, _s: {"words": WORDS},
    commands.PetitionWithdrawn: lambda p, s: {
        "petitioner": p.party(s),
        "in_writing": p.mostly(),
        "agent": None if p.mostly() else p.party(s),
    },
    commands.ConflictDeclared: lambda p, _s: {"person": p.someone()},
    commands.MediationEnded: lambda p, _s: p.mediation(),
    notes.AddNote: lambda _p, _s: {"words": WORDS},
    notes.SendMessage: lambda p, s: {"to": p.party(s), "words": WORDS},
    supplement.AskSupplement: lambda _p, _s: {"what": WORDS},
    supplement.RecordSupplement: lambda _p, _s: {"words": WORDS},
    participants.AgencyRevoked: lambda p, s: {"agent": p.party(s)},
    danger.DangerReported: lambda _p, _s: {"words": WORDS},
    timekeeping.CorrectStart: lambda p, s: {
        "clock": p.dice.choice([clock.name for clock in s.state.clocks]) if p.mostly() else "nothing",
        "started_at": s.at - timedelta(hours=p.dice.randint(-2, 300)),
        "reason": WORDS,
    },
    particulars.CorrectParticulars: lambda p, s: {
        "party": p.party(s),
        "telephone": p.sealed(),
        "reason": WORDS,
    },
}
Petitioners.weights, Petitioners.words_for = WEIGHTS, WORDS_FOR
PetitionersWhoMediate.weights = {
    **WEIGHTS,
    commands.ProposeMediation: 5,
    commands.NotAccept: 0.2,
    commands.Guide: 0.3,
    commands.ConflictDeclared: 0.05,
}


class PeopleWhoAgree(People):
    """Parties of a mediation who come to an agreement as often as not."""

    def session(self, story: Story) -> dict[str, Any]:
        said = super().session(story)
        if self.dice.random() < 0.5:
            return said
        return {**said, "outcome": SessionOutcome.AGREEMENT_FULL, "agreement": terms(), "rights_told": True}
