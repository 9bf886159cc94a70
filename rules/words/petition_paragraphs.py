"""What stands on the papers of a petition (信访文书), paragraph by paragraph."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "petition-paper": {
        "addressee": ("{addressee}：", "To {addressee}:"),
        "accepted": (
            "您于{received_on}提出的信访事项（编号{number}），{unit}已经受理。",
            "{unit} has accepted the petition that you brought on {received_on} (no. {number}).",
        ),
        "as-a-petition": (
            (
                "办理的途径和程序：这件事没有其他法定途径，依照{article}按信访程序办理，听取您陈述的事实和理"
                "由，调查核实后出具处理意见书。"
            ),
            (
                "Route and procedure: no other statutory route takes this matter, so it is handled as a "
                "petition ({article}). Your facts and reasons are heard, it is investigated, and you receive "
                "a handling opinion."
            ),
        ),
        "simplified": (
            "适用简易办理，尽快答复；不适宜简易办理的，转为普通程序并告知您，办理期限不变。",
            (
                "It is handled in the simplified way, and answered sooner. If it turns out not to be fit for "
                "that, it goes over to the ordinary procedure, you are told, and the time below stays as it "
                "is."
            ),
        ),
        "as-a-suggestion": (
            "办理的途径和程序：作为建议意见，依照{article}认真研究论证，采纳的情况会答复您。",
            (
                "Route and procedure: as a suggestion ({article}). It is studied, and you are told whether "
                "it is adopted."
            ),
        ),
        "finished-by": (
            (
                "办理期限：{due_on}前（含当日）办结；情况复杂的，依照{article}经批准可以延长，延长的理由会告"
                "知您。"
            ),
            (
                "Time: it is completed by {due_on}, that day included; where it is complex that may be "
                "extended with approval ({article}), and you are told why."
            ),
        ),
        "told": ("说明：{notice}", "What you are told: {notice}"),
        "ask-how-it-stands": (
            "查询：凭上述编号，可以随时向{unit}查询办理情况。",
            "You may ask {unit} at any time how it stands, under the number above.",
        ),
        "recusal": (
            "您可以请求与本事项有直接利害关系的工作人员回避（{article}），也可以随时补充事实和材料。",
            (
                "You may ask that anybody with a direct interest in the matter step aside ({article}), and "
                "may add facts and papers at any time."
            ),
        ),
        "review-later": (
            "收到处理意见书后不服的，可以依照{article}请求复查。",
            (
                "If you disagree with the handling opinion when you have it, you may ask for a review "
                "({article})."
            ),
        ),
        "not-accepted": (
            "您提出的信访事项（编号{number}），{unit}依照规定不予受理。",
            "Under the rules, {unit} does not accept the petition that you brought (no. {number}).",
        ),
        "not-accepted-again": (
            "您提出的信访事项（编号{number}），{unit}依照规定不再受理。",
            "Under the rules, {unit} does not accept again the petition that you brought (no. {number}).",
        ),
        "ground": ("理由：{ground}", "Why: {ground}"),
        "where-to": ("具体情况和去向：{explanation}", "In this case, and where to go: {explanation}"),
        "card": ("法定途径（清单{list_version}版）：", "The statutory route (list {list_version}):"),
        "card-step": ("第{number}步：{words}", "Step {number}: {words}"),
        "card-organs": ("机关：{words}。", "Organs: {words}."),
        "card-period": (
            "期限：{words}，自“{trigger}”起{length}。",
            "Time: {words}, {length} from: {trigger}.",
        ),
        "card-limit": ("注意：{words}", "Mind: {words}"),
        "card-papers": ("材料：{words}。", "Papers: {words}."),
        "card-next": ("下一步：{words}", "Next: {words}"),
        "card-bases": ("该途径的依据：{words}。", "Basis of that route: {words}."),
        "not-right": (
            (
                "认为应当受理而没有受理的，可以向信访部门反映，由其核实，属实的依照{article}督办。有新的事实"
                "或者理由的，可以重新提出。"
            ),
            (
                "If you think that it should have been accepted, tell the petition department, which looks "
                "into it and supervises it where you are right ({article}). With new facts or reasons you "
                "may bring it again."
            ),
        ),
        "guided": (
            "您提出的信访事项（编号{number}），依照{article}应当通过其他法定途径处理，{unit}特此告知。",
            (
                "By law the petition that you brought (no. {number}) goes another statutory route "
                "({article}), and {unit} tells you which."
            ),
        ),
        "explained": ("说明：{explanation}", "What you are told: {explanation}"),
        "effect": (
            (
                "走法定途径的，按该途径自己的程序和期限办理，不适用信访事项的办理期限；本信访事项的办理程序"
                "到此结束。"
            ),
            (
                "On that route its own procedure and periods apply, and those of a petition do not; as a "
                "petition it ends here."
            ),
        ),
        "time": (
            "法定途径大多有期限，请尽早办理；具体期限请向受理的机关或者法律援助机构询问。",
            (
                "Most statutory routes have time limits: do not wait, and ask the organ concerned or the "
                "legal aid institution about them."
            ),
        ),
        "legal-aid": (
            "经济困难或者有其他法定情形的，可以向法律援助机构申请法律援助，不收取费用。",
            (
                "Those in financial difficulty, and others the law names, may apply to the legal aid "
                "institution for legal aid. It is free."
            ),
        ),
        "ask-where": (
            "不清楚到哪里办理、带什么材料的，请向{unit}询问，工作人员会当面说明。",
            "If you are not sure where to go or what to bring, ask {unit}; its people will explain.",
        ),
        "transfer": (
            "现将信访事项（编号{number}）转送你单位，请依照{article}办理。",
            "The petition no. {number} is transferred to you, to be dealt with under {article}.",
        ),
        "assignment": (
            "现将信访事项（编号{number}）交办你单位，请依照{article}办理并报告结果。",
            "The petition no. {number} is assigned to you, to be dealt with under {article} and reported on.",
        ),
        "class": (
            "分类依据：法定途径清单（{list_version}版）{route}项。",
            "Classified by the list of statutory routes ({list_version}), line {route}.",
        ),
        "materials": (
            "请求事项、材料清单以及可以告知的信访人联系方式见案件，只供办理本事项的人员查阅。",
            (
                "The request, the list of papers and, as far as it may be told, how to reach the petitioner "
                "are in the case, to be read by those who work on it alone."
            ),
        ),
        "inform": (
            (
                "请自收到之日起十五日内书面告知信访人是否受理以及办理的途径和程序（{article}），处理后直接答"
                "复信访人。"
            ),
            (
                "Within fifteen days of receiving it, tell the petitioner in writing whether it is accepted, "
                "and by which route and procedure ({article}); then answer the petitioner directly."
            ),
        ),
        "object": (
            (
                "认为不属于你单位职权的，请自收到之日起五个工作日内说明详细理由提出异议（{article}），经同意"
                "后退还材料；未经同意，不得自行退回。"
            ),
            (
                "If it is not within your powers, object within five working days of receiving it, with "
                "detailed reasons ({article}), and return the papers once that is agreed with; they are not "
                "returned before."
            ),
        ),
        "report": (
            "请在{report_by}前（含当日）报告办理结果，并附处理意见书。",
            "Report the result by {report_by}, that day included, with the handling opinion.",
        ),
        "supervised": (
            "推诿、敷衍、拖延的，依照{article}督办。",
            "Passing it on, brushing it off or delaying it is supervised under {article}.",
        ),
        "extended": (
            (
                "您提出的信访事项（编号{number}）情况复杂，经{unit}负责人批准，办理期限延长{days}日，至{due_"
                "on}届满。"
            ),
            (
                "The petition that you brought (no. {number}) is complex. The head of {unit} has approved "
                "{days} days more, until {due_on}."
            ),
        ),
        "reason": ("理由：{reason}", "The reason: {reason}"),
        "sorry": (
            "没有能够按原来的期限办结，请您谅解。",
            "We are sorry that it could not be completed in the period first set.",
        ),
        "examined": (
            "您提出的信访事项（编号{number}），{unit}已经听取您陈述的事实和理由并调查核实，处理意见如下。",
            (
                "{unit} has heard your facts and reasons on the petition that you brought (no. {number}), "
                "has investigated it, and gives this opinion."
            ),
        ),
        "request": ("请求事项：{request}", "The request: {request}"),
        "facts": (
            "陈述的事实和理由：{facts_and_reasons}",
            "The facts and reasons as you gave them: {facts_and_reasons}",
        ),
        "findings": ("调查核实的情况：{findings}", "What was found: {findings}"),
        "opinion": ("处理意见：{opinion}。", "The opinion: {opinion}."),
        "basis": ("适用的依据：{legal_basis}", "The legal basis: {legal_basis}"),
        "executes": ("执行单位：{executes}。", "Carried out by: {executes}."),
        "review": (
            (
                "对本处理意见不服的，可以自收到本意见书之日起三十日内，向{reviewer}请求复查（{article}）。收"
                "到之日以下面的签收日期或者送达的证明为准，当日不计入。"
            ),
            (
                "If you disagree with this opinion, you may ask {reviewer} for a review within thirty days "
                "from the day on which you receive it ({article}). That day, as signed for below or proven, "
                "is not counted."
            ),
        ),
        "next-higher": ("上一级机关、单位", "the organ next above"),
        "untouched": (
            "所涉及的事项依法另有途径的，该途径及其期限不受本意见书影响。",
            (
                "Where the law gives another route for what is behind this petition, that route and its time "
                "limits are untouched by this opinion."
            ),
        ),
        "suggestion": (
            "感谢您提出的建议（编号{number}）。{unit}经研究论证，采纳情况：{adoption}。",
            (
                "Thank you for your suggestion (no. {number}). {unit} has studied it. Whether it is adopted: "
                "{adoption}."
            ),
        ),
        "reply": ("答复：{reply}", "The reply: {reply}"),
        "bases": ("依据：{articles}", "Basis: {articles}"),
        "issuer": ("{unit}（印章）　{on}", "{unit} (seal), {on}"),
        "received": (
            "签收人：＿＿＿＿＿＿　签收日期：＿＿＿＿年＿＿月＿＿日",
            "Received by: ____________  on: ____________",
        ),
    },
}
