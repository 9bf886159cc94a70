"""Our table against Cedar's reading of the same text: every decision, and every field of every kind."""

from itertools import chain, combinations, product

import pytest

from rules.authority.confidentiality import RAISED, Confidentiality, Mask, class_of, mask_of
from rules.authority.deciding import clearance, sees
from rules.authority.relations import ACCUSATION, Standing, holds, is_in_the_know
from rules.authority.table import COLUMNS, ROLES, lines_of
from rules.procedure import Officer
from tests.authority import cedar
from tests.authority.worlds import World, world
from tests.house.kinds import KINDS_OF_TEXT

LEVELS = ("clear", "part")
ACTIONS = tuple(f"{each}/{level}" for each in COLUMNS for level in LEVELS)
DECISIONS = 30_000
HELPERS = ("errand_agent", "invited_participant", "invited_expert")


def level_of(answers: dict[str, bool], reads: Confidentiality) -> Mask:
    """The most that Cedar permits of a class."""
    if answers[f"{reads}/clear"]:
        return Mask.CLEAR
    return Mask.PARTIAL if answers[f"{reads}/part"] else Mask.ABSENT


def asked_of_cedar(
    found: World, policies: str = cedar.POLICIES
) -> dict[tuple[Officer, str], dict[str, bool]]:
    """Seat and case -> class/level -> permitted."""
    cases = named(found)
    seats = list(dict.fromkeys(seat for several in found.people.values() for seat in several))
    known = cedar.entities(found.parents, seats, cases, found.deputised)
    every = [(seat, action, case) for seat in seats for case in cases for action in ACTIONS]
    answers = cedar.allowed(every, known, policies)
    told: dict[tuple[Officer, str], dict[str, bool]] = {}
    for (seat, action, case), answer in zip(every, answers, strict=True):
        told.setdefault((seat, case), {})[action] = answer
    return told


def named(found: World) -> dict[str, Standing]:
    return {f"{m.number}/{n}": case for m in found.matters for n, case in enumerate(m.cases)}


def different(found: World, policies: str = cedar.POLICIES) -> tuple[int, list[str]]:
    """How many decisions were compared, and which differ."""
    cases, told = named(found), asked_of_cedar(found, policies)
    wrong = [
        f"{seat} {reads} {cases[case]}"
        for (seat, case), answers in told.items()
        for ours in [clearance([seat], cases[case], found.parents, found.deputised)]
        for reads in COLUMNS
        if ours.get(reads, Mask.ABSENT) is not level_of(answers, reads)
    ]
    return len(told) * len(ACTIONS), wrong


def test_every_decision_is_the_one_that_cedar_takes() -> None:
    compared = 0
    for seed in (1, 2):
        many, wrong = different(world(seed, people=20, matters=24))
        assert wrong == []
        compared += many
    many, wrong = different(world(3, people=20, matters=12, of_accusations=True))
    assert wrong == []

    assert compared + many >= DECISIONS


_WATCH = (
    "supervisor",
    "auditor",
    "archivist",
    "grid_worker",
    "county_leader",
)  # no reporter is shown to them


def test_a_word_changed_in_the_policy_is_found() -> None:
    known = world(1, people=20, matters=24)
    sits = next(seat.role for several in known.people.values() for seat in several if seat.role in _WATCH)
    wider = cedar.POLICIES.replace('["triage_officer"', f'["{sits}", "triage_officer"')
    told = cedar.POLICIES.replace("resource.is_private && ", "false && ")
    blind = cedar.POLICIES.replace('resource.kind != "accusation" && ', "")

    assert different(known, wider)[1] != []
    assert different(known, told)[1] != []
    assert different(world(3, people=20, matters=12, of_accusations=True), blind)[1] != []


def standings(role: str) -> list[Standing]:
    """What a seat of a role at a township may have to do with a case: nothing, one thing, two."""
    nothing = Standing("dispute", frozenset({"elsewhere"}), ("somebody", "elsewhere"), handler="p-other")
    ways: list[dict[str, object]] = [
        {"registered_by": "p-1"},
        {"registered_as": f"{role}@c-t0"},
        {"handler": "p-1"},
        {"named": frozenset({("p-1", "elsewhere")})},
        {"handler": None, "owner": ("somebody", "c-t0")},
        {"places": frozenset({"c-t0-v0"})},
        {"waiting": frozenset({(role, "c-t0")})},
        {"kind": "handoff", "places": frozenset({"c-t0"})},
        {"kind": "handoff", "places": frozenset({"c-t0-v0"}), "is_private": True},
        {"kind": "handoff", "places": frozenset({"c-t0"}), "is_private": True},
        {"reviewers": frozenset({"c-t0"})},
        {"by_name": frozenset({("p-1", role, "c-t0")})},
        {"by_name": frozenset({("p-1", role, "elsewhere"), ("p-2", role, "c-t0")})},
        {"by_name": frozenset({("p-1", "errand_agent", "c-t0"), ("p-1", "invited_participant", "c-t0")})},
        {"kind": "consultation", "places": frozenset({"c-t0"})},
    ]
    together = chain.from_iterable(combinations(ways, several) for several in (0, 1, 2))
    return [
        Standing(**{**vars(nothing), **{k: v for way in some for k, v in way.items()}}) for some in together
    ]


def test_every_field_is_masked_as_the_strictest_class_of_it_in_cedar() -> None:
    parents: dict[str, str | None] = {"c": None, "c-t0": "c", "c-t0-v0": "c-t0", "elsewhere": None}
    raisings = list(chain.from_iterable(combinations(RAISED, several) for several in range(len(RAISED) + 1)))
    cells = 0
    for role in sorted(ROLES):
        seat, cases = Officer("p-1", role, "c-t0"), dict(enumerate(standings(role)))
        known = cedar.entities(parents, [seat], {str(name): case for name, case in cases.items()})
        every = [(seat, action, str(name)) for name in cases for action in ACTIONS]
        answers = iter(cedar.allowed(every, known))
        for case in cases.values():
            told = {action: next(answers) for action in ACTIONS}
            ours = clearance([seat], case, parents)
            assert sees(ours) is told["file/clear"]
            for kind, raised in product(sorted(KINDS_OF_TEXT), raisings):
                strictest = min(level_of(told, each) for each in (class_of(kind), *raised))
                assert mask_of(kind, raised, ours) is strictest, (role, kind, raised, case)
                cells += 1

    assert cells >= 48_000


def reads_what_is_kept(seat: Officer, case: Standing, parents: dict[str, str | None]) -> bool:
    """By the table: whether a line of the file holds for this seat."""
    rows = lines_of(seat.role, of_accusations=case.kind == ACCUSATION, of_the_file=True)
    return is_in_the_know([seat], case) and any(holds(row.relation, seat, case, parents) for row in rows)


def test_what_is_kept_of_a_matter_is_read_exactly_where_cedar_permits_it() -> None:
    parents: dict[str, str | None] = {"c": None, "c-t0": "c", "c-t0-v0": "c-t0", "elsewhere": None}
    there = 0
    for role in sorted(ROLES):
        seat, cases = Officer("p-1", role, "c-t0"), dict(enumerate(standings(role)))
        known = cedar.entities(parents, [seat], {str(name): case for name, case in cases.items()})
        answers = cedar.allowed([(seat, cedar.KEPT, str(name)) for name in cases], known)
        ours = [reads_what_is_kept(seat, case, parents) for case in cases.values()]
        assert ours == answers, role
        there += sum(ours)
        if role in HELPERS:
            assert any(sees(clearance([seat], case, parents)) for case in cases.values())
            assert not any(ours)

    assert there > 1_000


@pytest.mark.parametrize("mask", Mask)
def test_a_class_of_which_nothing_is_said_is_absent(mask: Mask) -> None:
    assert mask_of("words", [Confidentiality.MINOR], {Confidentiality.WORDS: mask}) is Mask.ABSENT
