"""What stands on paper (文书): titles, and the paragraphs of the notice of ending and guidance (D-21)."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "document": {
        "D-21": ("调解终止暨诉讼引导告知书", "Notice of the End of Mediation and of the Routes Open"),
        "D-36": ("个人信息处理告知书", "Notice on the Handling of Personal Information"),
        "notice": ("工作提醒", "Reminder"),
    },
    "ending": {
        "partial-agreement": (
            "各方就部分事项达成了协议，其余事项未能达成协议，调解终止。",
            "The parties agreed in part; on the rest no agreement was reached, and the mediation has ended.",
        ),
        "no-agreement": (
            "各方未能达成协议，调解终止。",
            "No agreement was reached, and the mediation has ended.",
        ),
        "party-refused": (
            "有当事人不愿意调解，调解终止。调解以自愿为前提，不愿意调解不会给任何一方带来不利后果。",
            (
                "A party did not wish to mediate, and the mediation has ended. Mediation is voluntary; "
                "nobody suffers for not wishing it."
            ),
        ),
        "withdrawn": (
            "申请人撤回了调解申请，调解终止。申请人仍愿意调解的，可以在规定的期限内提出恢复。",
            (
                "The applicant withdrew, and the mediation has ended. An applicant who wishes to go on "
                "may ask for that within the set time."
            ),
        ),
        "left-for-route": (
            "有当事人选择通过其他法定途径解决，调解终止。",
            "A party chose another statutory route, and the mediation has ended.",
        ),
        "filed-in-court": (
            "人民法院或者仲裁机构已经受理同一纠纷，调解终止。",
            "A court or arbitration body has accepted the same dispute, and the mediation has ended.",
        ),
        "not-mediable": (
            "所涉事项不宜在本次调解中继续处理，调解终止。",
            "The matter cannot be taken further in this mediation, and the mediation has ended.",
        ),
    },
    "open-route": {
        "court": (
            (
                "向有管辖权的人民法院提起诉讼。请准备身份证件、起诉状（书写确有困难的，可以口头起诉）、证"
                "据，以及对方的姓名和住址。"
            ),
            (
                "A suit at the people's court with jurisdiction. Prepare your identity card, the "
                "statement of claim (it can be made orally by someone who cannot write it), evidence, and "
                "the other side's name and address."
            ),
        ),
        "legal-aid": (
            "向法律援助机构申请法律援助：经济困难或者有其他法定情形的可以申请，不收取费用。",
            (
                "Legal aid, from the legal aid institution, for those in financial difficulty and in "
                "other cases the law names. It is free."
            ),
        ),
        "administrative": (
            (
                "请求有关行政机关处理：属于其职责的事项，由其依法处理；对行政行为不服的，可以依法申请行政"
                "复议或者提起行政诉讼。"
            ),
            (
                "The administrative organ in charge, where the matter is its duty; against an "
                "administrative act, reconsideration or an administrative suit."
            ),
        ),
        "arbitration": (
            (
                "向仲裁机构申请仲裁：劳动人事争议、农村土地承包经营纠纷，可以向相应的仲裁机构申请；有仲裁"
                "协议的，向约定的仲裁机构申请。"
            ),
            (
                "Arbitration: for labour and personnel disputes and for contracted farmland, at the body "
                "for such disputes; where there is an arbitration agreement, at the body agreed upon."
            ),
        ),
        "police": (
            "属于公安机关职责的事项，请求公安机关依法处理。",
            "The police, where the matter is their duty.",
        ),
        "administrative_reconsideration": (
            "对行政行为不服的，依法申请行政复议或者提起行政诉讼。",
            "Administrative reconsideration or an administrative suit, against an administrative act.",
        ),
    },
    "work-notice": {
        "addressee": ("{unit}{role}：", "To the seat {role}, {unit}:"),
        "about": ("事项编号：{number}", "Matter: {number}"),
        "due": ("到期日：{day}。", "Due on {day}."),
        "moved": (
            "“{clock}”的到期日由{was}变更为{now}。原因：{because}。",
            "The due date of “{clock}” has moved from {was} to {now}, because: {because}.",
        ),
        "none": ("停止计算", "standing still"),
        "how": ("到期日的计算：", "How the date came about:"),
    },
    "moved-by": {
        "DueDatesRecomputed": (
            "年度放假安排或者期间规则有新的公布（{version}）",
            "a calendar or new rules were published ({version})",
        ),
        "StartCorrected": ("起算时间已更正", "the start of the period was corrected"),
    },
    "guidance": {
        "addressee": ("{addressee}：", "To {addressee}:"),
        "ended": (
            "您参加调解的矛盾纠纷（编号{number}），于{day}在“{step}”环节终止调解。",
            (
                "The mediation of the dispute you are a party to (no. {number}) ended on {day}, at the "
                "step “{step}”."
            ),
        ),
        "agreement": (
            "已经达成的协议，各方应当按照约定履行。",
            "What has been agreed is to be performed as agreed.",
        ),
        "any-road": (
            (
                "依照{no_bar}，调解不影响您依法通过仲裁、行政、司法等途径维护自己的权利，任何人不得以调解"
                "为由加以阻止。"
            ),
            (
                "Mediation bars you from no road ({no_bar}): you may pursue your rights by arbitration, "
                "by administrative means or in court, and nobody may use mediation to prevent it."
            ),
        ),
        "roads": ("您可以自行选择下列途径：", "The routes open to you, of your own choice:"),
        "chosen": (
            "据登记，有当事人已选择的途径：{route}。",
            "The route a party has chosen, as recorded: {route}.",
        ),
        "apart": ("对其中不属于调解范围的事项：{door}", "For what may not be mediated: {door}"),
        "safety": (
            "遇有人身危险或者家庭暴力的，请立即向公安机关求助，也可以向人民法院申请人身安全保护令。",
            (
                "Anyone in danger, or facing violence in the family, should turn to the police at once, "
                "and may ask the people's court for a protection order."
            ),
        ),
        "discipline": (
            "反映党员、公职人员违纪违法问题的，请直接向纪检监察机关反映。",
            (
                "Breaches of discipline or law by Party members or officials are reported directly to the "
                "discipline inspection and supervision organ."
            ),
        ),
        "time": (
            "上述途径大多有期限，请尽早办理；具体期限请向受理的机关或者法律援助机构询问。",
            (
                "Most of these routes have time limits: do not wait, and ask the organ concerned or the "
                "legal aid institution about them."
            ),
        ),
        "limitation-asked": (
            (
                "本纠纷于{asked_on}登记请求调解。向人民调解委员会提出保护民事权利请求的，诉讼时效从提出请求之日"
                "起中断（{asking}）；提出请求早于登记的，以提出之日为准。"
            ),
            (
                "This dispute was registered for mediation on {asked_on}. Asking a people's mediation "
                "committee to protect a civil right interrupts the limitation from the day of asking "
                "({asking}); if you asked before it was registered, that day counts."
            ),
        ),
        "limitation-until": (
            (
                "从有关程序终结时起，诉讼时效期间重新计算（{anew}）。普通诉讼时效为三年（{three_years}），自"
                "{ended_on}起算，至{limitation_until}；末日是法定休假日的，以休假日结束的次日为末日（{last_day}）。"
                "法律另有规定的，依照其规定；是否中断、何时届满，由人民法院认定。"
            ),
            (
                "From the end of the procedure it is counted anew ({anew}). The ordinary period is three "
                "years ({three_years}): from {ended_on} until {limitation_until}; where that is a public "
                "holiday, until the day after the holiday ({last_day}). Special periods of other laws "
                "prevail, and whether and when it ends is for the court to find."
            ),
        ),
        "ask": (
            "不清楚到哪里办理、带什么材料的，请向{unit}访调对接办公室询问，工作人员会当面说明。",
            (
                "If you are not sure where to go or what to bring, ask the petition and mediation docking "
                "office of {unit}; its people will explain."
            ),
        ),
        "bases": ("依据：{articles}", "Basis: {articles}"),
        "issuer": ("{unit}访调对接办公室（印章）", "Petition and mediation docking office of {unit} (seal)"),
        "received": (
            "签收人：＿＿＿＿＿＿　签收日期：＿＿＿＿年＿＿月＿＿日",
            "Received by: ____________  on: ____________",
        ),
    },
}
