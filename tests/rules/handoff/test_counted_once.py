"""What a handoff's entries say of it to others: who decided last, and what came back."""

from rules.handoff.matter import Stage
from rules.handoff.opening import arrived
from rules.handoff.procedure import HANDOFF
from tests.rules import county
from tests.rules.handoff.story import ASSIGNED, COURT, LI, MEDIATION, ZHANG, a_handoff_at
from tests.rules.story import WORDS


def test_nobody_here_has_decided_what_an_agency_has_sent() -> None:
    first = arrived(
        id="handoff/sl/SL-2026-1/1",
        number="SL-2026-1",
        edition=county.TOLD,
        docking=ASSIGNED,
        sender=COURT,
        receiver=MEDIATION,
        people=(ZHANG, LI),
        consents={},
        summary=WORDS,
        papers=(),
        message="m-1",
        received_at=county.MONDAY,
        at=county.MONDAY,
    )

    assert HANDOFF.begin(first, county.TOLD).decided_seq == 0


def test_its_end_tells_the_origin_what_came_back() -> None:
    story = a_handoff_at(Stage.RETURNED, "among-us")

    story.confirm()

    assert story.state.came_back
    assert story.origin_told()[-1] == ("confirmed", story.state.came_back.outcome)
