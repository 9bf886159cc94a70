"""One route for every verb of every procedure, made from the procedure's own tables."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Body, Response

from api import asking, examples
from api.forms import Form, filled, form_of
from api.handed_in import handed_in
from api.identity import Person, Whoever
from api.lens import lens_on
from api.looking import Episode, Number, case_seen, hide_like
from api.office import Office, TheOffice
from api.problems import refused, unseen
from api.requests import Envelope, ExpectedSeq, IdempotencyKey, digest_of, etag, first_receipt
from api.rooms import check_room
from api.saying import Words, both
from api.sight import InSight, Sight
from records import content, papers, reading
from records.content import MatterErased
from rules.journal import Receipt
from rules.procedure import Command, Fact, Officer, Procedure
from rules.procedures import PROCEDURES
from rules.refusals import Reason
from workflows import starting

_CAN_BE_REFUSED = """A command. The rules may refuse it (409, 412): then nothing was changed.

Whoever sees the case and may not do this is refused too (409 `not-yours-to-do`); whoever does not see it
finds nothing there (404)."""
_IS_NEVER_REFUSED = (
    """A fact. It is never refused; when there is nothing to do, the receipt names the last entry."""
)


# Verbs whose route does more than pass on what it is told: it asks the records first (``api/agendas.py``).
OF_THEIR_OWN = frozenset(
    {
        ("meeting", "draw_agenda"),
        ("meeting", "book_visit"),
        ("meeting", "end_as_matter"),
        ("meeting", "end_following"),
    }
)
# Verbs that name another matter, of which neither the records nor the rules say whether it may be named.
_NAMES_A_MATTER = frozenset({("meeting", "add_item")})


@dataclass(frozen=True)
class Verb:
    """What may be asked of a proceeding, or reported to it; ``name`` is persisted in the engine."""

    procedure: Procedure
    name: str
    kind: type[Command] | type[Fact]

    @property
    def kebab(self) -> str:
        """Its name in a path."""
        return self.name.replace("_", "-")

    @property
    def is_command(self) -> bool:
        """Whether it can be refused."""
        return issubclass(self.kind, Command)

    @property
    def words(self) -> Words:
        """What it is called."""
        return both("command" if self.is_command else "report", self.name)


def verbs_of(procedure: Procedure) -> Iterator[Verb]:
    """Every verb of a procedure."""
    verbs: dict[str, type[Command | Fact]] = {**procedure.commands, **procedure.reports}
    for name, kind in verbs.items():
        yield Verb(procedure, name, kind)


async def seal(office: Office, procedure: str, envelope: Envelope, party: str | None) -> None:
    """What was said goes to the sealed store before anything refers to it; what tells who a hidden party is,
    hidden."""
    if envelope.texts:
        try:
            async with office.records.begin() as connection:
                texts = await hide_like(connection, party, envelope.texts) if party else envelope.texts
                await content.seal(connection, office.keeper, procedure.split("/")[2], texts)
        except MatterErased:
            raise refused(Reason.NOT_AT_THIS_STAGE.code) from None


async def seat_for(sight: Sight, person: Person, procedure: str, verb: Verb) -> Officer:
    """The seat a person acts as: the only one, or the first of theirs that may do it now, or the first."""
    if len(person.seats) == 1 or not verb.is_command:
        return person.seats[0]
    loaded = await papers.load(sight.records, procedure)
    state = starting.file_of(verb.procedure, loaded.entries, loaded.edition).state
    able = (seat for seat in person.seats if verb.kind in verb.procedure.permitted(state, seat))
    return next(able, person.seats[0])


async def _seen(sight: Sight, person: Person, verb: Verb, number: str, n: int) -> str:
    """The procedure, if this person sees it. Whoever may not read its words has nothing to report."""
    line = await case_seen(sight, verb.procedure.name, number, n)
    if verb.is_command or (await lens_on(sight, person, number, line.procedure)).reads_words:
        return line.procedure
    raise refused(Reason.NOT_YOURS_TO_DO.code)


async def _check_named(sight: Sight, verb: Verb, said: Mapping[str, Any]) -> None:
    """Nobody puts on an agenda what is not there for them. Raises Problem 404."""
    number = said.get("matter") if (verb.procedure.name, verb.name) in _NAMES_A_MATTER else None
    if number and await reading.matter(sight.records, sight.files, number) is None:
        raise unseen()


def _endpoint(verb: Verb, form: type[Form]) -> Callable[..., Awaitable[Receipt]]:
    async def carry_out(
        *,
        number: Number,
        n: Episode,
        body: Form,
        office: TheOffice,
        person: Whoever,
        sight: InSight,
        key: IdempotencyKey,
        seen: ExpectedSeq,
        response: Response,
    ) -> Receipt:
        digest = digest_of(office, person, f"{verb.procedure.name}/{number}/{n}/{verb.name}", body)
        receipt = await first_receipt(office, key, digest)
        if receipt is None:
            procedure = await _seen(sight, person, verb, number, n)
            by = await seat_for(sight, person, procedure, verb)
            envelope = Envelope(key, digest)
            said = filled(verb.kind, body, envelope.put_field)
            await _check_named(sight, verb, said)
            if said.get("room"):
                await check_room(office, said["room"], said["place_unit"], said["scheduled_for"])
            said |= await handed_in(office, verb.kind, number, said, person.at)
            if verb.is_command:
                said["expected_seq"] = seen
            await seal(office, procedure, envelope, said.get("party"))
            asked = verb.kind(id=key, by=by, digest=digest, **said)
            receipt = await asking.ask(office, procedure, verb.name, asked)
        response.headers.update(etag(receipt.seq))
        return receipt

    example = {
        "summary": verb.words.zh,
        "value": {**examples.VERBS, **examples.SEALED_VERBS}[verb.kind.__name__],
    }
    asked = Body(openapi_examples={verb.name: example})  # type: ignore[dict-item]
    carry_out.__annotations__["body"] = Annotated[form, asked]
    if not form.model_fields:
        carry_out.__kwdefaults__ = {"body": form()}  # nothing to say: the body may be left out
    return carry_out


def _add(router: APIRouter, verb: Verb) -> None:
    kind: Any = verb.kind
    name = f"{verb.procedure.name}_{verb.name}"
    router.add_api_route(
        f"/cases/{verb.procedure.name}/{{number}}/{{n}}/{verb.kebab}",
        _endpoint(verb, form_of(kind)),
        methods=["POST"],
        name=name,
        operation_id=name,
        summary=f"{verb.words.zh} {verb.words.en}",
        description=f"{_CAN_BE_REFUSED if verb.is_command else _IS_NEVER_REFUSED}",
        response_description="已入卷 it stands in the journal, as this entry",
    )


def router_of(procedures: Mapping[str, Procedure]) -> APIRouter:
    """A route for every verb of these procedures."""
    router = APIRouter(tags=["办理 verbs"])
    for procedure in procedures.values():
        for verb in verbs_of(procedure):
            if (procedure.name, verb.name) not in OF_THEIR_OWN:
                _add(router, verb)
    return router


router = router_of(PROCEDURES)
