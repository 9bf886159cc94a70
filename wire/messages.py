"""A message (消息): a CloudEvent in JSON, as an entry of a handoff's journal says it, or as an agency said
it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Protocol
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic import TypeAdapter

from rules.handoff import commands, events
from rules.handoff.matter import (
    Class,
    Handoff,
    Paper,
    Performed,
    RefusalReason,
    Return,
    SideName,
    What,
)
from rules.handoff.wire import speaker_of
from rules.journal import canonical
from rules.procedure import Sealed

CONTENT_TYPE = "application/cloudevents+json"
_MOST_ITEMS = 50

# What a party's reference leads to: their name, and how to reach them.
Texts = Mapping[str, str | None]


class Address(Protocol):
    """How a party is named and reached, as far as it is known here."""

    @property
    def name(self) -> str | None: ...

    @property
    def contact(self) -> str | None: ...


def message_id(procedure: str, seq: int) -> UUID:
    """The id of what an entry says, always the same."""
    return uuid5(NAMESPACE_URL, f"{procedure}#{seq}/message")


def subject_of(handoff: Handoff) -> str:
    """The sender's reference of the exchange: ours is the handoff's own id."""
    return handoff.id if handoff.sender.agency is None else str(handoff.sender.ref)


def type_of(what: What) -> str:
    return f"cn.fengqiao.handoff.{what}.v1"


def what_of(kind: str) -> What:
    """What the type of a message says. Raises ValueError for one that this contract does not know."""
    head, _, rest = kind.partition("cn.fengqiao.handoff.")
    name, mark, version = rest.rpartition(".")
    if head or not mark or version != "v1":
        raise ValueError(kind)
    return What(name)


def refs_in(handoff: Handoff, event: Any) -> frozenset[str]:
    """The sealed texts that the message of this entry needs."""
    refs: set[str] = set()
    match event:
        case events.HandoffSent():
            refs |= {handoff.summary, *(paper.text for paper in handoff.papers)}
        case events.HandoffSupplied():
            refs |= {*(paper.text for paper in event.papers), event.note or ""}
        case events.HandoffRefused():
            refs |= {event.legal_basis or "", event.words or ""}
        case events.SupplementWanted():
            refs |= {event.what}
        case events.HandoffProgressed():
            refs |= {event.note or ""}
        case events.HandoffReturned():
            back = event.came_back
            refs |= {back.undisputed or "", back.note or "", *(paper.text for paper in back.papers)}
        case events.HandoffEnded():
            refs |= {event.reason or ""}
    return frozenset(refs - {""})


def written(
    handoff: Handoff, seq: int, what: What, event: Any, texts: Texts, people: Mapping[str, Address]
) -> dict[str, Any]:
    """The message of an entry, given the handoff as that entry left it. Only what its receiver needs."""
    message = {
        "specversion": "1.0",
        "id": str(message_id(handoff.id, seq)),
        "source": f"urn:fengqiao:county:{handoff.edition.county}",
        "type": type_of(what),
        "subject": subject_of(handoff),
        "time": _instant(event.at),
        "datacontenttype": "application/json",
        "data": _data(handoff, what, event, texts, people),
    }
    if what is What.SENT:
        message["dataschema"] = f"urn:fengqiao:contract:1:{handoff.docking}"
    return message


def body_of(message: Mapping[str, Any]) -> str:
    """The bytes that are signed and sent, as text: the same for the same message, for ever."""
    return canonical(message).decode()


def _data(
    handoff: Handoff, what: What, event: Any, texts: Texts, people: Mapping[str, Address]
) -> dict[str, Any]:
    if what is What.SENT:
        return _sent(handoff, event, texts, people)
    if speaker_of(what) is SideName.SENDER:
        return _of_the_sender(what, event, texts)
    return _of_the_receiver(handoff, what, event, texts)


def _of_the_sender(what: What, event: Any, texts: Texts) -> dict[str, Any]:
    match what:
        case What.SUPPLIED:
            return {"documents": _papers(event.papers, texts), "note": _text(texts, event.note) or what}
        case What.RECALLED:
            return {"reason": _text(texts, event.reason) or "recalled"}
        case What.CONSENT_ENDED:
            return {"party": event.party}
        case _:
            return {}


def _of_the_receiver(handoff: Handoff, what: What, event: Any, texts: Texts) -> dict[str, Any]:
    match what:
        case What.SIGNED_FOR:
            return {"signed_by": _seat(event), "signed_at": _instant(event.signed_at)}
        case What.ACCEPTED:
            return {"receiver_ref": handoff.id, "accepted_by": _seat(event)}
        case What.REFUSED:
            basis, words = _text(texts, event.legal_basis), _text(texts, event.words)
            return {"reason": event.reason, "basis": basis or event.reason, "words": words or event.reason}
        case What.SUPPLEMENT_WANTED:
            return {"items": _items(_text(texts, event.what) or what)}
        case What.PROGRESSED:
            return {"note": _text(texts, event.note) or what}
        case What.RETURNED:
            return _returned(event.came_back, texts)
        case _:
            return {}


def _sent(
    handoff: Handoff, event: events.HandoffSent, texts: Texts, people: Mapping[str, Address]
) -> dict[str, Any]:
    terms, by = handoff.terms, event.by
    return _known(
        docking=handoff.docking,
        from_unit=handoff.sender.unit,
        to_unit=handoff.receiver.unit,
        summary=_text(texts, handoff.summary) or "",
        parties=[
            _known(
                ref=person.ref,
                role=person.role,
                is_minor=person.is_minor,
                name=people[person.ref].name if person.ref in people else None,
                contact=people[person.ref].contact if person.ref in people else None,
            )
            for person in handoff.people
        ],
        consents=[
            {"party": party, "scope": handoff.docking, "form": given.form, "given_at": _instant(given.at)}
            for party, given in sorted(handoff.consents.items())
        ],
        documents=_papers(handoff.papers, texts),
        legal_basis=[article.cite("zh") for article in terms.basis],
        sent_by={"role": by.role, "unit": by.unit} if by else None,
        sent_at=_instant(event.at),
    )


def _returned(back: Return, texts: Texts) -> dict[str, Any]:
    return _known(
        outcome=back.outcome,
        performed=back.performed,
        documents=_papers(back.papers, texts),
        undisputed_facts=_text(texts, back.undisputed),
        note=_text(texts, back.note),
    )


def _seat(event: Any) -> dict[str, str]:
    return {"role": event.by.role, "unit": event.by.unit}


def _papers(papers: tuple[Paper, ...], texts: Texts) -> list[dict[str, Any]]:
    return [
        _known(
            ref=paper.text,
            kind=paper.kind,
            title=paper.kind,
            sha256=sha256((_text(texts, paper.text) or "").encode()).hexdigest(),
            **{"class": paper.secrecy},
            text=_text(texts, paper.text),
        )
        for paper in papers
    ]


def _items(said: str) -> list[str]:
    """Line by line; what is more than the contract has room for stands in the last."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    rest = lines[_MOST_ITEMS - 1 :]
    return lines[: _MOST_ITEMS - 1] + (["\n".join(rest)] if rest else [])


def _known(**said: Any) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value is not None}


def _text(texts: Texts, ref: str | None) -> str | None:
    return texts.get(ref) if ref else None


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Seal = Callable[[str, str, str], Sealed]  # kind, text, place -> reference


def said(message: Mapping[str, Any], seal: Seal) -> commands.AgencySaid:
    """What a valid message says, with its texts sealed. ``seal(kind, text, place)`` gives references."""
    what, data = what_of(message["type"]), message.get("data") or {}

    def put(kind: str, text: str | None) -> Sealed | None:
        return seal(kind, text, what) if text else None

    wanted = "\n".join(data["items"]) if "items" in data else None
    return commands.AgencySaid(
        side=speaker_of(what),
        what=what,
        message=message["id"],
        said_at=datetime.fromisoformat(data.get("signed_at") or message["time"]).astimezone(UTC),
        ref=data.get("receiver_ref"),
        party=data.get("party"),
        reason=RefusalReason(data["reason"]) if what is What.REFUSED else None,
        legal_basis=put("legal_basis", data.get("basis")),
        words=put("words", wanted or data.get("words") or data.get("note") or _recall_reason(what, data)),
        papers=papers_of(data.get("documents", ()), seal),
        outcome=data.get("outcome"),
        performed=Performed(data["performed"]) if "performed" in data else None,
        undisputed=put("undisputed", data.get("undisputed_facts")),
    )


def papers_of(documents: Any, seal: Seal) -> tuple[Paper, ...]:
    """The documents of a message: each keeps its class."""
    return tuple(
        Paper(
            kind=each["kind"],
            text=seal("paper", each.get("text") or each["title"], f"paper/{each['ref']}"),
            secrecy=Class(each["class"]),
        )
        for each in documents
    )


def _recall_reason(what: What, data: Mapping[str, Any]) -> str | None:
    return data.get("reason") if what is What.RECALLED else None


_SAID = TypeAdapter(commands.AgencySaid)


def plain(fact: commands.AgencySaid) -> dict[str, Any]:
    """A fact as the inbox keeps it."""
    kept: dict[str, Any] = _SAID.dump_python(fact, mode="json")
    return kept


def fact_of(command: str, kept: Mapping[str, Any]) -> commands.AgencySaid:
    """The fact that the inbox kept, under its key."""
    return _SAID.validate_python({**kept, "id": command})
