"""An example of everything that is asked about meetings."""

from typing import Any

_SOMEBODY = "6f0c2f0e-5c0e-5b5e-9a55-0b1d5e6a7c01"

VERBS: dict[str, dict[str, Any]] = {
    "AddItem": {"topic": "三组灌溉渠年久失修，村民要求维修。"},
    "FileBriefing": {"item": 1, "briefing": "已到现场查看，渠道破损约四十米，涉及农户二十三户。"},
    "Invite": {"person": "p-sl-legal-service-window", "role": "legal_service_window", "unit": "sl"},
    "RecordConsentToRecording": {"person": _SOMEBODY, "agrees": True},
    "DecideDay": {"reason": "已经对外公布，照常接访。"},
    "MoveMeeting": {
        "scheduled_for": "2026-03-16T01:00:00Z",
        "place_unit": "sl",
        "reason": "与县委会议冲突，改期一天。",
    },
    "CancelMeeting": {"reason": "因防汛应急响应取消，另行公布。"},
    "CancelVisit": {"booking": "booking-1"},
    "DrawHearingPanel": {},
    "BeginMeeting": {"is_recorded": False},
    "ReceiveVisitors": {"item": 1, "persons": 3, "is_first": True},
    "DecideItem": {"item": 1, "decision": "同意列入本年度小型水利维修计划。"},
    "AssignTask": {
        "item": 1,
        "role": "dept_head",
        "unit": "sl-d1",
        "task": "十日内核实欠薪金额，督促企业支付。",
        "due_on": "2026-03-20",
    },
    "DeclineItem": {"item": 1, "reason": "诉求已经由法院判决，依法不再研究。"},
    "AttachPanelOpinion": {"item": 1, "opinion": "多数意见支持原处理意见。", "recommends": "supports"},
    "FinishSession": {},
    "FileMinutes": {"meeting_minutes": "会议逐项研究议题并明确责任单位和时限。"},
    "ReportTask": {"item": 1, "report": "欠薪已全部支付，附支付凭证。"},
    "AskToPassOn": {
        "item": 1,
        "person": "p-sl-t1-township-head",
        "role": "township_head",
        "unit": "sl-t1",
        "reason": "分工调整，由属地负责人继续跟踪。",
    },
    "AnswerPassingOn": {"item": 1, "agrees": True},
    "PanelInterestDeclared": {"person": "panel-1"},
}

MEETING: dict[str, Any] = {
    "meeting": {
        "summary": "安排一次领导接访",
        "value": {
            "kind": "reception",
            "title": "县领导接访日",
            "scheduled_for": "2099-03-16T01:00:00Z",
        },
    }
}
BOOKING: dict[str, Any] = {
    "booking": {
        "summary": "没有事项编号的，随预约提交",
        "value": {
            "matter": {
                "channel": "online-form",
                "title": "安置房办证",
                "body": "入住三年仍未办理不动产登记，想当面反映。",
            }
        },
    }
}
DRAWN: dict[str, Any] = {"drawn": {"summary": "按记录生成议程", "value": {}}}
STAFF_BOOKING: dict[str, Any] = {
    "booking": {"summary": "为已登记的事项预约", "value": {"matter": "SL-2026-000001"}}
}
BECAME: dict[str, Any] = {
    "became": {
        "summary": "由议题登记一件新事项",
        "value": {
            "item": 1,
            "new": {"channel": "leaders-reception", "title": "灌溉渠维修", "body": "请求维修三组灌溉渠。"},
        },
    }
}
FOLLOWED: dict[str, Any] = {
    "followed": {
        "summary": "事项办结后结束跟踪",
        "value": {"item": 1, "report": "事项已办结，本人表示满意。"},
    }
}

# What is sent to the verbs whose routes ask the records first (``api/agendas.py``).
OF_THEIR_OWN: dict[str, Any] = {
    verb: next(iter(example.values()))["value"]
    for verb, example in {
        "draw_agenda": DRAWN,
        "book_visit": STAFF_BOOKING,
        "end_as_matter": BECAME,
        "end_following": FOLLOWED,
    }.items()
}
