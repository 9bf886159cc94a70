"""An example of every request, as the OpenAPI document shows it; a test sends each of them."""

from typing import Any

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
    # aftercare
    "RecordService": {"party": _PARTY, "method": "in-person", "proof": "当面签收。"},
    "RecordPerformance": {"performed": "fully", "proof": "院墙已按约定修好。"},
    "RecordRevisit": {"notes": "双方相处平和。"},
    "RecordWhetherFree": {"was_free": True, "notes": "申请人当面表示自愿撤回。"},
    "UndoWithdrawal": {"party": _PARTY},
    "Reopen": {"ground": "new-facts", "reason": "发现新的界址资料。"},
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
SIGN_IN = _named("window clerk", {"person": "p-sl-window-clerk"})
NOTICE = _named(
    "notice",
    {
        "series": "china",
        "year": 2027,
        "source": "国务院办公厅关于部分节假日安排的通知",
        "holidays": ["2027-01-01", "2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08"],
        "make_up_workdays": ["2027-02-20"],
    },
)
RULES = _named("rules", {"edition": "demo/2026.1"})
