"""Every code that can reach a person, told from the code itself: nothing here is a second list."""

import ast
import re
from collections.abc import Iterable
from enum import StrEnum

import counties
from rules.aftercare import matter as aftercare
from rules.dispute import matter as dispute
from rules.dispute import reading, screen
from rules.dispute.reading import FILL_THE_SEAT
from rules.editions import Edition, Organ, StepFour
from rules.procedures import PROCEDURES
from rules.refusals import REASONS
from tests.house.repository import ROOT, files, text, tree

RULES = [path for path in files("rules") if "words" not in path.parts]
EDITIONS: tuple[Edition, ...] = counties.editions("demo")


def _values(*kinds: type[StrEnum]) -> set[str]:
    return {member.value for kind in kinds for member in kind}


def _beside(path: str, field: str) -> set[str]:
    """The codes that stand beside a field, in its comment or docstring: ``a | b | c``."""
    listed = re.search(rf"\b{field}\b[^\n]*?((?:[\w-]+ \| )+[\w-]+)", text(ROOT / path))
    assert listed, f"{path} lists no codes beside {field}"
    return set(listed[1].split(" | "))


def _calls(name: str) -> Iterable[ast.Call]:
    for path in RULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield node


def _strings(nodes: Iterable[ast.AST]) -> set[str]:
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def _waited_for() -> set[str]:
    functions = [
        node
        for path in RULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name.strip("_") == "waits_for"
    ]
    returned = [
        part
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Return) and node.value
        for part in ast.walk(node.value)
    ]
    return _strings(returned) | set(reading.WAITS_FOR.values())


def tasks() -> set[str]:
    written = _strings(
        argument for name in ("_task", "Task") for call in _calls(name) for argument in call.args
    )
    return written | _waited_for() | _values(aftercare.Duty) | {FILL_THE_SEAT}


def notices() -> set[str]:
    bodies = [node for path in RULES for node in ast.walk(tree(path)) if isinstance(node, ast.Dict)]
    coded = [
        value
        for body in bodies
        for key, value in zip(body.keys, body.values, strict=True)
        if isinstance(key, ast.Constant) and key.value == "code"
    ]
    return _strings(coded) | _strings(argument for call in _calls("_notice") for argument in call.args)


def roles() -> set[str]:
    seats = {
        seat.role
        for edition in EDITIONS
        for seat in (
            *(edition.intake, edition.docking_office, edition.dispatcher, edition.supervisor, edition.police),
            *(
                s
                for level in edition.ladder.levels
                for s in (*level.leads, *level.clerks, level.fallback, level.supervisor)
            ),
        )
    }
    at_the_table = {
        role
        for edition in EDITIONS
        for level in edition.ladder.levels
        for role in (*level.required, *level.invited)
    }
    return seats | at_the_table | {person.role for person in counties.people("demo")}


def documents() -> set[str]:
    """The kinds of paper the rules and the relay issue."""
    numbered = {kind for path in RULES for kind in re.findall(r"\"(D-\d+\w?)\"", text(path))}
    return numbered | set(re.findall(r"\bkind=\"([\w-]+)\"", text(ROOT / "relay.py")))


def routes_shown() -> set[str]:
    """The routes that stand in every notice of guidance."""
    (listed,) = (
        node.value
        for node in ast.walk(tree(ROOT / "rules/dispute/reading.py"))
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == "routes"
    )
    return set(ast.literal_eval(listed))


def problems() -> set[str]:
    """The codes of the API's problem documents that are no refusals of the rules."""
    raised = re.compile(r"(?:\bProblem\(\s*[\w.]+,|\bcome_back\()\s*\"([\w-]+)\"")
    return {code for path in files("api") for code in raised.findall(text(path))} - set(REASONS)


CODES: dict[str, set[str]] = {
    "refusal": set(REASONS),
    "procedure": set(PROCEDURES),
    "step": {str(level.step) for edition in EDITIONS for level in edition.ladder.levels},
    "stage": _values(dispute.Stage, aftercare.Stage),
    "outcome": _values(dispute.Outcome, aftercare.Outcome),
    "because": _values(dispute.Because),
    "level-end": _values(dispute.LevelEnd),
    "flag": _values(dispute.Flag),
    "reading": _values(StepFour),
    "party-role": _values(dispute.PartyRole),
    "consent": _beside("rules/journal.py", "consents"),
    "form": _values(dispute.Form),
    "session": _beside("rules/journal.py", "state"),
    "session-outcome": _values(dispute.SessionOutcome),
    "extent": _beside("rules/journal.py", "extent"),
    "body-kind": _beside("rules/editions.py", "kind"),
    "concern": _values(screen.Concern),
    "reply": _values(screen.Reply),
    "door": _values(screen.Door),
    "route": _values(dispute.Route) | routes_shown(),
    "dispute-type": {kind for edition in EDITIONS for kind in edition.dispute_types},
    "organ": _values(Organ),
    "role": roles(),
    "command": {name for procedure in PROCEDURES.values() for name in procedure.commands},
    "report": {name for procedure in PROCEDURES.values() for name in procedure.reports},
    "event": {name for procedure in PROCEDURES.values() for name in procedure.events},
    "task": tasks(),
    "notice": notices(),
    "window": _values(aftercare.Window),
    "performed": _values(aftercare.Performed),
    "ground": _values(aftercare.Ground),
    "service-method": _beside("rules/aftercare/commands.py", "method"),
    "document": documents(),
    "ending": {outcome.value for outcome in reading.GUIDED},
    "open-route": _values(dispute.Route) | routes_shown(),
}
