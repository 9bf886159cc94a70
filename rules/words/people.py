"""Seats and organs (岗位、层级), as they are called at the door and on paper."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "organ": {
        "village": ("村（社区）", "Village"),
        "township": ("乡镇（街道）", "Township"),
        "county": ("县级", "County"),
        "department": ("县直部门", "County department"),
        "superior": ("上级机关", "Organ above the county"),
    },
    "role": {
        "village_party_secretary": ("村（社区）党支部书记", "Village Party branch secretary"),
        "posted_township_cadre": ("乡镇驻村（社区）干部", "Township cadre posted to the village"),
        "peoples_mediator": ("人民调解员", "People's mediator"),
        "village_two_committees": ("村支两委成员", "Member of the village's two committees"),
        "grid_worker": ("网格员", "Grid worker"),
        "auxiliary_police": ("驻村辅警", "Auxiliary police of the village"),
        "work_team": ("驻村工作队员", "Member of the village work team"),
        "political_legal_commissioner": ("乡镇（街道）政法委员", "Township political and legal commissioner"),
        "justice_office": ("司法所", "Justice office"),
        "police_station": ("派出所", "Police station"),
        "peoples_tribunal": ("人民法庭", "People's tribunal"),
        "township_petition_office": ("乡镇（街道）信访办", "Township petition office"),
        "station_head": ("有关站所负责人", "Head of the station concerned"),
        "dispute_resolution_centre": ("县矛盾纠纷调处中心", "County dispute resolution centre"),
        "petition_reception_centre": ("县信访接待中心", "County petition reception centre"),
        "county_leader": ("联系乡镇的县级领导", "County leader for the township"),
        "professional_mediation_committee": (
            "行业性专业性人民调解委员会",
            "Professional mediation committee",
        ),
        "petition_mediation_docking_office": ("访调对接办公室", "Petition and mediation docking office"),
        "centre_dispatcher": ("指挥调度员", "Dispatcher of the centre"),
        "supervisor": ("督查督办员", "Supervisor"),
        "window_clerk": ("窗口受理员", "Window clerk"),
        "auditor": ("审计员", "Auditor"),
        "petition_bureau": ("信访局经办人", "Petition bureau"),
        "petition_bureau_head": ("信访局负责人", "Head of the petition bureau"),
        "triage_officer": ("分流员", "Triage officer"),
        "legal_service_window": ("法律服务窗口", "Legal service window"),
        "dept_handler": ("部门承办人", "Handler of the department"),
        "dept_head": ("部门负责人", "Head of the department"),
        "township_head": ("乡镇（街道）负责人", "Head of the township"),
        "review_handler": ("复查复核承办人", "Handler of reviews"),
        "review_head": ("复查复核机关负责人", "Head of the reviewing organ"),
    },
}
