"""How what was found is put right, checked, and signed off by others (整改销号)."""

from rules import checklist
from rules.inspection import commands, events
from rules.inspection.matter import Finding, Inspection, Outcome
from rules.procedure import Event, Now, Officer
from rules.refusals import Reason, Refused


def record_rectification(
    inspection: Inspection, command: commands.RecordRectification, now: Now
) -> tuple[Event, ...]:
    """County policy 47 整改: by whoever answers for the unit.

    Raises NO_SUCH_FINDING, FINDING_OF_ANOTHER_UNIT, RECTIFIED_ALREADY.
    """
    finding = _of_the_unit(inspection, command.finding, command.by)
    if finding.rectified_by:
        raise Refused(Reason.RECTIFIED_ALREADY)
    return (
        events.RectificationRecorded(at=now.at, by=command.by, finding=finding.number, words=command.words),
    )


def check_rectification(
    inspection: Inspection, command: commands.CheckRectification, now: Now
) -> tuple[Event, ...]:
    """County policy 47 三查: the unit checks what it has put right, item by item.

    Raises NO_SUCH_FINDING, FINDING_OF_ANOTHER_UNIT, NOT_RECTIFIED, NO_SUCH_CHECK, CHECKED_ALREADY.
    """
    finding = _of_the_unit(inspection, command.finding, command.by)
    _check_rectified(finding)
    form = inspection.edition.oversight.checklist
    checklist.check_may_check(form, finding.checklist, command.item)
    checked = events.RectificationChecked(at=now.at, by=command.by, finding=finding.number, item=command.item)
    return (checked,)


def sign_off_rectification(
    inspection: Inspection, command: commands.SignOffRectification, now: Now
) -> tuple[Event, ...]:
    """County policy 47 双核销号: by inspectors, each another person, none of whom put it right, checked it,
    or had a hand in the matter; the last sign-off closes the finding, and the last finding the inspection.

    Raises NO_SUCH_FINDING, NOT_RECTIFIED, INSPECTS_ITSELF, CHECKS_MISSING, SIGNS_OWN_CHECK, SIGNED_ALREADY.
    """
    finding, form = inspection.finding(command.finding), inspection.edition.oversight.checklist
    _check_rectified(finding)
    _check_is_another(inspection, finding, command.by)
    checklist.check_may_sign(form, finding.checklist, command.by.person)
    signed = events.RectificationSignedOff(at=now.at, by=command.by, finding=finding.number)
    if not checklist.is_last_sign_off(form, finding.checklist):
        return (signed,)
    closed = events.FindingClosed(at=now.at, by=command.by, finding=finding.number)
    if inspection.open_findings != (finding,):
        return (signed, closed)
    ended = events.InspectionEnded(at=now.at, by=command.by, outcome=Outcome.ALL_RECTIFIED)
    return (signed, closed, ended)


def send_back_rectification(
    inspection: Inspection, command: commands.SendBackRectification, now: Now
) -> tuple[Event, ...]:
    """County policy 47 退回整改: with the reason; its time runs on, and checks and sign-offs begin anew.

    Raises NO_SUCH_FINDING, NOT_RECTIFIED, INSPECTS_ITSELF.
    """
    finding = inspection.finding(command.finding)
    _check_rectified(finding)
    _check_is_another(inspection, finding, command.by)
    sent_back = events.RectificationSentBack(
        at=now.at, by=command.by, finding=finding.number, reason=command.reason
    )
    return (sent_back,)


def _of_the_unit(inspection: Inspection, number: int, by: Officer) -> Finding:
    finding = inspection.finding(number)
    if by.unit != finding.unit:
        raise Refused(Reason.FINDING_OF_ANOTHER_UNIT, finding.unit)
    return finding


def _check_rectified(finding: Finding) -> None:
    if finding.rectified_by is None:
        raise Refused(Reason.NOT_RECTIFIED)


def _check_is_another(inspection: Inspection, finding: Finding, by: Officer) -> None:
    if by.person == finding.rectified_by or by.person in inspection.hands[finding.matter]:
        raise Refused(Reason.INSPECTS_ITSELF)
