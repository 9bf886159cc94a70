"""An example of every request, as the OpenAPI document shows it; a test sends each of them."""

from typing import Any

from api import meeting_examples
from rules.registers import Register

_SCREEN = {
    "family-violence": "no",
    "crime": "no",
    "harm-to-a-child": "no",
    "status": "no",
    "public-interest-illegality": "no",
    "punishment-decided": "no",
    "administrative-act": "no",
    "discipline": "no",
    "case-already-accepted": "no",
}
_PARTY = "6f0c2f0e-5c0e-5b5e-9a55-0b1d5e6a7c01"
_OTHER = "6f0c2f0e-5c0e-5b5e-9a55-0b1d5e6a7c02"

_MATTER = {
    "channel": "window",
    "title": "宅基地边界争议",
    "body": "我家与邻居就院墙位置争执多年，请求调解。",
    "author": "王甲",
    "contact": "示例县柳湾村",
    "unit": "sl-t1-v1",
    "origin": {"source": "window-register", "id": "2026-0001"},
}

VERBS: dict[str, dict[str, Any]] = {
    # event
    "SignIn": {},
    "PassOn": {"unit": "sl-d10", "reason": "占道停放由城市管理部门处置。"},
    "Respond": {"words": "已到现场，车主不在车内。"},
    "RecordHandling": {"words": "联系车主挪车，通道已经恢复。"},
    "ProposeClosing": {"result": "put-right", "words": "通道畅通，现场照片已核对。"},
    "ApproveClosing": {},
    "SendEventBack": {"reason": "照片上通道仍被占用，请再到现场。"},
    "RecordAnalysis": {"cause": "planning", "place_kind": "road", "words": "巷口没有停车标线。"},
    "TurnEventIntoPetition": {"wish": "报告人没有留姓名；内容是请求落实补偿政策。"},
    "TurnEventIntoDispute": {"wished_by": _PARTY, "wish": "我想请人来调解。"},
    # inspection
    "RecordFinding": {
        "matter": "SL-2026-000001",
        "aspect": "handling",
        "unit": "sl-d1",
        "basis": "informed",
        "words": "受理后没有书面告知本人。",
    },
    "FindInOrder": {"matter": "SL-2026-000001", "aspect": "matter"},
    "CallInInspector": {"role": "centre_dispatcher"},
    "IssueCircular": {"words": "抽查二十件，发现问题三个，限期整改。"},
    "RecordRectification": {"finding": 1, "words": "已补送告知书，并向本人说明。"},
    "CheckRectification": {"finding": 1, "item": "handling"},
    "SignOffRectification": {"finding": 1},
    "SendBackRectification": {"finding": 1, "reason": "没有送达回证。"},
    # old matters under a leader
    "AssignLeader": {"role": "county_leader", "unit": "sl"},
    "TakeCharge": {},
    "ProposeLeader": {"role": "township_head", "unit": "sl-t1", "reason": "原包案领导已调离。"},
    "ApproveLeader": {},
    "DeclineLeader": {"reason": "仍由原领导包案更合适。"},
    "FormTeam": {"units": ["sl-d1", "sl-t1"], "handler": "sl-d1"},
    "SetPlan": {"words": "先核实账目，再组织协商。"},
    "AddMilestone": {"due_on": "2026-12-31", "words": "完成账目核实。"},
    "ReachMilestone": {"milestone": 1, "words": "账目已核实，双方签字。"},
    "ReportSettled": {"words": "款项已付清，本人认可。"},
    "CheckBacklog": {"item": "matter"},
    "AssessBacklog": {"words": "走访本人，确已化解。"},
    "TakeBackToWork": {"reason": "本人表示款项尚未收到。"},
    "HandBack": {"reason": "事项正在诉讼，由法院处理。"},
    **meeting_examples.VERBS,
    # dispatch
    "ReportForDuty": {},
    "ObjectToCall": {"reason": "事发地不在本单位职责范围内，建议由自然资源部门到场。"},
    "DecideCallObjection": {
        "call": 2,
        "ruling": "replaced",
        "reason": "同意改派。",
        "role": "dept_head",
        "unit": "sl-d2",
    },
    "LogArrival": {"call": 1, "arrived_at": "2026-03-02T01:40:00Z", "who": "局长带两名工作人员到场。"},
    "CallAnotherUnit": {"role": "dept_head", "unit": "sl-d3"},
    "StandUnitDown": {"call": 2, "reason": "现场已经平息，不需到场。"},
    "SetUnitTask": {"call": 1, "words": "核对工资表，当面答复。", "due_at": "2026-03-02T09:00:00Z"},
    "FinishUnitTask": {"task": 1, "result": "已核对，拖欠数额双方认可。"},
    "DropUnitTask": {"task": 1, "reason": "当事人已自行核对。"},
    "RecordDispatchMinutes": {"words": "到场单位一致同意：先垫付，后追偿。"},
    "CloseDispatch": {"result": "现场处置完毕，各单位任务均已完成。"},
    "CallOffDispatch": {"reason": "当事人已离开，改日约谈。"},
    # incident
    "TakeUpDanger": {"grade": "general"},
    "PutDangerAside": {"words": "民警到场劝离，双方情绪平稳，不构成突发事件。"},
    "ServeAs": {"function": "deputy", "role": "township_head", "unit": "sl-t1"},
    "GiveOrder": {"role": "police_station", "unit": "sl-t1", "words": "立即到场维持秩序，疏散围观人员。"},
    "AcknowledgeOrder": {"order": 1},
    "ReportOrderDone": {"order": 1, "result": "现场已疏散，秩序恢复。"},
    "WithdrawOrder": {"order": 1, "reason": "已由其他单位到场。"},
    "FileSituationReport": {"words": "现场约三十人，情绪激动，无人受伤。"},
    "RecordCommandDecision": {"words": "由司法所当场组织调解。"},
    "Regrade": {"grade": "larger", "reason": "围观人数增加。"},
    "OfferCommand": {"role": "political_legal_commissioner", "unit": "sl-t1"},
    "TakeOverCommand": {},
    "DeclineCommand": {"reason": "正在另一处现场。"},
    "StandDown": {"role": "centre_dispatcher", "unit": "sl", "words": "现场平息，人员撤离。"},
    "FileClosingReport": {"report": "起因、经过、处置、后续跟进的单位，见附件说明。"},
    # invited to a mediation
    "InviteParticipant": {
        "person": "p-sl-t1-v1-invited-participant",
        "unit": "sl-t1-v1",
        "kind": "lawyer",
        "agreed_by": ["5b7e0c1a-0000-4000-8000-000000000001", "5b7e0c1a-0000-4000-8000-000000000002"],
    },
    "RecordUndertaking": {
        "person": "p-sl-t1-v1-invited-participant",
        "undertaking": "本人承诺对调解中知悉的情况保密。（签名）",
    },
    "WithdrawInvitation": {"person": "p-sl-t1-v1-invited-participant", "reason": "本人出差，改请他人。"},
    "InvitationConsentWithdrawn": {
        "party": "5b7e0c1a-0000-4000-8000-000000000001",
        "person": "p-sl-t1-v1-invited-participant",
    },
    # errand
    "RecordStep": {"act": "submit", "words": "已代为向镇信访办递交申请和工资条复印件。"},
    "CallMeeting": {"words": "涉及人社、住建两个部门，请召开联席会议。"},
    "AnswerMeetingCall": {"is_held": True, "words": "定于下周二上午在镇信访办召开。"},
    "ReportErrand": {"words": "材料已递交，人社所已受理，本人已收到受理告知。"},
    "RecordErrandSatisfaction": {"value": "dissatisfied", "words": "只递了材料，没有问结果。"},
    "AnswerReExamination": {
        "findings": "代办员漏问了办理结果。",
        "reasons": "授权写明代问进展，应当补问并当面告知。",
        "goes_on": True,
    },
    "AnswerLastExamination": {"words": "经信访局核实，已督促人社所当面答复本人。"},
    "ErrandRevoked": {},
    # consultation
    "AnswerOnTheSpot": {"answer": "加班工资应当按月支付；可以先向人社部门投诉，也可以申请劳动仲裁。"},
    "AnswerQuestion": {"answer": "经向人社部门核实，补缴手续可在政务大厅办理。"},
    "BookService": {
        "service": "legal-advice",
        "scheduled_for": "2026-03-04T01:00:00Z",
        "place_unit": "sl-t1-v1",
    },
    "RebookService": {
        "scheduled_for": "2026-03-05T01:00:00Z",
        "place_unit": "sl",
        "reason": "本人请求改到下午。",
    },
    "CancelBooking": {"reason": "本人电话告知已经了解清楚。"},
    "RecordConsultationService": {
        "service": "legal-advice",
        "place_unit": "sl-t1-v1",
        "words": "律师讲解了劳动仲裁的时效和材料。",
    },
    "HandOverQuestion": {"unit": "sl-d1", "reason": "涉及社会保险补缴，请人社部门答复。"},
    "AskSupplement": {"what": "请补充劳动合同和最近三个月的工资条。"},
    "RecordSupplement": {"words": "已收到劳动合同复印件一份。"},
    "TurnIntoPetition": {"wished_by": _PARTY, "wish": "我要把这件事作为信访事项提出来。"},
    "TurnIntoDispute": {"wished_by": _PARTY, "wish": "我想请人来调解。"},
    "AddNote": {"words": "已与人社部门电话沟通，明日回复。"},
    "SendMessage": {"to": _PARTY, "words": "您咨询的事项已转人社部门，五个工作日内答复。"},
    "QuestionWithdrawn": {"person": _PARTY},
    "AgencyRevoked": {"agent": _PARTY},
    # handoff
    "RecordHandoffConsent": {"party": _PARTY, "form": "written", "given_at": "2026-03-02T02:00:00Z"},
    "AddHandoffPapers": {"papers": [{"kind": "complaint", "text": "起诉状。", "secrecy": "internal"}]},
    "DescribeHandoff": {"traits": ["title"], "counted_from": "2026-03-02T02:00:00Z"},
    "SendHandoff": {},
    "RecallHandoff": {"reason": "当事人已自行和解。"},
    "SupplyHandoff": {
        "papers": [{"kind": "mediation-record", "text": "第二次调解的笔录。"}],
        "note": "按要求一次补齐。",
    },
    "ConfirmReturn": {},
    "ExpireHandoff": {"reason": "期限已过，对方没有答复，另行选定。"},
    "ResendMessage": {"seq": 6},
    "LayMessageAside": {"seq": 6, "proof": "已电话告知立案庭，并由其签收纸质材料。"},
    "SignForHandoff": {},
    "AcceptHandoff": {"ref": "tj-2026-0102"},
    "RefuseHandoff": {
        "reason": "not-competent",
        "legal_basis": "《信访工作条例》第二十三条。",
        "words": "这件事不属于本单位的职权范围。",
    },
    "WantSupplement": {"what": "请补充送达地址确认书和证据目录。"},
    "RecordProgress": {"note": "已与双方约定下周一调解。"},
    "ExtendHandoff": {"days": 10, "agreed": [_PARTY, _OTHER]},
    "GiveCoTask": {
        "unit": "sl-d1",
        "what": "请核实社会保险缴费情况。",
        "until": "2026-03-12T08:00:00Z",
        "completion": "all",
    },
    "FinishCoTask": {"result": "已核实，缴费记录附后。"},
    "ReturnHandoff": {
        "outcome": "no-agreement",
        "papers": [{"kind": "mediation-record", "text": "调解笔录。"}],
        "performed": "not",
        "undisputed": "双方对借款数额没有争议。",
        "note": "双方对利息分歧较大。",
    },
    "HandoffConsentRefused": {"party": _PARTY},
    "HandOff": {
        "docking": "judicial-confirmation",
        "to": "court",
        "people": [_PARTY, _OTHER],
        "summary": "双方共同申请司法确认，调解协议附后。",
        "traits": [],
        "counted_from": "2026-03-02T02:00:00Z",
    },
    # dispute
    "Claim": {},
    "Release": {},
    "RecordConsent": {"party": _PARTY, "form": "written"},
    "ScheduleSession": {"scheduled_for": "2026-03-04T01:00:00Z", "place_unit": "sl-t1-v1"},
    "PostponeSession": {"scheduled_for": "2026-03-05T01:00:00Z", "reason": "当事人因农忙请求改期。"},
    "CancelSession": {"reason": "当事人住院，本次调解会取消。"},
    "RecordSession": {
        "outcome": "agreement_full",
        "present": ["peoples_mediator"],
        "parties": [_PARTY, _OTHER],
        "mediators": ["p-sl-t1-v1-peoples-mediator"],
        "rights_told": True,
        "minutes": "双方到场，经释明权利义务后达成一致。",
        "agreement": {
            "form": "written",
            "body": "county-committee",
            "has_seal": True,
            "has_mediator_signature": True,
            "terms": "院墙以现有界石为准，双方互不追究。",
        },
    },
    "RaiseEarly": {"reason": "涉及多户，村里难以协调。"},
    "FlagMajor": {"reason": "参与人数众多。"},
    "FlagCrossTownship": {"other_township": "sl-t2"},
    "RequestCountySupport": {"reason": "乡镇调解不成，各方愿意到县里再谈。"},
    "SendBack": {"to_step": 1, "instructions": "先由村里补充勘界后再议。"},
    "ExtendPeriod": {"days": 5, "agreed_in_writing": [_PARTY, _OTHER]},
    "EndWithoutAgreement": {"reason": "双方分歧过大，无法达成一致。"},
    "ConcludeElsewhere": {},
    "AcknowledgeDanger": {},
    "CorrectStart": {
        "clock": "whole",
        "started_at": "2026-02-27T02:00:00Z",
        "reason": "收件日期登记有误。",
    },
    "SuspendClocks": {"ground": "appraisal", "reason": "委托房屋鉴定。"},
    "ResumeClocks": {},
    "ConsentRefused": {"party": _PARTY},
    "ConsentWithdrawn": {"party": _PARTY},
    "Withdrawn": {"party": _PARTY},
    "LeftForRoute": {"party": _PARTY, "route": "court"},
    "FiledInCourt": {"case": "法院受理通知书载明的案号"},
    "ConcernFound": {"concern": "status", "reply": "civil-part-remains"},
    "InterestDeclared": {
        "person": "p-sl-t1-v1-peoples-mediator",
        "role": "peoples_mediator",
        "unit": "sl-t1-v1",
    },
    "DangerReported": {"words": "一方扬言要动手。"},
    "CorrectParticulars": {"party": _PARTY, "telephone": "示例电话", "reason": "登记时写错了一位。"},
    # petition
    "Classify": {"route": "R-54"},
    "RecordFirstVisit": {
        "request": "请求修好村口的路。",
        "crux": "养护责任不明。",
        "policy": "已讲明农村公路由谁养护。",
        "plan": "先勘查，再列入养护计划。",
        "answer": "已告知办理的途径和期限。",
    },
    "Transfer": {"to_unit": "sl-d4", "reason": "该单位负责村内道路。"},
    "Assign": {"to_unit": "sl-d4", "report_by": "2026-12-15", "reason": "该单位负责村内道路。"},
    "Guide": {"explanation": "这件事应当申请劳动仲裁，已说明到哪里、带什么。"},
    "NotAccept": {
        "ground": "N-1",
        "other": "SL-2026-000002",
        "explanation": "同一事项正在办理，请等待答复。",
    },
    "FlagUrgent": {"reason": "汛期将至，道路可能中断。"},
    "ReportUp": {"to": "已报县委、县政府和市信访局。"},
    "ObjectToTransfer": {"reasons": "该路段属于县道，不由本单位养护。", "proposed_unit": "sl-d10"},
    "TakeBack": {"reason": "经核实，属于县道。"},
    "RejectObjection": {"reason": "经核实，属于村内道路。"},
    "CallJointMeeting": {"reason": "两个单位没有共同的上一级机关。"},
    "SettleCompetence": {"unit": "sl-d4", "by_way_of": "superior", "reason": "按权责清单确定。"},
    "NameSuccessor": {"unit": "sl-d10", "reason": "原单位的职权已经划转。"},
    "Accept": {"manner": "ordinary", "notice": "已受理，由本单位按信访程序办理。"},
    "AppointHandler": {"person": "p-sl-d4-dept-handler"},
    "SwitchToOrdinary": {"reason": "需要现场勘查，不适宜简易办理。"},
    "HearFacts": {"record": "当面听取信访人陈述，并到现场查看。"},
    "DrawPanel": {},
    "HoldHearing": {"minutes": "听证笔录。", "panel_opinion": "评议团建议列入今年计划。"},
    "ProposeMediation": {"agreed": [_PARTY, _OTHER], "dispute_type": "neighbour"},
    "RequestExtension": {"days": 30, "reason": "需要等待勘测结果。"},
    "ApproveExtension": {"notice": "因等待勘测结果，延期三十日。"},
    "RefuseExtension": {"reason": "勘测结果已经取得，可以按期答复。"},
    "DraftOpinion": {
        "opinion": "supported",
        "request": "修好村口的路。",
        "facts_and_reasons": "道路损坏多年，影响出行。",
        "findings": "情况属实，该路段应当由本单位养护。",
        "legal_basis": "农村公路养护的有关规定。",
        "executes": "sl-d4",
        "tells_review": True,
    },
    "SignOpinion": {"has_seal": True},
    "AnswerSuggestion": {"adoption": "adopted", "reply": "已列入明年计划。"},
    "CloseSettled": {"agreement": "双方已签订书面协议，存入案卷。"},
    "ServeOpinion": {"petitioner": _PARTY, "method": "in-person", "proof": "当面签收。"},
    "ReportBack": {"report": "已答复信访人，处理意见书附后。"},
    "ReferAct": {
        "act": "砸坏接待室的窗户。",
        "occurred_at": "2026-03-02T02:00:00Z",
        "place": "县信访接待中心",
        "evidence": "监控录像一份。",
        "appeal_told": "已告知不服处理的途径。",
    },
    "ClassContested": {"words": "信访人认为应当按申诉求决类办理。"},
    "PetitionWithdrawn": {"petitioner": _PARTY},
    "ConflictDeclared": {"person": "p-sl-d4-dept-handler"},
    # aftercare
    "RecordService": {"party": _PARTY, "method": "in-person", "proof": "当面签收。"},
    "RecordPerformance": {"performed": "fully", "proof": "院墙已按约定修好。"},
    "RecordRevisit": {"notes": "双方相处平和。"},
    "RecordWhetherFree": {"was_free": True, "notes": "申请人当面表示自愿撤回。"},
    "UndoWithdrawal": {"party": _PARTY},
    "Reopen": {"ground": "new-facts", "reason": "发现新的界址资料。"},
    # after a petition's reply
    "RequestReview": {"petitioner": _PARTY, "filing": "window", "grounds": "处理意见没有核实关键事实。"},
    "TakeUpAgain": {"petitioner": _PARTY, "filing": "window"},
    "RecordEvaluation": {"petitioner": _PARTY, "target": "unit", "value": "basically-satisfied"},
    "RecordExecution": {"executed": "fully", "proof": "工资已经全部补发。"},
    "ReportAfterwards": {"report": "工资已经补发，双方签字确认。"},
    "RecordReviewCarriedOut": {"executed": "partly", "proof": "已经重新核算，款项分两次支付。"},
    "RecordAfterCare": {"measure": "explanation", "notes": "当面说明了政策依据。"},
    "AssessClosing": {
        "resolved": {"how": "in-place", "reason": "合理诉求已经解决。"},
        "explained": {"how": "in-place", "reason": "不合理部分已经当面说明。"},
        "helped": {"how": "not-called-for", "reason": "家庭生活没有困难。"},
        "referral": "none",
    },
    "ConfirmWithPerson": {"petitioner": _PARTY, "how": "telephone", "agrees": "yes"},
    "RecordReExamination": {"finding": "upheld", "notes": "办理程序合规，已当面说明。"},
    "CloseMatter": {"substantively": "resolved", "reason": "诉求已经解决并执行到位。"},
    "HandleAnew": {"ground": "new-facts", "reason": "出现新的证据。"},
    # reviews and re-reviews
    "RecordFindings": {"findings": "调阅原卷宗，走访了三户。"},
    "DrawReviewPanel": {"scheduled_for": "2026-09-10T01:00:00Z", "place_unit": "sl"},
    "HoldReviewHearing": {
        "minutes": "双方陈述并出示证据。",
        "opinion": "评议团多数认为事实清楚。",
        "recommends": "upheld",
    },
    "IssueReviewOpinion": {
        "result": "changed",
        "original": "原处理意见不予支持。",
        "petitioners_view": "信访人认为计算有误。",
        "findings": "工龄少计两年。",
        "basis": "依据有关工龄计算的规定。",
        "orders": "责令重新核算并补发。",
        "tells_the_way": True,
        "has_seal": True,
    },
    "ServeReviewOpinion": {
        "petitioner": _PARTY,
        "method": "in-person",
        "proven_at": "2026-09-12T01:00:00Z",
        "proof": "当面签收。",
    },
    "RequestReReview": {"petitioner": _PARTY, "filing": "online", "grounds": "对复查意见不服。"},
    "RequestWithdrawn": {"petitioner": _PARTY},
}

# What the discipline clerk asks of an accusation: in no document.
# supervision and recommendations
VERBS |= {
    "DraftLetter": {
        "facts": "该事项受理期限已过十日，经两次提醒仍未答复信访人。",
        "demand": "三个工作日内作出是否受理的决定，书面告知信访人并说明原因。",
    },
    "SignLetter": {},
    "SetLetterAside": {"reason": "该单位已于昨日办结，系统尚未登记。"},
    "ReportRectification": {"report": "已受理并告知信访人，逾期原因是经办人调离未交接，现已指定专人。"},
    "AcceptRectification": {"findings": "已查阅告知书和送达回证，属实。"},
    "AskAgain": {"reason": "没有说明逾期原因，请补充。"},
    "WriteRecommendation": {
        "to": "sl-d4",
        "cases": ["SL-2026-000001"],
        "problem": "村道养护责任不清，同类反映多发。",
        "evidence": "近三个月同一镇反映六件。",
        "analysis": "养护责任没有落实到单位，报修渠道不公开。",
        "proposal": "公布养护责任清单和报修渠道，明确修复时限。",
    },
    "WriteAccountability": {
        "to": "sl",
        "concerns": "sl-d4",
        "cases": ["SL-2026-000001"],
        "conduct_facts": "两次督办后仍未办理。",
        "conduct_evidence": "督办函两份、整改反馈两份。",
        "conduct_consequence": "道路塌陷造成一人受伤。",
        "conduct_proposal": "建议依照管理权限调查处理。",
    },
    "SignRecommendation": {},
    "DropRecommendation": {"reason": "主管部门已在制定办法。"},
    "ConfirmReceipt": {},
    "RecordReceipt": {"received_at": "2026-03-03T01:00:00Z", "proof": "送达回证，办公室签收。"},
    "GiveFeedback": {"adoption": "adopted", "reasons": "已列入本季度工作，六月底前公布清单。"},
    "GiveConductFeedback": {"adoption": "partly-adopted", "conduct_reasons": "已责成该单位说明情况。"},
}
SEALED_VERBS: dict[str, dict[str, Any]] = {
    "TransferToDiscipline": {"organ": "sl-city", "accused_units": ["sl"], "reason": "按照管理权限。"},
    "TellAcceptance": {"method": "in-person", "proof": "当面告知。"},
    "RecordResult": {"result": "经核查，反映的问题不属实。"},
    "TellResult": {"method": "in-person", "proof": "当面告知。"},
}


def _named(name: str, value: Any) -> dict[str, Any]:
    return {name: {"value": value}}


MATTER = _named("matter", _MATTER)
DISPUTE = _named(
    "dispute",
    {
        "matter": _MATTER,
        "dispute_type": "boundary",
        "village": "sl-t1-v1",
        "parties": [
            {"role": "applicant", "name": "王甲", "contact": "示例县柳湾村"},
            {"role": "respondent", "name": "李乙"},
        ],
        "screen": _SCREEN,
    },
)
CONSULTATION = _named(
    "consultation",
    {
        "matter": {
            "channel": "window",
            "title": "加班工资怎么讨",
            "body": "厂里拖欠三个月加班费，想问问可以走什么途径。",
        },
        "people": [
            {"role": "petitioner", "name": "王甲", "contact": "示例县柳湾村"},
            {
                "role": "errand-agent",
                "name": "赵丙",
                "acts_for": "王甲",
                "authority": "委托赵丙代为递交材料、代收告知。",
                "powers": ["submit", "receive"],
            },
        ],
        "services": ["legal-advice"],
        "village": "sl-t1-v1",
    },
)
_REPORT = {
    "kind": "illegal-parking",
    "title": "巷口停了一辆车，三轮车过不去",
    "body": "从早上停到现在。",
    "reporter": {"contact": "13800000000"},
}
PLACE_REPORT = _named("blocked lane", _REPORT)
EVENT = _named("blocked lane", {**_REPORT, "place": "dx-0001", "channel": "grid-report"})
INSPECTION = _named(
    "inspection",
    {
        "title": "欠薪事项办理质量督查",
        "body": "抽查上半年受理的欠薪事项，事项与办理一并核查。",
        "units": ["sl-d1", "sl-t1"],
        "kinds": ["dispute", "petition"],
        "since": "2026-01-01",
        "until": "2026-06-30",
        "sample_size": 20,
        "jointly": ["petition_bureau"],
    },
)
BACKLOG = _named("backlog", {"number": "SL-2026-000001", "ground": "assigned-from-above"})
DISPATCH = _named(
    "dispatch",
    {
        "matter": {"channel": "window", "title": "厂门口聚集讨薪"},
        "village": "sl-t1-v1",
        "lead": {"role": "dept_head", "unit": "sl-d1"},
        "units": [{"role": "police_station", "unit": "sl-t1"}],
        "purpose": "十余名工人在厂门口讨要工资，请到场核对数额、维持秩序。",
        "place": "柳湾村鞋厂门口",
        "be_there_by": "2199-03-02T01:45:00Z",
    },
)
INCIDENT = _named(
    "incident",
    {
        "matter": {"channel": "window", "title": "施工现场对峙"},
        "township": "sl-t1",
        "grade": "general",
        "words": "两村村民在界址施工现场对峙，约三十人。",
    },
)
ACTIVITY = _named(
    "activity",
    {
        "team": "red-house-3",
        "unit": "sl-t1-v1",
        "kind": "mutual-aid",
        "held_on": "2026-11-01",
        "volunteers": 6,
        "hours": 12,
    },
)
FILTER = _named(
    "filter", {"list": "worklist", "label": "本周到期的纠纷", "query": {"kind": "dispute", "due": "week"}}
)
ERRAND = _named(
    "errand",
    {
        "matter": {"channel": "window", "title": "代办追讨加班工资", "body": "腿脚不便，请代办员帮忙跑。"},
        "people": [{"role": "petitioner", "name": "王甲", "contact": "示例县柳湾村"}],
        "about": None,
        "authority": "委托柳湾村代办员代交材料、代问进展，至2026年12月31日止。王甲（签名）",
        "scope": ["submit", "enquire"],
        "until": "2026-12-31",
        "agent": {"person": "p-sl-t1-v1-errand-agent", "unit": "sl-t1-v1"},
        "leader": {"person": "p-sl-t1-township-head", "role": "township_head", "unit": "sl-t1"},
        "village": "sl-t1-v1",
    },
)
_BEFORE = {**_MATTER, "channel": "cut-over", "received_at": "2026-01-02T01:00:00Z"}
PAST_MATTER = _named(
    "past matter",
    {
        "matter": {**_BEFORE, "origin": {"source": "older-system", "id": "2025-0417"}},
        "kind": "dispute",
        "outcome": "agreement",
        "dispute_type": "boundary",
        "village": "sl-t1-v1",
        "step": 1,
        "closed_at": "2026-01-08T09:00:00Z",
    },
)
BROUGHT_OVER = _named(
    "dispute in mid-course",
    {
        "matter": {**_BEFORE, "origin": {"source": "older-system", "id": "2025-0512"}},
        "dispute_type": "boundary",
        "village": "sl-t1-v1",
        "parties": [
            {"role": "applicant", "name": "王甲", "contact": "示例县柳湾村"},
            {"role": "respondent", "name": "李乙"},
        ],
        "registered_at": "2026-01-02T01:00:00Z",
        "step": 2,
        "step_since": "2026-01-07T01:00:00Z",
        "stage": "mediation",
        "consented": True,
    },
)
_SUBMISSION = {
    "channel": "letter",
    "title": "宅基地边界争议",
    "body": "我家与邻居就院墙位置争执多年，请求调解。",
    "author": "王甲",
    "contact": "示例县柳湾村",
}
SUBMISSION = _named("letter", _SUBMISSION)
BY_CODE: dict[str, dict[str, Any]] = {
    "evaluation": {"target": "unit", "value": "basically-satisfied", "reason": "答复说得清楚，只是慢了些。"},
    "review": {"grounds": "处理意见没有核实关键事实。"},
    "re-review": {"grounds": "复查意见没有回应我提交的证据。", "petitioner": 1},
    "take-up-again": {},
    "withdrawal": {},
    "contest": {"words": "我反映的是拖欠工资，不是村务公开。"},
    "consent": {},
    "consent-refusal": {},
    "consent-withdrawal": {"petitioner": 1},
    "dispute-withdrawal": {},
    "leaving": {"route": "court"},
    "mediation-again": {},
    "closing": {"agrees": "no", "notes": "答应修的路还没有动工。"},
    "errand-revocation": {},
    "errand-satisfaction": {"value": "dissatisfied", "words": "跑了两趟，没有告诉我结果。"},
}
ADDED_WORDS = {"words": "昨天又下雨，井台边的水已经漫到路上，附上当天的情况。"}
PUBLIC_SUBMISSION = _named("online form", {**_SUBMISSION, "channel": "online-form"})
CLASSIFICATION = _named(
    "letter that is both",
    {
        "purpose": "mixed",
        "is_real_name": True,
        "ordinary": {"title": "宅基地边界争议", "body": "请求调解院墙位置。"},
        "accusation": {"title": "反映有关人员问题", "body": "另行反映的情况。"},
    },
)
DESCRIBED = _named(
    "described", {name: _MATTER[name] for name in ("title", "body", "unit")} | {"people": ["王甲"]}
)
KEEPING: dict[str, dict[str, Any]] = {
    "place_hold": {"ground": "litigation", "reason": "当事人已向人民法院起诉，需要保留案卷。"},
    "release_hold": {"reason": "判决已经生效。"},
    "propose_erasure": {"reason": "保管期满，经鉴定没有继续保存的价值。"},
    "confirm_erasure": {},
    "decline_erasure": {"reason": "案卷有参考价值，先作档案鉴定。"},
    "receive_data_request": {"asks": "see", "words": "请给我一份登记的个人信息。"},
    "grant_data_request": {"words": "已核对身份，当面交付复制件。"},
    "refuse_data_request": {"ground": "of-others", "reason": "请求查阅的是对方当事人的联系方式。"},
    "restrict_use": {"reason": "保管期限未满，先停止使用。"},
    "lift_restriction": {"reason": "人民法院调取案卷。"},
    "note_personal_notice": {"version": "26-1"},
    "ask_about_own_information": {"asks": "delete", "words": "事情已经办完，请删除我的个人信息。"},
}
LINK = _named("link", {"other": "SL-2026-900002", "kind": "same-matter", "reason": "两件说的是同一道院墙。"})
PAPER = _named("objection", {"form": "D-07"})
WRITE_PAPER = _named(
    "written",
    {
        "fields": [
            {"code": "reasons", "said": "该地块不在本镇辖区。"},
            {"code": "returned", "said": "来信一件\n照片三张"},
        ]
    },
)
TAKE_PAPER = _named("review", {"step": "review"})
SEND_BACK_PAPER = _named("send back", {"reason": "依据没有写明条款。"})
VOID_PAPER = _named("void", {"reason": "收件单位写错，另行发文。"})
SERVE_PAPER = _named("in person", {"method": "direct", "receiver": "本人", "served_on": "2026-03-02"})
ASK_AUTOGRAPHS = _named("both", {"parties": [_PARTY, _OTHER], "mediators": [{"name": "周调解"}]})
SIGN_ELECTRONICALLY = _named("mediator", {"signatory": "3", "digest": "0" * 64})
NOTICE_WISH = {"way": "sms", "address": "13800000000", "language": "zh"}
BUNDLE = _named("with words", {"with_words": True, "reason": "人民法院调取证据。"})
UNMASKING = _named("contact", {"confidentiality": "contact", "reason": "需要电话通知当事人改期。"})
EMERGENCY = _named("danger", {"number": "SL-2026-900001", "reason": "接报当事人扬言跳楼，须立即联系家属。"})
REVIEW_OF_A_LOOK = _named("justified", {"finding": "justified"})
MARK = _named("private", {"confidentiality": "private"})
SIGN_IN = _named("window clerk", {"person": "p-sl-window-clerk"})
CREDENTIALS = _named(
    "password and code", {"login": "wang.jia", "password": "三更灯火五更鸡正是读书时", "code": "287082"}
)
INVITATION = _named("invitation", {"invitation": "Zk3…"})
ACCEPTANCE = _named(
    "acceptance", {"invitation": "Zk3…", "password": "三更灯火五更鸡正是读书时", "code": "287082"}
)
DEPARTURE = _named("departure", {"return_to": "/cases"})
ACCOUNT = _named("account", {"person": "p-sl-window-clerk", "login": "wang.jia"})
SUBJECT = _named("subject", {"person": "p-sl-window-clerk", "subject": "f3a1c0de-0001"})
NOTICE = _named(
    "notice",
    {
        "series": "china",
        "year": 2027,
        "source": "国务院办公厅关于部分节假日安排的通知",
        "holidays": ["2027-01-01", "2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08"],
        "make_up_workdays": ["2027-02-20"],
        "public_reason": "国务院办公厅已经发文，按通知公布。",
    },
)
FREE_TEXT = _named("wages", {"text": "我们二十几个人在工地干了一年，包工头年底跑了，工钱一分没给。"})
RULES = _named("rules", {"edition": "demo/2026.1", "public_reason": "县委政法委会议定了新的期限。"})
WORDING = _named(
    "transfer",
    {
        "file": "D-07.toml",
        "wording": 'document = "D-07"\nversion = "2026.2"\n\n[[sheet]]\nbody = "{{ reasons }}"\n',
    },
)
APPROVAL = _named("preview", {"digest": "0" * 64})
WHY_NOT_PUBLISHED = _named("reason", {"public_reason": "调休上班的日期与通知原文不一致，请核对。"})
REPORT = _named("report", {"since": "2026-01-01", "until": "2026-01-31", "unit": "sl-d4"})
_WHY = {"because": "appointment", "basis": "县委组干〔2026〕12号"}
_SEAT = {"person": "p-new", "role": "grid_worker", "unit": "sl-t1-v1", "valid_from": "2026-12-01"}
WHY = _named("why", _WHY)
END = _named("end", {**_WHY, "because": "retirement", "on": "2026-12-31"})
NEW_UNIT = _named(
    "unit",
    {
        **_WHY,
        "because": "reorganisation",
        "unit": "sl-d15",
        "parent": "sl",
        "organ": "department",
        "name": "示例县数据局",
        "valid_from": "2026-12-01",
    },
)
NEW_PERSON = _named("person", {**_WHY, "person": "p-new", "name": "新任网格员", "valid_from": "2026-12-01"})
NEW_SEAT = _named("seat", {**_WHY, **_SEAT, "valid_until": None})
SEAT_END = _named("end", {**_WHY, **_SEAT, "because": "transfer", "on": "2026-12-31"})
SEAT_CORRECTION = _named(
    "correction", {**_WHY, **_SEAT, "because": "correction", "valid_until": "2026-12-15"}
)
NEW_HANDOVER = _named(
    "handover",
    {
        **_WHY,
        "because": "retirement",
        "digest": "0" * 64,
        "successors": [{"role": "grid_worker", "unit": "sl-t1-v1", "person": "p-new"}],
        "otherwise": None,
        "on": "2026-12-31",
    },
)
NEW_DELEGATION = _named(
    "leave",
    {
        "because": "leave",
        "person": "p-sl-d4-dept-handler",
        "role": "dept_handler",
        "unit": "sl-d4",
        "deputy": "p-sl-t1-justice-office",
        "valid_from": "2026-12-07",
        "valid_until": "2026-12-12",
    },
)
PETITION = _named(
    "petition",
    {
        "matter": {**_MATTER, "title": "村道多年未修", "body": "村口的路坏了多年，请求修好。"},
        "channel": "visit",
        "people": [{"role": "petitioner", "name": "王甲", "contact": "示例县柳湾村"}],
        "village": "sl-t1-v1",
    },
)
HISTORY_LEAVE = _named("stuck", {"reason": "engine-stuck"})
HISTORY_PAYLOADS = _named(
    "one",
    {
        "payloads": [
            {
                "metadata": {
                    "encoding": "YmluYXJ5L3NlYWxlZC1hZXMtMjU2LWdjbQ==",
                    "key": "ZW5naW5lLTE=",
                    "place": "ZmVuZ3FpYW8vZGlzcHV0ZS9zbC9TTC0yMDI2LTAwMDAwMS8x",
                },
                "data": "c2VhbGVk",
            }
        ]
    },
)

_FROM = {"because": "appointment", "valid_from": "2026-12-01"}
_MATTER_NUMBER = "SL-2026-000001"


def _line(ref: str, unit: str, what: dict[str, Any], **more: Any) -> dict[str, Any]:
    return _named("line", {**_FROM, "ref": ref, "unit": unit, **more, "what": what})


REGISTERS = {
    Register.MEDIATORS: _line(
        "m-1",
        "sl-t1",
        {
            "name": "何顺成",
            "grade": "second",
            "is_full_time": True,
            "studio": "何顺成工作室",
            "body": "county-committee",
            "trained": [{"on": "2026-05-20", "hours": 16, "course": "peoples-mediation"}],
        },
        valid_until="2029-12-01",
    ),
    Register.LAWYERS: _line("l-1", "sl", {"name": "周明", "firm": "示例律师事务所"}),
    Register.PANEL_MEMBERS: _line("panel-1", "sl", {"name": "评议员甲"}),
    Register.VOLUNTEER_TEAMS: _line("v-1", "sl-t1-v1", {"name": "红管家之家第一队", "members": 12}),
    Register.INVITED: _line(
        "i-1", "sl", {"name": "代表甲", "invited_as": "congress-deputy", "undertaking": "2026-11-30"}
    ),
    Register.VILLAGE_RESOURCES: _line("r-1", "sl-t1-v1", {"kind": "peacemakers", "name": "柳湾和事佬工作室"}),
    Register.FUNCTIONS: _line("f-1", "sl-t1", {"tag": "resolution-centre"}),
    Register.PREMISES: _line("h-1", "sl-d1", {"host": "sl"}),
    Register.READINESS: _line("q-1", "sl-t1", {"item": "sign", "count": 1}),
    Register.WINDOWS: _line("w-9", "sl", {"name": "劳动窗口", "services": ["labour"]}),
    Register.SHIFTS: _line(
        "s-9",
        "sl",
        {"window": None, "presence": "resident", "halves": ["morning", "afternoon"], "weekdays": [1, 3]},
        person="p-sl-window-clerk",
    ),
    Register.ENGAGEMENTS: _line(
        "e-1", "sl", {"lawyer": "l-1", "matter": _MATTER_NUMBER, "engaged_as": "for-a-party"}
    ),
    Register.COMPLAINTS: _line("c-1", "sl", {"mediator": "m-1", "matter": _MATTER_NUMBER}),
    Register.ROOMS: _line("room-9", "sl", {"name": "第三调解室", "seats": 12, "is_step_free": True}),
}
LINE_END = _named("end", {**_WHY, "because": "retirement", "ref": "m-1", "valid_from": "2026-12-01"})
TICKET = _named("ticket", {"service": "labour"})
FINISHED = _named("finished", {"is_complete": True})
MOVED = _named("moved", {"window": "w-2", "service": "legal-service"})
SUPERVISION = _named(
    "supervision",
    {
        "number": "SL-2026-000001",
        "unit": "sl-d4",
        "ground": "shirking",
        "facts": "该单位以职责不清为由，两次将信访人推给其他单位。",
        "demand": "五个工作日内受理，书面告知信访人。",
    },
)
RECOMMENDATION = _named(
    "recommendation",
    {
        "kind": "D-14",
        "to": "sl-d4",
        "cases": ["SL-2026-000001"],
        "problem": "村道养护责任不清，同类反映多发。",
        "evidence": "近三个月同一镇反映六件。",
        "analysis": "养护责任没有落实到单位，报修渠道不公开。",
        "proposal": "公布养护责任清单和报修渠道，明确修复时限。",
    },
)
DRAFT = _named(
    "draft",
    {
        "form": "dispute",
        "written": {
            "matter.title": ["宅基地边界"],
            "village": ["sl-t1-v1"],
            "parties.0.name": ["王甲"],
            "screen.crime": ["no"],
        },
    },
)
