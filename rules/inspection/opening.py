"""How an inspection begins: by whom, of whom, of which matters."""

from datetime import date, datetime

from rules.editions import Edition, Organ
from rules.inspection.commands import CallInInspector
from rules.inspection.events import InspectionOpened, InspectorCalledIn
from rules.inspection.matter import Inspectable, Inspection, head_of, inspectors_of, inspects_at
from rules.procedure import Event, Now, Officer
from rules.refusals import Reason, Refused


def open_inspection(
    *,
    id: str,
    number: str,
    edition: Edition,
    units: frozenset[str],
    kinds: frozenset[Inspectable],
    since: date,
    until: date,
    sample_size: int,
    jointly: frozenset[str],
    by: Officer,
    at: datetime,
) -> InspectionOpened:
    """County policy 47 督查立项: by a seat that inspects, alone or jointly (``jointly``: roles of further
    seats); the inspected never inspects itself, and every unit has somebody who answers for it.

    Raises NOT_YOURS_TO_DO, NOT_AN_INSPECTOR, INSPECTS_ITSELF, UNIT_NOT_IN_SCOPE, SCOPE_IS_EMPTY.
    """
    if not inspects_at(edition, by):
        raise Refused(Reason.NOT_YOURS_TO_DO)
    if jointly - _roles(edition):
        raise Refused(Reason.NOT_AN_INSPECTOR)
    if edition.county in units:
        raise Refused(Reason.INSPECTS_ITSELF)
    if not units or not kinds or sample_size < 1 or until < since:
        raise Refused(Reason.SCOPE_IS_EMPTY)
    if unknown := sorted(unit for unit in units if head_of(edition, unit) is None):
        raise Refused(Reason.UNIT_NOT_IN_SCOPE, *unknown)
    return InspectionOpened(
        at=at,
        by=by,
        id=id,
        number=number,
        edition=edition.digest,
        units=units,
        kinds=kinds,
        since=since,
        until=until,
        sample_size=sample_size,
        lead=by,
        inspectors=frozenset(f"{role}@{edition.county}" for role in {by.role, *jointly}),
    )


def call_in_inspector(inspection: Inspection, command: CallInInspector, now: Now) -> tuple[Event, ...]:
    """County policy 47 增加督查人员: where those named had a hand in what was drawn, others are called in.

    Raises NOT_AN_INSPECTOR, INSPECTS_ALREADY.
    """
    if command.role not in _roles(inspection.edition):
        raise Refused(Reason.NOT_AN_INSPECTOR)
    if f"{command.role}@{inspection.edition.county}" in inspection.inspectors:
        raise Refused(Reason.INSPECTS_ALREADY)
    return (InspectorCalledIn(at=now.at, by=command.by, role=command.role),)


def _roles(edition: Edition) -> frozenset[str]:
    return frozenset(seat.role for seat in inspectors_of(edition) if seat.organ is Organ.COUNTY)
