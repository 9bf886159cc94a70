"""Every code that can reach a person, told from the code itself: nothing here is a second list."""

import ast
import re
from collections.abc import Iterable
from enum import StrEnum

import counties
from rules.aftercare import matter as aftercare
from rules.aftercare.evolution import BEGINNING
from rules.articles import Mark
from rules.calendar import DayOff
from rules.clocks.clock import State
from rules.clocks.enquiry import Unclear
from rules.clocks.reckoning import StepCode
from rules.clocks.rule import ClockRule, Ground, Unit
from rules.clocks.table.whole import TABLE
from rules.dispute import matter as dispute
from rules.dispute import reading, screen
from rules.dispute.reading import FILL_THE_SEAT
from rules.editions import Edition, Organ, StepFour
from rules.past import matter as past
from rules.procedures import PROCEDURES
from rules.refusals import REASONS
from rules.timekeeping import DueDatesRecomputed, StartCorrected
from rules.words.explaining import _SECONDS_IN
from tests.house.repository import ROOT, files, text, tree

RULES = [path for path in files("rules") if "words" not in path.parts]
EDITIONS: tuple[Edition, ...] = counties.editions("demo")


def _values(*kinds: type[StrEnum]) -> set[str]:
    return {member.value for kind in kinds for member in kind}


def _beside(path: str, field: str, of: str | None = None) -> set[str]:
    """The codes that stand beside a field (of a class), in its comment or docstring: ``a | b | c``."""
    where = text(ROOT / path)
    if of:
        where = where[where.index(f"class {of}") :]
    listed = re.search(rf"\b{field}\b[^\n]*?((?:[\w-]+ \| )+[\w-]+)", where)
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


def clock_rules() -> list[ClockRule]:
    """Every rule there is: those of the table, and what the county runs over and beside them."""
    return [*TABLE.values(), *(rule for edition in EDITIONS for rule in edition.clocks)]


def clock_events() -> set[str]:
    """What begins a clock of the table, and of a procedure."""
    begun = _strings(
        keyword.value for call in _calls("Clock") for keyword in call.keywords if keyword.arg == "event"
    )
    return begun | set(BEGINNING.values()) | {rule.trigger for rule in clock_rules()}


def sentences() -> set[str]:
    """The sentences of an explanation: one for each step of a count, and those that are put beside them."""
    put = re.compile(r"\.put\(\s*\"([\w-]+)\"")
    explaining = ROOT / "rules/words/explaining.py"
    chosen = [
        part
        for node in ast.walk(tree(explaining))
        if isinstance(node, ast.FunctionDef) and node.name == "_which"
        for found in ast.walk(node)
        if isinstance(found, ast.Return) and found.value
        for part in ast.walk(found.value)
    ]
    said = "".join(text(path) for path in (explaining, ROOT / "rules/clocks/telling.py"))
    return _values(StepCode) | _strings(chosen) | set(put.findall(said))


CODES: dict[str, set[str]] = {
    "refusal": set(REASONS),
    "procedure": set(PROCEDURES),
    "step": {str(level.step) for edition in EDITIONS for level in edition.ladder.levels},
    "stage": _values(dispute.Stage, aftercare.Stage, past.Stage),
    "outcome": _values(dispute.Outcome, aftercare.Outcome, past.Outcome),
    "past-kind": _values(past.Kind),
    "because": _values(dispute.Because),
    "level-end": _values(dispute.LevelEnd),
    "flag": _values(dispute.Flag),
    "reading": _values(StepFour),
    "party-role": _values(dispute.PartyRole),
    "consent": _beside("rules/journal.py", "consents"),
    "form": _values(dispute.Form),
    "session": _beside("rules/journal.py", "state", of="SessionRow"),
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
    "bad-notice": set(re.findall(r"\bBadNotice\(\s*\"([\w-]+)\"", text(ROOT / "counties/calendars.py"))),
    "clock": {rule.id for rule in clock_rules()},
    "clock-trigger": clock_events(),
    "clock-responsible": {rule.responsible for rule in clock_rules()},
    "clock-consequence": {rule.consequence for rule in clock_rules() if rule.consequence},
    "clock-approver": {rule.extension.approver for rule in clock_rules() if rule.extension},
    "clock-unit": _values(Unit),
    "clock-unit-one": _values(Unit),
    "clock-ground": _values(Ground),
    "clock-state": _values(State),
    "clock-mark": _values(Mark),
    "day-off": _values(DayOff),
    "reckoning": sentences(),
    "duration": set(_SECONDS_IN),
    "unclear": _values(Unclear),
    "moved-by": {kind.__name__ for kind in (DueDatesRecomputed, StartCorrected)},
    "ending": {outcome.value for outcome in reading.GUIDED},
    "open-route": _values(dispute.Route) | routes_shown(),
}
