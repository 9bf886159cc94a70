"""Who has a case open now (在场): told to whoever has it open too, and no record of anybody's work."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel

from api.identity import Person, Whoever
from api.looking import Episode, Number, case_seen
from api.office import Office, TheOffice
from api.problems import malformed
from api.saying import Words, both
from api.sight import InSight
from counties import in_force
from records import presences
from records.presences import Present
from rules.authority.announcing import is_told, overseers
from rules.authority.relations import seat_of
from rules.instants import legal_day

router = APIRouter(tags=["案件 cases"])


class PresentShown(BaseModel):
    """Somebody else who has it open: who they are here, and what they are about to do."""

    name: str | None
    unit: str
    role_words: Words
    filling: Words | None


@router.get("/presence/{kind}/{number}/{n}", operation_id="be_present", summary="在场 Who has it open now")
async def be_present(
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    kind: Annotated[str, Path(max_length=40)],
    number: Number,
    n: Episode,
    filling: Annotated[
        str | None,
        Query(max_length=60, pattern=r"^[a-z_]+$", description="正在填写 the verb whose form is open"),
    ] = None,
) -> list[PresentShown]:
    """Who else has this case open; that I have is told to them, for two minutes from when each of us asked
    last. Whoever supervises, inspects or audits is told, and told of to nobody. ``filling``: what I am about
    to do. 404 for whoever does not see the case; nothing else is kept."""
    line = await case_seen(sight, kind, number, n)
    if filling is not None:
        _words_of(office, kind, filling)
    if _is_told(person, kind, line.owner_unit):
        me = Present(person.ref, None, seat_of(person.seats[0]), filling)
        others = await presences.note(office.records, line.procedure, me, person.at)
    else:
        others = await presences.seen(office.records, line.procedure, person.ref, person.at)
    return [_shown(office, kind, each) for each in others]


def _is_told(person: Person, kind: str, holder: str) -> bool:
    """Whether others are told of them, whichever of their seats they look from."""
    edition = in_force(None, legal_day(person.at))
    oversee = overseers(edition) if edition else frozenset[str]()
    return all(is_told(seat, kind, holder, oversee) for seat in person.seats)


def _shown(office: Office, kind: str, present: Present) -> PresentShown:
    role, _, unit = present.seat.partition("@")
    filling = _words_of(office, kind, present.filling) if present.filling else None
    return PresentShown(name=present.name, unit=unit, role_words=both("role", role), filling=filling)


def _words_of(office: Office, kind: str, verb: str) -> Words:
    """What a verb of this procedure is called. Raises Problem 422 for one it does not have."""
    procedure = office.procedures[kind]
    if verb in procedure.commands:
        return both("command", verb)
    if verb in procedure.reports:
        return both("report", verb)
    raise malformed(("query.filling", "no-such-verb"))
