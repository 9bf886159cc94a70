"""Why a petition is not registered or sent as asked (不予执行): the reason, and what to do instead."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "refusal": {
        "anonymous-with-a-name": (
            (
                "登记为匿名，却填写了信访人。请问清楚：愿意留名的，取消匿名；不愿意公开姓名但可以联系的，登"
                "记姓名并勾选“不公开身份”；确实不留名的，去掉信访人，照样登记、照样办理。"
            ),
            (
                "It is registered as anonymous and yet names a petitioner. Ask: if the person gives a name, "
                "it is not anonymous; if the name may be known to you but not disclosed, register it and "
                "mark the identity as not to be disclosed; if no name is given, leave the petitioner out. It "
                "is registered and handled all the same."
            ),
        ),
        "petitioner-missing": (
            (
                "没有填写信访人，又没有登记为匿名。请填写是谁提出的；本人不愿意留名的，登记为匿名，不得因此"
                "拒收。"
            ),
            (
                "No petitioner is named, and it is not registered as anonymous. Say whose it is; if the "
                "person gives no name, register it as anonymous. It is never turned away for that."
            ),
        ),
        "route-not-in-force": (
            (
                "本件所适用的法定途径清单中没有这一项。请从列出的清单版本中选择；确实没有合适的，按“其他”一"
                "类的信访程序办理，并向信访部门提出修订清单。"
            ),
            (
                "The list of statutory routes this petition runs under has no such line. Choose one from the "
                "version named here; if none fits, take the petition procedure for what no other route "
                "takes, and tell the petition department what the list lacks."
            ),
        ),
        "not-to-be-recorded-here": (
            (
                "检举控告不在这里分类和记录，任何内容都不要写下来。请请本人直接向纪检监察机关反映，并以“另行"
                "处理”办结本件，不写原因；其他请求请单独登记。"
            ),
            (
                "An accusation is neither classified nor recorded here; write nothing of it down. Show the "
                "person to the discipline inspection and supervision organ itself, and conclude this one as "
                "going on elsewhere, without a word of why; register any other request on its own."
            ),
        ),
        "correction-without-reason": (
            "本件已经分过类，再次分类是更正，应当说明理由。请写明为什么更正，再提交。",
            (
                "It has been classified before, so this is a correction, which has a reason. Say why the "
                "class is corrected, then send it again."
            ),
        ),
        "not-classified": (
            "本件还没有分类，去向无从确定。请先由分流员或者信访部门按法定途径清单分类，再办理这一步。",
            (
                "It has not been classified, so where it goes is not known. Have the triage officer or the "
                "petition department classify it by the list of routes first."
            ),
        ),
        "first-visit-incomplete": (
            (
                "当面接待的信访事项，要先完成“五个一次性”：听清诉求、找准症结、讲明政策、定好方案、答复群众"
                "。请补记这五项，再转送或者交办。"
            ),
            (
                "Where somebody was received face to face, five things come first: the request understood, "
                "the crux found, the policy explained, the plan set, the person answered. Record the five, "
                "then transfer or assign it."
            ),
        ),
        "report-by-in-the-past": (
            (
                "交办要求的报告日期不晚于今天，收到单位无法按期报告。请填写明天以后的日期；不需要报告的，用“"
                "转送”。"
            ),
            (
                "The day for the report is not after today, so no organ could keep it. Give a later day; "
                "where no report is wanted, transfer it instead."
            ),
        ),
        "wrong-organ": (
            (
                "按法定途径清单，这件事不归这个机关：属于政法机关或者其他专门机关的，不得转送给行政机关。请"
                "转送给列出的机关，或者告知信访人应走的法定途径。"
            ),
            (
                "By the list of routes this is not for that organ: what belongs to the courts, the police or "
                "another special body is not sent to an administrative organ. Send it to one of those listed "
                "here, or show the petitioner the statutory route."
            ),
        ),
        "organ-not-listed": (
            (
                "清单没有把这个单位列为有权处理的机关。请改为列出的机关；确有理由转送给这个单位的，写明理由"
                "后再提交。"
            ),
            (
                "The list does not name this unit as competent. Choose one of those listed here; if there is "
                "good reason to send it there all the same, give the reason and send it again."
            ),
        ),
        "no-such-organ": (
            "本县的权责清单中没有这个单位。请从有权处理的机关名单中选择。",
            "The county's list of powers and duties has no such unit. Choose one of the competent organs.",
        ),
        "organ-succeeded": (
            "这个单位已经合并、分立或者撤销，不再收件。请改为列出的继续行使其职权的机关。",
            (
                "This unit was merged, divided or abolished and receives nothing any more. Send it to the "
                "organ listed here, which goes on with its functions."
            ),
        ),
        "no-other-route": (
            (
                "按现在的分类，这件事没有所选的其他法定途径，不能这样导出或者不予受理。请转送或者受理，按信"
                "访程序办理，或者选择与分类相符的途径；认为分类不对的，先更正分类并说明理由。"
            ),
            (
                "As it is classified, this has no such other statutory route, so it can neither be led there "
                "nor turned away as though it had. Transfer it, or accept and handle it, or choose what fits "
                "the class; if the class is wrong, correct it first, with a reason."
            ),
        ),
        "other-matter-not-named": (
            (
                "这一理由说的是另有同一事项，但没有写明是哪一件。请由工作人员比对两件的事实和理由，填写那一"
                "件的编号；比对不上的，这一理由不成立。"
            ),
            (
                "This ground rests on another petition about the same, and that one is not named. Have a "
                "person compare facts and reasons of the two and give the other's number; if they are not "
                "the same, the ground does not hold."
            ),
        ),
        "department-transfers": (
            (
                "信访部门不以“不属于本机关职权”为由不予受理：收到的信访事项由其转送、交办给有权处理的机关。"
                "请转送或者交办，或者告知法定途径。"
            ),
            (
                "The petition department does not decline a petition as outside its powers: it is there to "
                "send petitions to whoever is competent. Transfer or assign it, or show the statutory route."
            ),
        ),
        "not-a-visit": (
            (
                "走访地点的要求只适用于走访，本件不是当面提出的，不能以此为由不予受理。请按书信、网上等形式"
                "照常登记、转送或者受理。"
            ),
            (
                "The rule about the place of a visit is for visits; this was not brought in person, so it is "
                "no ground here. Transfer or accept it as any other petition."
            ),
        ),
        "not-urgent": (
            "本件没有认定为重大、紧急，无需按此报告。确属重大、紧急的，请先认定并说明理由，再记录报告。",
            (
                "It has not been flagged as major or urgent, so no such report is due. If it is, flag it "
                "first, with a reason, and then record the report."
            ),
        ),
        "not-transferred": (
            (
                "本件不是转送、交办来的，没有可以提出异议的来件单位。不属于本单位职权的，请书面告知信访人向"
                "有权处理的机关提出。"
            ),
            (
                "It was not transferred to you, so there is no sender to object to. If it is not within your "
                "powers, tell the petitioner in writing which organ is competent."
            ),
        ),
        "objection-pending": (
            (
                "对这次转送的异议还没有答复，现在不能再提异议，也不能受理或者告知去向。请等信访部门同意或者"
                "不同意；愿意办理的，请与信访部门联系，由其不同意异议后再受理。"
            ),
            (
                "The objection to this transfer has not been answered, so until then it can be neither "
                "objected to again, nor accepted, nor led elsewhere. Wait for the petition department's "
                "answer; if you would rather keep it, ask them to reject the objection, and then accept it."
            ),
        ),
        "not-objected-to": (
            "收到单位没有提出异议，没有需要答复的。转送有误的，请由收到单位先说明理由提出异议，再同意收回。",
            (
                "The receiving organ has not objected, so there is nothing to answer. If the transfer was "
                "wrong, that organ objects first, with its reasons; then agree and take it back."
            ),
        ),
        "time-to-object-is-over": (
            (
                "提出异议的期限已过，或者本件已经确定由本单位负责。请依法受理、办理；确有受理争议的，由信访"
                "部门提请共同的上一级机关决定。"
            ),
            (
                "The time for objecting is over, or the petition has been settled as yours. Accept and "
                "handle it; if competence is truly in doubt, let the petition department put it to the "
                "common superior."
            ),
        ),
        "competence-is-settled": (
            (
                "由哪个单位受理已经确定，不能再提异议。请依法办理；职权有变动的，由信访部门按继续行使职权的"
                "机关改派。"
            ),
            (
                "It has been decided whose petition this is, and no objection is open any more. Handle it; "
                "if functions have moved since, the petition department names the organ that goes on with "
                "them."
            ),
        ),
        "transferred-is-objected-to": (
            (
                "这件事是转送、交办来的，不能以“不属于本机关职权”为由自行不予受理。请在期限内说明详细理由提"
                "出异议，由信访部门答复；期限已过的，由本单位负责办理。"
            ),
            (
                "This was transferred to you, so you do not turn the person away as not competent. Object "
                "within the period, with detailed reasons, and let the petition department answer; once the "
                "period is over it is yours to handle."
            ),
        ),
        "no-joint-meeting": (
            (
                "还没有提请信访工作联席会议协调，不能按会议协调的结果确定。请先提请会议；已经协商一致或者由"
                "上一级机关决定的，请选择相应的方式。"
            ),
            (
                "The joint meeting has not been called, so nothing can be settled as its outcome. Call it "
                "first; if the organs agreed or their superior decided, choose that instead."
            ),
        ),
    },
}
