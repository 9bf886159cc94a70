"""Random counties: units in a tree, people in seats, cases that concern them. Seeded."""

import random
from dataclasses import dataclass, replace

from rules.authority.relations import ENTRUSTED_ROLES, Standing
from rules.authority.table import ROLES
from rules.procedure import Officer

KINDS = (
    *("dispute", "petition", "handoff", "review", "re_review"),
    *("aftercare", "consultation", "petition_aftercare", "event", "dispatch", "incident"),
)
_THEIRS = 0.7  # of what is entrusted to somebody in the seat they have; the rest in one they have not
_DEPUTISED = 0.3  # of the seats
_PRIVATE = 0.4  # of the handoffs; psychological help is one


@dataclass(frozen=True)
class Matter:
    """A matter with the cases about it; of each case, what says who has to do with it."""

    number: str
    unit: str | None
    registered_by: str
    registered_as: str | None
    cases: tuple[Standing, ...]
    has_minor: bool = False
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class World:
    parents: dict[str, str | None]
    people: dict[str, tuple[Officer, ...]]
    deputised: dict[Officer, frozenset[str]]
    matters: tuple[Matter, ...]

    def deputies_of(self, seats: tuple[Officer, ...]) -> dict[Officer, frozenset[str]]:
        """For whom somebody is deputy, by their seats."""
        return {seat: self.deputised[seat] for seat in seats if seat in self.deputised}


def tree(dice: random.Random) -> dict[str, str | None]:
    """A county with townships, villages, departments and agencies, and an organ above it."""
    parents: dict[str, str | None] = {"up": None, "c": None}
    for t in range(dice.randint(2, 4)):
        parents[f"c-t{t}"] = "c"
        parents |= {f"c-t{t}-v{v}": f"c-t{t}" for v in range(dice.randint(1, 3))}
    parents |= {f"c-d{d}": "c" for d in range(2)} | {f"c-a{a}": "c" for a in range(2)}
    return parents


def world(seed: int, people: int, matters: int, *, of_accusations: bool = False) -> World:
    """So many people and so many matters, each with one to three cases."""
    dice = random.Random(seed)
    parents = tree(dice)
    units, roles = sorted(parents), sorted(ROLES)
    seated = {f"p-{n}": _seats(dice, f"p-{n}", roles, units) for n in range(people)}
    seats = [seat for several in seated.values() for seat in several]
    made = tuple(
        _matter(dice, f"W-{seed}-{n:05}", parents, seats, of_accusations=of_accusations)
        for n in range(matters)
    )
    away = sorted(seated)
    deputised = {
        seat: frozenset(dice.sample(away, dice.choice((1, 1, 2))))
        for seat in seats
        if dice.random() < _DEPUTISED
    }
    return World(parents, seated, deputised, made)


def _seats(dice: random.Random, person: str, roles: list[str], units: list[str]) -> tuple[Officer, ...]:
    several = dice.choice((1, 1, 1, 2, 3))
    return tuple(Officer(person, dice.choice(roles), dice.choice(units)) for _ in range(several))


def _matter(
    dice: random.Random,
    number: str,
    parents: dict[str, str | None],
    seats: list[Officer],
    *,
    of_accusations: bool,
) -> Matter:
    taken_in = dice.choice(seats)
    known = dice.random() < 0.8
    registered = (taken_in.person, f"{taken_in.role}@{taken_in.unit}" if known else None)
    kinds = ["accusation"] if of_accusations else dice.sample(KINDS, dice.randint(0, 3))
    first = [_standing(dice, kind, parents, seats, registered, frozenset()) for kind in kinds]
    reviewers = frozenset(each.owner[1] for each in first if each.kind in ("review", "re_review"))
    cases = tuple(Standing(**{**vars(each), "reviewers": reviewers}) for each in first)
    return Matter(
        number,
        dice.choice([None, *parents]),
        *registered,
        cases,
        has_minor=dice.random() < 0.2,
        marks=frozenset(dice.sample(["private", "sensitive"], dice.choice((0, 0, 0, 1, 2)))),
    )


def _by_name(dice: random.Random, seats: list[Officer]) -> list[Officer]:
    """Who is entrusted with something, or invited: mostly in a seat they hold."""
    chosen = dice.sample(seats, dice.choice((0, 0, 1, 1)))
    helpers = [seat for seat in seats if seat.role in ENTRUSTED_ROLES]
    chosen = dice.sample(helpers, len(chosen)) if helpers and dice.random() < _THEIRS else chosen
    return [
        each if each.role in ENTRUSTED_ROLES else replace(each, role=dice.choice(ENTRUSTED_ROLES))
        for each in chosen
    ]


def _standing(
    dice: random.Random,
    kind: str,
    parents: dict[str, str | None],
    seats: list[Officer],
    registered: tuple[str, str | None],
    reviewers: frozenset[str],
) -> Standing:
    units = sorted(parents)
    owner, waits = dice.choice(seats), dice.sample(seats, dice.randint(0, 2))
    by_name = _by_name(dice, seats)
    return Standing(
        kind=kind,
        places=frozenset(dice.sample(units, dice.randint(0, 3))),
        owner=(owner.role, owner.unit),
        handler=dice.choice([None, None, dice.choice(seats).person]),
        waiting=frozenset((each.role, each.unit) for each in (*waits, *by_name)),
        named=frozenset(dice.choice([[], [(dice.choice(seats).person, dice.choice(units))]])),
        by_name=frozenset((each.person, each.role, each.unit) for each in by_name),
        registered_by=registered[0],
        registered_as=registered[1],
        reviewers=reviewers,
        is_private=kind == "handoff" and dice.random() < _PRIVATE,
    )
