"""Telling a story: its people ask, time passes, and each time the case is held against what is expected."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from demo.place import Differs, Line, Look, Place, Refusal
from demo.stories import REGISTER, Seen, Step, Story, differences, filled, offset

PATIENCE = 20.0  # seconds within which a consequence must have come
_LOOK_EVERY = 0.05


@dataclass
class Told:
    """A line of a told story: an entry, and how the case stood when it was seen."""

    procedure: str
    line: Line
    seen: Seen


@dataclass
class Telling:
    """One story being told at a place. ``difference`` is the first thing that was not as expected."""

    story: Story
    place: Place
    start: datetime
    tag: str = ""  # tells several tellings of one story apart
    patience: float = PATIENCE
    procedure: str | None = None
    procedures: list[str] = field(default_factory=list)
    parties: dict[str, str] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    difference: str | None = None
    _seen_upto: int = 0
    _asked: int = 0

    async def go_on(self, at: timedelta) -> None:
        """Everything that the story has for this moment; nothing more once it went another way."""
        for number, step in enumerate(self.story.steps, start=1):
            if step.offset == at and self.difference is None:
                try:
                    await self._take(step)
                except (Differs, Refusal) as differs:
                    self.difference = f"第 {number} 步（{_name_of(step)}）：{differs}"

    async def _take(self, step: Step) -> None:
        doors = await self._ask(step) if step.ask else ()
        if doors != step.doors:
            raise Differs(f"指引 {_list(doors)}，应为 {_list(step.doors)}")
        if step.follow:
            await self._follow(step.follow)
        if self.procedure and step.expected:
            await self._compare(step, step.expected, self.procedure)

    async def _ask(self, step: Step) -> tuple[str, ...]:
        """The doors that were shown. Raises Differs when the answer is not the expected one."""
        killing = asyncio.create_task(self.place.kill(step.kill)) if step.kill else None
        try:
            await self._send(step)
        except Refusal as refusal:
            if str(refusal) != step.refused:
                raise Differs(f"被拒绝 {refusal}，应为 {step.refused or '准予'}") from None
            return refusal.doors
        finally:
            if killing:
                await killing
        if step.refused:
            raise Differs(f"未被拒绝，应为 {step.refused}")
        return ()

    async def _send(self, step: Step) -> None:
        self._asked += 1
        key = str(
            uuid5(NAMESPACE_URL, f"{self.tag}/{self.story.name}/{self.start.isoformat()}/{self._asked}")
        )
        body = filled(step.body, self._value_of)
        assert step.ask
        if step.ask == REGISTER:
            registered = await self.place.register(step.person, body, self.story.edition, key)
            self.parties = registered.parties
            self._turn_to(registered.procedure)
        else:
            assert self.procedure
            await self.place.ask(self.procedure, step.person, step.ask, body, key)

    async def _follow(self, kind: str) -> None:
        before = self.procedure
        assert before
        found = await eventually(lambda: self.place.following(before, kind), self.patience)
        if found is None:
            raise Differs(f"没有后续程序 {kind}")
        self._turn_to(found)

    def _turn_to(self, procedure: str) -> None:
        self.procedure = procedure
        self.procedures.append(procedure)
        self._seen_upto = 0

    async def _compare(self, step: Step, expected: Seen, procedure: str) -> None:
        look = await self._settled(step, procedure)
        new = look.lines[self._seen_upto :]
        self._seen_upto = len(look.lines)
        self.told.extend(Told(procedure, line, look.seen) for line in new)
        wrong = [
            f"{name} 为 {was}，应为 {should}"
            for name, (should, was) in differences(expected, look.seen).items()
        ]
        if (kinds := tuple(line.kind for line in new)) != step.journal:
            wrong.append(f"流水 {_list(kinds)}，应为 {_list(step.journal)}")
        if step.tasks is not None and look.tasks != step.tasks:
            wrong.append(f"待办 {_list(look.tasks)}，应为 {_list(step.tasks)}")
        if missing := self._missing_papers(step, look):
            wrong.append(f"未见文书、送达 {_list(missing)}")
        if wrong:
            raise Differs("；".join(wrong))

    async def _settled(self, step: Step, procedure: str) -> Look:
        """The case once everything that had to come by now has come, or our patience has ended."""
        now = await self.place.now()
        latest: list[Look] = []

        async def settled() -> bool:
            latest[:] = [await self.place.look(procedure, self.start)]
            look = latest[0]
            is_due = look.next_moment is not None and look.next_moment <= now
            return not is_due and not self._missing_papers(step, look)

        await eventually(settled, self.patience)
        return latest[0]

    def _missing_papers(self, step: Step, look: Look) -> list[str]:
        unserved = [name for name in step.served if self.parties[name] not in look.served]
        return [*(kind for kind in step.documents if kind not in look.documents), *unserved]

    def _value_of(self, name: str) -> str:
        if name[0].isdigit():
            return (self.start + offset(name)).isoformat()
        return self.parties[name]


async def tell(tellings: Iterable[Telling], place: Place, start: datetime) -> None:
    """Tell the stories side by side: one clock, and everybody's turn at every moment of it."""
    tellings = list(tellings)
    for at in sorted({step.offset for telling in tellings for step in telling.story.steps}):
        await place.wait_until(start + at)
        await asyncio.gather(*(telling.go_on(at) for telling in tellings))


async def eventually(look: Callable[[], Awaitable[Any]], limit: float = PATIENCE) -> Any:
    """What ``look`` sees as soon as it is true; what it last saw when the limit has come."""
    loop = asyncio.get_running_loop()
    end = loop.time() + limit
    while not (found := await look()) and loop.time() < end:
        await asyncio.sleep(_LOOK_EVERY)
    return found


def _name_of(step: Step) -> str:
    return step.ask or (f"转入 {step.follow}" if step.follow else "时间经过")


def _list(codes: Iterable[str]) -> str:
    return "、".join(codes) or "无"
