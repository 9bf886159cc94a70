"""Every verb of a procedure can be asked of its workflow, under its persisted name, with its own type."""

import inspect
from typing import Any

import pytest
from temporalio.workflow import UpdateMethodMultiParam

from rules.journal import Receipt
from rules.procedure import Recount
from tests.workflows.lending import LoanWorkflow
from workflows.every import PROCEEDINGS, SEALED_PROCEEDINGS
from workflows.proceeding import ProceedingWorkflow

proceedings = pytest.mark.parametrize(
    "proceeding",
    [LoanWorkflow, *PROCEEDINGS.values(), *SEALED_PROCEEDINGS.values()],
    ids=lambda each: each.__name__,
)


def updates(proceeding: type[ProceedingWorkflow[Any]]) -> dict[str, Any]:
    found = inspect.getmembers(proceeding, lambda each: isinstance(each, UpdateMethodMultiParam))
    return {attribute: each._defn for attribute, each in found}


def signals(proceeding: type[ProceedingWorkflow[Any]]) -> dict[str, Any]:
    found = inspect.getmembers(proceeding, lambda each: hasattr(each, "__temporal_signal_definition"))
    return {attribute: getattr(each, "__temporal_signal_definition") for attribute, each in found}


@proceedings
def test_every_command_report_and_publication_is_an_update_and_nothing_else_is(
    proceeding: type[ProceedingWorkflow[Any]],
) -> None:
    procedure = proceeding.procedure

    asked = {name: update.arg_types for name, update in updates(proceeding).items()}

    known = {**procedure.commands, **procedure.reports, **procedure.publications}
    assert asked == {name: [kind] for name, kind in known.items()}


@proceedings
def test_every_message_is_a_signal_and_so_are_renewal_and_nudge(
    proceeding: type[ProceedingWorkflow[Any]],
) -> None:
    told = {name: signal.arg_types for name, signal in signals(proceeding).items()}

    messages = {name: [kind] for name, kind in proceeding.procedure.messages.items()}
    assert told == {**messages, "renew": [], "nudge": []}


@proceedings
def test_a_verb_is_called_in_the_engine_as_it_is_in_the_class(
    proceeding: type[ProceedingWorkflow[Any]],
) -> None:
    verbs = {**updates(proceeding), **signals(proceeding)}

    assert {attribute: verb.name for attribute, verb in verbs.items()} == {each: each for each in verbs}


@proceedings
def test_every_update_is_validated_and_answers_with_a_receipt_or_what_a_publication_did(
    proceeding: type[ProceedingWorkflow[Any]],
) -> None:
    for update in updates(proceeding).values():
        assert update.validator is not None
        is_published = update.name in proceeding.procedure.publications
        assert update.ret_type is (Recount if is_published else Receipt)
