"""What every indicator is called (指标名称), by which day it counts, and where its definition comes from."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "figure": {
        "M-01": ("信访部门及时受理率", "Timely acceptance by the petition department"),
        "M-02": ("责任单位及时受理率", "Timely acceptance by the responsible units"),
        "M-03-A": (
            "按期办结率（口径甲：分母含未到期未答复）",
            "On-time completion (variant A: with what is not answered and not due yet)",
        ),
        "M-03-B": ("按期办结率（口径乙：期内到期事项）", "On-time completion (variant B: of what fell due)"),
        "M-04-department": ("参评率（信访部门）", "Participation in evaluating the petition department"),
        "M-04-unit": ("参评率（责任单位）", "Participation in evaluating the responsible units"),
        "M-05-department": ("满意率（信访部门）", "Satisfaction with the petition department"),
        "M-05-unit": ("满意率（责任单位）", "Satisfaction with the responsible units"),
        "M-06": ("网信占比", "Share of petitions that came online"),
        "M-07": ("重复信访率", "Share of repeat petitions"),
        "M-08": ("化解率", "Disputes resolved, of those registered"),
        "M-09-A": (
            "调解成功率（口径甲：期内受理的调解）",
            "Successful mediation (variant A: of what was accepted)",
        ),
        "M-09-B": (
            "调解成功率（口径乙：期内结束的调解）",
            "Successful mediation (variant B: of what was concluded)",
        ),
        "M-10": ("司法确认率", "Agreements confirmed by a court"),
        "M-12": ("一次性化解率", "Resolved at the first contact"),
        "M-13": ("初次信访办理联系率", "First petitioners who were contacted"),
        "M-15-sent": ("平均转送周期", "Average days until sent on"),
        "M-15-accepted": ("平均受理周期", "Average days until accepted"),
        "M-15-answered": ("平均答复周期", "Average days until answered"),
        "M-16": ("办结率", "Closed, of what was received"),
        "M-17": ("司法外化解占比", "Disputes that did not go to court"),
        "M-18-answered": ("建议采纳反馈率", "Recommendations answered in writing, in time"),
        "M-18-adopted": ("建议采纳率", "Recommendations adopted, of those answered"),
        "M-18-letters": ("督办函按期反馈率", "Letters of supervision answered in time"),
        "M-19-assigned": ("响应时长（收件到分派）", "Time from receipt to assignment"),
        "M-19-resolved": (
            "响应时长（登记到化解）",
            "Time from registration to agreement, or until an event is put right",
        ),
        "M-20-reopened": ("重开率", "Taken up anew after closing"),
        "M-20-resolved": ("实质化解率", "Resolved in substance"),
        "M-21": ("复查复核改变率", "Opinions changed on review"),
        "M-22": ("对接按期签收率", "Handoffs answered in time"),
        "M-11": ("万人成讼率", "Suits for every ten thousand residents"),
        "M-14": ("公开回复率", "Replies published"),
    },
    "figure-basis": {
        "due": ("按到期日统计", "Counted by the day on which it fell due"),
        "registered": ("按登记日统计", "Counted by the day of registration"),
        "accepted": ("按受理日统计", "Counted by the day of acceptance"),
        "effective": ("按协议生效日统计", "Counted by the day on which the agreement took effect"),
        "done": ("按办理日统计", "Counted by the day on which it was done"),
        "closed": ("按办结日统计", "Counted by the day of closing"),
        "settled": (
            "按办结后规定天数届满之日统计",
            "Counted by the day on which the set days after closing ended",
        ),
    },
    "figure-definition": {
        "observed": (
            "实践中使用的口径；国家统一口径未找到，待核实",
            "As observed in practice; no national definition was found, to be verified",
        ),
        "named": (
            "只见到指标名称，口径由县里规定；国家统一口径未找到，待核实",
            "Only the name was observed and the county defines it; no national definition was found",
        ),
        "seed": ("地方公开数据所用口径", "As local published figures use it"),
        "policy": ("县级规定的口径", "Defined by the county"),
    },
    "figure-waiting": {
        "population-and-court-filings": (
            "本系统没有人口数和法院立案数，暂不计算",
            "Neither population nor court filings are in this system; not counted yet",
        ),
        "publication-of-replies": (
            "本系统尚不登记答复的公开，暂不计算",
            "Whether replies are published is not recorded here; not counted yet",
        ),
    },
    "figure-measured-in": {
        "days": ("天", "days"),
        "minutes": ("分钟", "minutes"),
        "seconds": ("秒", "seconds"),
    },
}
