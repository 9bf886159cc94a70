"""The registers (名册): mediators, lawyers, panel members, volunteers, the invited, what villages have, what
units do; and what is counted of them. Entered by acts with proof, as all of the directory is."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Body, Response
from pydantic import BaseModel, create_model

from api import examples, policy
from api.directory import Changed, WhyChanged, asked, changed, seat_that
from api.forms import Code, Day, Form, filled, form_of
from api.identity import Person, Whoever
from api.office import Office, TheOffice
from api.problems import malformed, unseen
from api.requests import IdempotencyKey
from api.saying import Words, both
from counties import in_force
from records import registers as kept
from records.changes import Request
from rules import functions, registering
from rules.editions import Organ
from rules.instants import legal_day
from rules.procedure import Officer, Sealed
from rules.registers import (
    BLOCKS,
    SAYS,
    DutyShift,
    FunctionTag,
    Mediator,
    Particulars,
    ReadyItem,
    Register,
    RegisterLine,
    ServiceWindow,
    of,
)
from rules.seating import Place

router = APIRouter(prefix="/registers", tags=["名册 registers"])

# Windows and who is on duty there are the roster keeper's; all other registers are the register keeper's.
OF_THE_ROSTER = frozenset({Register.WINDOWS, Register.SHIFTS})
_WEEK = range(1, 8)


class NewLine(WhyChanged):
    """Of a unit, from ``valid_from`` up to, and without, ``valid_until``. ``person``: whom of the directory
    it is about, if it is somebody there."""

    ref: Code
    unit: Code
    person: Code | None = None
    valid_from: Day
    valid_until: Day | None = None


class LineEnd(WhyChanged):
    """The line by its first day; ``on``: the first day on which it holds no more, today if left out."""

    ref: Code
    valid_from: Day
    on: Day | None = None


class LineShown(BaseModel):
    """A line of a register; ``what`` it says, by register."""

    register_name: Register
    register_words: Words
    ref: str
    unit: str
    person: str | None
    valid_from: date
    valid_until: date | None
    what: dict[str, Any]


class MediatorShown(BaseModel):
    """A mediator: the appointment, and what is counted of matters. ``can_be_assigned``: the appointment holds
    today. There is no score, and no order among mediators but that of their references."""

    line: LineShown
    grade_words: Words
    can_be_assigned: bool
    complaints: int
    open_matters: int


class FullTimeShown(BaseModel):
    """Full-time mediators by unit on a day, and the townships without one."""

    on: date
    total: int
    by_unit: dict[str, int]
    lacking: list[str]


class UnitOf(BaseModel):
    """The unit with a function that is nearest to where it was asked."""

    tag: FunctionTag
    tag_words: Words
    unit: str


class CountedShown(BaseModel):
    item: ReadyItem
    item_words: Words
    count: int
    needed: int
    is_there: bool


class UnitAtWork(BaseModel):
    """What a unit does, with whom it sits under one roof, and whether it is ready, item by item."""

    unit: str
    functions: list[FunctionTag]
    housed_with: list[str]
    readiness: list[CountedShown]


def may_keep(register: Register) -> Callable[[Officer], bool]:
    """Who keeps a register."""
    return policy.may_keep_rosters if register in OF_THE_ROSTER else policy.may_keep_registers


def _asked_for(
    office: Office, person: Person, key: str, register: Register, what: str, body: WhyChanged
) -> Request:
    seat = seat_that(person, may_keep(register))
    return asked(office, person, seat, key, f"registers/{register}/{what}", body)


def _entering(register: Register, form: type[NewLine]) -> Callable[..., Awaitable[Changed]]:
    async def enter_line(
        *, body: NewLine, office: TheOffice, person: Whoever, key: IdempotencyKey, response: Response
    ) -> Changed:
        kind: Any = SAYS[register]
        said: Form = body.what  # type: ignore[attr-defined]
        what: Particulars = kind(**filled(kind, said, _no_words))
        _check_sensible(what)
        line = RegisterLine(
            register, body.ref, body.unit, what, body.valid_from, body.valid_until, body.person
        )
        request = _asked_for(office, person, key, register, "lines", body)
        return await changed(
            office, request, response, lambda there: registering.enter_line(there, request.asking, line)
        )

    example = examples.REGISTERS[register]
    enter_line.__annotations__["body"] = Annotated[form, Body(openapi_examples=example)]
    return enter_line


def _no_words(field: str, _: str) -> Sealed:
    raise AssertionError(field)  # nothing that a register says is anybody's confidence


def _check_sensible(what: Particulars) -> None:
    """Raises Problem 422 for what no register can say."""
    match what:
        case DutyShift() if not what.halves or set(what.weekdays) - set(_WEEK):
            raise malformed(("body.what", "half-days-or-weekdays"))
        case ServiceWindow() if not what.services or set(what.services) - set(BLOCKS):
            raise malformed(("body.what.services", "no-block"))
        case _:
            return


def _add(register: Register) -> None:
    kind: Any = SAYS[register]
    form = create_model(f"New{kind.__name__}", __base__=NewLine, what=(form_of(kind), ...))
    words = both("register", register)
    router.add_api_route(
        f"/{register}",
        _entering(register, form),
        methods=["POST"],
        status_code=201,
        operation_id=f"enter_in_{register.replace('-', '_')}",
        summary=f"登记{words.zh} Enter in the register: {words.en}",
        description="By its keeper, of a unit of their area, never about themselves.",
    )


for _register in Register:
    _add(_register)


@router.post(
    "/{register}/end",
    status_code=201,
    operation_id="end_line",
    summary="名册条目终止 End a line of a register",
)
async def end_line(
    register: Register,
    body: Annotated[LineEnd, Body(openapi_examples=examples.LINE_END)],
    office: TheOffice,
    person: Whoever,
    key: IdempotencyKey,
    response: Response,
) -> Changed:
    """An appointment that ends, a window that closes, a shift that is over."""
    request = _asked_for(office, person, key, register, "end", body)
    on = body.on or request.asking.today
    line = (register, body.ref, body.valid_from)
    return await changed(
        office, request, response, lambda there: registering.end_line(there, request.asking, line, on)
    )


@router.get("/{register}", operation_id="list_lines", summary="名册 A register")
async def list_lines(
    register: Register, office: TheOffice, person: Whoever, unit: Code | None = None, on: Day | None = None
) -> list[LineShown]:
    """What holds on a day, today if none is named; of one unit, or of all. By reference."""
    seat_that(person, policy.may_see_registers)
    found = await kept.lines_of(office.directory, register, unit=unit)
    return [shown(each) for each in of(found, register, on or legal_day(person.at))]


@router.get("/mediators/full-time", operation_id="count_full_time", summary="专职调解员 Full-time mediators")
async def count_full_time(office: TheOffice, person: Whoever, on: Day | None = None) -> FullTimeShown:
    """By unit, and the townships that have none."""
    seat_that(person, policy.may_see_registers)
    day = on or legal_day(person.at)
    lines = await kept.lines_of(office.directory, Register.MEDIATORS)
    places = await _places(office, day)
    townships = [unit for unit, place in places.items() if place.organ == Organ.TOWNSHIP]
    counted = registering.full_time(lines, day, townships)
    return FullTimeShown(
        on=day, total=counted.total, by_unit=dict(counted.by_unit), lacking=list(counted.lacking)
    )


@router.get("/mediators/{ref}", operation_id="read_mediator", summary="调解员 A mediator")
async def read_mediator(ref: Code, office: TheOffice, person: Whoever) -> MediatorShown:
    """The latest appointment of a mediator, with what is counted of matters."""
    seat_that(person, policy.may_see_registers)
    lines = await kept.lines_of(office.directory, Register.MEDIATORS, Register.COMPLAINTS)
    theirs = [each for each in of(lines, Register.MEDIATORS) if each.ref == ref]
    if not theirs:
        raise unseen()
    line = theirs[-1]
    assert isinstance(line.what, Mediator)
    who = line.person or ref
    matters = await kept.open_matters(office.directory, [who])
    today = legal_day(person.at)
    return MediatorShown(
        line=shown(line),
        grade_words=both("mediator-grade", line.what.grade),
        can_be_assigned=any(each.holds(today) for each in theirs),
        complaints=registering.complaints_of(lines, ref),
        open_matters=matters.get(who, 0),
    )


@router.get(
    "/functions/{tag}/unit", operation_id="unit_for_function", summary="按职能找单位 Unit by function"
)
async def unit_for_function(tag: FunctionTag, at: Code, office: TheOffice, person: Whoever) -> UnitOf:
    """The unit with this function that is nearest to ``at``. 404 where the county has none."""
    seat_that(person, policy.may_see_registers)
    day = legal_day(person.at)
    lines = await kept.lines_of(office.directory, Register.FUNCTIONS)
    unit = functions.unit_for(tag, at, lines, await _places(office, day), day)
    if unit is None:
        raise unseen()
    return UnitOf(tag=tag, tag_words=both("function", tag), unit=unit)


@router.get("/units/{unit}", operation_id="read_unit_at_work", summary="单位职能与规范化 A unit at work")
async def read_unit_at_work(unit: Code, office: TheOffice, person: Whoever) -> UnitAtWork:
    """Its functions, whom it sits with, and signs, rooms, people and rules, each counted."""
    seat_that(person, policy.may_see_registers)
    day = legal_day(person.at)
    edition = in_force(None, day)
    if edition is None or unit not in await _places(office, day):
        raise unseen()
    some = (Register.FUNCTIONS, Register.PREMISES, Register.READINESS)
    lines = await kept.lines_of(office.directory, *some)
    seated = await kept.seated_at(office.directory, unit, day)
    counted = functions.readiness(unit, lines, seated, edition.directory, day)
    return UnitAtWork(
        unit=unit,
        functions=list(functions.functions_of(unit, lines, day)),
        housed_with=list(functions.housed_with(unit, lines, day)),
        readiness=[
            CountedShown(
                item=each.item,
                item_words=both("ready-item", each.item),
                count=each.count,
                needed=each.needed,
                is_there=each.is_there,
            )
            for each in counted
        ],
    )


async def _places(office: Office, day: date) -> Mapping[str, Place]:
    units = await office.tree.on(office.directory, day)
    return {unit.unit: Place(unit.organ, unit.parent) for unit in units.values()}


def shown(line: RegisterLine) -> LineShown:
    """A line as it is shown."""
    return LineShown(
        register_name=line.register,
        register_words=both("register", line.register),
        ref=line.ref,
        unit=line.unit,
        person=line.person,
        valid_from=line.valid_from,
        valid_until=line.valid_until,
        what=kept.said_by(line),
    )
