"""What the end of a petition procedure leaves behind: duties of the organs, and time of the people."""

from collections.abc import Mapping
from datetime import date, datetime

from rules.editions import Edition, Organ
from rules.participants import People
from rules.petition_aftercare import events
from rules.petition_aftercare.codes import Duty, Ended, Window
from rules.petition_aftercare.matter import Open

# Answered in substance: that is assessed, and the person is asked before the matter closes.
IN_SUBSTANCE = (Ended.ANSWERED, Ended.SETTLED)
# M-04: what was led elsewhere, not accepted or withdrawn is outside the scope of the evaluation.
EVALUATED = (Ended.ANSWERED, Ended.SUGGESTION_ANSWERED, Ended.SETTLED)


def open_petition_aftercare(
    *,
    id: str,
    number: str,
    edition: Edition,
    petition: str,
    closing_seq: int,
    outcome: str,
    result: str | None,
    unit: str,
    organ: Organ,
    village: str | None,
    township: str | None,
    served: Mapping[str, datetime],
    petitioners: frozenset[str],
    people: People,
    hands: frozenset[str],
    received_by: str,
    first_receiver: str,
    needs_execution: bool,
    report_by: date | None = None,
    unanswered_dangers: int = 0,
    at: datetime,
) -> events.PetitionAftercareOpened:
    """XFTL 27, 32, 35, county policy 10, 17-20 答复后: what each end of a petition procedure leaves behind.

    ``at`` is the instant of the closing event. ``served`` says when the reply reached each petitioner: from
    that day runs the time to ask for a review. A withdrawal is confirmed with the person too: whether it was
    free; and for a time whoever withdrew may have it taken up again. Where nobody gave a name there is nobody
    to ask. ``report_by`` is the day of an assignment that was not reported on.
    """
    ended = Ended(outcome)
    duties = [
        (Duty.ASSESS_CLOSING, ended in IN_SUBSTANCE),
        (Duty.CONFIRM, bool(petitioners) and ended in (*IN_SUBSTANCE, Ended.WITHDRAWN)),
        (Duty.CHECK_EXECUTION, needs_execution),
        (Duty.REPORT_BACK, report_by is not None),
        (Duty.REVISIT, True),
        (Duty.CLOSE_MATTER, True),
    ]
    windows = [Open(Window.ASK_FOR_REVIEW, since, who) for who, since in sorted(served.items())]
    withdrawn = [Open(Window.TAKE_UP_AGAIN, at, who) for who in sorted(petitioners)]
    evaluations = [Open(Window.EVALUATE, served.get(who, at), who) for who in sorted(petitioners)]
    return events.PetitionAftercareOpened(
        at=at,
        id=id,
        number=number,
        edition=edition.digest,
        petition=petition,
        closing_seq=closing_seq,
        petition_outcome=ended,
        result=result,
        unit=unit,
        organ=organ,
        village=village,
        township=township,
        petitioners=petitioners,
        people=people,
        hands=hands,
        received_by=received_by,
        first_receiver=first_receiver,
        duties=tuple(duty for duty, is_owed in duties if is_owed),
        windows=(
            *(windows if ended is Ended.ANSWERED else ()),
            *(evaluations if ended in EVALUATED else ()),
            *(withdrawn if ended is Ended.WITHDRAWN else ()),
        ),
        unanswered_dangers=unanswered_dangers,
        report_by=report_by,
    )
