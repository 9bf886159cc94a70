"""What a draft begins with (案件已有信息): what the case knows already, as far as whoever drafts reads it."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from api import particulars
from api.case import CaseDetail, PartyShown
from api.lens import Lens
from api.looking import opened
from api.office import Office
from records.particulars import corrections
from rules.instants import legal_day
from rules.paper.filling import Filled
from rules.paper.form import Field, FieldKind, Known
from rules.words import say

_ASKING = frozenset({"applicant", "petitioner"})


async def named_openly(
    connection: AsyncConnection, office: Office, lens: Lens, shown: CaseDetail
) -> CaseDetail:
    """The case without the names of those who asked not to be named: what stands in a paper is read by
    whoever handles it. ``lens``: of everybody alike, without what is kept of such people."""
    known = particulars.Known(await corrections(connection, shown.case.matter))
    refs = {each.party.ref: known.name(each.party.ref) for each in shown.parties}
    texts = await opened(connection, office, lens, refs.values())
    parties = [each.model_copy(update={"name": texts.get(refs[each.party.ref])}) for each in shown.parties]
    return shown.model_copy(update={"parties": parties})


def known_fields(
    fields: tuple[Field, ...],
    shown: CaseDetail,
    texts: Mapping[str, str | None],
    units: Mapping[str, str],
    at: datetime,
    agreed: Mapping[Known, str],
) -> dict[str, Filled]:
    """By the code of each field what the case says of it; a field of which it says nothing is not there.
    ``agreed``: what the agreement says that was issued in it."""
    known = {**_known(shown, texts, units, at), **agreed}
    found: dict[str, Filled] = {}
    for each in fields:
        said = known.get(each.known) if each.known else None
        if said and (each.kind is not FieldKind.CHOICE or said in {choice.code for choice in each.choices}):
            found[each.code] = said.splitlines() if each.kind is FieldKind.SEVERAL else said
    return found


def _known(
    shown: CaseDetail, texts: Mapping[str, str | None], units: Mapping[str, str], at: datetime
) -> dict[Known, str | None]:
    case = shown.case
    return {
        Known.NUMBER: case.matter,
        **{each: texts.get(each.value) for each in (Known.TITLE, Known.BODY, Known.PLACE, Known.AUTHOR)},
        Known.CONTACT: texts.get("contact"),
        Known.CHANNEL: case.channel,
        Known.RECEIVED: legal_day(case.received_at).isoformat(),
        Known.OPENED: legal_day(case.opened_at).isoformat(),
        Known.PARTIES: "\n".join(f"{_role(each)}：{each.name}" for each in shown.parties if each.name),
        Known.APPLICANTS: _names(shown, asking=True),
        Known.RESPONDENTS: _names(shown, asking=False),
        Known.UNIT: units.get(case.owner_unit, case.owner_unit),
        Known.DUE: case.due_on.isoformat() if case.due_on else None,
        Known.HANDLER: say("role", case.owner_role, "zh"),
        Known.TODAY: legal_day(at).isoformat(),
    }


def _role(party: PartyShown) -> str:
    return party.role_words.zh


def _names(shown: CaseDetail, *, asking: bool) -> str:
    names = [each.name for each in shown.parties if each.name and (each.party.role in _ASKING) is asking]
    return "、".join(names)
