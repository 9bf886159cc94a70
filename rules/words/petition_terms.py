"""The terms of petition work (信访用语): manners, opinions, grounds, periods, papers."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "manner": {
        "ordinary": ("普通程序", "Ordinary procedure"),
        "simplified": ("简易办理", "Simplified handling"),
        "suggestion": ("建议意见办理", "Handling of a suggestion"),
    },
    "opinion": {
        "supported": ("支持", "Supported"),
        "explained": ("解释说明", "Explained"),
        "not-supported": ("不予支持", "Not supported"),
    },
    "opinion-part": {
        "legal-basis": ("法律、法规、规章或者其他有关规定的依据", "The legal and regulatory basis"),
        "how-to-ask-for-review": ("请求复查的途径和期限", "How, and until when, to ask for a review"),
        "executing-unit": ("执行的机关、单位", "The unit that carries it out"),
    },
    "adoption": {
        "adopted": ("采纳", "Adopted"),
        "partly-adopted": ("部分采纳", "Adopted in part"),
        "not-adopted": ("未采纳", "Not adopted"),
    },
    "settled-by": {
        "negotiated": ("有关机关、单位协商一致", "Agreed between the organs"),
        "superior": ("共同的上一级机关决定", "Decided by the common superior"),
        "joint-meeting": ("信访工作联席会议协调", "Coordinated by the joint meeting"),
    },
    "non-acceptance": {
        "N-1": (
            (
                "同一事项已经由有权处理的机关、单位在规定期限内受理或者正在办理，又向上级提出的，上级不予受"
                "理。请向正在办理的机关、单位询问进展并等待答复；收到答复后不同意的，可以依法请求复查。"
            ),
            (
                "The competent organ has accepted the same matter, or is handling it, within the period, so "
                "a higher organ does not accept it as well. Ask the organ that has it how it stands and wait "
                "for its answer; if you then disagree, you may ask for a review."
            ),
        ),
        "N-2": (
            (
                "对同一事实和理由已经作出复核意见，依照规定不再受理。有新的事实或者理由的，请写明并提供材料"
                "，作为新的事项提出；其他法定途径不受影响。"
            ),
            (
                "A re-review opinion has been given on the same facts and reasons, so as the rules provide "
                "it is not accepted again. If there are new facts or reasons, say what they are, with "
                "papers, and bring them as a new matter; other statutory routes are untouched."
            ),
        ),
        "N-3": (
            (
                "所提请求属于民事、行政、刑事诉讼权利救济，应当通过诉讼等司法程序解决，不按信访程序办理。请"
                "向有管辖权的人民法院、人民检察院或者公安机关提出，并注意起诉、上诉、申请再审等期限。"
            ),
            (
                "The request is one for the remedies of civil, administrative or criminal procedure, which "
                "are pursued there and not as a petition. Turn to the court, procuratorate or police with "
                "jurisdiction, and mind the times for suing, appealing or applying for a retrial."
            ),
        ),
        "N-5": (
            (
                "所提请求依法应当通过仲裁、行政复议、行政裁决、行政确认、行政许可、行政处罚等程序或者党员申"
                "诉程序解决，不按信访程序办理。请向负责该程序的机关、组织提出，并注意申请的期限。"
            ),
            (
                "By law the request goes through arbitration, reconsideration, an administrative ruling, "
                "confirmation, licence or penalty, or a Party member's appeal, and not through the petition "
                "procedure. Turn to the body in charge of that procedure, and mind its times."
            ),
        ),
        "N-6": (
            (
                "所提请求是要求查处违法行为或者履行保护人身权、财产权等法定职责，由负有该职责的机关依照相应"
                "规定办理和答复，不按信访程序办理。请向该机关提出申请，写明时间、地点、事实，并附上已有的材"
                "料。"
            ),
            (
                "The request is that an illegal act be dealt with, or that a duty to protect person or "
                "property be performed. The organ whose duty it is deals with it and answers under its own "
                "rules, not as a petition. Apply to that organ, with time, place, facts and the papers you "
                "have."
            ),
        ),
        "N-7": (
            "所提事项不属于本机关、单位的职权范围。请向本告知书所写的有权处理的机关、单位提出。",
            (
                "The matter is not within the powers of this organ. Turn to the competent organ that this "
                "notice names."
            ),
        ),
        "N-8": (
            (
                "走访应当到有权处理的本级或者上一级机关、单位设立或者指定的接待场所，本处不是。请到本告知书"
                "所写的接待场所，也可以通过书信、网上等方式提出，不必走访。"
            ),
            (
                "A visit is made to the reception of the competent organ, or of the one next above it, and "
                "this is neither. Go to the reception that this notice names; or bring the matter by letter "
                "or online, without any visit."
            ),
        ),
        "N-9": (
            (
                "没有在规定期限内请求复查、复核，又没有说明正当理由，同一事实和理由不再受理。有正当理由的，"
                "请说明理由并提供材料；有新的事实或者理由的，请作为新的事项提出。"
            ),
            (
                "No review or re-review was asked for within the period and no good reason was given, so the "
                "same facts and reasons are not accepted again. If there was a good reason, give it, with "
                "papers; if there are new facts or reasons, bring them as a new matter."
            ),
        ),
        "N-10": (
            (
                "从所写、所说的内容中看不出请求什么，无法办理。请写明希望哪个机关、单位做什么和为什么，重新"
                "提出；书写有困难的，窗口工作人员可以代为记录。"
            ),
            (
                "What was written or said shows no request, so nothing can be handled. Say what you want "
                "which organ to do, and why, and bring it again; if writing is difficult, the window takes "
                "it down for you."
            ),
        ),
    },
    "clock": {
        "P-18": ("答复后回访", "Revisit after the answer"),
        "P-19": ("信访人评价", "Evaluation by the petitioner"),
        "P-20": ("审结", "Audit before closing"),
        "P-22": ("确定受理机关", "Settling who is competent"),
    },
    "document": {
        "D-02": ("受理告知书", "Notice of Acceptance"),
        "D-03": ("不予受理（不再受理）告知书", "Notice of Non-Acceptance"),
        "D-04": ("其他法定途径告知书", "Notice of the Statutory Route"),
        "D-05": ("转送函", "Letter of Transfer"),
        "D-06": ("交办函", "Letter of Assignment"),
        "D-08": ("延期告知书", "Notice of Extension"),
        "D-09": ("处理意见书", "Handling Opinion"),
        "suggestion-reply": ("建议答复", "Reply to a Suggestion"),
    },
}
