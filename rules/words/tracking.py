"""What the holder of a tracking code may do, said to them."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "role": {
        "petitioner": ("信访人（凭查询码）", "Petitioner, by tracking code"),
    },
    "public-count": {
        "received": ("收到", "Received"),
        "ended": ("办结", "Ended"),
    },
    "traced": {
        "entry": ("办理记录", "Something was noted"),
    },
    "by-code": {
        "evaluation": ("评价责任单位和信访部门", "Evaluate the responsible unit and the petition department"),
        "review": ("对处理意见不服，请求复查", "Disagree with the opinion: ask for a review"),
        "re-review": ("对复查意见不服，请求复核", "Disagree with the review: ask for a re-review"),
        "withdrawal": ("撤回信访事项", "Withdraw the petition"),
        "contest": ("对分类有异议，请求复核分类", "Contest how it was classified"),
        "take-up-again": ("恢复已撤回的信访事项", "Have it taken up again after a withdrawal"),
        "consent": ("同意调解", "Agree to be mediated"),
        "consent-refusal": ("不同意调解", "Refuse to be mediated"),
        "consent-withdrawal": ("不再同意调解", "No longer agree to be mediated"),
        "dispute-withdrawal": ("撤回调解申请", "Withdraw the application"),
        "leaving": ("改走其他法定途径", "Take another statutory route"),
        "mediation-again": ("恢复已撤回的调解", "Have a withdrawn mediation go on"),
        "closing": ("结案前说明是否同意", "Say before it is closed whether it may be"),
    },
    # What follows from it: told before it is done.
    "by-code-meaning": {
        "evaluation": (
            "说说对办理是否满意。办结审核之前，办理您这件事的单位看不到评价。",
            "Say whether you are satisfied. Before the audit the unit that handled it does not see it.",
        ),
        "review": (
            "原处理意见之外，由上一级机关再看一遍。请写明哪里不对；办理期限会写在这里。",
            "An organ above looks at it once more. Say what is wrong; its time will be told here.",
        ),
        "re-review": (
            "复查之后，由再上一级机关看最后一遍。请写明哪里不对；办理期限会写在这里。",
            "After the review, an organ above looks once more, for the last time. Say what is wrong.",
        ),
        "withdrawal": (
            "撤回以后不再办理。反悔的，可以在县里规定的时间内恢复，最后一天会写在这里。",
            "It is handled no further. It can be taken up again in time; the last day will be told here.",
        ),
        "contest": (
            "请写明这件事究竟是什么。办理单位会重新看分类，办理不因此停止。",
            "Say what it really is. How it was classified is looked at again; nothing stops meanwhile.",
        ),
        "take-up-again": ("按您撤回之前的事项重新办理。", "It is handled again as what it was before."),
        "errand-revocation": (
            "代办员从此不再替您办，您自己的事项不受影响。",
            "The agent does nothing more for you; your own matter is not touched.",
        ),
        "errand-satisfaction": (
            "不满意的，由分管负责人重新审查。理由可以不写。",
            "If you are not satisfied, a leader examines it anew. You need give no reason.",
        ),
        "consent": (
            "各方都同意以后才开始调解。同意以后随时可以反悔，不需要理由。",
            "Mediation begins once everybody agrees. You can change your mind at any time, without reasons.",
        ),
        "consent-refusal": (
            "调解到此结束，不影响您起诉或者走其他途径。",
            "Mediation ends here. You can still go to court, or elsewhere.",
        ),
        "consent-withdrawal": (
            "调解到此结束，不需要理由，不影响您起诉或者走其他途径。",
            "Mediation ends here, without reasons. You can still go to court or elsewhere.",
        ),
        "dispute-withdrawal": (
            "调解到此结束。反悔的，可以在县里规定的时间内恢复，最后一天会写在这里。",
            "Mediation ends here. It can go on again in time; the last day will be told here.",
        ),
        "leaving": (
            "调解到此结束，您去走所选的途径。随时可以，不需要谁同意。",
            "Mediation ends here, and you take the route you choose. At any time, with nobody's leave.",
        ),
        "mediation-again": (
            "从撤回时的那一步接着调解。",
            "Mediation goes on from the step at which it was withdrawn.",
        ),
        "closing": (
            "您怎么说，审核的人就看到什么。不同意也不影响您以后要求复查。",
            "Whoever audits it reads what you say. Saying no takes none of your later roads away.",
        ),
    },
}
