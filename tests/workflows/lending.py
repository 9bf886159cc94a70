"""The toy's workflow, as a real one is written: the procedure, its verbs, init and run."""

from dataclasses import replace

from temporalio import workflow

from workflows.proceeding import Closed, File, ProceedingWorkflow
from workflows.verbs import asked, reported, told

with workflow.unsafe.imports_passed_through():
    from rules.procedure import Event
    from tests.workflows import toy


@workflow.defn(name="Loan")
class LoanWorkflow(ProceedingWorkflow[toy.Loan]):
    procedure = toy.LOAN

    @workflow.init
    def __init__(self, file: File[toy.Loan]) -> None:
        super().__init__(file)

    @workflow.run
    async def run(self, file: File[toy.Loan]) -> Closed:
        return await self.keep_time_and_order()

    lend = asked("lend", toy.Lend)
    extend = asked("extend", toy.Extend)
    take_back = asked("take_back", toy.TakeBack)

    report_damage = reported("report_damage", toy.Damaged)

    sighted = told("sighted", toy.Sighted)


def evolve_with_an_edited_rule(loan: toy.Loan, event: Event) -> toy.Loan:
    """Damages are no longer kept: no command differs, so that a replay alone would not see it."""
    return replace(toy.evolve(loan, event), damages=())


@workflow.defn(name="Loan")
class EditedLoanWorkflow(LoanWorkflow):
    """The toy with a rule edited under running loans."""

    procedure = replace(toy.LOAN, evolve=evolve_with_an_edited_rule)

    @workflow.init
    def __init__(self, file: File[toy.Loan]) -> None:
        super().__init__(file)

    @workflow.run
    async def run(self, file: File[toy.Loan]) -> Closed:
        return await self.keep_time_and_order()
