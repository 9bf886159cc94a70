"""Why a step of handling a petition is refused (不予执行): the reason, and what to do instead."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "refusal": {
        "statutory-route-first": (
            (
                "这件事另有法定途径，依照规定不按信访程序受理。请向信访人告知列出的途径并办结本件；认为分类"
                "不对的，先请分流员更正。"
            ),
            (
                "This has a statutory route of its own and is not accepted as a petition. Show the "
                "petitioner the routes listed here and conclude it; if the class is wrong, have the triage "
                "officer correct it first."
            ),
        ),
        "manner-does-not-fit": (
            (
                "所选的办理方式与本件的分类不符：建议意见只作研究答复，其他信访事项要出具处理意见书。请从列"
                "出的方式中选择；分类有误的，先更正分类。"
            ),
            (
                "This manner of handling does not fit the class: a suggestion is studied and answered, any "
                "other petition gets a handling opinion. Choose one of the manners listed here; if the class "
                "is wrong, correct it first."
            ),
        ),
        "not-simple": (
            "上级交办、多人共同提出或者重大、紧急的信访事项，不适用简易办理。请按普通程序受理。",
            (
                "What was assigned from above, brought by several people together, or is major or urgent is "
                "not handled in the simplified way. Accept it under the ordinary procedure."
            ),
        ),
        "time-for-simple-is-over": (
            "决定适用简易办理的期限已过。请按普通程序受理，信访人的权利不受影响。",
            (
                "The time in which simplified handling can be chosen is over. Accept it under the ordinary "
                "procedure; the petitioner loses nothing by it."
            ),
        ),
        "not-simplified": (
            "本件没有适用简易办理，无需转为普通程序。请按现在的程序继续办理。",
            (
                "It is not being handled in the simplified way, so there is nothing to go over from. Go on "
                "under the procedure as it is."
            ),
        ),
        "panel-already-drawn": (
            (
                "听证评议团已经抽出，不能重抽；只有成员回避之后才补抽。请按抽出的名单通知听证；有成员应当回"
                "避的，先申明。"
            ),
            (
                "The panel has been drawn and is not drawn again, unless one of its members has stepped "
                "aside. Invite those who were drawn; if one of them has an interest, have that declared "
                "first."
            ),
        ),
        "no-panel": (
            (
                "还没有抽出听证评议团，或者听证已经举行，或者有成员回避后还没有补抽。请先抽取评议团，再记录"
                "听证；已经举行的不用重复记录。"
            ),
            (
                "No panel has been drawn, the hearing has been held already, or a member stepped aside and "
                "none was drawn in their place. Draw the panel first; a hearing that is on record is not "
                "recorded twice."
            ),
        ),
        "panel-too-small": (
            (
                "除去回避的人，名册中剩下的人数不够组成听证评议团。请由县里先补充名册；来不及的，先调查核实"
                "、当面听取意见，不得因此超过办理期限。"
            ),
            (
                "Without those who stepped aside the pool has too few members for a panel. Have the county "
                "add to the pool; meanwhile investigate and hear the person face to face, and let no period "
                "pass because of it."
            ),
        ),
        "place-not-known": (
            (
                "没有登记事情发生在哪个村（社区）和乡镇（街道），不知道由哪里的调解组织调解。请先在登记中补"
                "上地点；确实没有地点的，按信访程序办理，或者请当事人直接向调解组织申请。"
            ),
            (
                "It is not on record in which village and township this is, so no mediation body is known "
                "for it. Where there is a place, have it registered; where there is none, go on as a "
                "petition, or let the parties apply to a mediation body themselves."
            ),
        ),
        "mediation-under-way": (
            (
                "各方同意的调解正在进行，结果还没有回传，现在不能再次转入调解，也不能出具处理意见。请等待结"
                "果；期限照常计算，临近届满的，请与调解组织联系尽快结束。"
            ),
            (
                "The mediation both sides agreed to is under way and its result has not come back, so no "
                "second one begins and no opinion is given yet. Wait for it; the periods run on, so if one "
                "is about to end, ask the mediation body to finish."
            ),
        ),
        "mediation-needs-everybody": (
            (
                "转入调解要信访人和对方都同意，现在有人没有同意。请逐一征求意见；有一方不愿意的，不转入调解"
                "，按信访程序继续办理，并不因此对任何人不利。"
            ),
            (
                "Mediation needs the agreement of the petitioner and of the other side, and somebody's is "
                "missing. Ask each of them; if one does not wish it, there is no mediation, the petition "
                "goes on, and nobody suffers for it."
            ),
        ),
        "extension-pending": (
            (
                "延期已经申请过，还没有审批。请等负责人审批；申请有误的，请告诉负责人不要批准，按原来的期限"
                "办结。"
            ),
            (
                "An extension has been asked for and not yet decided. Wait for the head of the organ; if it "
                "was asked for in error, tell the head not to approve it and finish within the period as it "
                "stands."
            ),
        ),
        "no-extension-asked": (
            "承办人没有申请延期，没有可以审批的。情况复杂确需延期的，请承办人在期限届满前先申请并说明理由。",
            (
                "The handler has asked for no extension, so there is none to decide on. If the matter is "
                "complex and needs one, the handler asks first, with the reason, before the period ends."
            ),
        ),
        "not-by-the-same-person": (
            (
                "申请延期的人不能自己审批，拟处理意见的人不能自己签发。请由本机关、单位的另一位负责人审批或"
                "者签发。"
            ),
            (
                "Nobody decides on the extension they asked for, or signs the opinion they drafted. Another "
                "head of the organ decides."
            ),
        ),
        "facts-not-heard": (
            (
                "还没有听取信访人陈述的事实和理由，不能出具处理意见。请先听取、调查核实并记录；多次联系不上"
                "的，把联系经过记录在案。"
            ),
            (
                "The petitioner's facts and reasons have not been heard, so no opinion can be given. Hear "
                "them, investigate, and record it first; if the person cannot be reached, record how it was "
                "tried."
            ),
        ),
        "opinion-incomplete": (
            (
                "处理意见书缺少规定应当写明的内容，不能提交。请补齐列出的各项；支持请求的，要写明由哪个机关"
                "、单位执行。"
            ),
            (
                "The opinion lacks what the rules want in it. Add what is listed here; where the request is "
                "supported, name the unit that carries it out."
            ),
        ),
        "nothing-drafted": (
            "还没有拟出处理意见，没有可以签发的。请承办人先拟处理意见，再由负责人签发。",
            (
                "No opinion has been drafted, so there is none to sign. The handler drafts it first, then "
                "the head signs."
            ),
        ),
        "not-assigned": (
            "本件是转送的，没有要求报告办理结果。请处理后直接答复信访人；信访部门另有要求的，由其交办。",
            (
                "It was transferred without asking for a report, so none is due. Answer the petitioner "
                "directly; if the petition department wants a report, it assigns the matter."
            ),
        ),
    },
}
