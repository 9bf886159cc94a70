"""What an agency's system begins here (推送), in the transaction in which its message is kept: one that sends
a matter opens it, its handoff and its exchange; what it tells later becomes a fact."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from api import codes
from api.editions import all_editions
from api.looking import NAME
from api.office import Office
from api.problems import FieldError, Problem, unseen
from api.requests import Envelope
from records import agencies, content, intake
from records.agencies import DONE, NOTHING, TAKEN, WAITING, Incoming, command_of
from records.content import Content, MatterErased
from records.intake import Opening, Registration
from records.parties import PARTY_CONTACT, contact_ref
from rules.channels import Channel
from rules.dockings.docking import Body
from rules.editions import Agency, Edition
from rules.handing_over import receiving_side
from rules.handoff.matter import Consent, Person, Side
from rules.handoff.opening import arrived
from rules.handoff.procedure import HANDOFF
from rules.instants import legal_day
from rules.procedure import Event, Sealed
from rules.refusals import Reason, Refused
from wire import messages

_REGISTERED_BY = "agency"  # who, where no person did


async def open_exchange(
    connection: AsyncConnection,
    office: Office,
    incoming: Incoming,
    message: Mapping[str, Any],
    procedure: str | None,
) -> str | None:
    """The handoff that an agency sends, with its matter, and what came of it before it did; the id of what is
    to be begun. An exchange is sent once."""
    data = message["data"]
    if procedure is not None or data.get("practice"):
        await agencies.keep(connection, incoming, state=DONE, procedure=procedure, effect=NOTHING)
        return None
    command = command_of(incoming.agency, str(incoming.message))
    envelope = Envelope(command, incoming.digest)
    edition, agency = _edition(incoming)
    handed = _handed(data, envelope)
    sender = Side(
        body=Body(agency.body),
        unit=agency.unit,
        role=agency.role,
        agency=incoming.agency,
        ref=incoming.subject,
    )

    def first(id: str, number: str, as_published: Edition) -> Event:
        return arrived(
            id=id,
            number=number,
            edition=as_published,
            docking=data["docking"],
            sender=sender,
            receiver=receiving_side(as_published),
            message=str(incoming.message),
            received_at=incoming.received_at,
            at=incoming.received_at,
            **handed,
        )

    opening = Opening(HANDOFF, edition, first)
    try:
        matter = await _related(connection, incoming.agency, data)
        if matter is None:
            registered = await intake.take_in(
                connection,
                office.keeper,
                _registration(office, edition, incoming, data, envelope),
                opening,
            )
        else:
            registered = await intake.open_next(connection, matter, opening, command, incoming.digest)
            await content.seal(connection, office.keeper, matter, envelope.texts)
    except (Refused, MatterErased) as no:
        reason = no.reason if isinstance(no, Refused) else Reason.NOT_BETWEEN_THESE
        field = "/data/docking" if reason is not Reason.PARTIES_NOT_IDENTIFIED else "/data/parties"
        error = FieldError(field=field, code=reason.code, pointer=field)
        raise Problem(422, reason.code, errors=[error]) from None
    assert registered.procedure
    await agencies.bind(connection, incoming.agency, incoming.subject, registered.procedure)
    await agencies.keep(connection, incoming, state=DONE, procedure=registered.procedure, effect=TAKEN)
    await _unpark(connection, office, incoming, registered.procedure)
    return registered.procedure


async def _unpark(connection: AsyncConnection, office: Office, incoming: Incoming, procedure: str) -> None:
    """What came of this exchange before the exchange itself waits for it now."""
    for early in await agencies.parked(connection, office.keeper, incoming.agency, incoming.subject):
        fact = await fact_of(connection, office, early, json.loads(early.said), procedure)
        await agencies.set_down(
            connection, early.agency, early.message, state=WAITING, procedure=procedure, fact=fact
        )


async def fact_of(
    connection: AsyncConnection,
    office: Office,
    incoming: Incoming,
    message: Mapping[str, Any],
    procedure: str,
) -> dict[str, Any] | None:
    """What a message tells its handoff; its words lie sealed under the matter's key."""
    envelope = Envelope(command_of(incoming.agency, str(incoming.message)), incoming.digest)

    def seal(kind: str, text: str, place: str) -> Sealed:
        return envelope.put(kind, text, place=place)

    fact = messages.said(message, seal)
    try:
        await content.seal(connection, office.keeper, procedure.split("/")[2], envelope.texts)
    except MatterErased:
        raise unseen() from None
    return messages.plain(fact)


def _edition(incoming: Incoming) -> tuple[Edition, Agency]:
    """The edition in force of the county that knows this agency. Raises Problem 401 where none does."""
    day = legal_day(incoming.received_at)
    known = [
        (edition, agency)
        for edition in all_editions()
        if edition.in_force_from <= day and (agency := edition.agency(incoming.agency))
    ]
    if not known:
        raise Problem(401, "not-signed")
    return max(known, key=lambda pair: pair[0].in_force_from)


def _handed(data: Mapping[str, Any], envelope: Envelope) -> dict[str, Any]:
    """Whom and what it is about, by reference: names, contacts and words go into the envelope."""
    people, refs = [], {}
    for place, each in enumerate(data["parties"]):
        name = each.get("name") or each["ref"]
        ref = envelope.put(NAME, name, place=f"parties.{place}", is_searchable=True)
        envelope.texts.append(Content(contact_ref(ref), PARTY_CONTACT, each.get("contact") or ""))
        refs[each["ref"]] = ref
        people.append(Person(ref=ref, role=each["role"], is_minor=each["is_minor"], theirs=each["ref"]))
    consents = {
        refs[each["party"]]: Consent(form=each["form"], at=_instant(each["given_at"]))
        for each in data.get("consents", ())
        if each["party"] in refs and "withdrawn_at" not in each
    }

    def seal(kind: str, text: str, place: str) -> Sealed:
        return envelope.put(kind, text, place=place)

    return {
        "people": tuple(people),
        "consents": consents,
        "summary": envelope.put("summary", data["summary"]),
        "papers": messages.papers_of(data.get("documents", ()), seal),
    }


def _registration(
    office: Office, edition: Edition, incoming: Incoming, data: Mapping[str, Any], envelope: Envelope
) -> Registration:
    """The matter that an agency brings: registered by nobody here, the same exchange never twice."""
    title = data["summary"].strip().splitlines()[0][:80] or incoming.subject
    envelope.put("title", title, is_searchable=True)
    envelope.put("body", data["summary"], is_searchable=True)
    return Registration(
        command=envelope.key,
        digest=envelope.digest,
        county=edition.county,
        channel=Channel.AGENCY_PUSH,
        received_at=incoming.received_at,
        registered_at=incoming.received_at,
        registered_by=f"{_REGISTERED_BY}:{incoming.agency}",
        tracking=codes.digest(office, codes.code_of(office, envelope)),
        texts=tuple(envelope.texts),
        unit=edition.county,
        origin=f"agency:{incoming.agency}",
        origin_id=incoming.subject,
    )


async def _related(connection: AsyncConnection, agency: str, data: Mapping[str, Any]) -> str | None:
    """The matter that this exchange belongs to, if the agency names one that it has had before."""
    related = data.get("related") or {}
    number, ref = related.get("number"), related.get("ref")
    return await agencies.matter_between(connection, agency, number=number, subject=ref)


def _instant(said: str) -> datetime:
    return datetime.fromisoformat(said).astimezone(UTC)
