"""As which seat somebody begins something (以哪个岗位), and by which edition it will run."""

from collections.abc import Callable

from api import policy
from api.editions import in_force
from api.identity import Person
from api.problems import malformed, refused
from api.sight import Sight
from rules.editions import Edition
from rules.instants import legal_day
from rules.procedure import Officer
from rules.refusals import Reason


def beginning_as(
    person: Person,
    sight: Sight,
    id: str | None,
    may: Callable[[Edition, Officer], bool],
    *,
    otherwise: Reason = Reason.NOT_YOURS_TO_DO,
) -> tuple[Officer, Edition]:
    """The first of the person's seats that may begin it, and the edition it will run by: the one named, else
    the newest in force.

    Raises Problem 409, for the reason ``otherwise``, where no seat may; 422 for a named edition that is not
    in force, which only those learn who would begin it by the newest.
    """
    for seat in person.seats:
        county, today = policy.county_of(seat.unit, sight.parents), legal_day(person.at)
        edition = in_force(county, today, id)
        judged_by = edition or in_force(county, today)
        if judged_by is None or not may(judged_by, seat):
            continue
        if edition is None:
            raise malformed(("body.edition", "not-in-force"))
        return seat, edition
    raise refused(otherwise.code)
