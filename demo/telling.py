"""Telling a story: its people ask, time passes, and each time the case is held against what is expected."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from demo.asking import Thread, codes, same
from demo.place import Differs, Line, Look, Place, Refusal
from demo.stories import Seen, Step, Story, differences

PATIENCE = 60.0  # seconds within which a consequence must have come: a letter that stumbles is carried again
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
    thread: Thread = field(init=False)
    told: list[Told] = field(default_factory=list)
    difference: str | None = None
    _seen_upto: dict[str, int] = field(default_factory=dict)
    _asked: int = 0

    def __post_init__(self) -> None:
        self.thread = Thread(self.place, self.start, self.story.edition)

    async def go_on(self, at: timedelta) -> None:
        """Everything that the story has for this moment; nothing more once it went another way."""
        for number, step in enumerate(self.story.steps, start=1):
            if step.offset == at and self.difference is None:
                try:
                    await self._take(step)
                except (Differs, Refusal) as differs:
                    self.difference = f"第 {number} 步（{_name_of(step)}）：{differs}"

    async def _take(self, step: Step) -> None:
        same("指引", await self._ask(step) if step.by or step.agency else (), step.doors)
        if step.follow:
            await self._follow(step.follow)
        if step.back:
            self.thread.go_back()
        if step.turn:
            self.thread.turn(step.turn)
        if self.thread.procedure and step.expected:
            await self._compare(step, step.expected, self.thread.procedure)

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
        key = f"{self.tag}/{self.story.name}/{self.start.isoformat()}/{self._asked}"
        await self.thread.ask(step, str(uuid5(NAMESPACE_URL, key)))

    async def _follow(self, kind: str) -> None:
        before = self.thread.procedure
        assert before
        found = await eventually(lambda: self._new(before, kind), self.patience)
        if found is None:
            raise Differs(f"没有后续程序 {kind}")
        self.thread.follow(found)

    async def _new(self, before: str, kind: str) -> str | None:
        """Of one kind much may grow out of a case: what the story has not come to yet."""
        found = await self.place.following(before, kind)
        return None if found in self.thread.procedures else found

    async def _compare(self, step: Step, expected: Seen, procedure: str) -> None:
        look = await self._settled(step, procedure)
        new = look.lines[self._seen_upto.get(procedure, 0) :]
        self._seen_upto[procedure] = len(look.lines)
        self.told.extend(Told(procedure, line, look.seen) for line in new)
        wrong = [
            f"{name} 为 {was}，应为 {should}"
            for name, (should, was) in differences(expected, look.seen).items()
        ]
        if (kinds := tuple(line.kind for line in new)) != step.journal:
            wrong.append(f"流水 {codes(kinds)}，应为 {codes(step.journal)}")
        if step.tasks is not None and look.tasks != step.tasks:
            wrong.append(f"待办 {codes(look.tasks)}，应为 {codes(step.tasks)}")
        if missing := self._missing_papers(step, look):
            wrong.append(f"未见文书、送达 {codes(missing)}")
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
            new = len(look.lines) - self._seen_upto.get(procedure, 0)
            return not is_due and new >= len(step.journal) and not self._missing_papers(step, look)

        await eventually(settled, self.patience)
        return latest[0]

    def _missing_papers(self, step: Step, look: Look) -> list[str]:
        unserved = [name for name in step.served if self.thread.parties[name] not in look.served]
        return [*(kind for kind in step.documents if kind not in look.documents), *unserved]


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
    asked = {
        "登记": step.register,
        "分类": step.classify,
        "查找": step.search,
        "关联": step.link,
        "大厅": step.hall,
    }
    asked |= {"对方移送": step.push, "对方": step.act}
    read = None if step.sees is None and step.chain is None else "本件"
    more = {"查阅": read, "报告": step.report, "转入": step.follow or step.turn}
    named = [f"{what} {about}" for what, about in {**asked, **more}.items() if about]
    return step.ask or next(iter(named), "时间经过")
