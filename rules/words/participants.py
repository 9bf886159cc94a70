"""The people of a petition or a consultation (参与人), and what may be done for them."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "party-role": {
        "petitioner": ("信访人或者咨询人", "Whoever asks"),
        "representative": ("代表人", "Representative"),
        "authorized-agent": ("委托代理人", "Authorised agent"),
        "errand-agent": ("代办员", "Errand agent"),
        "counterparty": ("对方", "The other side"),
    },
    "power": {
        "submit": ("代为递交材料", "Hand in papers"),
        "enquire": ("代为查询办理情况", "Ask how it stands"),
        "receive": ("代收文书和告知", "Receive papers and messages"),
        "speak": ("代为陈述", "Speak"),
        "withdraw": ("代为撤回", "Withdraw"),
        "ask-review": ("代为申请复查、复核", "Ask for a review or re-review"),
    },
    "report": {
        "agency_revoked": ("撤销委托", "An authorisation is revoked"),
    },
    "event": {
        "AgencyEnded": ("委托已撤销", "The authorisation was revoked"),
    },
    "refusal": {
        "representatives-not-chosen": (
            (
                "多人一起走访提出共同事项的，应当推选代表，代表不超过五人。请他们自行推选，登记所推选的代表"
                "；其他人的意见由代表带到，也可以书面递交。"
            ),
            (
                "Several people who come together about the same matter choose representatives, five at "
                "most. Let them choose among themselves and register those; the others speak through them or "
                "in writing."
            ),
        ),
        "authority-missing": (
            (
                "替别人办事的，要有授权委托书，写明可以代办哪些事项。请补上委托书并逐项登记权限；一时没有的，"
                "可以先登记本人，委托书到了再登记代理人。"
            ),
            (
                "Whoever acts for somebody else has a written authorisation that names what they may do. "
                "Add it, with each power; where there is none yet, register the person alone and the agent "
                "when it comes."
            ),
        ),
        "principal-not-named": (
            "代理人、代办员替谁办事没有写明，或者那个人没有登记。请先登记本人或者代表，再登记替他办事的人。",
            (
                "It is not said for whom this agent acts, or that person is not registered here. Register "
                "the person or the representative first, then whoever acts for them."
            ),
        ),
        "outside-authority": (
            "这件事不在委托书写明的权限之内，或者委托已经撤销。请向本人核实，由本人来办，或者补充委托。",
            (
                "The authorisation does not cover this, or it has been revoked. Ask the person, who may do "
                "it in person or authorise it as well."
            ),
        ),
    },
}
