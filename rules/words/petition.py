"""The petition procedure (信访事项): stages, verbs, worklists, notices and the timeline."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "procedure": {
        "petition": ("信访事项", "Petition"),
    },
    "stage": {
        "routing": ("待分流", "To be routed"),
        "pending": ("待受理", "With an organ, not yet accepted"),
        "competence": ("受理争议处理中", "Competence is being settled"),
        "handling": ("办理中", "Being handled"),
        "serving": ("送达中", "Being served"),
    },
    "outcome": {
        "suggestion-answered": ("建议已答复", "Suggestion answered"),
        "guided": ("导入其他法定途径", "Led to its statutory route"),
        "not-accepted": ("不予受理或者不再受理", "Not accepted"),
        "settled": ("调解、和解达成协议", "Settled by agreement"),
    },
    "command": {
        "classify": ("分类", "Classify"),
        "record_first_visit": ("记录“五个一次性”", "Record what was understood and told at the first visit"),
        "transfer": ("转送", "Transfer"),
        "assign": ("交办", "Assign"),
        "guide": ("导入其他法定途径", "Lead to its statutory route"),
        "not_accept": ("不予受理或者不再受理", "Do not accept"),
        "flag_urgent": ("认定重大、紧急", "Flag as major or urgent"),
        "report_up": ("记录已及时报告", "Record that it was reported up"),
        "object_to_transfer": ("对转送、交办提出异议", "Object to the transfer"),
        "take_back": ("同意异议，收回", "Agree with the objection and take it back"),
        "reject_objection": ("不同意异议", "Reject the objection"),
        "call_joint_meeting": ("提请联席会议协调", "Call the joint meeting"),
        "settle_competence": ("确定受理机关", "Settle who is competent"),
        "name_successor": ("改由继续行使职权的机关办理", "Name the organ that goes on with the functions"),
        "accept": ("受理", "Accept"),
        "appoint_handler": ("指定承办人", "Appoint the handler"),
        "switch_to_ordinary": ("转为普通程序", "Go over to the ordinary procedure"),
        "hear_facts": ("记录听取的事实和理由", "Record the facts and reasons heard"),
        "draw_panel": ("抽取听证评议团", "Draw the panel of the hearing"),
        "hold_hearing": ("记录听证", "Record the hearing"),
        "propose_mediation": ("访调对接：各方同意调解", "Pass to mediation, as both sides agree"),
        "request_extension": ("申请延期", "Ask for an extension"),
        "approve_extension": ("批准延期", "Approve the extension"),
        "refuse_extension": ("不批准延期", "Refuse the extension"),
        "draft_opinion": ("拟处理意见", "Draft the opinion"),
        "sign_opinion": ("签发处理意见书", "Sign the opinion"),
        "answer_suggestion": ("答复建议", "Answer the suggestion"),
        "close_settled": ("达成协议，结束办理", "Close: settled by agreement"),
        "serve_opinion": ("记录处理意见书送达", "Record service of the opinion"),
        "report_back": ("报告办理结果", "Report the result"),
        "refer_act": ("移送公安机关", "Refer an act to the police"),
    },
    "report": {
        "class_contested": ("对分类有异议", "The class is contested"),
        "petition_withdrawn": ("信访人撤回信访事项", "A petitioner withdraws the petition"),
        "conflict_declared": ("申明与本件有利害关系", "An interest in the petition is declared"),
    },
    "task": {
        "classify-petition": ("分类：这件事应当走哪条途径", "Classify: by which route does it go"),
        "route-petition": ("转送、交办，或者告知去向", "Transfer it, assign it, or say where it goes"),
        "accept-or-guide": (
            "决定：受理并书面告知，提出异议，或者告知去向",
            "Decide: accept it and say so in writing, object, or say where it goes",
        ),
        "answer-objection": (
            "核实异议：同意收回，或者不同意",
            "Check the objection: take it back, or reject it",
        ),
        "settle-competence": ("确定由哪个机关受理", "Settle which organ is competent"),
        "handle-petition": ("办理并出具处理意见", "Handle it and give the opinion"),
        "serve-opinion": ("向每位信访人送达处理意见书", "Serve the opinion on every petitioner"),
        "look-at-class": ("有人对分类有异议，请复核", "The class is contested: look at it again"),
        "report-up": ("重大、紧急：请立即报告", "Major or urgent: report it up at once"),
        "approve-extension": ("审批延期申请", "Decide on the extension asked for"),
        "sign-opinion": ("审阅并签发处理意见书", "Read the draft opinion and sign it"),
        "report-back": ("交办事项：报告办理结果", "Assigned: report the result"),
        "look-into-late-petition": ("督办：信访事项已逾期", "Look into it: the petition is late"),
        "follow-up": ("首访负责：关注进展，回应询问", "First receiver: follow it, and answer whoever asks"),
    },
    "role": {
        "first_receiver": ("首访责任人", "First receiver"),
    },
    "notice": {
        "transferred": (
            (
                "信访部门将一件信访事项转送到本单位，原因是按分类属于本单位职权。请打开案件，在期限内书面告"
                "知信访人是否受理；认为不属于本单位职权的，在期限内说明详细理由提出异议，异议得到同意之前仍"
                "由本单位负责，不得自行退回。"
            ),
            (
                "The petition department transferred a petition to you, because as classified it is within "
                "your powers. Open it and tell the petitioner in writing, within the period, whether you "
                "accept it; if it is not yours, object within the period with detailed reasons. Until the "
                "sender agrees it stays with you."
            ),
        ),
        "assigned": (
            (
                "信访部门将一件信访事项交办到本单位，原因是按分类属于本单位职权，并要求报告结果。请在期限内"
                "书面告知信访人是否受理，并在下列日期前报告办理结果；认为不属于本单位职权的，在期限内说明详"
                "细理由提出异议，不得自行退回。"
            ),
            (
                "The petition department assigned a petition to you, because as classified it is within your "
                "powers, and wants a report. Tell the petitioner in writing, within the period, whether you "
                "accept it, and report the result by the day below; if it is not yours, object within the "
                "period with detailed reasons."
            ),
        ),
        "transfer-objected-to": (
            (
                "收到转送、交办的单位提出异议，认为这件信访事项不属于其职权，理由见案件。请尽快核实：同意的"
                "收回后另行转送，不同意的说明理由；期限在此期间不停止计算。"
            ),
            (
                "The organ a petition was sent to has objected that it is not within its powers; its reasons "
                "are in the case. Check them soon: take it back and send it where it belongs, or reject the "
                "objection with a reason. The periods run on meanwhile."
            ),
        ),
        "objection-agreed": (
            (
                "本单位提出的异议已经同意，原因见案件，这件信访事项已由信访部门收回。请停止办理，把收到的材"
                "料一并退还信访部门。"
            ),
            (
                "Your objection was agreed with, for the reason in the case, and the petition department has "
                "taken the petition back. Stop work on it and return the papers you received."
            ),
        ),
        "objection-rejected": (
            (
                "本单位提出的异议没有得到同意，原因见案件，这件信访事项仍由本单位负责，期限一直在计算。请立"
                "即办理，在期限内书面告知信访人是否受理。"
            ),
            (
                "Your objection was rejected, for the reason in the case: the petition stays with you, and "
                "its periods have run all the while. Take it up now and tell the petitioner in writing, "
                "within the period, whether you accept it."
            ),
        ),
        "competence-disputed": (
            (
                "一件信访事项由哪个机关受理有争议：有关单位都认为不属于自己，已经达到本县规定的次数。请尽快"
                "组织协商；协商不成的，由共同的上一级机关决定，或者提请信访工作联席会议协调。信访人的期限不"
                "因争议停止计算。"
            ),
            (
                "It is disputed which organ is competent for a petition: as often as this county allows, "
                "organs have said that it is not theirs. Bring them to agree; if they do not, decide as "
                "their common superior, or let the joint meeting coordinate. The petitioner's periods do not "
                "stop for it."
            ),
        ),
        "competence-settled": (
            (
                "已经确定这件信访事项由本单位受理，原因和方式见案件；对此不再异议。请在期限内书面告知信访人"
                "，并依法办理。"
            ),
            (
                "It has been settled that this petition is yours; how and why is in the case, and no "
                "objection is open any more. Tell the petitioner in writing within the period, and handle "
                "it."
            ),
        ),
        "urgent-petition": (
            (
                "紧急：一件信访事项被认定为重大、紧急，理由见案件。请立即查看，在职权范围内依法采取措施，并"
                "及时报告，不得隐瞒、谎报、缓报；报告后在案件中记录。"
            ),
            (
                "Urgent: a petition was flagged as major or urgent, for the reason in the case. Look at "
                "once, do what is within your powers, and report it up without delay; nothing may be "
                "concealed, falsified or held back. Then record the report in the case."
            ),
        ),
        "period-ending": (
            (
                "提醒：信访事项的办理期限即将届满，原因是自受理之日起的期限将满。请抓紧办结；情况复杂确需延"
                "期的，在届满前由承办人申请、负责人批准，并告知信访人理由。"
            ),
            (
                "Reminder: the period for handling this petition, counted from its acceptance, is about to "
                "end. Finish it; if it is complex and truly needs more time, the handler asks and the head "
                "approves before the end, and the petitioner is told why."
            ),
        ),
        "petition-late": (
            (
                "督办提醒：一件信访事项的期限已过，应当办的事还没有办。请了解原因并依法督办，督促有关单位办"
                "结并向信访人说明；案件不会自动结案。"
            ),
            (
                "To the supervisor: a period of a petition has passed and what was due is not done. Find out "
                "why, supervise it, see that the organ finishes it and explains the delay to the petitioner. "
                "Nothing closes by itself."
            ),
        ),
        "act-referred": (
            (
                "信访部门移送了一项具体行为，因其可能违反治安管理等法律规定，时间、地点和证据见案件。请依法"
                "审查处理；移送不影响信访事项本身的办理。"
            ),
            (
                "The petition department referred one concrete act to you, because it may break the law; "
                "time, place and evidence are in the case. Examine it as the law provides. The handling of "
                "the petition itself is not touched by it."
            ),
        ),
    },
    "event": {
        "PetitionRegistered": ("信访事项登记", "The petition was registered"),
        "Classified": ("已分类", "It was classified"),
        "ClassDisputed": ("有人对分类提出异议", "The class was contested"),
        "FirstVisitRecorded": (
            "已记录“五个一次性”",
            "What was understood and told at the first visit was recorded",
        ),
        "Transferred": ("已转送、交办", "It was transferred or assigned"),
        "FlaggedUrgent": ("认定为重大、紧急", "It was flagged as major or urgent"),
        "ReportedUp": ("已及时报告", "It was reported up"),
        "TransferObjectedTo": ("收到单位提出异议", "The receiving organ objected to the transfer"),
        "TakenBack": ("同意异议，已收回", "The objection was agreed with; it was taken back"),
        "ObjectionRejected": ("不同意异议", "The objection was rejected"),
        "CompetenceDisputed": ("出现受理争议", "Competence came into dispute"),
        "JointMeetingCalled": ("已提请联席会议协调", "The joint meeting was called"),
        "CompetenceSettled": ("已确定受理机关", "It was settled who is competent"),
        "SuccessorNamed": ("改由继续行使职权的机关办理", "The organ that goes on with the functions has it"),
        "TransferSettled": (
            "逾期未提异议，由收到单位负责",
            "No objection in time: it is the receiving organ's own",
        ),
        "Accepted": ("已受理", "It was accepted"),
        "HandlerAppointed": ("已指定承办人", "A handler was appointed"),
        "SwitchedToOrdinary": ("已转为普通程序", "It went over to the ordinary procedure"),
        "FactsHeard": ("已听取事实和理由", "Facts and reasons were heard"),
        "PanelDrawn": ("已抽取听证评议团", "The panel was drawn"),
        "HearingHeld": ("已举行听证", "The hearing was held"),
        "MediationProposed": ("各方同意，转入调解", "Both sides agreed to mediation"),
        "MediationReturned": ("调解结果已回传", "The result of the mediation came back"),
        "ExtensionRequested": ("已申请延期", "An extension was asked for"),
        "HandlingExtended": ("已批准延期", "The period was extended"),
        "ExtensionRefused": ("未批准延期", "The extension was refused"),
        "OpinionDrafted": ("处理意见已拟出", "The opinion was drafted"),
        "OpinionSigned": ("处理意见书已签发", "The opinion was signed"),
        "SuggestionAnswered": ("已答复建议", "The suggestion was answered"),
        "OpinionServed": ("处理意见书已送达", "The opinion was served"),
        "ReportedBack": ("已报告办理结果", "The result was reported"),
        "ActReferred": ("已将一项行为移送公安机关", "An act was referred to the police"),
        "WithdrawalNoted": ("信访人撤回", "A petitioner withdrew"),
        "HandlerRecused": ("有关人员回避", "Somebody stepped aside"),
        "PeriodReminded": ("到期前提醒", "Reminded before the period's end"),
        "PeriodFellOverdue": ("期限已过", "A period passed"),
        "ReportFellOverdue": ("交办事项逾期未报告", "No report came by the day of the assignment"),
        "Concluded": ("程序办结", "The procedure ended"),
    },
}
