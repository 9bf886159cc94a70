"""What is counted (指标), by its formula; and what each part of it is called."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "indicator": {
        "M-03-B": (
            "按期办结率（口径B：到期事项中，到期日或者之前答复送达的占比）",
            "On-time completion (variant B: of what fell due, the share whose answer was served by then)",
        ),
        "M-01": (
            "信访部门及时受理率（到期事项中，十五日内转送、交办或者答复的占比）",
            "Timely acceptance by the petition department (of what fell due, sent on within fifteen days)",
        ),
        "M-02": (
            "责任单位及时受理率（到期事项中，十五日内书面告知的占比）",
            "Timely acceptance by the responsible units (of what fell due, told within fifteen days)",
        ),
    },
    "evaluation-indicator": {
        "M-04": (
            "参评率（期内审结的事项中，已评价占已评价和超期未评价之和的比例）",
            (
                "Participation (of matters that closed in this time: who evaluated, of those who did and "
                "those whose time was over)"
            ),
        ),
        "M-05": (
            "满意率（期内审结的事项中，满意和基本满意占已评价的比例；未评价的不算满意）",
            (
                "Satisfaction (of matters that closed in this time: satisfied and basically satisfied, of "
                "those who evaluated; not evaluated is not satisfied)"
            ),
        ),
    },
    "timeliness": {
        "M-03-B-on-time": ("按期答复", "Answered on time"),
        "M-03-B-late": ("超期答复", "Answered late"),
        "M-03-B-not-done": ("超期未答复", "Overdue and not answered"),
        "M-01-on-time": ("及时受理", "Sent on or answered in time"),
        "M-01-late": ("超期受理", "Sent on or answered late"),
        "M-01-not-done": ("超期未受理", "Overdue and not sent on"),
        "M-02-on-time": ("及时受理", "Told in time"),
        "M-02-late": ("超期受理", "Told late"),
        "M-02-not-done": ("超期未受理", "Overdue and not told"),
    },
}
