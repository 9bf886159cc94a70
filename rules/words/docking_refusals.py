"""Why a docking does not carry a matter (不予移送), what to do instead, and the words of its clocks."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "refusal": {
        "accusation-goes-sealed": (
            (
                "检举控告不走对接，以免被反映人知道。请只由密封渠道交纪检监察机关；其余诉求与检举控告分开后，"
                "可以另行移送。"
            ),
            (
                "What accuses somebody is never handed over by this way, lest the accused learn of it. Pass "
                "it to the discipline organ by the sealed path alone; what else is asked for, once it stands "
                "apart, can be handed over."
            ),
        ),
        "not-instead-of-protection": (
            (
                "涉及家庭暴力，不得以调解代替保护。请立即联系公安机关，并告诉受害人可以向法院申请人身安全保护"
                "令、可以申请法律援助。"
            ),
            (
                "There is violence in the family, and mediation never takes the place of protection. Call "
                "the police at once, and tell the person of the court's protection order and of legal aid."
            ),
        ),
        "not-theirs-to-dispose-of": (
            (
                "这件事不由当事人自行处分，或者违反强制性规定，不能转入调解。请按信访程序或者法定途径继续办理。"
            ),
            (
                "This is not for the parties to dispose of, or goes against a mandatory rule, so it is not "
                "passed to mediation. Go on with the petition, or by its statutory route."
            ),
        ),
        "procedure-is-not-mediated": (
            "适用特别程序、督促程序、公示催告程序的案件不得调解。请由法院按原程序继续审理。",
            (
                "Cases in special, supervision or public-notice procedure are not mediated. The court goes "
                "on in that procedure."
            ),
        ),
        "mediation-is-feigned": (
            "涉嫌虚假调解，应当中止。请不要移送，把情况报告法院，由法院审查。",
            (
                "It looks like a feigned mediation, which is stopped. Do not send it; report it to the "
                "court, which looks into it."
            ),
        ),
        "outside-the-courts-scope": (
            "不属于法院受理范围的，法院不予受理司法确认申请。请告知当事人按主管部门的程序办理。",
            (
                "What is outside the courts' scope is not accepted for confirmation. Tell the parties which "
                "organ is competent and go there."
            ),
        ),
        "not-this-courts": (
            (
                "收到申请的法院没有管辖权，不予受理。请改向有管辖权的法院申请：法院邀请调解的，为该院；自行调"
                "解的，为基层法院。"
            ),
            (
                "This court has no jurisdiction and does not accept it. Choose the competent court: the one "
                "that invited the mediation, or otherwise the basic court of a party's domicile, of the "
                "object or of the body."
            ),
        ),
        "status-is-not-confirmed": (
            (
                "确认婚姻、亲子、收养等身份关系有效、无效或者解除的，不予受理司法确认。请告知当事人另行起诉或"
                "者登记。"
            ),
            (
                "Whether a marriage, parentage, adoption or other status holds is not confirmed. Tell the "
                "parties to sue over it, or to have it registered."
            ),
        ),
        "procedure-is-not-confirmed": (
            "适用其他特别程序、公示催告程序、破产程序审理的，不予受理司法确认。请告知当事人走相应的程序。",
            (
                "What belongs to another special procedure, to public notice or to bankruptcy is not "
                "confirmed. Show the parties that procedure."
            ),
        ),
        "title-is-not-confirmed": (
            "涉及物权、知识产权确权的，不予受理司法确认。请告知当事人向登记机关申请或者另行起诉。",
            (
                "Title to property or to intellectual property is not confirmed. Tell the parties to go to "
                "the registry, or to sue."
            ),
        ),
        "body-not-established": (
            "调解组织不是依法设立的，达成的协议不能申请司法确认。请由依法设立的调解组织重新主持并盖章。",
            (
                "An agreement made before a body that is not lawfully established cannot be confirmed. Have "
                "it made anew before one that is, with its seal."
            ),
        ),
        "agreement-breaks-the-law": (
            "协议违反法律强制性规定，法院会驳回确认申请。请先由双方修改协议，或者告知可以起诉。",
            (
                "The agreement breaks a mandatory rule, and the court would reject it. Have both sides "
                "change it first, or tell them that they can sue."
            ),
        ),
        "agreement-harms-others": (
            (
                "协议损害国家、社会公共利益或者他人合法权益，法院会驳回确认申请。请先由双方修改，并请有关的人"
                "参加。"
            ),
            (
                "The agreement harms the state, the public or somebody else, and the court would reject it. "
                "Have both sides change it first, together with whoever is concerned."
            ),
        ),
        "agreement-against-public-order": (
            "协议违背公序良俗，法院会驳回确认申请。请先由双方修改协议，或者告知可以起诉。",
            (
                "The agreement goes against public order and good morals, and the court would reject it. "
                "Have both sides change it first, or tell them that they can sue."
            ),
        ),
        "agreement-not-voluntary": (
            (
                "协议不是各方自愿达成的，法院会驳回确认申请。请分别问清各方真实意愿；愿意的，重新调解，不愿意"
                "的，告知其他途径。"
            ),
            (
                "The agreement was not made freely, and the court would reject it. Ask each side what it "
                "really wants: mediate anew if both do, or show them the other routes."
            ),
        ),
        "agreement-unclear": (
            "协议内容不明确，法院会驳回确认申请。请先补明谁、做什么、多少、什么时候履行。",
            (
                "The agreement is unclear, and the court would reject it. Have it say first who does what, "
                "how much, and by when."
            ),
        ),
        "not-from-a-civil-dispute": (
            "不是民间纠纷引起的，不能转入人民调解。请由公安机关依法处理。",
            (
                "It did not grow out of a civil dispute, so it is not for mediation. The police deal with it "
                "by law."
            ),
        ),
        "violation-is-not-mediated": (
            (
                "雇凶、结伙斗殴或者寻衅滋事、多次违法、调解中又违法、嫌疑人逃跑的，不适用调解。请由公安机关依"
                "法处理。"
            ),
            (
                "Hired injury, gang fights, repeated violations, a new one during the mediation or a suspect "
                "who fled are not mediated. The police deal with the violation by law."
            ),
        ),
        "party-is-unwilling": (
            "有当事人明确表示不愿意调解，不能移送。请由公安机关依法处理，并告知民事部分可以起诉。",
            (
                "A party clearly does not wish mediation, so nothing is sent. The police deal with it by law "
                "and tell the parties that they can sue."
            ),
        ),
        "criminal-procedure-first": (
            (
                "造成重伤或者涉嫌犯罪的，按刑事诉讼程序办理，不转入调解。请由公安机关立案侦查；能否和解由办案"
                "机关审查。"
            ),
            (
                "Serious injury or a suspected crime goes through criminal procedure and is not mediated. "
                "The police open a case; whether there may be a reconciliation is for the organ in charge."
            ),
        ),
        "beyond-reconciliation": (
            "不符合刑事和解的条件，不能移送调解。请由检察机关按审查起诉程序办理。",
            (
                "The conditions of criminal reconciliation are not met, so it is not sent to be mediated. "
                "The procuratorate goes on with its review."
            ),
        ),
        "intentional-crime-before": (
            "五年以内曾经故意犯罪的，不适用刑事和解。请由检察机关按审查起诉程序办理。",
            (
                "An intentional crime in the last five years rules a reconciliation out. The procuratorate "
                "goes on with its review."
            ),
        ),
        "not-freely-forgiven": (
            "被害人没有自愿和解的，不适用刑事和解。请不要劝说，由检察机关按审查起诉程序办理。",
            (
                "The victim has not forgiven freely, so there is no reconciliation. Do not press for it; the "
                "procuratorate goes on with its review."
            ),
        ),
        "expropriation-is-not-arbitrated": (
            "因征收集体土地补偿发生的纠纷，不属于农村土地承包仲裁范围。请告知当事人申请行政复议或者起诉。",
            (
                "Disputes over compensation for expropriated collective land are not arbitrated. Tell the "
                "parties of reconsideration and of a suit."
            ),
        ),
        "medical-dispute-is-elsewhere": (
            "法院或者另一调解途径已经受理这起医疗纠纷，不再受理调解。请等那里的结果；已经撤回的，再移送。",
            (
                "A court, or the other way of mediation, has already accepted this medical dispute. Wait for "
                "its result there; if it has been withdrawn, send it then."
            ),
        ),
        "accident-is-before-a-court": (
            "当事人已经就这起事故起诉，公安机关不再调解。请等法院的结果，不要重复申请。",
            (
                "A party has sued over the accident, so the police mediate no more. Wait for the court; do "
                "not apply again."
            ),
        ),
        "not-a-commercial-dispute": (
            "婚姻家庭、继承、劳动、消费纠纷不属于商事调解。请改送人民调解或者相应的机构。",
            (
                "Family, inheritance, labour and consumer disputes are not for commercial mediation. Send "
                "them to people's mediation, or to the body that is for them."
            ),
        ),
        "petition-act-is-not-reviewed": (
            (
                "信访事项的登记、受理、交办、转送、复查、复核，不属于行政复议范围。请告知信访人申请复查、复核；"
                "原行政行为的救济另行告知。"
            ),
            (
                "Registering, accepting, assigning or transferring a petition, its review and re-review are "
                "no matter for reconsideration. Tell the person of review and re-review; the act behind the "
                "petition keeps its own remedies."
            ),
        ),
        "notarized-matter-in-dispute": (
            "当事人对公证事项有争议的，公证机构不予办理。请先调解，或者告知当事人起诉；没有争议后再移送。",
            (
                "A notary does not certify what the parties dispute. Mediate it first, or tell them that "
                "they can sue; send it when nothing is in dispute."
            ),
        ),
        "performance-not-said": (
            (
                "退回的结果没有写明协议是否已经履行，移送方不能据此处理。请选择已履行、部分履行或者未履行后再"
                "退回。"
            ),
            (
                "It is not said whether what was agreed has been performed, and the sender must know. Say "
                "fully, partly or not, then return it."
            ),
        ),
        "violation-records-are-sealed": (
            "违法记录依法封存，退回时不附文字和材料。请只选择结果；依法可以查询的，另行申请。",
            (
                "Records of violations are sealed, so no word and no paper comes back with the outcome. "
                "Choose the outcome alone; whoever may see more by law asks for it elsewhere."
            ),
        ),
        "counselling-is-confidential": (
            "心理服务的内容保密，退回时不附文字和材料。请只选择已提供或者本人未接受。",
            (
                "Counselling is confidential, so no word and no paper comes back with the outcome. Choose "
                "provided or declined and nothing else."
            ),
        ),
    },
    "clock": {
        "P-31": ("对接：调处", "Handoff: to mediate"),
        "P-32": ("检调对接：审查起诉期限以内退回", "Handoff: back within the review for prosecution"),
        "P-33": ("对接：办结", "Handoff: to return what is not mediated"),
    },
    "clock-trigger": {
        "handoff-accepted": ("对方接收办理", "The handoff was accepted"),
        "review-for-prosecution-begun": ("开始审查起诉", "The review for prosecution began"),
    },
}
