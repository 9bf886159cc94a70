"""The notice on personal information (D-36 个人信息处理告知书), told before anything is collected.

PIPL 17 lists what it says. A version is never edited once it was shown: which one a person saw is kept.
"""

from collections.abc import Mapping

from rules.articles import Basis

CURRENT = "26-1"

_26_1 = (
    (
        "谁在处理：本县矛盾纠纷调解中心和您选择的受理窗口；联系方式在窗口公示，可以当面或者来信联系。",
        (
            "Who handles it: the county's dispute resolution centre and the counter you came to; how to "
            "reach them is posted at the counter, and you may come or write."
        ),
    ),
    (
        "为什么处理：受理、调解、办理您提出的事项，告知结果，回访，以及依法接受复查、监督。不用于其他目的。",
        (
            "Why: to take in, mediate and handle what you bring, tell you the outcome, ask how it went, and "
            "for review and supervision as the law provides. For nothing else."
        ),
    ),
    (
        "怎样处理：由具名的工作人员登记和办理；加密保存；谁查看过都有记录。不用机器对您作出决定，不给您打分。",
        (
            "How: named officers enter, read and handle it; it is stored encrypted; whoever reads it is on "
            "record. No machine decides about you, and nobody is scored."
        ),
    ),
    (
        "处理哪些：姓名，联系方式，您提出的事项和您说的话，办理中的记录和文书。姓名可以不写；需要送达的，要有联系方式。",
        (
            "What: your name, how to reach you, what you bring and say, the records and papers of its "
            "handling. You need not give a name; to be served a paper, we need a way to reach you."
        ),
    ),
    (
        "敏感的信息（健康、家庭、未成年人等）只在办理确有必要时记录；不满十四周岁的，要监护人同意。",
        (
            "Sensitive matters (health, family, minors) are recorded only where the handling needs it; for "
            "somebody under fourteen a guardian must agree."
        ),
    ),
    (
        "保存多久：办结以后，按本县公布的保管期限表保存；期满，经两名工作人员核准后删除。依法应当移交档案馆的除外。",
        (
            "How long: after the end, as the county's published retention schedule says; then it is erased, "
            "once two officers have agreed. What the law sends to the archive is the exception."
        ),
    ),
    (
        "给谁：只给办理您的事项的单位；转给法院、公安、其他机关和服务机构之前，按规定征得您的同意或者书面告知您。",
        (
            "To whom: only to those who handle your matter. Before it goes to a court, the police, another "
            "organ or a service, you are asked or told in writing, as the rules provide."
        ),
    ),
    (
        "您的权利：查阅、复制、更正、补充，请求删除、解释说明。在窗口或者凭查询码提出；拒绝的说明理由，可以起诉。",
        (
            "Your rights: to see and copy it, have it corrected, ask for erasure, have it explained. Ask "
            "at the counter or by your tracking code; a refusal gives its reasons, and you may sue."
        ),
    ),
    (
        "检举控告由纪检监察机关另行密存，不在这里告知去向。",
        "Accusations are kept apart, sealed, by the discipline organs; nothing is told of them here.",
    ),
)

# version -> what it says, each paragraph (中文, English)
NOTICES: Mapping[str, tuple[tuple[str, str], ...]] = {"26-1": _26_1}

BASIS = Basis.PERSONAL_NOTICE
