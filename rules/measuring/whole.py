"""Every indicator there is (指标目录), by its id; and what is defined and waits for something to be counted
from.

An id is pinned with its version: whoever counts in another way adds a version, and figures of before keep
theirs.
"""

from collections.abc import Iterable, Mapping

from rules.measuring import others, petitions
from rules.measuring.formula import EVERYWHERE, Counted, CountedBy, Definition, Formula, Period, Scope, World
from rules.petition_aftercare.codes import Target

_ALL = (
    Formula("M-01", 1, CountedBy.DUE, Definition.OBSERVED, petitions.department_acceptance),
    Formula("M-02", 1, CountedBy.DUE, Definition.OBSERVED, petitions.unit_acceptance),
    Formula("M-03-A", 1, CountedBy.DUE, Definition.OBSERVED, petitions.on_time_of_everything),
    Formula("M-03-B", 1, CountedBy.DUE, Definition.POLICY, petitions.on_time_completion),
    Formula(
        "M-04-department",
        1,
        CountedBy.CLOSED,
        Definition.OBSERVED,
        petitions.participation(Target.PETITION_DEPARTMENT),
        is_secret=True,
    ),
    Formula(
        "M-04-unit",
        1,
        CountedBy.CLOSED,
        Definition.OBSERVED,
        petitions.participation(Target.UNIT),
        is_secret=True,
    ),
    Formula(
        "M-05-department",
        1,
        CountedBy.CLOSED,
        Definition.OBSERVED,
        petitions.satisfaction(Target.PETITION_DEPARTMENT),
        is_secret=True,
    ),
    Formula(
        "M-05-unit",
        1,
        CountedBy.CLOSED,
        Definition.OBSERVED,
        petitions.satisfaction(Target.UNIT),
        is_secret=True,
    ),
    Formula("M-06", 1, CountedBy.REGISTERED, Definition.OBSERVED, petitions.online_share),
    Formula("M-07", 1, CountedBy.REGISTERED, Definition.OBSERVED, petitions.repeat_share),
    Formula("M-08", 1, CountedBy.REGISTERED, Definition.SEED, others.resolved_disputes),
    Formula("M-09-A", 1, CountedBy.ACCEPTED, Definition.SEED, others.success_of_accepted),
    Formula("M-09-B", 1, CountedBy.CLOSED, Definition.POLICY, others.success_of_concluded),
    Formula("M-10", 1, CountedBy.EFFECTIVE, Definition.SEED, others.judicially_confirmed),
    Formula("M-12", 1, CountedBy.SETTLED, Definition.NAMED, petitions.resolved_at_once),
    Formula("M-13", 1, CountedBy.CLOSED, Definition.NAMED, petitions.contacted),
    Formula("M-15-sent", 1, CountedBy.DONE, Definition.NAMED, petitions.days_to_send, measured_in="days"),
    Formula(
        "M-15-accepted", 1, CountedBy.DONE, Definition.NAMED, petitions.days_to_accept, measured_in="days"
    ),
    Formula(
        "M-15-answered", 1, CountedBy.DONE, Definition.NAMED, petitions.days_to_answer, measured_in="days"
    ),
    Formula("M-16", 1, CountedBy.REGISTERED, Definition.SEED, others.closed_of_received),
    Formula("M-17", 1, CountedBy.CLOSED, Definition.NAMED, others.settled_out_of_court),
    Formula("M-18-answered", 1, CountedBy.DUE, Definition.POLICY, others.recommendations_answered),
    Formula("M-18-adopted", 1, CountedBy.DONE, Definition.POLICY, others.recommendations_adopted),
    Formula("M-18-letters", 1, CountedBy.DUE, Definition.POLICY, others.letters_answered),
    Formula(
        "M-19-assigned", 1, CountedBy.DONE, Definition.SEED, others.seconds_to_assign, measured_in="seconds"
    ),
    Formula(
        "M-19-resolved",
        1,
        CountedBy.CLOSED,
        Definition.SEED,
        others.minutes_to_resolve,
        measured_in="minutes",
    ),
    Formula("M-20-reopened", 1, CountedBy.SETTLED, Definition.POLICY, others.reopened),
    Formula("M-20-resolved", 1, CountedBy.CLOSED, Definition.POLICY, petitions.substantively_resolved),
    Formula("M-21", 1, CountedBy.DONE, Definition.POLICY, petitions.changed_on_review),
    Formula("M-22", 1, CountedBy.DUE, Definition.POLICY, others.answered_in_time),
)
FORMULAS: Mapping[str, Formula] = {each.id: each for each in _ALL}

# 五率: 及时受理率, 按期办结率, 满意率, 参评率, 网信占比.
FIVE_RATES = (
    "M-01",
    "M-02",
    "M-03-B",
    "M-05-department",
    "M-05-unit",
    "M-04-department",
    "M-04-unit",
    "M-06",
)

# Defined, and not counted yet: what each waits for. A reader of its facts and a line above make it count.
WAITING: Mapping[str, str] = {
    "M-11": "population-and-court-filings",  # 万人成讼率
    "M-14": "publication-of-replies",  # 公开回复率
}


def figures(
    world: World,
    period: Period,
    scope: Scope = EVERYWHERE,
    ids: Iterable[str] = FORMULAS,
) -> dict[str, Counted]:
    """Each of these indicators of one period and scope."""
    return {id: FORMULAS[id].counts(world, period, scope) for id in ids}
