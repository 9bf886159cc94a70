"""The words of the ladder (四步调解): stages, steps, ends, people, sessions, agreements."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "clock-goes-on": {
        "in-aftercare": ("没有办结，在调解后续事项中继续计时", "Not met: it goes on in the aftercare"),
    },
    "procedure": {
        "dispute": ("矛盾纠纷调解", "Mediation of a dispute"),
        "aftercare": ("调解后续事项", "Aftercare"),
    },
    "step": {
        "1": ("村（社区）调解", "Village mediation"),
        "2": ("村（社区）再次调解", "Second village mediation"),
        "3": ("乡镇（街道）调解", "Township mediation"),
        "4": ("县级联合调解", "County mediation"),
    },
    "stage": {
        "consent": ("征求各方意愿", "Asking for consent"),
        "mediation": ("调解中", "In mediation"),
        "direction": ("议定去向", "Deciding where it goes"),
        "closed": ("已结束", "Closed"),
        "open": ("后续事项办理中", "Aftercare running"),
    },
    "outcome": {
        "agreement": ("达成协议", "Agreement"),
        "partial-agreement": ("部分达成协议", "Agreement in part"),
        "no-agreement": ("调解不成", "No agreement"),
        "party-refused": ("当事人不愿调解", "A party did not wish to mediate"),
        "withdrawn": ("本人撤回", "Withdrawn by whoever brought it"),
        "left-for-route": ("转入法定途径", "Left for a statutory route"),
        "filed-in-court": ("法院或者仲裁机构已受理", "Accepted by a court or arbitration body"),
        "not-mediable": ("不属于调解范围", "Not for mediation"),
        "done": ("后续事项办结", "Aftercare completed"),
        "withdrawal-undone": ("撤回已恢复，继续调解", "Withdrawal undone, mediation goes on"),
        "reopened": ("重新启动", "Taken up again"),
    },
    "because": {
        "village-scope": ("属于村（社区）先行调解的纠纷", "It is of a kind the village mediates first"),
        "other-entry": ("按本县规定从这一层级开始", "The county's rules begin it at this step"),
        "cross-township": ("纠纷跨乡镇", "It crosses townships"),
        "especially-major": ("纠纷特别重大", "It is especially major"),
        "failed-below": ("下一层级调解不成", "The step below did not succeed"),
        "raised-early": ("牵头人说明理由后提级", "Raised early by its lead, with a reason"),
        "county-support": ("乡镇（街道）申请县级支持", "The township asked for the county's support"),
        "sent-back": ("县级发回", "Sent back by the county"),
        "silence": ("逾期后按本县规定提级", "Overdue, and the county's rules raise it"),
        "reopened": ("重新启动调解", "Taken up again"),
    },
    "level-end": {
        "failed": ("本层级调解不成", "This step did not succeed"),
        "superseded": ("直接转到县级", "Went straight to the county"),
        "raised": ("已提级", "Raised"),
        "sent-back": ("已发回", "Sent back"),
        "closed": ("调解在本层级结束", "The mediation ended at this step"),
    },
    "flag": {
        "cross-township": ("跨乡镇", "Crosses townships"),
        "especially-major": ("特别重大", "Especially major"),
    },
    "reading": {
        "strict": (
            "第四步仅限跨乡镇或者特别重大的纠纷",
            "Step four only for cross-township or especially major disputes",
        ),
        "told": (
            "第三步不成的，经乡镇（街道）申请并经各方重新同意，可以进入第四步",
            (
                "After step three a dispute may rise to step four when the township asks and every party "
                "agrees afresh"
            ),
        ),
    },
    "party-role": {
        "applicant": ("申请人", "Applicant"),
        "respondent": ("被申请人", "Respondent"),
        "third": ("第三人", "Third party"),
    },
    "consent": {
        "given": ("同意调解", "Agrees"),
        "refused": ("不同意调解", "Does not agree"),
        "withdrawn": ("撤回同意", "Consent withdrawn"),
    },
    "form": {
        "written": ("书面", "Written"),
        "oral": ("口头", "Oral"),
    },
    "session": {
        "scheduled": ("已安排", "Scheduled"),
        "cancelled": ("已取消", "Cancelled"),
        "held": ("已举行", "Held"),
    },
    "session-outcome": {
        "agreement_full": ("达成协议", "Agreement"),
        "agreement_partial": ("部分达成协议", "Agreement in part"),
        "no_agreement": ("未达成协议", "No agreement"),
        "party_refused": ("当事人当场拒绝继续调解", "A party refused to go on"),
        "party_absent": ("当事人未到场", "A party was absent"),
        "terminated_other": ("因其他原因终止", "Ended for another reason"),
    },
    "extent": {
        "full": ("全部达成协议", "On everything"),
        "partial": ("部分达成协议", "In part"),
    },
    "body-kind": {
        "peoples_mediation_committee": ("人民调解委员会", "People's mediation committee"),
        "professional_mediation_committee": (
            "行业性专业性人民调解委员会",
            "Professional mediation committee",
        ),
        "administrative": ("行政调解", "Administrative mediation"),
    },
}
