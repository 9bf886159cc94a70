"""One recommendation, from its draft to the written answer."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from rules.recommendation import commands
    from rules.recommendation.matter import Recommendation
    from rules.recommendation.procedure import RECOMMENDATION
    from workflows.proceeding import Closed, File, ProceedingWorkflow
    from workflows.verbs import asked


@workflow.defn(name="RecommendationWorkflow")
class RecommendationWorkflow(ProceedingWorkflow[Recommendation]):
    procedure = RECOMMENDATION

    @workflow.init
    def __init__(self, file: File[Recommendation]) -> None:
        super().__init__(file)

    @workflow.run
    async def run(self, file: File[Recommendation]) -> Closed:
        return await self.keep_time_and_order()

    # the petition department proposes
    write_recommendation = asked("write_recommendation", commands.WriteRecommendation)
    write_accountability = asked("write_accountability", commands.WriteAccountability)
    sign_recommendation = asked("sign_recommendation", commands.SignRecommendation)
    drop_recommendation = asked("drop_recommendation", commands.DropRecommendation)
    record_receipt = asked("record_receipt", commands.RecordReceipt)
    # whoever can do something about it answers
    confirm_receipt = asked("confirm_receipt", commands.ConfirmReceipt)
    give_feedback = asked("give_feedback", commands.GiveFeedback)
    give_conduct_feedback = asked("give_conduct_feedback", commands.GiveConductFeedback)
