"""The recommendation procedure (三项建议): drafted, signed by a person, received, answered in writing."""

from rules import late, staffing, timekeeping
from rules.procedure import Procedure, TimePassed, names_of
from rules.recommendation import answering, commands, drafting, events, reading
from rules.recommendation.evolution import begin, evolve
from rules.recommendation.matter import Stage, addressee, department, signer

RECOMMENDATION = Procedure(
    name="recommendation",
    acts={
        # 待签发
        (Stage.DRAFT, commands.WriteRecommendation): (department, drafting.write_recommendation),
        (Stage.DRAFT, commands.WriteAccountability): (department, drafting.write_accountability),
        (Stage.DRAFT, commands.SignRecommendation): (signer, drafting.sign_recommendation),
        (Stage.DRAFT, commands.DropRecommendation): (signer, drafting.drop_recommendation),
        # 已发出
        (Stage.ISSUED, commands.ConfirmReceipt): (addressee, answering.confirm_receipt),
        (Stage.ISSUED, commands.RecordReceipt): (department, answering.record_receipt),
        # 已收到, 待反馈
        (Stage.RECEIVED, commands.GiveFeedback): (addressee, answering.give_feedback),
        (Stage.RECEIVED, commands.GiveConductFeedback): (addressee, answering.give_conduct_feedback),
    },
    facts={
        **timekeeping.FACTS,
        TimePassed: answering.time_passed,
        **staffing.FACTS,
    },
    begin=begin,
    evolve=staffing.staffed(late.noted(evolve)),
    events=names_of(events, staffing, timekeeping),
    view=staffing.flagged(reading.view),
    follows=late.told(reading.follows),
    moments=answering.moments,
    commands={
        "write_recommendation": commands.WriteRecommendation,
        "write_accountability": commands.WriteAccountability,
        "sign_recommendation": commands.SignRecommendation,
        "drop_recommendation": commands.DropRecommendation,
        "confirm_receipt": commands.ConfirmReceipt,
        "record_receipt": commands.RecordReceipt,
        "give_feedback": commands.GiveFeedback,
        "give_conduct_feedback": commands.GiveConductFeedback,
    },
    messages=staffing.TOLD,
    publications=timekeeping.PUBLICATIONS,
    bar=answering.bar,
)
