"""The screen (可否调解审查): the questions put to the clerk, and the doors a person is shown to."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "concern": {
        "family-violence": (
            "是否涉及家庭暴力（家庭成员之间殴打、捆绑、限制人身自由、经常谩骂恐吓等）？",
            "Is there violence in the family: beating, tying up, locking in, or constant abuse and threats?",
        ),
        "crime": (
            "是否有人的行为涉嫌犯罪，或者公安机关已经按刑事案件办理？",
            "May somebody have committed a crime, or are the police already treating it as a criminal case?",
        ),
        "harm-to-a-child": (
            "是否有未满十八周岁的人受到侵害、虐待，或者有受侵害的危险？",
            "Has somebody under eighteen been harmed or abused, or is such a person in danger?",
        ),
        "status": (
            "是否要求确认或者解除身份关系（婚姻、收养、亲子等）？",
            "Is the request about status itself: marriage, adoption, who is whose parent or child?",
        ),
        "public-interest-illegality": (
            "是否有损害公共利益的违法行为（如安全生产、食品安全、污染环境）？",
            (
                "Is there an illegal act against the public interest, such as unsafe work, unsafe food or "
                "pollution?"
            ),
        ),
        "punishment-decided": (
            "对所争议的事，行政机关是否已经作出处罚决定？",
            "Has an administrative organ already decided on a punishment in this matter?",
        ),
        "administrative-act": (
            "是否要求认定行政机关的决定或者行为是否合法有效？",
            "Is the request about whether a decision or act of an administrative organ is lawful and valid?",
        ),
        "discipline": (
            "是否检举控告党员、公职人员违纪违法？（如果是，请不要在这里记录任何具体内容。）",
            (
                "Does it accuse a Party member or official of breaking discipline or law? (If so, write "
                "no particulars down here.)"
            ),
        ),
        "case-already-accepted": (
            "同一纠纷，人民法院或者仲裁机构是否已经受理？",
            "Has a court or an arbitration body already accepted a case about the same dispute?",
        ),
    },
    "reply": {
        "no": ("不涉及", "No"),
        "yes": ("涉及", "Yes"),
        "civil-part-remains": (
            "涉及，但有可以调解的民事部分",
            "Yes, but a civil part remains that can be mediated",
        ),
    },
    "door": {
        "police": (
            (
                "请到公安机关（就近的派出所即可）报案或者求助；情况紧急的，立即报警。身份证件、照片、就诊"
                "材料等有什么带什么，没有也可以先去。"
            ),
            (
                "Go to the police (the nearest station will do) to report it or to ask for help; call "
                "them at once if it is urgent. Bring what there is: identity card, photographs, medical "
                "papers; go first if there is nothing."
            ),
        ),
        "police-and-protection-order": (
            (
                "请立即向公安机关报案或者求助；也可以向人民法院申请人身安全保护令，或者请妇女联合会、村（"
                "居）民委员会帮助。身份证件、伤情照片、就诊材料、聊天记录等有什么带什么，没有也可以先去。"
            ),
            (
                "Go to the police at once; a protection order can be asked for at the people's court, and "
                "the women's federation and the village or residents' committee will help. Bring what "
                "there is: identity card, photographs of injuries, medical papers, messages; go first if "
                "there is nothing."
            ),
        ),
        "court": (
            (
                "请向有管辖权的人民法院提起诉讼。请带身份证件、起诉状（书写确有困难的，可以口头起诉）、证"
                "据，以及对方的姓名和住址。"
            ),
            (
                "Bring a suit at the people's court with jurisdiction. Bring your identity card, the "
                "statement of claim (it can be made orally by someone who cannot write it), evidence, and "
                "the other side's name and address."
            ),
        ),
        "competent-authority": (
            "请向主管这件事的行政机关投诉、举报。请带身份证件和能说明情况的材料；民事赔偿部分仍可以调解。",
            (
                "Turn to the administrative organ in charge of such matters. Bring your identity card and "
                "papers that show what happened; compensation between the parties can still be mediated."
            ),
        ),
        "reconsideration-or-suit": (
            (
                "请在法定期限内申请行政复议或者提起行政诉讼，期限一般写在决定书上，请尽早办理。请带身份证"
                "件、决定书和证据。"
            ),
            (
                "Apply for administrative reconsideration or bring an administrative suit within the "
                "statutory time, which is usually printed on the decision; do it early. Bring your "
                "identity card, the decision and evidence."
            ),
        ),
        "discipline-inspection-organ": (
            (
                "请直接向纪检监察机关反映，可以当面、写信或者通过其公布的渠道。材料请直接交给纪检监察机"
                "关，本中心不留存、不转交。"
            ),
            (
                "Turn directly to the discipline inspection and supervision organ, in person, by letter "
                "or through the channels it has published. Hand the papers to that organ itself; this "
                "centre neither keeps them nor passes them on."
            ),
        ),
        "accepting-body": (
            (
                "请到已经受理的人民法院或者仲裁机构办理；愿意调解的，可以向承办人提出。请带受理通知书和身"
                "份证件。"
            ),
            (
                "Turn to the court or arbitration body that has accepted the case; whoever wishes to "
                "mediate can say so there. Bring the notice of acceptance and your identity card."
            ),
        ),
    },
    "route": {
        "court": ("诉讼", "Court"),
        "arbitration": ("仲裁", "Arbitration"),
        "administrative": ("行政途径", "Administrative route"),
        "police": ("公安机关", "Police"),
        "administrative_reconsideration": ("行政复议", "Administrative reconsideration"),
        "legal-aid": ("法律援助", "Legal aid"),
    },
    "dispute-type": {
        "neighbour": ("邻里纠纷", "Neighbours"),
        "boundary": ("山林土地边界纠纷", "Boundary"),
        "homestead": ("宅基地纠纷", "Homestead"),
        "contracted-land": ("承包地纠纷", "Contracted land"),
        "water": ("用水纠纷", "Water"),
        "marriage-family": ("婚姻家庭纠纷", "Marriage and family"),
        "support": ("赡养抚养纠纷", "Support of parents or children"),
        "inheritance": ("继承纠纷", "Inheritance"),
        "debt": ("债务纠纷", "Debt"),
        "wages": ("劳动报酬纠纷", "Wages"),
        "injury": ("损害赔偿纠纷", "Injury and damage"),
        "property-service": ("物业服务纠纷", "Property service"),
        "consumer": ("消费纠纷", "Consumer"),
        "medical": ("医疗纠纷", "Medical"),
        "traffic": ("交通事故纠纷", "Traffic accident"),
        "other": ("其他", "Other"),
    },
}
