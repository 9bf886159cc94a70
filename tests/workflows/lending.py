"""The toy's workflow, as a real one is written: the procedure, its verbs, init and run."""

from temporalio import workflow

from workflows.proceeding import Closed, File, ProceedingWorkflow
from workflows.verbs import asked, reported, told

with workflow.unsafe.imports_passed_through():
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
