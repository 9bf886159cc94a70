"""Volunteers write down what they did, where they are, once it has taken place; and that is all they do."""

from dataclasses import replace
from datetime import date

import pytest

from rules.procedure import Now, Officer
from rules.refusals import Reason, Refused
from rules.volunteers import Activity, ActivityKind, check_activity
from tests.rules import county

VOLUNTEER = county.seated("volunteer", county.VILLAGE)
PATROL = Activity("red-house-3", county.VILLAGE, ActivityKind.PATROL, date(2026, 11, 2), 6, 12)
NOW = Now(county.MONDAY)


def test_what_took_place_today_is_written_down_today() -> None:
    check_activity(PATROL, VOLUNTEER, NOW)


@pytest.mark.parametrize(
    ("by", "activity", "reason"),
    [
        (VOLUNTEER, replace(PATROL, held_on=date(2026, 11, 3)), Reason.DATE_IN_THE_FUTURE),
        (VOLUNTEER, replace(PATROL, unit=county.OTHER_VILLAGE), Reason.NOT_YOURS_TO_DO),
        (county.MEDIATOR, PATROL, Reason.NOT_YOURS_TO_DO),
        (county.seated("errand_agent", county.VILLAGE), PATROL, Reason.NOT_YOURS_TO_DO),
    ],
)
def test_what_has_not_taken_place_or_is_anothers_is_refused(
    by: Officer, activity: Activity, reason: Reason
) -> None:
    with pytest.raises(Refused) as refused:
        check_activity(activity, by, NOW)

    assert refused.value.reason is reason
