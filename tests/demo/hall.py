"""The hall on the rules alone: its windows, its roster, and whoever signs on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import counties
from api import policy
from counties.registers import first_lines
from rules import queueing
from rules.instants import first_instant_of, legal_day
from rules.procedure import Officer
from rules.queue_report import report_of
from rules.queueing import Queue, Stepped, queue_of
from rules.refusals import Reason, Refused
from rules.registering import window_of
from rules.registers import FunctionTag, Register, ServiceWindow, of
from rules.rosters import Attendance, Roster, forgotten, unattended
from rules.seating import heads_of

_EDITION = counties.edition("demo", "2026.1")
_LINES = first_lines("demo", date(2020, 1, 1))
_ROSTER = Roster(_LINES, _EDITION.directory, _EDITION.calendar)
_PARENTS = {unit.id: unit.parent for unit in counties.units("demo")}


class NotYours(Exception):
    """They have no business at this window."""


@dataclass
class Hall:
    """What stands of the hall: who sits where, and the journal of every window."""

    came: list[Attendance] = field(default_factory=list)
    journal: dict[str, list[Stepped]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    roster: Roster = field(default=_ROSTER)

    def do(self, by: Officer, asked: str, at: datetime) -> tuple[str, ...]:
        """What comes of it, as stories name it. Raises Refused and NotYours."""
        verb, *about = asked.split()
        match verb:
            case "told" | "untold":
                return tuple(each for each in self._unattended(by, at) if each not in self.seen)
            case "see":
                self.seen.add(" ".join(about))
                return (" ".join(about),)
            case "ticket":
                return self._take(FunctionTag(about[0]), at)
            case "report":
                return self._report(about[0], at)
            case _:
                return self._at_the_window(by, verb, about, at)

    def _unattended(self, by: Officer, at: datetime) -> list[str]:
        head = heads_of(_EDITION)["county"]
        return [
            f"{each.window} {each.half}"
            for each in unattended(self.roster, self.came, at)
            if each.day == legal_day(at) and policy.may_see_unattended(by, each.unit, head, _PARENTS)
        ]

    def _take(self, service: FunctionTag, at: datetime) -> tuple[str, ...]:
        waiting = {ref: len(queueing.waiting_in(self.queue(ref))) for ref in self.windows}
        ref = queueing.shortest(self.windows, waiting, service)
        number = len(self.queue(ref)) + 1
        return self._write(ref, queueing.take(self.roster, self.windows[ref], number, service, at))

    def _at_the_window(self, by: Officer, verb: str, about: list[str], at: datetime) -> tuple[str, ...]:
        ref = about[0]
        window, _ = window_of(self.roster.lines, ref, legal_day(at))
        shifts = of(self.roster.lines, Register.SHIFTS, legal_day(at))
        is_down = any(each.person == by.person and each.what.window == ref for each in shifts)  # type: ignore[union-attr]
        if not (policy.may_staff_windows(by) and (is_down or by.unit == window.unit)):
            raise NotYours
        if verb == "sign-on":
            forgotten(next((e for e in self.came if (e.window, e.person) == (ref, by.person)), None), at)
            self.came.append(Attendance(ref, by.person, at))
            return (ref,)
        staffed = {"is_staffed": any(each.window == ref for each in self.came)}
        queue = self.queue(ref)
        match verb, [int(each) for each in about[1:2]]:
            case "call", _:
                return self._write(ref, queueing.call_next(queue, at, **staffed))
            case "begin", [number]:
                return self._write(ref, queueing.begin(queue, number, at, **staffed))
            case "end", [number]:
                return self._write(ref, queueing.end(queue, number, at, is_complete=True, **staffed))
            case "move", [number]:
                to, service = about[2], FunctionTag(about[3])
                left = queueing.move(queue, number, self.windows[to], service, to, at, **staffed)
                self._write(ref, left)
                come = queueing.arrive(queue[number], len(self.queue(to)) + 1, service, ref, at)
                return self._write(to, come)
            case _:
                raise Refused(Reason.NOT_YOURS_TO_DO)

    def _report(self, window: str, at: datetime) -> tuple[str, ...]:
        came = [each for each in self.came if each.window == window]
        report = report_of(self.queue(window), came, first_instant_of(legal_day(at)), at)
        return (
            f"taken {report.taken}",
            f"ended {report.ended}",
            f"first-contact {report.complete}",
            f"moved {report.moved}",
        )

    @property
    def windows(self) -> Mapping[str, ServiceWindow]:
        lines = of(self.roster.lines, Register.WINDOWS)
        return {each.ref: each.what for each in lines if isinstance(each.what, ServiceWindow)}

    def queue(self, window: str) -> Queue:
        return queue_of(self.journal.get(window, ()))

    def _write(self, window: str, stepped: Stepped) -> tuple[str, ...]:
        self.journal.setdefault(window, []).append(stepped)
        return (f"{window} {stepped.number} {stepped.step}",)
