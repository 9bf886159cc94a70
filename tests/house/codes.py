"""Every code that can reach a person, told from the code itself: nothing here is a second list."""

import ast
import dataclasses
import re
from collections.abc import Iterable
from enum import StrEnum
from typing import get_args

import counties
from api import accounts, keeping_acts
from api.by_code import ACTS
from api.codec import HistoryReason
from api.file_covers import COLUMNS
from api.file_pieces import NotBound
from api.own_motion import BEGUN
from api.paper_forms import ServedBy
from api.printing import Language, PrintedAs
from api.receipts import Undelivered
from api.report_sheets import COLUMNS as REPORT_COLUMNS
from api.report_sheets import TOLD as REPORT_TOLD
from api.searching import FoundBy
from api.unmasking import Which
from carriers import Carriers
from pages import (
    administration_acts,
    agency,
    catalogue,
    engine,
    finding,
    leading_lists,
    minutes,
    planning,
    submissions,
    telling,
    worklists,
)
from pages.cells import LIGHTS
from pages.fields import NO, YES
from pages.registering import BROUGHT
from paper import clauses
from paper.templates import MARKS
from proof.esignatures import LOCAL
from records import planned, public_counts
from records.notices import HOLDER
from records.revisits import Revisit
from rules import added_papers, assigning, clashing, handing, publishing, registers
from rules.accusation import matter as accusation
from rules.aftercare import matter as aftercare
from rules.aftercare.evolution import BEGINNING
from rules.articles import Basis, Mark
from rules.auditing import Audited, Looked
from rules.authority import unmasking
from rules.authority.confidentiality import Confidentiality, Mask
from rules.authority.relations import Relation
from rules.authority.table import PERMISSIONS, POLICY, Permission
from rules.backlog import matter as backlog
from rules.calendar import DayOff
from rules.calling import SILENT
from rules.channels import Channel
from rules.clocks import comparing
from rules.clocks.clock import State
from rules.clocks.enquiry import Unclear
from rules.clocks.reckoning import StepCode
from rules.clocks.rule import ClockRule, Ground, Unit
from rules.clocks.service import Filing
from rules.clocks.table.whole import TABLE
from rules.clocks.telling import EndedLate
from rules.consultation import matter as consultation
from rules.directory import Because, Kind
from rules.dispatch import matter as dispatch
from rules.dispute import matter as dispute
from rules.dispute import reading, screen
from rules.dispute.reading import FILL_THE_SEAT
from rules.diversion.changes import ChangeKind
from rules.diversion.organs import OrganCode, OrganKind
from rules.diversion.route import Category, Mediable, Purpose, Reception, Route, Way
from rules.dockings import DOCKINGS, docking
from rules.editions import Edition, Organ, StepFour
from rules.errand import matter as errand
from rules.event import matter as event
from rules.gazetteer import PlaceKind
from rules.handoff import matter as handoff
from rules.handoff import receipts
from rules.incident import matter as incident
from rules.indicators import INDICATORS, Timeliness
from rules.inspection import matter as inspection
from rules.keeping import events as keeping
from rules.keeping.matter import GRANTED, KEEPING_EVENTS, REFUSED, RESTRICTED
from rules.keeping.schedule import Disposal
from rules.linking import LinkKind
from rules.measuring.whole import FORMULAS
from rules.meeting import matter as meeting
from rules.notifying import Delivery
from rules.notifying import Way as NoticeWay
from rules.paper.archiving import FilePlace
from rules.paper.autographs import Way as SigningWay
from rules.paper.clauses import Asked
from rules.paper.faults import Fault
from rules.paper.form import Signs
from rules.paper.signing import Step
from rules.paper.table import FORMS
from rules.participants import ParticipantRole, Power
from rules.past import matter as past
from rules.petition import matter as petition
from rules.petition_aftercare import codes as after_reply
from rules.procedures import PROCEDURES as ORDINARY
from rules.procedures import SEALED_PROCEDURES
from rules.queueing import QueueStep, TicketState
from rules.recommendation import matter as recommendation
from rules.refusals import REASONS
from rules.review import matter as review
from rules.satisfaction import PARTICIPATION, SATISFACTION
from rules.seating import CONTROL_SEATS, Capacity
from rules.staffing import FILL_A_SEAT, HAND_OVER
from rules.supervision import matter as supervision
from rules.timekeeping import DueDatesRecomputed, StartCorrected
from rules.tracking import PETITIONER
from rules.volunteers import ActivityKind
from rules.words import fields, pages_desk
from rules.words.explaining import _SECONDS_IN
from rules.worklists import ListKind
from suggesting import weighing
from suggesting.same_matter import For
from suggesting.telling import Note
from tests.house import filled_in, reporting_codes
from tests.house.repository import ROOT, files, text, tree

PROCEDURES = {**ORDINARY, **SEALED_PROCEDURES}
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
    """What the functions ``waits_for`` return, and the tables ``WAITS_FOR`` beside them."""
    returned, tables = list[ast.AST](), list[ast.AST]()
    for path in RULES:
        for node in ast.walk(tree(path)):
            match node:
                case ast.FunctionDef(name="waits_for" | "_waits_for"):
                    values = (each.value for each in ast.walk(node) if isinstance(each, ast.Return))
                    returned += [part for value in values if value for part in ast.walk(value)]
                case ast.Assign(targets=[ast.Name(id="WAITS_FOR")], value=ast.Dict(values=values)):
                    tables += values
    return _strings(returned) | _strings(tables)


def tasks() -> set[str]:
    written = {argument for call in _calls("_task") for argument in call.args}
    made = {call.args[0] for call in _calls("Task") if call.args}
    return (
        _strings(written | made)
        | _waited_for()
        | _values(aftercare.Duty, after_reply.Duty)
        | set(event.STANDARDS.values())
        | {FILL_THE_SEAT, FILL_A_SEAT, HAND_OVER, accusation.ACCEPTANCE, *SILENT}
        | {"see-dispatch-through"}  # chosen where a dispatch is read, as long as not everything has its end
    )


def notices() -> set[str]:
    """The codes in the bodies of notices: written there, handed to ``_notice``, or chosen into ``code``."""
    nodes = [node for path in RULES for node in ast.walk(tree(path))]
    coded = _coded("code")
    chosen = [
        part
        for node in nodes
        if isinstance(node, ast.Assign) and _is_called(node, "code") and isinstance(node.value, ast.IfExp)
        for part in (node.value.body, node.value.orelse)
    ]
    handed = [argument for name in ("_notice", "_notify") for call in _calls(name) for argument in call.args]
    return _strings(coded) | _strings(chosen) | _strings(handed) | _composed() | _told_of_calls()


def _told_of_calls() -> set[str]:
    """The notices of dispatch orders and incidents: what is yielded for a seat, one way or another."""
    functions = [
        node
        for name in ("dispatch", "incident")
        for node in ast.walk(tree(ROOT / f"rules/{name}/reading.py"))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("_told")
    ]
    pairs = [
        node.elts[0]
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load)
    ]
    either = [part for node in pairs if isinstance(node, ast.IfExp) for part in (node.body, node.orelse)]
    return _strings([*pairs, *either])


def _composed() -> set[str]:
    """The notices of a handoff that are named by what happened: how it ended, what its silence means."""
    ended = {f"handoff-{outcome}" for outcome in handoff.Outcome}
    return ended | {f"silence-{silence}" for silence in docking.Silence}


def of_the_dockings(*fields: str) -> set[str]:
    """What stands in the rows of the dockings: outcomes, kinds of documents."""
    return {str(each) for row in DOCKINGS.values() for field in fields for each in getattr(row, field)}


def handed_over() -> set[str]:
    """The kinds of documents that lie with a handoff when it is sent, or with what comes back."""
    returned = {kind for row in DOCKINGS.values() for kinds in row.returns.values() for kind in kinds}
    return of_the_dockings("documents") | returned


def _coded(name: str) -> list[ast.expr]:
    """What stands under this name in the bodies that the rules write."""
    return [
        value
        for path in RULES
        for body in ast.walk(tree(path))
        if isinstance(body, ast.Dict)
        for key, value in zip(body.keys, body.values, strict=True)
        if isinstance(key, ast.Constant) and key.value == name
    ]


def _is_called(node: ast.Assign, name: str) -> bool:
    return isinstance(node.targets[0], ast.Name) and node.targets[0].id == name


def roles() -> set[str]:
    seats = {
        seat.role
        for edition in EDITIONS
        for seat in (
            *(edition.intake, edition.docking_office, edition.dispatcher, edition.supervisor, edition.police),
            *(edition.petitions.department, edition.petitions.triage, edition.petitions.auditor),
            *(edition.petitions.common_superior, edition.petitions.service_window),
            *(*edition.petitions.handlers, *edition.petitions.heads),
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
    worked_by = _strings(call.args[1] for call in _calls("Task") if call.args)
    return (
        seats
        | at_the_table
        | worked_by
        | CONTROL_SEATS
        | set(PERMISSIONS)
        | {PETITIONER}
        | {row.role for row in POLICY}
        | {person.role for person in (*counties.people("demo"), *counties.helpers("demo"))}
    )


def documents() -> set[str]:
    """The kinds of paper the rules and the relay issue."""
    numbered = {kind for path in RULES for kind in re.findall(r"\"(D-\d+\w?)\"", text(path))}
    unnumbered = _strings(argument for call in _calls("_paper") for argument in call.args)
    written = _strings(_coded("kind"))
    letters = _strings(argument for call in _calls("Letter") for argument in call.args[1:2])
    issued = set(re.findall(r"\bkind=\"([\w-]+)\"", text(ROOT / "carriers.py")))
    return numbered | unnumbered | written | (letters & {"message"}) | issued


def parts_of_an_opinion() -> set[str]:
    """The parts whose absence a refused draft names."""
    (parts,) = (
        node.value
        for node in ast.walk(tree(ROOT / "rules/petition/handling.py"))
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == "parts"
    )
    assert isinstance(parts, ast.Dict)
    return _strings(key for key in parts.keys if key)


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
    named = _strings(argument for call in _calls("_clock") for argument in call.args[1:2])
    opened = {began for _, began in after_reply.WINDOWS.values()}
    return begun | named | opened | set(BEGINNING.values()) | {rule.trigger for rule in clock_rules()}


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


def card_notes() -> set[str]:
    """What a route card says beside its line."""
    yielded = [
        node for node in ast.walk(tree(ROOT / "rules/diversion/card.py")) if isinstance(node, ast.Yield)
    ]
    return _strings(node.value for node in yielded if node.value)


STAGES = (
    *(dispute.Stage, accusation.Stage, petition.Stage, consultation.Stage, aftercare.Stage, past.Stage),
    *(after_reply.Stage, review.Stage, handoff.Stage, event.Stage, meeting.Stage, inspection.Stage),
    *(backlog.Stage, supervision.Stage, recommendation.Stage, dispatch.Stage, incident.Stage, errand.Stage),
)
OUTCOMES = (
    *(dispute.Outcome, accusation.Outcome, petition.Outcome, consultation.Outcome, aftercare.Outcome),
    *(past.Outcome, after_reply.Outcome, review.Outcome, review.Result, handoff.Outcome),
    event.Outcome,
    *(inspection.Outcome, backlog.Outcome),
    meeting.Outcome,
    errand.Outcome,
    *(supervision.Outcome, recommendation.Outcome),
    *(dispatch.Outcome, incident.Outcome),
)


def said_on_pages() -> set[str]:
    """What the templates say by themselves; what they put together, with each of its endings."""
    written = "".join(path.read_text("utf-8") for path in (ROOT / "pages/templates").glob("*.html"))
    by_hand = "".join(path.read_text("utf-8") for path in (ROOT / "pages").glob("*.py"))
    put_together = {*(f"step-{step}" for step in range(1, 5)), *said_about_a_case(), *said_by_lists()}
    put_together |= {f"act-{code}" for code, act in administration_acts.ACTS.items() if act.said is None}
    put_together |= {f"at-once-{each.measured_in}" for each in FORMULAS.values() if each.measured_in}
    put_together |= {f"account-{state}" for state in get_args(accounts.State)}
    put_together |= {f"looks-{which}" for which in Which} | {"publication-calendar", "publication-rules"}
    put_together |= {f"brings-{kind}" for kind in BROUGHT} | {f"report-{file}" for file in PrintedAs}
    put_together |= {f"{how}-{code}" for how in ("begins", "whose", "follows") for code in BEGUN}
    said = re.findall(r"r\.say\('([a-z0-9-]+)'[,)]", written) + re.findall(
        r'\b(?:r|reader|self)\.say\("([a-z0-9-]+)"[,)]', by_hand
    )
    return {*said, *put_together, YES, NO}


def said_by_lists() -> set[str]:
    """The titles, columns and narrowings of the lists, and what is put together from their codes."""
    ledgers = (
        *catalogue.LEDGERS.values(),
        worklists.ledger(),
        agency.LEDGER,
        finding.LEDGER,
        *leading_lists.EVERY,
    )
    plain = {
        code
        for each in ledgers
        for code in (
            *(each.code, each.empty, each.hint),
            *(code for column in each.columns for code in column.headings()),
            *(narrowing.code for narrowing in each.narrowings),
        )
        if code
    }
    put_together = {
        "whose": worklists.WHOSE,
        "due": worklists.DUES,
        "sort": (*worklists.SORTS, *catalogue.SORTS),
        "handed": agency.WHOSE,
        "light": LIGHTS,
        "purpose": submissions.PURPOSES,
        "part": submissions.PARTS,
        "text": ("title", "author", "contact", "place"),
    }
    return plain | {f"{prefix}-{each}" for prefix, codes in put_together.items() for each in codes}


def said_about_a_case() -> set[str]:
    """What the pages about a case put together, or say from Python: steps of a way and how far it is, what is
    left of a period, the parts of the minutes, what stands in a list of choices."""
    ways = {f"way-{each}" for each in ("receipt", "acceptance", "handling", "review", "re-review")}
    units = {unit for unit in Unit if unit not in (Unit.MONTHS, Unit.YEARS)}
    left = {f"{how}-{unit}" for how in ("left", "over") for unit in units}
    states = {f"step-{state}" for state in ("done", "now", "ahead", "not-needed")}
    views = {f"view-{view}" for view in planning.VIEWS} | {f"weekday-{n}" for n in range(1, 8)}
    written = (ROOT / "pages").glob("*.py")
    said = {
        code
        for path in written
        for found in re.findall(r"\bsay\('([a-z-]+)'\)|\bsay\(\"([a-z-]+)\"\)", path.read_text("utf-8"))
        for code in found
        if code
    }
    return ways | left | states | views | set(minutes.PARTS) | said


def hearing_rights() -> set[str]:
    """What the notice of a hearing says one may do."""
    listed = [
        value
        for node in ast.walk(tree(ROOT / "rules/review/reading.py"))
        if isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant) and key.value == "rights"
    ]
    return _strings(part for value in listed for part in ast.walk(value))


def said_by(path: str, *names: str) -> set[str]:
    """The codes that are handed to these functions of a module, first or second."""
    calls = [
        node
        for node in ast.walk(tree(ROOT / path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
    ]
    handed = [part for call in calls for part in call.args[:2] if not isinstance(part, ast.Name)]
    codes = _strings(part for argument in handed for part in ast.walk(argument))
    return codes - {"account", "checked", "flaw"}  # the kinds


def flaws() -> set[str]:
    """What may be wrong with a bundle: handed to a Flaw, or told by who reads a line."""
    paths = [ROOT / "proof" / name for name in ("bundles.py", "manifests.py", "reading.py")]
    nodes = [node for path in paths for node in ast.walk(tree(path))]
    made = [
        call.args[1]
        for call in nodes
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Flaw"
    ]
    told = (node.value for node in nodes if isinstance(node, ast.Yield) and node.value)
    return _strings(made) | _strings(told)


def flaws_told() -> set[str]:
    """How a flaw is told, with its line or without."""
    chosen = [node for node in ast.walk(tree(ROOT / "proof/telling.py")) if isinstance(node, ast.IfExp)]
    return _strings(part for node in chosen for part in (node.body, node.orelse))


CODES: dict[str, set[str]] = {
    "refusal": set(REASONS),
    "confidentiality": _values(Confidentiality),
    "mask": {str(int(each)) for each in Mask},
    "relation": _values(Relation),
    "permission": _values(Permission),
    "register": _values(registers.Register),
    "mediator-grade": _values(registers.Grade),
    "invited-as": _values(registers.InvitedAs),
    "resource": _values(registers.ResourceKind),
    "function": _values(registers.FunctionTag),
    "ready-item": _values(registers.ReadyItem),
    "presence": _values(registers.Presence),
    "half-day": _values(registers.HalfDay),
    "engaged-as": _values(registers.EngagedAs),
    "queue-step": _values(QueueStep),
    "ticket-state": _values(TicketState),
    "way": _values(unmasking.Way),
    "finding": _values(unmasking.Finding),
    "procedure": set(PROCEDURES),
    "step": {str(level.step) for edition in EDITIONS for level in edition.ladder.levels},
    "stage": _values(*STAGES),
    "outcome": _values(*OUTCOMES),
    "past-kind": _values(past.Kind),
    "because": _values(dispute.Because),
    "level-end": _values(dispute.LevelEnd),
    "flag": _values(dispute.Flag),
    "reading": _values(StepFour),
    "party-role": (
        _values(dispute.PartyRole, ParticipantRole) | _beside("rules/handoff/matter.py", "role", of="Person")
    ),
    "told-as": {HOLDER, "party"},
    "power": _values(Power),
    "errand-act": _values(errand.Act),
    "errand-verdict": _values(errand.Verdict),
    "authority-end": _values(errand.AuthorityEnd),
    "guest-kind": _values(dispute.GuestKind),
    "invitation-end": _values(dispute.InvitationEnd),
    "activity": _values(ActivityKind),
    "paper-step": _values(Step),
    "signs": _values(Signs),
    "signing-way": _values(SigningWay),
    "signing-provider": {LOCAL},
    "signing-record": {"title", "digest"},
    "clause-asks": _values(Asked),
    "paper-service": _values(ServedBy),
    "service": _values(consultation.Service),
    "event-result": _values(event.Result),
    "event-cause": _values(event.Cause),
    "event-kind": {kind for edition in EDITIONS for kind in edition.events.kinds},
    "place-kind": _values(PlaceKind),
    "assigned-because": _values(assigning.Because),
    "supervision-ground": _values(supervision.Ground),
    "silent": {"call", "order"},  # what stands in the list of the silent
    "ruling": _values(dispatch.Ruling),
    "incident-function": _values(incident.Function),
    "incident-grade": {grade for edition in EDITIONS for grade in edition.command.grades},
    "consent": _beside("rules/journal.py", "consents"),
    "form": _values(dispute.Form, handoff.ConsentForm),
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
    "history-reason": _values(HistoryReason),
    "command": {name for procedure in PROCEDURES.values() for name in procedure.commands},
    "report": {name for procedure in PROCEDURES.values() for name in procedure.reports},
    "event": {name for procedure in PROCEDURES.values() for name in procedure.events},
    "task": tasks(),
    "notice": notices(),
    "window": _values(aftercare.Window, after_reply.Window),
    "performed": _values(aftercare.Performed, handoff.Performed),
    "ground": _values(aftercare.Ground, after_reply.Ground),
    "service-method": (
        _beside("rules/aftercare/commands.py", "method") | _beside("rules/petition/commands.py", "method")
    ),
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
    "clock-goes-on": set(
        re.findall(r"both\(\"clock-goes-on\", \"([\w-]+)\"", text(ROOT / "api/clocks_shown.py"))
    ),
    "clock-late": _values(EndedLate),
    "clock-mark": _values(Mark),
    "day-off": _values(DayOff),
    "reckoning": sentences(),
    "duration": set(_SECONDS_IN),
    "unclear": _values(Unclear),
    "moved-by": {kind.__name__ for kind in (DueDatesRecomputed, StartCorrected)},
    "route-purpose": _values(Purpose),
    "route-category": _values(Category),
    "route-way": _values(Way),
    "mediable": _values(Mediable),
    "reception": _values(Reception),
    "route-organ": _values(OrganCode),
    "organ-kind": _values(OrganKind),
    "card-note": card_notes(),
    "suggestion-ground": _values(weighing.Ground),
    "suggestion-note": _values(Note),
    "route-change": _values(ChangeKind),
    "route-field": {field.name for field in dataclasses.fields(Route)} - {"id"},
    "ending": {outcome.value for outcome in reading.GUIDED},
    "open-route": _values(dispute.Route) | routes_shown(),
    "by-code": {act.name for act in ACTS},
    "traced": {"entry"},
    "public-count": _values(public_counts.Counted),
    "by-code-meaning": {act.name for act in ACTS},
    "evaluation-indicator": {PARTICIPATION, SATISFACTION},
    **reporting_codes.CODES,
    "indicator": {each.formula for each in INDICATORS},
    "timeliness": {
        f"{each.formula}-{field.name.replace('_', '-')}"
        for each in INDICATORS
        for field in dataclasses.fields(Timeliness)
    },
    "wording-fault": _values(Fault),
    "wording-file": {clauses.FILE, MARKS},
    "publication-answer": _values(publishing.ProposalAnswer),
    "day-is": _values(publishing.DayIs),
    "rule-part": set(comparing.PARTS),
    "rule-value": set(comparing.VALUES),
    "audited": _values(Audited),
    "looked": _values(Looked),
    "file-kind": _values(added_papers.FileKind),
    "scan": _values(added_papers.Scan),
    "notice-way": _values(NoticeWay),
    "delivery": _values(Delivery),
    "training": {"band"},
    "language": _values(Language),
    "archive-place": _values(FilePlace),
    "archive": (
        said_by("api/file_covers.py", "_told")
        | (said_by("api/file_pieces.py", "say") - {"archive"})
        | set(COLUMNS)
        | _values(NotBound)
    ),
    "account": said_by("api/account.py", "_both", "_said"),
    "checked": said_by("proof/telling.py", "_both", "say") | flaws_told(),
    "flaw": flaws(),
    # and what is written freely where a matter is entered without a counter
    "channel": _values(Channel) | {"window", "online"},
    "paper-side": {side for each in FORMS.values() for side in (each.issuer, each.addressee)},
    "manner": _values(petition.Manner),
    "opinion": _values(petition.Opinion),
    "opinion-part": parts_of_an_opinion(),
    "adoption": _values(petition.Adoption),
    "settled-by": _values(petition.SettledBy),
    "non-acceptance": _values(petition.NonAcceptance),
    "in-place": _values(after_reply.InPlace),
    "act-referral": _values(after_reply.Referral),
    "contact": _values(after_reply.Contact),
    "agrees": _values(after_reply.Agrees),
    "evaluated": _values(after_reply.Target),
    "satisfaction": _values(after_reply.Satisfaction),
    "evaluation-status": _values(after_reply.EvaluationStatus),
    "re-examination": _values(after_reply.Finding),
    "executed": _values(after_reply.Executed),
    "after-care": _values(after_reply.Measure),
    "substance": _values(after_reply.Resolved),
    "filing": _values(Filing),
    "hearing-right": hearing_rights(),
    "hearing-place": set(
        re.findall(r"say\(\"hearing-place\", \"([\w-]+)\"", text(ROOT / "rules/words/review_papers.py"))
    ),
    "keeping": set(KEEPING_EVENTS),
    "keeping-act": {*(act.name for act in keeping_acts.ACTS), "ask_about_own_information"},
    "hold-ground": _values(keeping.HoldGround),
    "data-request": _values(keeping.RequestKind),
    "data-request-answer": {GRANTED, REFUSED, RESTRICTED},
    "no-ground": _values(keeping.NoGround),
    "means": _values(keeping.Means),
    "disposal": _values(Disposal),
    "link": _values(LinkKind),
    "link-back": _values(LinkKind),
    "likeness": _values(For),
    "holder": _values(handoff.Holder),
    "handoff-message": _values(handoff.What),
    "handoff-refusal": _values(handoff.RefusalReason),
    "completion": _values(handoff.Completion),
    "secrecy": _values(handoff.Class),
    "docking": set(DOCKINGS),
    "docking-outcome": of_the_dockings("outcomes"),
    "handoff-news": _values(handing.News),
    "docking-line": _values(docking.Line),
    "docking-body": _values(docking.Body),
    "handoff-wanted": _values(receipts.Wanted),
    "undelivered": _values(Undelivered),
    "delivery-answer": set(engine.ANSWERS),
    "letter-error": set(engine.FAILURES),
    "letter": {*Carriers(None, None, "").carriers, "other"},  # type: ignore[arg-type]
    "planned": {planned.SESSION, planned.HEARING},  # a meeting is told by its kind
    "taken": _values(clashing.Taken),
    "docking-consents": _values(docking.Consents),
    "docking-point": _values(docking.Point),
    "docking-silence": _values(docking.Silence),
    "docking-trait": _values(docking.Trait),
    "docking-document": handed_over(),
    "capacity": _values(Capacity),
    "handover": {"under-way", "finished"},
    "aspect": _values(inspection.Aspect),
    "backlog-ground": _values(backlog.Ground),
    "revisit": _values(Revisit),
    "directory-because": _values(Because),
    "directory-change": _values(Kind),
    "meeting-kind": {kind.code for edition in EDITIONS for kind in edition.meetings.kinds},
    "item-came": _values(meeting.Came),
    "item-ending": _values(meeting.Ending),
    "basis": _values(Basis),
    "field": {name for _, name in filled_in.FIELDS},
    "own-motion": set(BEGUN),
    "report-sheet": {*REPORT_COLUMNS, *REPORT_TOLD},
    "page": said_on_pages(),
    # of those that exist, the ones whose label does not say enough
    "hint": {name for each in filled_in.FIELDS for name in (each[1], ".".join(each))}
    & set(pages_desk.WORDS["hint"]),
    "entry-field": set(telling.RELABELLED),
    "list": _values(ListKind),
    "found-by": _values(FoundBy),
    # of those that exist, the ones where the general word would mislead
    "field-of": {".".join(each) for each in filled_in.FIELDS} & set(fields.WORDS["field-of"]),
}
