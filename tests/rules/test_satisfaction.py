"""What petitioners said of the agencies: counted as they said it, and not told of a few."""

from rules.petition_aftercare.codes import Target
from rules.satisfaction import Evaluations, Given, Lapsed, evaluations_of


def given(n: int, value: str, target: str = "unit", petitioner: str = "zhang") -> Given:
    return Given(f"petition_aftercare/sl/SL-{n}/1", petitioner, target, value)


def lapsed(n: int, petitioner: str = "zhang") -> Lapsed:
    return Lapsed(f"petition_aftercare/sl/SL-{n}/1", petitioner)


FIVE = [
    given(1, "satisfied"),
    given(2, "satisfied"),
    given(3, "basically-satisfied"),
    given(4, "dissatisfied"),
    given(5, "satisfied"),
]


def test_satisfied_and_basically_satisfied_are_held_against_all_who_evaluated() -> None:
    counted = evaluations_of(Target.UNIT, FIVE, [])

    assert counted == Evaluations(satisfied=3, basically_satisfied=1, dissatisfied=1, not_evaluated=0)
    assert (counted.satisfaction, counted.participation) == (0.8, 1.0)


def test_not_evaluated_is_not_satisfied_and_lowers_participation_alone() -> None:
    counted = evaluations_of(Target.UNIT, FIVE, [lapsed(6), lapsed(7), lapsed(8)])

    assert (counted.asked, counted.evaluated, counted.not_evaluated) == (8, 5, 3)
    assert (counted.participation, counted.satisfaction) == (0.625, 0.8)


def test_each_is_evaluated_for_itself() -> None:
    of_the_department = [given(1, "dissatisfied", "petition-department"), *FIVE]

    counted = evaluations_of(Target.PETITION_DEPARTMENT, of_the_department, [lapsed(1), lapsed(2)])

    assert counted == Evaluations(satisfied=0, basically_satisfied=0, dissatisfied=1, not_evaluated=1)


def test_of_several_petitioners_each_counts() -> None:
    both = [given(1, "satisfied"), given(1, "dissatisfied", petitioner="li")]

    counted = evaluations_of(Target.UNIT, both, [lapsed(1, "wang")])

    assert counted == Evaluations(satisfied=1, basically_satisfied=0, dissatisfied=1, not_evaluated=1)


def test_of_fewer_than_five_nothing_is_told_however_many_were_asked() -> None:
    assert evaluations_of(Target.UNIT, FIVE, []).is_told
    assert not evaluations_of(Target.UNIT, FIVE[1:], [lapsed(n) for n in range(6, 40)]).is_told
    assert not evaluations_of(Target.UNIT, [], []).is_told
