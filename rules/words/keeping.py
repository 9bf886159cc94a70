"""Keeping and erasing what is personal, and what people ask about their own information."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "keeping": {
        "NoticeGiven": ("已告知个人信息处理规则", "The notice on personal information was shown"),
        "HoldPlaced": ("已保全，不得删除", "A hold was placed: nothing is erased"),
        "HoldReleased": ("已解除保全", "The hold was released"),
        "RetentionEnded": ("保管期满", "The time for which it is kept has ended"),
        "ErasureProposed": ("已提请删除个人信息", "Erasure was proposed"),
        "ErasureConfirmed": ("已核准删除", "Erasure was confirmed"),
        "ErasureDeclined": ("不予删除", "Erasure was declined"),
        "Erased": ("个人信息已删除", "What was personal is erased"),
        "RequestReceived": ("收到个人信息请求", "A request about personal information was received"),
        "RequestGranted": ("已按请求办理", "The request was granted"),
        "RequestRefused": (
            "请求未予支持，不服的可以依法向人民法院提起诉讼",
            "The request was refused; the person may bring a suit before a people's court",
        ),
        "UseRestricted": (
            "依规定仍须保存，已停止除存储以外的使用",
            "It must still be kept; it is stored and used for nothing else",
        ),
        "RestrictionLifted": ("已恢复使用", "The restriction was lifted"),
    },
    "keeping-act": {
        "place_hold": ("保全", "Place a hold"),
        "release_hold": ("解除保全", "Release a hold"),
        "propose_erasure": ("提请删除个人信息", "Propose an erasure"),
        "confirm_erasure": ("核准删除", "Confirm an erasure"),
        "decline_erasure": ("不予删除", "Decline an erasure"),
        "receive_data_request": ("登记个人信息请求", "Take in a request about one's own information"),
        "grant_data_request": ("照办请求", "Grant a request"),
        "refuse_data_request": ("拒绝请求", "Refuse a request"),
        "restrict_use": ("停止使用", "Restrict the use"),
        "lift_restriction": ("恢复使用", "Lift a restriction"),
        "note_personal_notice": ("登记已告知", "Note that the notice was shown"),
        "ask_about_own_information": (
            "凭查询码提出个人信息请求",
            "Ask about one's own information by tracking code",
        ),
    },
    "hold-ground": {
        "litigation": ("诉讼、仲裁或者行政复议需要", "Needed for a suit, arbitration or reconsideration"),
        "review": ("复查、复核需要", "Needed for a review"),
        "investigation": ("监察、审计或者调查需要", "Needed for an inquiry or an audit"),
        "person-asks": ("本人要求保留", "The person asks for it to be kept"),
        "archive-appraisal": ("正在进行档案鉴定", "Its worth for the archive is being appraised"),
    },
    "data-request": {
        "see": ("查阅、复制本人的个人信息", "See and copy one's own information"),
        "correct": ("更正、补充本人的个人信息", "Have one's own information corrected"),
        "delete": ("删除本人的个人信息", "Have one's own information erased"),
        "explain": ("解释说明怎样处理个人信息", "Have it explained how personal information is handled"),
    },
    "data-request-answer": {
        "granted": ("已照办", "Granted"),
        "refused": ("未予支持", "Refused"),
        "restricted": ("已停止使用", "Use restricted"),
    },
    "no-ground": {
        "not-theirs": ("不是本人的个人信息", "It is not the person's own information"),
        "law-keeps-it": (
            "法律法规或者保管期限表规定的保存期限没有届满",
            "The time for which it must be kept has not ended",
        ),
        "secrecy": (
            "法律、行政法规规定应当保密或者不需要告知",
            "A law or an administrative regulation asks for secrecy, or for no notice",
        ),
        "of-others": ("其中的内容是他人的个人信息", "What is asked for is other people's information"),
        "not-shown": ("核实后没有发现不准确或者不完整", "Nothing wrong or incomplete was found in it"),
    },
    "means": {
        "counter": ("窗口、电话或者来信", "At the counter, by telephone or letter"),
        "code": ("凭查询码", "By tracking code"),
    },
    "disposal": {
        "erase": ("期满删除个人信息", "What is personal is erased when the time ends"),
        "archive": ("移交档案馆，不在这里删除", "Handed to the archive; never erased here"),
    },
    "refusal": {
        "matter-not-ended": (
            "该事项还有程序没有办结。全部办结以后，保管期限才开始计算。",
            "Something about this matter is still open. The time it is kept for begins when all has ended.",
        ),
        "still-kept": (
            "保管期限还没有届满，现在不能删除。请在期满以后提请；本人请求删除的，可以停止使用。",
            (
                "The time for which it is kept has not ended. Propose it once it has; where the person asks "
                "for it, its use can be restricted."
            ),
        ),
        "retention-not-settled": (
            "保管期限表中这一类的期限还没有核实，不得据此删除。请由档案管理部门核实依据，并公布新的期限表。",
            (
                "The row for this kind has not been verified, so nothing is erased by it. Have the "
                "archive department verify its basis and publish a new schedule."
            ),
        ),
        "goes-to-the-archive": (
            "这一类档案应当移交档案馆，不在这里删除。请按档案管理的规定办理移交。",
            "Files of this kind go to the archive and stay. Hand them over as the archive asks.",
        ),
        "on-hold": (
            "该事项已经保全，不得删除。保全的事由消失以后，请先解除保全并写明理由。",
            "A hold stands on this matter. Release it first, with the reason, once its ground is gone.",
        ),
        "not-on-hold": (
            "没有这项保全，或者已经解除。请核对该事项现有的保全。",
            "No such hold stands here. See which holds the matter has.",
        ),
        "erasure-already-proposed": (
            "已经有人提请删除。请等待核准，或者先由有权的人不予删除。",
            "Erasure is proposed already. Wait for it to be confirmed, or have it declined first.",
        ),
        "no-erasure-proposed": (
            "没有待核准的删除提请。请先由档案管理人员鉴定并提请。",
            "No erasure waits to be confirmed. Have the archivist appraise the file and propose it first.",
        ),
        "own-proposal": (
            "提请删除的人不能自己核准。请由另一位有权的人核准。",
            "Nobody confirms what they proposed themselves. Leave it to another person who may.",
        ),
        "already-erased": (
            "该事项的个人信息已经删除，没有可以再办理的内容。案卷流水仍然保留，可以查看。",
            "What was personal here is erased; nothing is left to act on. Its journal is still there.",
        ),
        "no-such-request": (
            "没有这项请求。请核对该事项收到的请求。",
            "There is no such request. See which requests the matter has.",
        ),
        "request-answered": (
            "这项请求已经答复。本人有新的请求的，请另行登记。",
            "This request has been answered. Where the person asks for something new, register that.",
        ),
        "answer-does-not-fit": (
            "这样的答复与请求的内容不符。请选择与请求相符的答复，并写明理由。",
            "That answer does not fit what was asked. Choose one that does, and give the reason.",
        ),
        "not-restricted": (
            "该事项没有停止使用，不需要恢复。请核对该事项的登记簿。",
            "The use of this matter is not restricted, so nothing is to be lifted. See its register.",
        ),
    },
}
