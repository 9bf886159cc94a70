"""The words of authority (权限): classes of confidentiality, what is shown of a text, and to whom."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "confidentiality": {
        "public": ("公开信息", "Public"),
        "file": ("办理信息", "How it is handled"),
        "words": ("姓名和案情", "Names and words"),
        "contact": ("联系方式", "Contacts"),
        "reporter": ("举报人和要求隐去身份的人", "Reporters, and whoever asked not to be named"),
        "minor": ("未成年人", "Minors"),
        "mediation": ("调解过程中的陈述", "What was said in mediation"),
        "private": ("个人隐私和商业秘密", "Privacy and trade secrets"),
        "sensitive": ("敏感个人信息", "Sensitive personal information"),
        "accusation": ("检举控告", "Accusations"),
        "conduct": ("追责建议的内容", "What is said about somebody's conduct"),
    },
    "mask": {
        "0": ("不显示", "not shown"),
        "1": ("部分遮盖", "shown in part"),
        "2": ("显示", "shown"),
    },
    "relation": {
        "reported": ("本人登记的", "taken in by themselves"),
        "intake": ("本窗口登记的", "taken in at their seat"),
        "own": ("本人承办，或者本单位尚无人认领的", "in their hands, or claimed by nobody at their unit"),
        "area": ("本单位和下级辖区的", "of their unit and those below it"),
        "assigned": ("交本岗位办理的", "in their seat's name, or waiting for it"),
        "docked": ("移送到或者移送自本单位的", "handed to their unit, or from it"),
        "served": (
            "辖区群众到窗口办理的（咨询、评价、申请复查、移送）",
            "what people of the area come to a window with",
        ),
        "reviewed": ("由本单位复查复核的", "under review at their unit"),
        "entrusted": (
            "本人受托代办或者受邀参与、尚在有效期间的",
            "entrusted to them in person, or to which they are invited, as long as that holds",
        ),
    },
    "way": {
        "reason": ("说明理由查看", "For a reason"),
        "two-person": ("两人同意查看", "By two persons"),
        "emergency": ("紧急查看", "In an emergency"),
    },
    "finding": {
        "justified": ("理由成立", "Justified"),
        "unjustified": ("理由不成立", "Not justified"),
    },
    "refusal": {
        "nothing-to-unmask": (
            "这一类信息没有为您的岗位部分遮盖的内容可以这样查看。请核对类别；隐去的身份须由两人办理。",
            (
                "Nothing of this class is masked for your seat that can be shown in this way. Check the "
                "class; a hidden identity takes two persons."
            ),
        ),
        "own-request": (
            "谁也不能同意或者复核自己的查看。请由另一名有权的人办理。",
            "Nobody agrees to, or reviews, their own request. Another person with authority does it.",
        ),
        "request-over": (
            "这项查看申请已经处理过或者已过期限。请重新查看申请的状态；仍有需要的，重新说明理由申请。",
            (
                "This request has been dealt with, or its time is over. Look at where it stands; if it is "
                "still needed, ask again with a reason."
            ),
        ),
    },
    "permission": {
        "draft-papers": ("拟写文书", "Draft papers"),
        "review-papers": ("审核文书", "Review papers"),
        "sign-papers": ("签发文书", "Sign papers"),
        "seal-papers": ("用印", "Put the seal to papers"),
        "log-activities": ("记录志愿活动", "Write down what a team of volunteers did"),
        "register": ("登记", "Take in a matter"),
        "classify": ("打开收件并分类", "Open what came in, and classify it"),
        "mark": ("标明隐私、敏感信息", "Mark what is private or sensitive"),
        "unmask": ("说明理由查看遮盖的信息", "See what is masked, for a reason"),
        "reveal": ("同意查看隐去的身份", "Agree that a hidden identity is shown"),
        "break-glass": ("紧急查看", "Look in an emergency"),
        "report": ("编制专报", "Make special reports, and compare"),
        "supervise": ("督查", "Supervise"),
        "export": ("导出证据包", "Export evidence"),
        "audit": ("查看审计记录", "Read the audit"),
        "tell-who-looked": ("答复谁看过材料", "Tell people who has looked"),
        "take-in-requests": ("收取本人对个人信息的请求", "Take in requests about one's own information"),
        "keep-files": ("提请删除到期的个人信息", "Propose what is to be erased"),
        "decide-on-files": (
            "核准删除，答复个人信息请求",
            "Decide on erasures and on requests about one's own information",
        ),
        "hold-files": ("要求保全", "Have files kept"),
        "open-histories": ("打开流程引擎的历史", "Open the engine's histories"),
        "operate": ("看护系统运行", "Keep the system running"),
        "keep-accounts": ("管理帐号", "Keep accounts"),
        "keep-directory": ("登记单位、人员和任职", "Keep the directory"),
        "confirm-in-directory": ("作为第二人确认任职", "Confirm a grant as the second person"),
        "read-directory-changes": ("查看任职变动", "Read what changed in the directory"),
        "see-empty-seats": ("查看空缺的岗位", "See which seats are empty"),
    },
}
