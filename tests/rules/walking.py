"""Random people: what they ask for and report, how long they wait. Seeded, so that a walk repeats."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import counties
from rules import danger, handing, notes, participants, particulars, staffing, supplement, timekeeping
from rules.aftercare import commands as aftercare
from rules.aftercare.matter import Ground, Performed
from rules.calendar import YearNotice
from rules.clocks.rule import Ground as Still
from rules.consultation import commands as question
from rules.consultation.matter import Service
from rules.dispute import commands as dispute
from rules.dispute.matter import Form, GuestKind, Route, SessionOutcome
from rules.dispute.screen import Concern, Reply
from rules.dockings import DOCKINGS
from rules.dockings.docking import Trait
from rules.procedure import Command, Fact, Officer
from tests.rules import county
from tests.rules.story import KEY, WORDS, Story, terms

PLACES = (
    county.VILLAGE,
    county.TOWNSHIP,
    county.COUNTY,
    county.OTHER_VILLAGE,
    county.OTHER_TOWNSHIP,
    "sl-d1",
)
OFFICERS = tuple(
    Officer(person.ref, person.role, person.unit)
    for person in counties.people("demo")
    if person.unit in PLACES
)
SEATED = {(officer.role, officer.unit): officer for officer in OFFICERS}
WITH_AGREEMENT = (SessionOutcome.AGREEMENT_FULL, SessionOutcome.AGREEMENT_PARTIAL)
GUESTS = ("guest-1", "guest-2", OFFICERS[0].person)
OUTCOMES = (*SessionOutcome, *[SessionOutcome.NO_AGREEMENT] * 8, *WITH_AGREEMENT)


def refs_of(story: Story) -> frozenset[str]:
    named: Any = getattr(story.state, "parties", None) or getattr(story.state, "people", ())
    return frozenset(party if isinstance(party, str) else party.ref for party in named)


OF_THE_STAFF = (staffing.SeatsLookedAt, staffing.PersonLeft)


class People:
    """Everybody around one procedure, throwing dice."""

    officers: tuple[Officer, ...] = OFFICERS
    weights: Mapping[type, float]
    words_for: Mapping[type, Callable[[Any, Any], dict[str, Any]]]

    def __init__(self, seed: int) -> None:
        self.dice, self.aside = Random(seed), Random(f"aside {seed}")

    def mostly(self) -> bool:
        return self.dice.random() < 0.9

    def party(self, story: Story) -> str:
        named = sorted(refs_of(story))
        return self.dice.choice(named) if named and self.mostly() else "passer-by"

    def still_asked(self, story: Story) -> str:
        """A party whose consent, or whose guidance, is still missing."""
        missing = refs_of(story) - getattr(story.state, "consented", frozenset())
        missing &= getattr(story.state, "unserved", missing)
        return self.dice.choice(sorted(missing)) if missing and self.mostly() else self.party(story)

    def everybody(self, story: Story) -> frozenset[str]:
        return refs_of(story) - (frozenset() if self.mostly() else {self.party(story)})

    def asks(self, story: Story) -> Command:
        """A command: mostly of a seat that may ask for it now, sometimes any command of any officer."""
        rows = [kind for stage, kind in story.procedure.acts if stage is story.state.stage]
        kinds = rows if rows and self.mostly() else list(story.procedure.commands.values())
        (kind,) = self.dice.choices(kinds, [self.weights.get(kind, 1) for kind in kinds])
        officer = self.dice.choice(self.officers)
        if kind in rows and self.mostly():
            by_whom, _ = story.procedure.acts[story.state.stage, kind]
            able = (self.owner(story), *self.dice.sample(self.officers, len(self.officers)))
            officer = next((each for each in able if by_whom(story.state, each)), officer)
        return kind(id=KEY, by=officer, **self._words_for(kind, story))

    def owner(self, story: Story) -> Officer:
        """Mostly who owns the case acts; without them, or else, anybody."""
        case = story.procedure.view(story.state).case
        owner = SEATED[case.owner_role, case.owner_unit]
        return owner if self.dice.random() < 0.75 else self.dice.choice(OFFICERS)

    def reports(self, story: Story) -> Fact:
        messages = (each for each in story.procedure.messages.values() if each not in OF_THE_STAFF)
        kinds = [*story.procedure.reports.values(), *messages]
        (kind,) = self.dice.choices(kinds, [self.weights.get(kind, 2) for kind in kinds])
        return kind(**self._words_for(kind, story))

    def publishes(self, story: Story) -> Fact:
        """A year's notice, mostly of the calendar of the case; or new numbers for one of its rules."""
        edition, number = story.state.edition, self.dice.randint(1, 9)
        if self.dice.random() < 0.5:
            rule = self.dice.choice(edition.clocks)
            changed = replace(rule, count=self.dice.randint(1, 40))
            return timekeeping.RulesPublished(version=f"demo/{number}", clocks=(changed,))
        year = story.at.year + self.dice.randint(0, 1)
        series = edition.calendar.series if self.mostly() else "another"
        days = [date(year, 1, 1) + timedelta(days=self.dice.randrange(365)) for _ in range(12)]
        on = frozenset(day for day in days if day.weekday() >= 5)
        notice = YearNotice(number, year, "a notice", frozenset(days) - on, on)
        return timekeeping.CalendarPublished(version=f"{series}.{number}", series=series, notices=(notice,))

    def waits(self) -> timedelta:
        hours = timedelta(hours=self.dice.randint(0, 30))
        return hours if self.dice.random() < 0.8 else timedelta(days=self.dice.randint(0, 20))

    def _words_for(self, kind: type, story: Story) -> dict[str, Any]:
        words = self.words_for.get(kind)
        return words(self, story) if words else {}

    def of_the_staff(self, story: Story) -> Fact:
        """Sometimes a seat is empty, and who answers for it by name is away or leaves; by other dice, so
        that it is beside everything else."""
        named = sorted(story.state.answering)
        if self.aside.random() < 0.3:
            to = self.aside.choice((None, *(officer.person for officer in self.officers)))
            person = self.aside.choice([*named, "passer-by"])
            return staffing.PersonLeft(person=person, to=to, handover=KEY)
        seats = sorted({f"{task.role}@{task.unit}" for task in story.procedure.view(story.state).tasks})
        return staffing.SeatsLookedAt(
            empty=frozenset(seats if self.aside.random() < 0.4 else ()),
            on_leave=frozenset(named if self.aside.random() < 0.3 else ()),
            gone=frozenset(named if self.aside.random() < 0.2 else ()),
        )

    def session(self, story: Story) -> dict[str, Any]:
        outcome = self.dice.choice(OUTCOMES)
        level = story.state.level
        is_agreed = outcome in WITH_AGREEMENT
        return {
            "outcome": outcome,
            "present": frozenset(level.required if self.mostly() else level.required[1:]),
            "parties": self.everybody(story),
            "mediators": frozenset({self.dice.choice(("m", "n", OFFICERS[0].person))}),
            "rights_told": self.mostly(),
            "minutes": WORDS,
            "agreement": terms(**self.terms()) if is_agreed is self.mostly() else None,
            "rest_goes_on": self.mostly(),
        }

    def terms(self) -> dict[str, Any]:
        return {
            "form": self.dice.choice(tuple(Form)),
            "body": self.dice.choice(("county-committee", "township-administrative", None)),
            "has_seal": self.mostly(),
            "concerns_status_or_title": not self.mostly(),
        }

    def appointment(self, story: Story) -> dict[str, Any]:
        at = story.at + timedelta(hours=self.dice.randint(-2, 60))
        return {"scheduled_for": at, "place_unit": county.VILLAGE}

    def hand_over(self, story: Story) -> dict[str, Any]:
        """Mostly by a docking that leads to that agency."""
        code = self.dice.choice([*DOCKINGS, "weather"])
        receivers = DOCKINGS[code].receivers if code in DOCKINGS else ()
        agencies = [each.code for each in story.edition.agencies if each.body in receivers]
        return {
            "docking": code,
            "to": self.dice.choice(agencies) if agencies and self.mostly() else "nowhere",
            "people": self.everybody(story),
            "summary": WORDS,
            "traits": frozenset(self.dice.sample(tuple(Trait), self.dice.randint(0, 2))),
        }

    def news(self, story: Story) -> dict[str, Any]:
        """Mostly of something that was handed over; in any order, as letters may come."""
        asked_in = [each.asked_in for each in story.state.handed]
        return {
            "handoff": f"handoff/sl/SL-2026-1/{self.dice.randint(1, 9)}",
            "asked_in": self.dice.choice(asked_in) if asked_in and self.mostly() else 1,
            "news": self.dice.choice(tuple(handing.News)),
            "outcome": self.dice.choice((None, "agreement", "confirmed")),
        }

    def interest(self) -> dict[str, Any]:
        officer = self.dice.choice(OFFICERS)
        return {"person": officer.person, "role": officer.role, "unit": officer.unit}


# What is asked for more often than anything else, so that walks go far.
WEIGHTS: Mapping[type, float] = {
    dispute.RecordConsent: 12,
    dispute.ScheduleSession: 8,
    dispute.RecordSession: 12,
    dispute.RequestCountySupport: 3,
    dispute.EndWithoutAgreement: 0.2,
    dispute.ConcludeElsewhere: 0.2,
    dispute.SendBack: 0.3,
    dispute.FlagMajor: 0.2,
    dispute.FlagCrossTownship: 0.2,
    dispute.RaiseEarly: 0.3,
    dispute.CancelSession: 0.5,
    danger.AcknowledgeDanger: 0.3,
    timekeeping.CorrectStart: 0.5,
    timekeeping.SuspendClocks: 0.5,
    timekeeping.ResumeClocks: 3,
    particulars.CorrectParticulars: 0.5,
    aftercare.RecordService: 4,
    aftercare.Reopen: 0.3,
    dispute.ConsentRefused: 0.2,
    dispute.ConsentWithdrawn: 0.2,
    dispute.Withdrawn: 0.2,
    dispute.LeftForRoute: 0.2,
    dispute.FiledInCourt: 0.2,
    dispute.ConcernFound: 0.5,
    dispute.LeadSeatsHeld: 4,
    handing.HandOff: 2,
    handing.HandoffTold: 6,
    question.AnswerOnTheSpot: 0.3,
    question.AnswerQuestion: 0.3,
    question.BookService: 4,
    question.RecordConsultationService: 0.5,
    question.TurnIntoPetition: 0.3,
    question.TurnIntoDispute: 0.3,
    question.QuestionWithdrawn: 0.2,
}

WORDS_FOR: Mapping[type, Callable[[People, Any], dict[str, Any]]] = {
    dispute.RecordConsent: lambda p, s: {"party": p.still_asked(s), "guardian_agrees": p.mostly()},
    dispute.ScheduleSession: lambda p, s: {
        "scheduled_for": s.at + timedelta(hours=p.dice.randint(-2, 60)),
        "place_unit": county.VILLAGE,
    },
    dispute.PostponeSession: lambda p, s: {
        "scheduled_for": s.at + timedelta(hours=p.dice.randint(-2, 60)),
        "reason": WORDS,
    },
    dispute.CancelSession: lambda _p, _s: {"reason": WORDS},
    dispute.RecordSession: lambda p, s: p.session(s),
    dispute.RaiseEarly: lambda _p, _s: {"reason": WORDS},
    dispute.FlagMajor: lambda _p, _s: {"reason": WORDS},
    dispute.FlagCrossTownship: lambda p, _s: {
        "other_township": p.dice.choice((county.TOWNSHIP, county.OTHER_TOWNSHIP, "sl-t3"))
    },
    dispute.RequestCountySupport: lambda _p, _s: {"reason": WORDS},
    dispute.SendBack: lambda p, _s: {"to_step": p.dice.randint(0, 4), "instructions": WORDS},
    dispute.ExtendPeriod: lambda p, s: {
        "days": p.dice.randint(0, 20),
        "agreed_in_writing": p.everybody(s),
    },
    dispute.EndWithoutAgreement: lambda _p, _s: {"reason": WORDS},
    dispute.InviteParticipant: lambda p, s: {
        "person": p.dice.choice(GUESTS),
        "unit": county.VILLAGE,
        "kind": p.dice.choice(tuple(GuestKind)),
        "agreed_by": p.everybody(s),
    },
    dispute.RecordUndertaking: lambda p, _s: {"person": p.dice.choice(GUESTS), "undertaking": WORDS},
    dispute.WithdrawInvitation: lambda p, _s: {"person": p.dice.choice(GUESTS), "reason": WORDS},
    dispute.InvitationConsentWithdrawn: lambda p, s: {
        "party": p.party(s),
        "person": p.dice.choice(GUESTS),
    },
    dispute.ConsentRefused: lambda p, s: {"party": p.party(s)},
    dispute.ConsentWithdrawn: lambda p, s: {"party": p.party(s)},
    dispute.Withdrawn: lambda p, s: {"party": p.party(s)},
    dispute.LeftForRoute: lambda p, s: {"party": p.party(s), "route": p.dice.choice(tuple(Route))},
    dispute.FiledInCourt: lambda _p, _s: {"case": WORDS},
    dispute.ConcernFound: lambda p, _s: {
        "concern": p.dice.choice(tuple(Concern)),
        "reply": p.dice.choice(tuple(Reply)),
    },
    dispute.InterestDeclared: lambda p, _s: p.interest(),
    dispute.LeadSeatsHeld: lambda p, s: {
        "step": s.state.step if p.mostly() else 1,
        "holders": frozenset({"p-new"} if p.mostly() else ()),
    },
    handing.HandOff: lambda p, s: p.hand_over(s),
    handing.HandoffTold: lambda p, s: p.news(s),
    danger.DangerReported: lambda _p, _s: {"words": WORDS},
    timekeeping.CorrectStart: lambda p, s: {
        "clock": p.dice.choice([clock.name for clock in s.state.clocks]) if p.mostly() else "nothing",
        "started_at": s.at - timedelta(hours=p.dice.randint(-2, 300)),
        "reason": WORDS,
    },
    timekeeping.SuspendClocks: lambda p, _s: {
        "ground": Still.APPRAISAL if p.mostly() else p.dice.choice(tuple(Still)),
        "reason": WORDS,
    },
    particulars.CorrectParticulars: lambda p, s: {
        "party": p.party(s),
        "telephone": WORDS if p.mostly() else None,
        "reason": WORDS,
    },
    aftercare.RecordService: lambda p, s: {"party": p.still_asked(s), "method": "mail", "proof": WORDS},
    aftercare.RecordPerformance: lambda p, _s: {
        "performed": p.dice.choice(tuple(Performed)),
        "proof": WORDS,
    },
    aftercare.RecordRevisit: lambda _p, _s: {"notes": WORDS},
    aftercare.RecordWhetherFree: lambda p, _s: {"was_free": p.mostly(), "notes": WORDS},
    aftercare.UndoWithdrawal: lambda p, s: {"party": p.party(s)},
    aftercare.Reopen: lambda p, _s: {"ground": p.dice.choice(tuple(Ground)), "reason": WORDS},
    question.AnswerOnTheSpot: lambda _p, _s: {"answer": WORDS},
    question.AnswerQuestion: lambda _p, _s: {"answer": WORDS},
    question.BookService: lambda p, s: {"service": p.dice.choice(tuple(Service)), **p.appointment(s)},
    question.RebookService: lambda p, s: {**p.appointment(s), "reason": WORDS},
    question.CancelBooking: lambda _p, _s: {"reason": WORDS},
    question.RecordConsultationService: lambda p, _s: {
        "service": p.dice.choice(tuple(Service)),
        "place_unit": county.VILLAGE,
        "words": WORDS,
    },
    question.HandOverQuestion: lambda p, _s: {
        "unit": p.dice.choice((county.COUNTY, county.TOWNSHIP, "sl-d1", "sl-d11", "nowhere")),
        "reason": WORDS,
    },
    question.TurnIntoPetition: lambda p, s: {"wished_by": p.party(s), "wish": WORDS},
    question.TurnIntoDispute: lambda p, s: {"wished_by": p.party(s), "wish": WORDS},
    question.QuestionWithdrawn: lambda p, s: {"person": p.party(s) if refs_of(s) else None},
    supplement.AskSupplement: lambda _p, _s: {"what": WORDS},
    supplement.RecordSupplement: lambda _p, _s: {"words": WORDS},
    notes.AddNote: lambda _p, _s: {"words": WORDS},
    notes.SendMessage: lambda p, s: {"to": p.party(s), "words": WORDS},
    participants.AgencyRevoked: lambda p, s: {"agent": p.party(s)},
}

People.weights, People.words_for = WEIGHTS, WORDS_FOR
