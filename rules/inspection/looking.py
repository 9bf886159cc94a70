"""The sample, what is found in it, and the circular about it."""

from rules.inspection import commands, events
from rules.inspection.matter import Aspect, Inspection, Outcome, Stage
from rules.procedure import Event, Now, Officer
from rules.refusals import Reason, Refused
from rules.sampling import frame_digest, sampled, seed_of


def frame_listed(inspection: Inspection, fact: commands.FrameListed, now: Now) -> tuple[Event, ...]:
    """County policy 47 抽查: once; from too many matters nothing is drawn, and the scope has to be
    narrower."""
    if inspection.stage is not Stage.TO_DRAW:
        return ()
    frame = tuple(sorted(set(fact.frame)))
    if len(frame) > inspection.edition.oversight.inspection.frame_at_most:
        too_wide = events.InspectionEnded(at=now.at, outcome=Outcome.SCOPE_TOO_WIDE, frame_size=len(frame))
        return (too_wide,)
    seed = seed_of(inspection.id, inspection.opened_at)
    drawn = sampled(seed, frame, inspection.sample_size)
    return (
        events.SampleDrawn(
            at=now.at,
            seed=seed,
            frame=frame,
            digest=frame_digest(frame),
            drawn=drawn,
            hands={matter: fact.hands.get(matter, frozenset()) for matter in drawn},
        ),
    )


def record_finding(inspection: Inspection, command: commands.RecordFinding, now: Now) -> tuple[Event, ...]:
    """County policy 47 双查: of a matter of the sample, against a named basis, for a unit of the scope.

    Raises MATTER_NOT_IN_SAMPLE, INSPECTS_ITSELF, UNIT_NOT_IN_SCOPE, LOOKED_AT_ALREADY.
    """
    _check_may_look(inspection, command.by, command.matter, command.aspect)
    if command.unit not in inspection.units:
        raise Refused(Reason.UNIT_NOT_IN_SCOPE, command.unit)
    return (
        events.FindingRecorded(
            at=now.at,
            by=command.by,
            number=len(inspection.findings) + 1,
            matter=command.matter,
            aspect=command.aspect,
            unit=command.unit,
            basis=command.basis,
            words=command.words,
        ),
    )


def find_in_order(inspection: Inspection, command: commands.FindInOrder, now: Now) -> tuple[Event, ...]:
    """County policy 47 双查: that nothing was found is said too, of the matter and of its handling.

    Raises MATTER_NOT_IN_SAMPLE, INSPECTS_ITSELF, LOOKED_AT_ALREADY.
    """
    _check_may_look(inspection, command.by, command.matter, command.aspect)
    return (events.FoundInOrder(at=now.at, by=command.by, matter=command.matter, aspect=command.aspect),)


def _check_may_look(inspection: Inspection, by: Officer, matter: str, aspect: Aspect) -> None:
    if matter not in inspection.drawn:
        raise Refused(Reason.MATTER_NOT_IN_SAMPLE)
    if by.person in inspection.hands[matter]:
        raise Refused(Reason.INSPECTS_ITSELF)
    if (matter, aspect) in inspection.looked_at:
        raise Refused(Reason.LOOKED_AT_ALREADY)


def issue_circular(inspection: Inspection, command: commands.IssueCircular, now: Now) -> tuple[Event, ...]:
    """County policy 47 督查通报: once the whole sample was looked at twice; with nothing found it ends there.

    Raises SAMPLE_NOT_LOOKED_AT with the matters left.
    """
    if left := inspection.to_look_at:
        raise Refused(Reason.SAMPLE_NOT_LOOKED_AT, *sorted({matter for matter, _ in left}))
    issued = events.CircularIssued(at=now.at, by=command.by, words=command.words)
    if inspection.findings:
        return (issued,)
    return (issued, events.InspectionEnded(at=now.at, by=command.by, outcome=Outcome.NOTHING_FOUND))
