"""One case: its row, its people, its papers, what happened, and what this person may do now."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, Field

import written
from api.clocks_shown import CaseClock, clocks_of
from api.documents import DocumentLine, documents_shown
from api.file_pieces import takes_the_file
from api.identity import Person, Whoever
from api.lens import MaskedShown, lens_on
from api.listing import CaseShown, shown
from api.looking import Episode, Number, Texts, case_seen, note_reading
from api.measure import WITHIN_MEASURE
from api.office import Office, TheOffice
from api.others import OF_ITS_MATTER, others_in, said_in, without_numbers
from api.particulars import Known
from api.requests import etag
from api.rooms import names_of_rooms
from api.saying import ArticleCited, Words, both, cited
from api.sight import InSight
from api.timeline import EntryShown, officers_in, timeline
from api.verbs import Verb, verbs_of
from records import papers
from records.known import as_known
from records.particulars import corrections
from records.parties import contact_ref
from records.reading import CaseLine
from rules.auditing import Looked
from rules.handing import not_to_be_seen
from rules.holding import owned_since
from rules.journal import EVALUATIONS, AgreementRow, EvaluationRow, PartyRow, SessionRow, Task, View
from rules.particulars import Particular
from rules.procedure import Command, Officer, Procedure, Proceeding
from rules.refusals import Reason
from workflows import starting

router = APIRouter(tags=["案件 cases"])


class PartyShown(BaseModel):
    """A party. ``name`` is null for whoever may not read it and where it was erased; so is ``contact``, as it
    was registered. ``address`` and ``telephone`` are as they were corrected since, and come before it."""

    party: PartyRow
    role_words: Words
    name: str | None
    contact: str | None
    address: str | None
    telephone: str | None
    guardian_name: str | None
    is_erased: bool


class SessionShown(BaseModel):
    """``room_name``: what its room is called."""

    session: SessionRow
    room_name: str | None
    state_words: Words
    outcome_words: Words | None
    minutes: str | None


class AgreementShown(BaseModel):
    agreement: AgreementRow
    terms: str | None


class EvaluationShown(BaseModel):
    """Whoever is evaluated is not shown it before the matter has closed."""

    evaluation: EvaluationRow
    target_words: Words
    status_words: Words
    value_words: Words | None


class ActionShown(BaseModel):
    """What this person may do now: ask it there, acting as that seat."""

    name: str
    words: Words
    is_command: bool
    method: str
    path: str
    act_as: str


class RefusedShown(BaseModel):
    """What this person may not do now, and why."""

    name: str
    words: Words
    code: str
    reason: Words
    article: ArticleCited


class CaseDetail(CaseShown):
    """Everything about one case that this person may read, and do. ``owner_since``: since when the seat that
    has it now has had it."""

    clocks: Sequence[CaseClock]
    outcome_words: Words | None
    owner_since: datetime
    tasks: list[Task]
    parties: list[PartyShown]
    sessions: list[SessionShown]
    agreements: list[AgreementShown]
    evaluations: list[EvaluationShown]
    timeline: list[EntryShown]
    documents: list[DocumentLine]
    actions: list[ActionShown]
    refused: list[RefusedShown]
    edition: str
    masked: list[MaskedShown]
    takes_file: bool = Field(description="可以制作卷宗副本 this person may take a copy of the whole file")


@router.get(
    "/cases/{kind}/{number}/{n}",
    operation_id="read_case",
    dependencies=[WITHIN_MEASURE],
    summary="案件 One case",
)
async def read_case(
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    kind: Annotated[str, Path(max_length=40)],
    number: Number,
    n: Episode,
    response: Response,
) -> CaseDetail:
    """The case as its journal stands at this moment. The ETag is what If-Match of a verb takes."""
    line = await case_seen(sight, kind, number, n)
    loaded = await papers.load(sight.records, line.procedure)
    procedure = office.procedures[kind]
    state = starting.file_of(procedure, loaded.entries, loaded.edition).state
    view = procedure.view(state)
    unseen = frozenset[str]().union(*(procedure.unseen(state, seat) for seat in person.seats))
    hidden = not_to_be_seen(loaded.entries, person.ref)
    entries = [each for each in loaded.entries if each.kind not in unseen and each.seq not in hidden]
    lens = await lens_on(sight, person, number, line.procedure)
    texts: Texts = {}
    known = Known(())
    others = await others_in(sight, person, procedure, state, entries)
    if lens.opens_texts:
        async with sight.records.begin() as connection:
            known = Known(await corrections(connection, number))
            refs = others.refs(procedure, entries)
            refs[OF_ITS_MATTER] |= known.refs(view.parties)
            texts = await said_in(connection, office, lens, refs)
            await note_reading(connection, person, number, Looked.CASE)
    response.headers.update(etag(state.seq))
    its_clocks = clocks_of(procedure, loaded.entries, loaded.edition, person.at)
    rooms = await names_of_rooms(office, [row.room for row in view.sessions])
    seated = await as_known(office.directory, officers_in(entries))
    actions, not_now = doings(office, state, person, line, lens.reads_words)
    return CaseDetail(
        **{**vars(shown(_as_now(line, state, view), person.at)), "clocks": its_clocks},
        outcome_words=both("outcome", view.case.outcome) if view.case.outcome else None,
        owner_since=_owned_since(procedure, loaded),
        tasks=[task for task in view.tasks if task.what not in unseen],
        parties=[_party(row, texts, known) for row in view.parties],
        sessions=[_session(row, texts, rooms) for row in view.sessions],
        agreements=[AgreementShown(agreement=row, terms=texts.get(row.terms)) for row in view.agreements],
        evaluations=[_evaluation(row) for row in view.evaluations if EVALUATIONS not in unseen],
        timeline=without_numbers(
            timeline(procedure, entries, texts, known.before(line.procedure), seated), others
        ),
        documents=await documents_shown(sight, line.procedure),
        actions=actions,
        refused=not_now,
        edition=state.edition.id,
        masked=lens.masked,
        takes_file=takes_the_file(person, line, lens),
    )


def _owned_since(procedure: Procedure, loaded: papers.Papers) -> datetime:
    return owned_since(procedure, [written.read(procedure, each) for each in loaded.entries], loaded.edition)


def _as_now(line: CaseLine, state: Proceeding, view: View) -> CaseLine:
    """The line with what the papers say, which may be one entry further."""
    return replace(line, **asdict(view.case), seq=state.seq, decided_seq=state.decided_seq)


def _party(row: PartyRow, texts: Texts, known: Known) -> PartyShown:
    def now(ref: str | None) -> str | None:
        return texts.get(ref) if ref else None

    return PartyShown(
        party=row,
        role_words=both("party-role", row.role),
        name=now(known.name(row.ref)),
        contact=now(str(contact_ref(row.ref))) or None,
        address=now(known.ref(row.ref, Particular.ADDRESS)),
        telephone=now(known.ref(row.ref, Particular.TELEPHONE)),
        guardian_name=now(known.name(row.guardian)) if row.guardian else None,
        is_erased=row.ref in texts and texts[row.ref] is None,
    )


def _session(row: SessionRow, texts: Texts, rooms: Mapping[str | None, str]) -> SessionShown:
    return SessionShown(
        session=row,
        room_name=rooms.get(row.room, row.room),
        state_words=both("session", row.state),
        outcome_words=both("session-outcome", row.outcome) if row.outcome else None,
        minutes=texts.get(row.minutes) if row.minutes else None,
    )


def _evaluation(row: EvaluationRow) -> EvaluationShown:
    return EvaluationShown(
        evaluation=row,
        target_words=both("evaluated", row.target),
        status_words=both("evaluation-status", row.status),
        value_words=both("satisfaction", row.value) if row.value else None,
    )


def doings(
    office: Office, state: Proceeding, person: Person, line: CaseLine, may_report: bool
) -> tuple[list[ActionShown], list[RefusedShown]]:
    """What this person may do in this state, and what not and why."""
    actions, not_now = [], []
    procedure = office.procedures[line.kind]
    kept_from = {seat: procedure.why_not(state, seat) for seat in person.seats}
    for verb in verbs_of(procedure):
        if issubclass(verb.kind, Command):
            seat, reason = _seat_or_reason(kept_from, verb.kind)
            if reason is None:
                actions.append(_action(office, verb, line, seat))
            else:
                not_now.append(_refused(verb, reason))
        elif may_report and not state.has_ended:
            actions.append(_action(office, verb, line, person.seats[0]))
    return actions, not_now


def _seat_or_reason(
    kept_from: Mapping[Officer, Mapping[type[Command], Reason]], kind: type[Command]
) -> tuple[Officer, Reason | None]:
    """The first of a person's seats that may, or the reason nearest to a yes."""
    reasons = {seat: why.get(kind) for seat, why in kept_from.items()}
    for seat, reason in reasons.items():
        if reason is None:
            return seat, None
    nearest = [reason for reason in reasons.values() if reason is not Reason.NOT_YOURS_TO_DO]
    return next(iter(reasons)), next(iter(nearest), Reason.NOT_YOURS_TO_DO)


def _action(office: Office, verb: Verb, line: CaseLine, seat: Officer) -> ActionShown:
    kind, _, number, n = line.procedure.split("/")
    return ActionShown(
        name=verb.name,
        words=verb.words,
        is_command=verb.is_command,
        method="POST",
        path=f"{office.path}/cases/{kind}/{number}/{n}/{verb.kebab}",
        act_as=f"{seat.role}@{seat.unit}",
    )


def _refused(verb: Verb, reason: Reason) -> RefusedShown:
    return RefusedShown(
        name=verb.name,
        words=verb.words,
        code=reason.code,
        reason=both("refusal", reason.code),
        article=cited(reason.basis),
    )
