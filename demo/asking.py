"""What the people of a story ask for, one step at a time, and what the story knows by a name since."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from demo.place import Differs, Place, Registered
from demo.stories import Step, filled, offset
from rules.instants import legal_day

_DAY = "day-"  # before an offset: the legal day, without the time


@dataclass
class Thread:
    """How far a story has come: the case it is at, those it was at before, and what it has names for."""

    place: Place
    start: datetime
    edition: str
    procedure: str | None = None
    procedures: list[str] = field(default_factory=list)
    parties: dict[str, str] = field(default_factory=dict)
    matters: dict[str, str] = field(default_factory=dict)
    _submission: str | None = None
    _digests: dict[tuple[str, ...], str] = field(default_factory=dict)  # of the reports that were made
    _came_from: list[str] = field(default_factory=list)

    async def ask(self, step: Step, key: str) -> None:
        """What somebody asks for in a step. Raises Refusal, and Differs for an answer that is another."""
        body = filled(step.body, self._value_of)
        if step.agency:
            await self._hear(step, body)
            return
        if step.suggests is not None:
            same("提示", self._named(await self.place.likenesses(step.person, body)), step.suggests)
        if step.register == "submission":
            self._submission = await self.place.submit(step.person, body, key)
        elif step.register:
            registered = await self._register(step, body, key)
            self.parties |= registered.parties
            self._turn_to(registered.procedure, step.matter)
        elif step.classify:
            await self._classify(step, body, key)
        elif step.hall:
            same("大厅", await self.place.hall(step.person, step.hall, key), step.gives)
        elif step.search:
            same("查到", self._named(await self.place.search(step.person, step.search)), step.finds)
        else:
            await self._ask_about_the_case(step, body, key)

    async def _register(self, step: Step, body: dict[str, Any], key: str) -> Registered:
        assert step.register
        asked = (step.register, step.person, body, self.edition, key)
        if not step.handed_over:
            return await self.place.register(*asked)
        assert self.procedure
        return await self.place.register_handed_over(self.procedure, *asked)

    async def _hear(self, step: Step, body: dict[str, Any]) -> None:
        """What an agency's own system does."""
        assert step.agency
        if step.push:
            arrived = await self.place.push(step.agency, step.push, body)
            self.parties |= arrived.parties
            self._turn_to(arrived.procedure, step.matter)
        else:
            assert step.act
            assert self.procedure
            await self.place.act(self.procedure, step.agency, step.act, body)

    async def _classify(self, step: Step, body: dict[str, Any], key: str) -> None:
        assert step.classify
        assert self._submission
        became = await self.place.classify(self._submission, step.person, step.classify, body, key)
        if became.number and step.matter:
            self.matters[step.matter] = became.number
        if became.accusation:
            self._turn_to(became.accusation)

    async def _ask_about_the_case(self, step: Step, body: dict[str, Any], key: str) -> None:
        assert self.procedure
        if step.sees is not None:
            same("可见", await self.place.sees(self.procedure, step.person), step.sees)
        elif step.report is not None:
            await self._report(step, key)
        elif step.chain is not None:
            chain = await self.place.chain(_number_of(self.procedure), step.person)
            same("程序", chain, step.chain)
        elif step.link:
            number = _number_of(self.procedure)
            links = await self.place.link(number, step.person, {"kind": step.link, **body}, key)
            same("关联", links, (step.link,))
        else:
            assert step.ask
            await self.place.ask(self.procedure, step.person, step.ask, body, key)

    async def _report(self, step: Step, key: str) -> None:
        """Raises Differs when it names the case elsewhere, or says of one day another thing than before."""
        assert step.report
        assert self.procedure
        since, until = (legal_day(self.start + offset(each)) for each in step.report)
        found = await self.place.report(step.person, since, until, self.procedure, key)
        same("报告所列", found.lines, step.tells)
        before = self._digests.setdefault(step.report, found.digest)
        same("报告摘要", (found.digest,), (before,))

    def follow(self, procedure: str) -> None:
        """To what grew out of the case; ``go_back`` leads back from there."""
        self._turn_to(procedure)

    def go_back(self) -> None:
        """To the case at which the story was before this one."""
        self.procedure = self._came_from.pop()

    def turn(self, to: str) -> None:
        """To a procedure at which the story has been, by its kind and number: about the same matter, or
        about the one that is named behind them."""
        assert self.procedure
        which, _, matter = to.partition("@")
        kind, _, n = which.partition("/")
        number = self.matters[matter] if matter else _number_of(self.procedure)
        same_matter = [each for each in self.procedures if _number_of(each) == number]
        ends = f"/{n}"
        [found] = [each for each in same_matter if each.startswith(f"{kind}/") and each.endswith(ends)]
        self._came_from.append(self.procedure)
        self.procedure = found

    def _turn_to(self, procedure: str, matter: str | None = None) -> None:
        if self.procedure:
            self._came_from.append(self.procedure)
        if matter:
            self.matters[matter] = _number_of(procedure)
        self.procedure = procedure
        self.procedures.append(procedure)

    def _named(self, numbers: Iterable[str]) -> tuple[str, ...]:
        """Matters by the names that the story gave them; of those that it does not know, their numbers."""
        names = {number: name for name, number in self.matters.items()}
        return tuple(names.get(number, number) for number in numbers)

    def _value_of(self, name: str) -> str:
        if name.startswith(_DAY):
            return legal_day(self.start + offset(name.removeprefix(_DAY))).isoformat()
        if name[0].isdigit():
            return (self.start + offset(name)).isoformat()
        if name == "number":
            assert self.procedure
            return _number_of(self.procedure)
        return self.matters[name] if name in self.matters else self.parties[name]


def same(what: str, seen: tuple[str, ...], expected: tuple[str, ...]) -> None:
    """Raises Differs when what is seen is not what was expected."""
    if seen != expected:
        raise Differs(f"{what} {codes(seen)}，应为 {codes(expected)}")


def codes(seen: Iterable[str]) -> str:
    """Codes one after another, as a difference names them."""
    return "、".join(seen) or "无"


def _number_of(procedure: str) -> str:
    return procedure.split("/")[2]
