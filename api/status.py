"""Where a matter stands (查询): for whoever holds its tracking code, in plain words, and nothing else.

The code is the key: whoever was given it reads where the matter is, who has it, until when, why that day,
what was answered, and what they can still do. Nobody's name stands in it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from api import copies
from api.by_code import CanDo, can_do
from api.clocks_shown import CaseClock, clocks_of
from api.codes import TheHeld
from api.identity import Person
from api.lens import OF_WORDS
from api.looking import Texts, note_looks, opened
from api.office import Office, TheOffice
from api.rooms import names_of_rooms
from api.saying import Words, both
from api.sight import Sight, sight_of
from api.traced import Because, Road, because, roads
from proof.looks import Look
from records import documents, papers, reading
from records.planned import HEARING, SESSION
from records.reading import CaseLine
from records.visible import EVERYTHING
from rules.auditing import Looked
from rules.clocks.describing import LANGUAGES
from rules.clocks.rule import Binds
from rules.editions import Edition
from rules.journal import View
from rules.procedure import Now, Proceeding
from rules.procedures import PROCEDURES
from rules.tracking import PERSON, UNTOLD, askers_in_order, holder
from workflows import starting

_SCHEDULED = "scheduled"  # of a session: neither held nor cancelled

router = APIRouter(tags=["查询 status"])


class PaperShown(BaseModel):
    """A paper or a message that went out to the people of the matter."""

    title: Words
    issued_at: datetime
    zh: list[str]
    en: list[str]


class Appointment(BaseModel):
    """A session or a hearing that is to be: when (UTC), where, and in which room, if one was named."""

    scheduled_for: datetime
    words: Words
    place: str
    room_name: str | None


class CaseStanding(BaseModel):
    """One procedure about the matter: where it is, who has it, until when, what waits, and when one sits down
    together. ``yours`` are the
    times in which the person may still do something; ``clocks`` those of the agency, with how each came
    about. ``can_do``: what the person can do at this moment, with the same code. ``because``: the entry that
    made each of it so; ``roads``: how somebody who does not agree goes on; ``step``: of the ladder."""

    procedure: Words
    step: int | None
    stage: Words
    waits_for: Words
    outcome: Words | None
    unit: str
    opened_at: datetime
    closed_at: datetime | None
    clocks: Sequence[CaseClock]
    yours: Sequence[CaseClock]
    appointments: list[Appointment]
    papers: list[PaperShown]
    can_do: list[CanDo]
    because: Because
    roads: list[Road]


class Standing(BaseModel):
    """``number`` is null while nobody has looked at it yet, or where nothing more is told of it."""

    received_at: datetime
    number: str | None
    cases: list[CaseStanding]


@router.get("/public/status", operation_id="read_standing", summary="查询进展 Where it stands")
async def read_standing(held: TheHeld, office: TheOffice) -> Standing:
    """By the code that was given when it was received, and by what was chosen beside it, if anything was. 404
    for a code that nobody was given. Wrong too often: 429."""
    if held.number is None:
        return Standing(received_at=held.received_at, number=None, cases=[])
    reader = Person(PERSON, (), await office.clock())
    sight = replace(await sight_of(office, reader), records=held.records)
    units = {unit.unit: unit.name for unit in sight.units.values()}
    every = await reading.cases_of(held.records, EVERYTHING, held.number)
    told = (case for case in every if case.kind not in UNTOLD)
    cases = [case for case in told if not case.is_private]  # of such a service it is told in person
    return Standing(
        received_at=held.received_at,
        number=held.number,
        cases=[await _standing(office, sight, reader, case, units) for case in cases],
    )


async def _standing(
    office: Office, sight: Sight, reader: Person, case: CaseLine, units: dict[str, str]
) -> CaseStanding:
    loaded = await papers.load(sight.records, case.procedure)
    procedure = PROCEDURES[case.kind]
    clocks = [
        clock
        for clock in clocks_of(procedure, loaded.entries, loaded.edition, reader.at)
        if clock.state in ("running", "suspended", "expired")
    ]
    state = starting.file_of(procedure, loaded.entries, loaded.edition).state
    theirs = _binding_people(loaded.edition)
    return CaseStanding(
        procedure=both("procedure", case.kind),
        step=case.step,
        stage=both("stage", case.stage),
        waits_for=both("task", case.waits_for),
        outcome=both("outcome", case.outcome) if case.outcome else None,
        unit=units.get(case.owner_unit, case.owner_unit),
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        clocks=[clock for clock in clocks if clock.rule not in theirs],
        yours=[clock for clock in clocks if clock.rule in theirs],
        appointments=[] if case.closed_at else await _appointments(office, procedure.view(state), units),
        papers=await _papers(office, sight, reader, case, state, units),
        can_do=list(can_do(procedure, state, Now(reader.at))),
        because=because(procedure, loaded.entries, loaded.edition, units),
        roads=roads(procedure),
    )


async def _appointments(office: Office, view: View, units: dict[str, str]) -> list[Appointment]:
    """Those that are to be, as they were planned last."""
    coming = [row for row in view.sessions if row.state == _SCHEDULED]
    rooms = await names_of_rooms(office, [row.room for row in coming])
    return [
        Appointment(
            scheduled_for=row.scheduled_for,
            words=both("planned", SESSION if row.step else HEARING),
            place=units.get(row.place_unit, row.place_unit),
            room_name=rooms.get(row.room, row.room),
        )
        for row in coming
    ]


def _binding_people(edition: Edition) -> frozenset[str]:
    return frozenset(rule.id for rule in edition.clocks if rule.binds is Binds.PERSON)


async def _papers(
    office: Office, sight: Sight, reader: Person, case: CaseLine, state: Proceeding, units: dict[str, str]
) -> list[PaperShown]:
    """What was issued to people, with nobody's name filled in."""
    issued = [
        each
        for each in await documents.documents_of(sight.records, case.matter)
        if each.draft.procedure == case.procedure and _is_for_the_holder(each.draft, state)
    ]
    shown = []
    texts = await _opened(office, sight, reader, case, state, issued) if issued else {}
    rooms = await names_of_rooms(office, copies.rooms_in(issued))
    for each in issued:
        zh, en = (
            copies.paragraphs(each, None, texts, units, language, rooms=rooms) for language in LANGUAGES
        )
        title = both("document", each.draft.kind)
        shown.append(PaperShown(title=title, issued_at=each.draft.issued_at, zh=zh, en=en))
    return shown


async def _opened(
    office: Office,
    sight: Sight,
    reader: Person,
    case: CaseLine,
    state: Proceeding,
    issued: list[documents.Document],
) -> Texts:
    """What these papers refer to. That it was read by whoever holds the code is noted too: if that was
    somebody else, it shows."""
    seat = holder(state.edition.county)
    look = Look(reader.at, reader.ref, f"{seat.role}@{seat.unit}", case.matter, Looked.STATUS)
    references = {ref for each in issued for ref in copies.references(each.draft.data)}
    async with sight.records.begin() as connection:
        texts = await opened(connection, office, OF_WORDS, references)
        await note_looks(connection, [look])
    return texts


def _is_for_the_holder(draft: documents.Draft, state: Any) -> bool:
    """A paper to a seat is the agencies' own. A message is for one person: where several share the matter,
    nobody knows which of them holds the code."""
    if any("@" in addressee for addressee in draft.addressees):
        return False
    return draft.kind != copies.MESSAGE or len(askers_in_order(state.people)) == 1
