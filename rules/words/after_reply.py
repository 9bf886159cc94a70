"""The words of the time after a petition's reply (答复后), and of reviews and re-reviews (复查、复核)."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "procedure": {
        "petition_aftercare": ("信访答复后续事项", "After a petition's reply"),
        "review": ("信访复查", "Review"),
        "re_review": ("信访复核", "Re-review"),
    },
    "stage": {
        "reviewing": ("审查中", "Being reviewed"),
        "serving-opinion": ("复查复核意见送达中", "The review opinion is being served"),
        "opinion-served": ("复查复核意见已送达", "The review opinion was served"),
    },
    "outcome": {
        "matter-closed": ("审结", "Audited and closed"),
        "upheld": ("维持原意见", "Upheld"),
        "changed": ("变更原意见", "Changed"),
        "revoked": ("撤销原意见，责令重新办理", "Revoked, to be handled anew"),
        "request-withdrawn": ("撤回复查、复核请求", "The request was taken back"),
    },
    "command": {
        "request_review": ("请求复查", "Ask for a review"),
        "record_evaluation": ("记录评价", "Record an evaluation"),
        "take_up_again": ("恢复已撤回的信访事项", "Take up again what was withdrawn"),
        "record_execution": ("记录处理意见的执行情况", "Record how the opinion was executed"),
        "record_review_carried_out": (
            "记录复查复核意见的执行情况",
            "Record how the review was carried out",
        ),
        "record_after_care": ("记录终结后的帮扶", "Record after-care"),
        "assess_closing": ("三到位一处理评估", "Assess: three in place, one handling"),
        "confirm_with_person": ("结案前与信访人核实", "Confirm with the person before closing"),
        "record_re_examination": ("记录重新审查", "Record the re-examination"),
        "close_matter": ("审结", "Audit and close"),
        "handle_anew": ("重新办理", "Have it handled anew"),
        "record_findings": ("记录审查情况", "Record the findings"),
        "issue_review_opinion": ("出具复查、复核意见", "Issue the review opinion"),
        "serve_review_opinion": ("记录复查、复核意见送达", "Record service of the review opinion"),
        "request_re_review": ("请求复核", "Ask for a re-review"),
    },
    "report": {
        "request_withdrawn": ("信访人撤回复查、复核请求", "The petitioner takes the request back"),
    },
    "task": {
        "assess-closing": ("结案前评估三到位一处理", "Assess before closing: three in place, one handling"),
        "confirm-with-person": ("结案前与信访人核实", "Ask the person before closing"),
        "check-execution": ("督促执行处理意见", "See that the opinion is executed"),
        "carry-out-review": ("执行复查、复核意见", "Carry out what the review decided"),
        "look-after": (
            "程序终结后的疏导教育、矛盾化解、帮扶救助",
            "After the end: explain, offer mediation, help to apply for aid",
        ),
        "close-matter": ("审核后结案", "Audit, then close"),
        "re-examine": (
            "信访人不满意：重新审查办理过程",
            "The person is dissatisfied: re-examine the handling",
        ),
        "review-under-way": ("等待复查、复核的结果", "Waiting for the result of a review"),
        "look-into-opinion": ("审查原处理意见", "Look into the opinion under review"),
        "hold-review-hearing": ("举行听证并记录", "Hold the hearing and record it"),
        "sign-review-opinion": ("签发复查、复核意见", "Sign the review opinion"),
        "serve-review-opinion": ("送达复查、复核意见", "Serve the review opinion"),
        "look-into-late-review": ("督办：复查、复核逾期", "Look into it: the review is overdue"),
    },
    "notice": {
        "reply-duty-overdue": (
            "督办提醒：本信访事项答复后的一项待办已经逾期。请了解原因并督促办理；事项不会自动结案。",
            (
                "To the supervisor: a duty that follows the reply to this petition is overdue. Find out why "
                "and see to it; the matter does not close by itself."
            ),
        ),
        "review-overdue": (
            "督办提醒：本件复查、复核的期限已过，意见还没有出具或者没有全部送达。请了解原因并督促办理。",
            (
                "To the supervisor: the period of this review has passed, and the opinion is not issued "
                "or has not reached everybody. Find out why and see to it."
            ),
        ),
    },
    "window": {
        "ask-for-review": ("可以请求复查的期限", "Time to ask for a review"),
        "evaluate": ("可以评价的期限", "Time to evaluate"),
        "take-up-again": ("可以恢复已撤回事项的期限", "Time to have it taken up again"),
    },
    "ground": {
        "review-revoked": ("复查、复核撤销了原意见", "A review revoked the opinion"),
        "re-examined": (
            "因信访人不满意，重新审查后认为应当重新办理",
            "Found so when the handling was re-examined",
        ),
        "taken-up-again": ("信访人恢复已撤回的事项", "The petitioner had it taken up again"),
    },
    "in-place": {
        "in-place": ("到位", "In place"),
        "not-in-place": ("未到位", "Not in place"),
        "not-called-for": ("不涉及", "Not called for"),
    },
    "act-referral": {
        "none": ("不涉及违法行为", "No unlawful act"),
        "police": ("移送公安机关依法处理", "Referred to the police"),
        "competent-authority": ("移送主管机关依法处理", "Referred to the competent authority"),
    },
    "contact": {
        "in-person": ("当面", "In person"),
        "telephone": ("电话", "By telephone"),
        "online": ("网上", "Online"),
        "letter": ("信函", "By letter"),
    },
    "agrees": {
        "yes": ("同意结案", "Agrees to the closing"),
        "no": ("不同意结案", "Does not agree"),
        "unreachable": ("联系不上", "Could not be reached"),
    },
    "evaluated": {
        "unit": ("责任单位", "The responsible unit"),
        "petition-department": ("信访部门", "The petition department"),
    },
    "satisfaction": {
        "satisfied": ("满意", "Satisfied"),
        "basically-satisfied": ("基本满意", "Basically satisfied"),
        "dissatisfied": ("不满意", "Dissatisfied"),
    },
    "evaluation-status": {
        "awaited": ("待评价", "Not evaluated yet"),
        "evaluated": ("已评价", "Evaluated"),
        "lapsed": ("超期未评价", "Not evaluated in time"),
    },
    "re-examination": {
        "upheld": ("办理并无不当", "The handling stands"),
        "handle-anew": ("应当重新办理", "To be handled anew"),
    },
    "executed": {
        "fully": ("已全部执行", "Fully executed"),
        "partly": ("部分执行", "Partly executed"),
        "not": ("没有执行", "Not executed"),
    },
    "after-care": {
        "explanation": ("疏导教育", "Explanation"),
        "mediation-offer": ("提出调解，化解矛盾", "Offer of mediation"),
        "aid-application": ("帮助申请救助", "Help with an application for aid"),
    },
    "substance": {
        "resolved": ("已实质化解", "Solved in substance"),
        "partly": ("部分化解", "Partly solved"),
        "unresolved": ("程序已结，事项未化解", "The procedure has ended, the matter is not solved"),
    },
    "filing": {
        "window": ("窗口", "At a window"),
        "online": ("网上", "Online"),
        "post": ("邮寄", "By post"),
    },
    "event": {
        "PetitionAftercareOpened": ("答复后续事项开始", "What follows the reply began"),
        "ReviewAskedFor": ("已请求复查", "A review was asked for"),
        "TakenUpAgain": ("信访人已恢复撤回的事项", "The petitioner had it taken up again"),
        "ClosingAssessed": ("已评估三到位一处理", "Assessed: three in place, one handling"),
        "ConfirmedWithPerson": ("结案前已与信访人核实", "The person was asked before closing"),
        "Evaluated": ("信访人已评价", "The petitioner evaluated"),
        "ReExamined": ("已重新审查办理过程", "The handling was re-examined"),
        "ExecutionRecorded": ("记录处理意见执行情况", "Execution of the opinion was recorded"),
        "ReviewCarriedOut": ("记录复查复核意见执行情况", "Carrying out of the review was recorded"),
        "AfterCareGiven": ("已开展终结后的帮扶", "After-care was given"),
        "MatterAudited": ("已审核", "The matter was audited"),
        "ReviewResultNoted": ("已知悉复查、复核结果", "The result of a review was noted"),
        "ReviewEndNoted": ("已知悉复查、复核程序结束", "The end of a review was noted"),
        "PetitionAftercareClosed": ("审结或者重新办理", "Closed, or to be handled anew"),
        "ReviewOpened": ("收到复查、复核请求", "A request for review was received"),
        "FindingsRecorded": ("记录审查情况", "Findings were recorded"),
        "PanelChanged": ("听证评议团成员已更换", "The panel was changed after a recusal"),
        "ReviewOpinionIssued": ("已出具复查、复核意见", "The review opinion was issued"),
        "ReviewOpinionServed": ("复查、复核意见已送达", "The review opinion was served"),
        "ReReviewAskedFor": ("已请求复核", "A re-review was asked for"),
        "RequestTakenBack": ("已撤回请求", "The request was taken back"),
        "ReviewFellOverdue": ("复查、复核逾期", "The review fell overdue"),
        "ReviewClosed": ("复查、复核程序结束", "The review ended"),
    },
    "clock-trigger": {
        "petition-withdrawn": ("信访人撤回信访事项", "The petition was withdrawn"),
        "closing-put-off": ("结案前又有待办事项", "Something came up before the closing"),
    },
    "document": {
        "D-10": ("复查意见书", "Review Opinion"),
        "D-11": ("复核意见书", "Re-review Opinion"),
        "D-17": ("听证通知书", "Notice of a Hearing"),
    },
    "hearing-place": {
        "room": ("{name}", ", {name},"),
    },
    "hearing-right": {
        "recusal": ("申请评议团成员回避", "to ask that a member of the panel step aside"),
        "agent": ("委托代理人参加", "to be represented by an agent"),
        "to-be-heard": ("陈述事实和理由", "to state facts and reasons"),
        "evidence": ("提交证据材料", "to hand in evidence"),
    },
}
