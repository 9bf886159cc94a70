"""The people of a petition or a consultation, as a window writes them: by name here, by reference on."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import StringConstraints

from api.forms import Form, Text
from api.looking import NAME
from api.requests import Envelope
from records.content import Content
from records.parties import PARTY_CONTACT, contact_ref
from rules.authority.confidentiality import HIDDEN_CONTACT, HIDDEN_NAME
from rules.participants import Participant, ParticipantRole, People, Power

Name = Annotated[Text, StringConstraints(max_length=200)]
_AUTHORITY = "authority"


class NewParticipant(Form):
    """参与人. ``acts_for``: the name of whoever an agent acts for; ``authority``: the authorisation, as it
    was shown; ``guardian``: the name of a minor's guardian, who may be somebody else here."""

    role: ParticipantRole
    name: Name
    contact: Annotated[Text, StringConstraints(max_length=500)] | None = None
    acts_for: Name | None = None
    authority: Annotated[Text, StringConstraints(max_length=2_000)] | None = None
    powers: frozenset[Power] = frozenset()
    is_minor: bool = False
    guardian: Name | None = None


def participants(
    new: Sequence[NewParticipant], envelope: Envelope, *, hides_identity: bool = False
) -> People:
    """The people by reference; names and authorisations go into the envelope. Whoever an agent acts for, or
    is a minor's guardian, is the one of that name here, if there is one. Where the identity is hidden, so is
    that of everybody who asks or acts for them; whom it is about is not.
    """

    def is_hidden(each: NewParticipant) -> bool:
        return hides_identity and each.role is not ParticipantRole.COUNTERPARTY

    def put(name: str, place: str, *, hidden: bool) -> str:
        kind = HIDDEN_NAME if hidden else NAME
        return envelope.put(kind, name, place=place, is_searchable=not hidden)

    refs = [put(each.name, f"people.{place}", hidden=is_hidden(each)) for place, each in enumerate(new)]
    by_name = {each.name: ref for each, ref in zip(new, refs, strict=True)}
    people = []
    for ref, each in zip(refs, new, strict=True):
        guardian = by_name.get(each.guardian) if each.guardian else None
        if each.guardian and guardian is None:
            guardian = put(each.guardian, f"guardian/{ref}", hidden=is_hidden(each))
        authority = each.authority and envelope.put(_AUTHORITY, each.authority, place=f"authority/{ref}")
        reached = HIDDEN_CONTACT if is_hidden(each) else PARTY_CONTACT
        envelope.texts.append(Content(contact_ref(ref), reached, each.contact or ""))
        people.append(
            Participant(
                ref=ref,
                role=each.role,
                acts_for=by_name.get(each.acts_for) if each.acts_for else None,
                authority=authority or None,
                powers=each.powers,
                is_minor=each.is_minor,
                guardian=guardian,
            )
        )
    return tuple(people)
