"""The agencies' own systems where there is no wire: what they send and say, as the API makes facts of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from demo.agencies import said, sent
from rules.dockings.docking import Body
from rules.editions import Edition
from rules.handing_over import receiving_side
from rules.handoff.commands import AgencySaid
from rules.handoff.events import HandoffArrived
from rules.handoff.matter import Consent, ConsentForm, Person, Side
from rules.handoff.opening import arrived
from rules.procedure import Sealed
from simulator import planning
from simulator.desk import VERBS
from wire import messages


def pushed(
    *,
    id: str,
    number: str,
    edition: Edition,
    agency: str,
    docking: str,
    body: dict[str, Any],
    refs: Mapping[str, str],
    key: str,
    at: datetime,
) -> HandoffArrived:
    """What begins when an agency sends a matter."""
    data, known = sent(body, at), edition.agency(agency)
    assert known
    people = [
        Person(ref=refs[each["ref"]], role=each["role"], is_minor=each["is_minor"], theirs=each["ref"])
        for each in data["parties"]
    ]
    return arrived(
        id=id,
        number=number,
        edition=edition,
        docking=docking,
        sender=Side(
            body=Body(known.body), unit=known.unit, role=known.role, agency=agency, ref=f"{agency}/{key}"
        ),
        receiver=receiving_side(edition),
        people=tuple(people),
        consents={
            refs[each["party"]]: Consent(form=ConsentForm(each["form"]), at=at) for each in data["consents"]
        },
        summary=data["summary"],
        papers=messages.papers_of(data.get("documents", ()), _as_it_is),
        message=key,
        received_at=at,
        at=at,
    )


def heard(agency: str, act: str, body: Mapping[str, Any], key: str, at: datetime) -> AgencySaid:
    """What a message of an agency's system tells its handoff."""
    what, instant = VERBS[act], at.isoformat()
    data = {**planning.words(what, agency, key, instant), **said(body)}
    message = {"type": f"cn.fengqiao.handoff.{what}.v1", "id": key, "time": instant, "data": data}
    return messages.fact_of(key, messages.plain(messages.said(message, _as_it_is)))


def _as_it_is(kind: str, text: str, place: str) -> Sealed:
    """Words stand here where a reference would."""
    return Sealed(text)
