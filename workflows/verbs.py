"""How a proceeding lists its verbs, one line each: what may be asked of it, reported to it, told to it.

The name is given in full because it is persisted: renaming a class never renames history. The argument's
type is written into the handler, so that the data converter reads the message back as what it was.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from temporalio import workflow
from temporalio.workflow import UpdateMethodMultiParam

with workflow.unsafe.imports_passed_through():
    from rules.journal import Receipt
    from rules.procedure import Command, Fact, Recount

C = TypeVar("C", bound=Command)
F = TypeVar("F", bound=Fact)
M = TypeVar("M", bound=Command | Fact)
A = TypeVar("A", Receipt, Recount)


def asked(name: str, kind: type[C]) -> UpdateMethodMultiParam[[Any, C], Receipt]:
    """A verb people ask for. The rules answer before it is accepted: a refusal leaves no trace."""

    async def ask(self: Any, message: Any) -> Any:
        return await self.perform(message)

    def may_be_asked(self: Any, message: Any) -> None:
        self.may(message)

    return _update(name, kind, ask, may_be_asked, Receipt)


def reported(name: str, kind: type[F]) -> UpdateMethodMultiParam[[Any, F], Receipt]:
    """A verb by which people report what is so. It is never refused."""

    async def report(self: Any, message: Any) -> Any:
        return await self.note(name, message)

    def can_be_carried_out(self: Any, message: Any) -> None:
        self.can(message)

    return _update(name, kind, report, can_be_carried_out, Receipt)


def published(name: str, kind: type[F]) -> UpdateMethodMultiParam[[Any, F], Recount]:
    """A verb by which a publication reaches a case. It is never refused, and answers what it did there."""

    async def take(self: Any, message: Any) -> Any:
        return await self.take(name, message)

    def can_be_taken(self: Any, message: Any) -> None:
        self.can(message)

    return _update(name, kind, take, can_be_taken, Recount)


def told(name: str, kind: type[F]) -> Callable[[Any, F], None]:
    """A verb by which another workflow or agency tells what is so; ``id`` of the fact is the message's id."""

    def hear(self: Any, message: Any) -> None:
        self.hear(name, message)

    hear.__annotations__ = {"message": kind, "return": None}
    return workflow.signal(name=name)(hear)


def _update(
    name: str, kind: type[M], handler: Any, validator: Any, answer: type[A]
) -> UpdateMethodMultiParam[[Any, M], A]:
    handler.__annotations__ = {"message": kind, "return": answer}
    validator.__annotations__ = {"message": kind, "return": None}
    update: UpdateMethodMultiParam[[Any, M], A] = workflow.update(name=name)(handler)
    update.validator(validator)
    return update
