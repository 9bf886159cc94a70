"""What stands on the pages about agreements: clauses, who signs, how, and what is asked of a court then."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "page": {
        "clauses": ("协议条款", "Clauses"),
        "clauses-hint": (
            "填好空格再选条款，条款会加进下面的协议内容、履行方式、地点和期限；没有填的留作空格，保存后可以再改。",
            (
                "Fill in the blanks, then choose a clause: it is added to the terms, manner, place and time "
                "below. What is not filled in stays a blank; save, and change it as you like."
            ),
        ),
        "clause-added": (
            "条款已加入草稿，请核对后保存。",
            "The clause is in the draft. Check it, then save.",
        ),
        "sign-paper": ("各方签名", "Signatures of those it binds"),
        "ask-sign": ("请各方签名", "Ask for signatures"),
        "ask-sign-again": (
            "重新请各方签名（已签的作废）",
            "Ask everybody again (what was signed is void)",
        ),
        "who-signs": ("签名的当事人", "Parties who sign"),
        "mediator-signs": ("调解员姓名", "Name of the mediator"),
        "mediator-is-me": (
            "我就是这位调解员，可以电子签署",
            "I am this mediator, and sign electronically",
        ),
        "sign-nobody-yet": (
            "还没有请各方签名。协议写全后才能请签；协议一改，已签的名作废，要重新签。",
            (
                "Nobody has been asked to sign. It has to be complete first; once it is changed, what was "
                "signed is void and is signed anew."
            ),
        ),
        "sign-digest": ("所签文本的摘要", "Digest of what is signed"),
        "sign-outdated": (
            "县里的文书格式已经更新，请重新请各方签名。",
            "The county's wording of this document has changed. Ask everybody to sign again.",
        ),
        "all-signed": ("各方都已签名，可以用印。", "Everybody has signed. The seal can be put to it."),
        "not-yet-signed": ("尚未签名", "Not yet signed"),
        "sign-on-screen": ("在屏幕上手写签名", "Sign on the screen by hand"),
        "sign-in-frame": (
            "请签名人本人阅读上面的协议，在框内签名。",
            "Whoever signs reads the agreement above and signs in the frame.",
        ),
        "sign-clear": ("重写", "Write again"),
        "sign-take": ("确认签名", "Take this signature"),
        "sign-needs-script": (
            "这台电脑不能手写。请打印协议，签名后上传扫描件。",
            "This machine takes no handwriting. Print the agreement, have it signed and upload the scan.",
        ),
        "sign-by-scan": ("上传签好的纸质协议", "Upload the signed paper"),
        "sign-scan-of": ("扫描件上有谁的签名", "Whose signatures it bears"),
        "sign-scan-file": ("扫描件或者照片（PDF、JPG、PNG）", "Scan or photograph (PDF, JPG, PNG)"),
        "sign-electronically": ("由我电子签署（本地）", "Sign electronically myself (local)"),
        "sign-local-hint": (
            "本地电子签署由县里的密钥签发，只证明登录的本人在这一刻签了这份文本，不是电子认证服务机构的认证。",
            (
                "The local signature is made by the county's key. It says that whoever had signed in signed "
                "this wording at this moment, and is no qualified certificate."
            ),
        ),
        "sign-holds": ("验证通过", "It holds"),
        "sign-broken": ("验证不通过", "It does not hold"),
        "sign-picture": ("看签名", "See it"),
        "on-the-spot": ("当场申请司法确认", "Confirmation by the court, on the spot"),
        "confirm-first": (
            "先在调解案件里记录调解结果，协议生效后，双方共同向人民法院申请。下面的表已经填好，请核对后提交。",
            (
                "First the outcome is recorded at the mediation; once the agreement is in effect both apply "
                "to the court together. The forms below are filled in: check them, then send."
            ),
        ),
        "confirm-record": ("记录调解结果（已填好）", "Record the outcome (filled in)"),
        "confirm-apply": (
            "移送法院申请司法确认（已填好）",
            "Send it to the court (filled in)",
        ),
        "confirm-paper": ("拟写司法确认申请书", "Draft the application"),
        "confirm-summary": (
            "双方共同申请司法确认调解协议《{number}》。",
            "Both apply together for confirmation of the agreement {number}.",
        ),
    },
    "field": {
        "signatory": ("签名人", "Who signs"),
        "digest": ("所签文本的摘要", "Digest of what is signed"),
    },
    "clause-asks": {
        "who": ("谁", "Who"),
        "whom": ("对谁", "To whom"),
        "what": ("做什么", "What"),
        "how_much": ("多少（元）", "How much (yuan)"),
        "manner": ("方式", "Manner"),
        "place": ("地点", "Place"),
        "time": ("时间", "Time"),
    },
    "signs": {
        "party": ("当事人", "Party"),
        "mediator": ("调解员", "Mediator"),
    },
    "signing-way": {
        "handwritten": ("屏幕手写签名", "By hand on the screen"),
        "scanned": ("纸质签名扫描件", "On paper, scanned"),
        "electronic": ("电子签署", "Electronically"),
    },
    "signing-provider": {
        "local": ("本地电子签署（非认证机构认证）", "Local (no qualified certificate)"),
    },
    "signing-record": {
        "title": ("签名记录", "Signatures"),
        "digest": ("所签文本的摘要：{digest}", "Digest of what was signed: {digest}"),
    },
    "paper-step": {
        "ask": ("请各方签名", "Ask for signatures"),
        "autograph": ("签名", "Signature"),
    },
    "refusal": {
        "autographs-lacking": (
            "还有人没有签名，不能用印。请先请各方签名；没有到场的可以在纸上签名后上传扫描件。",
            (
                "Somebody has not signed yet, so the seal cannot be put to it. Have everybody sign; whoever "
                "is not here may sign on paper, and the scan is uploaded."
            ),
        ),
        "autographs-of-another-wording": (
            "协议的文字已经改过，这次签名对不上现在的文本。请重新请各方签名，看过现在的文本再签。",
            (
                "The wording has changed, and this signature is not of what stands there now. Ask everybody "
                "again, who then sign what they have read."
            ),
        ),
        "already-signed": (
            "这一位已经签过名。需要更正的，请重新请各方签名。",
            "This one has signed already. To put it right, ask everybody to sign again.",
        ),
        "who-signs": (
            "协议由双方以上当事人和调解员签名。请选两名以上当事人，写明调解员。",
            "Two parties at least and the mediator sign an agreement. Choose them and name the mediator.",
        ),
    },
}
