"""Why a command is refused (不予执行): the reason, and what to do instead; said to the clerk."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "refusal": {
        "not-at-this-stage": (
            (
                "案件现在的环节或者情况不能办理这项操作。请重新打开案件，从页面列出的“现在可以办理”的事项"
                "中选择。"
            ),
            (
                "As the case stands now this cannot be done. Open the case again and choose from what it "
                "offers now."
            ),
        ),
        "not-yours-to-do": (
            "这项操作不由您的岗位办理。请联系案件页面上显示的牵头单位，由有权办理的岗位办理。",
            (
                "This is not for your seat to do. Ask the leading unit shown on the case; the seat that "
                "may do it is named there."
            ),
        ),
        "papers-out-of-date": (
            "您打开页面之后，案件又有了新的决定。请重新打开案件，看过最新情况后再办理。",
            (
                "Somebody has decided something since you opened the case. Open it again, read what is "
                "new, then decide."
            ),
        ),
        "not-mediable": (
            (
                "所涉情形依照规定不能调解，因此不能登记、转入调解，也不能重新启动。请当面告诉当事人到哪里办理"
                "、带什么材料，并说明理由；情况有变化的，请重新登记、重新审查。"
            ),
            (
                "What is at issue may not be mediated, so it is neither registered for mediation, nor passed "
                "to it, nor taken up again. Tell the person face to face where to go instead, what to bring "
                "and why; if things have changed, register it anew and screen it again."
            ),
        ),
        "screen-incomplete": (
            "“可否调解”的问题还没有逐项回答。请把列出的问题问清楚并逐项填写后再登记。",
            (
                "Not every question of the screen has been answered. Ask the questions listed here, "
                "answer each, then register."
            ),
        ),
        "parties-not-identified": (
            "申请人和对方都要登记清楚，而且不能是同一个人。请补齐双方，再登记或者转入调解。",
            (
                "Both the person who asks and the other side must be identified, and they cannot be the same "
                "person. Add both sides, then register it or pass it to mediation."
            ),
        ),
        "too-many-representatives": (
            (
                "一方推选的代表超过了规定人数。请由该方重新推选，代表人数不得超过规定上限；其他人的意见可"
                "以由代表转达。"
            ),
            (
                "One side has named more representatives than the rules allow. Ask that side to choose "
                "again within the limit; the others are heard through their representatives."
            ),
        ),
        "minor-without-guardian": (
            "当事人未满十八周岁，须有成年监护人陪同并由监护人表示同意。请先登记监护人并征得其同意。",
            (
                "A party is under eighteen and needs a guardian of age who is present and agrees. Record "
                "the guardian and the guardian's consent first."
            ),
        ),
        "guardian-across-the-table": (
            "这位监护人同时是对方当事人，不能再代表未成年人。请另行确定没有利害冲突的监护人。",
            (
                "This guardian is also a party on the other side and cannot speak for the minor. Find a "
                "guardian without such a conflict."
            ),
        ),
        "unknown-dispute-type": (
            "本县的纠纷类型清单里没有这个类型。请从清单中选择；确实没有合适的，选“其他”。",
            (
                "The county's list has no such type of dispute. Choose one from the list; if none fits, "
                "choose “other”."
            ),
        ),
        "unknown-party": (
            "这个人不是本案中可以这样做的人。请核对姓名后从本案登记的人中选择；撤回的申请只能由申请人恢复。",
            (
                "This is nobody of this case who could do this. Check who it is and choose one of its "
                "people; only an applicant undoes a withdrawal."
            ),
        ),
        "consent-already-given": (
            "这位当事人在本层级的同意已经记录过了，不用重复记录。如果当事人改变了主意，请登记“撤回同意”。",
            (
                "This party's consent for this step is already on record. If the party has had a change "
                "of mind, report that consent is withdrawn."
            ),
        ),
        "recused": (
            "您或者所列人员与本案有利害关系，已经回避。请由没有利害关系的同事或者候补岗位办理。",
            (
                "You, or somebody named here, have an interest in this case and have stepped aside. A "
                "colleague without such an interest, or the fallback seat, must act."
            ),
        ),
        "claimed-by-another": (
            "本案已由同事认领。请与其商量；确需更换的，由其退出认领或者由督导岗位解除后再办理。",
            (
                "A colleague has claimed this case. Talk to the colleague; to change hands, the colleague "
                "or the supervisor releases it first."
            ),
        ),
        "not-claimed": (
            "本案现在没有人认领，无需退出。需要办理的，请先认领。",
            "Nobody has claimed this case, so there is nothing to release. To work on it, claim it.",
        ),
        "already-claimed": (
            "本案已经有人认领。如需接手，请先由认领人退出认领。",
            (
                "This case has already been claimed. To take it over, ask whoever claimed it to release "
                "it first."
            ),
        ),
        "no-session-scheduled": (
            "现在没有已安排的调解会。请先安排调解会的时间和地点。",
            "No session is scheduled. Schedule one, with its time and place, first.",
        ),
        "session-already-scheduled": (
            "本案已经安排了一场调解会，同一时间只能安排一场。请先记录其结果，或者改期、取消。",
            (
                "A session is already scheduled, and there is one at a time. Record its result, postpone "
                "it or cancel it first."
            ),
        ),
        "session-in-the-past": (
            "调解会的时间已经过去。请选择现在以后的时间。",
            "That time has already passed. Choose a time from now on.",
        ),
        "rights-not-told": (
            "调解前要告知当事人调解的性质、原则、效力和各自的权利义务。请当面告知并记录后，再记录调解结果。",
            (
                "Before mediation the parties are told its nature, principles and effect, and their "
                "rights and duties. Tell them, record it, and then record the session."
            ),
        ),
        "required-seat-absent": (
            "本层级规定必须参加的人员没有到齐，这次会议不能算作一次调解。请改期，请列出的人员到场。",
            (
                "Someone whose presence this step requires was absent, so the meeting does not count as a "
                "session. Postpone it and bring in the seats listed here."
            ),
        ),
        "mediator-not-named": (
            "没有写明由哪位调解员主持。请填写主持本次调解的调解员。",
            "The mediator is not named. Name the mediator who held the session.",
        ),
        "party-absent-with-agreement": (
            (
                "有当事人没有到场，不能记录为各方达成协议。请让未到场的一方参加后再签协议，或者如实记录本"
                "次结果。"
            ),
            (
                "A party was absent, so this cannot be recorded as an agreement of all. Meet again with "
                "everyone to conclude it, or record the session as it was."
            ),
        ),
        "agreement-not-recorded": (
            (
                "没有可以据以办理的协议：结果填的是“达成协议”却没有填写协议，或者调解没有带回就全部事项达成"
                "的协议。请补充协议的形式、调解组织和内容；信访事项只达成部分协议的，其余部分继续办理、答复"
                "。"
            ),
            (
                "There is no agreement on record to rest this on: the result says that one was reached and "
                "none is recorded, or no mediation has brought back one about the whole. Add its form, "
                "mediation body and terms; of a petition settled in part, the rest is still handled and "
                "answered."
            ),
        ),
        "agreement-without-outcome": (
            "填写了协议，但结果不是“达成协议”。请更正调解结果，或者去掉协议内容。",
            (
                "An agreement is recorded, but the result is not an agreement. Correct the result, or "
                "leave the agreement out."
            ),
        ),
        "mediation-body-not-named": (
            "协议上没有写明依法设立的调解组织。不论由谁主持，都请从清单中选择盖章的调解组织。",
            (
                "The agreement does not name a lawfully established mediation body. Whoever chaired, "
                "choose from the list the body whose seal it bears."
            ),
        ),
        "seal-missing": (
            (
                "书面协议要有调解员签名并加盖调解组织印章，处理意见书要加盖本机关、单位印章。请补齐后再办理；"
                "只达成口头协议的，按口头协议记录。"
            ),
            (
                "A written agreement needs the mediator's signature and the body's seal, a handling opinion "
                "the seal of the organ. Have them added; if the agreement was only spoken, record it as an "
                "oral agreement."
            ),
        ),
        "no-higher-step": (
            "本案已经在县级，没有更高的层级可以提级。请继续调解，或者终止调解并引导当事人走法定途径。",
            (
                "The case is at the county already; there is no higher step. Mediate further, or end the "
                "mediation and show the parties the statutory routes."
            ),
        ),
        "step-four-reserved": (
            (
                "按本县规定，县级调解只受理跨乡镇或者特别重大的纠纷。符合条件的，请先认定并说明理由；不符"
                "合的，请终止调解并引导当事人走法定途径。"
            ),
            (
                "By this county's rules step four is only for disputes that cross townships or are "
                "especially major. If this one is, flag it with a reason first; if not, end the mediation "
                "and show the parties the statutory routes."
            ),
        ),
        "not-a-lower-step": (
            "发回只能发到比现在低的层级。请重新选择要发回的层级。",
            "A case can only be sent back to a lower step. Choose the step again.",
        ),
        "already-flagged": (
            "这项认定已经记录过了。不用重复认定，请按案件现在的层级继续办理。",
            "This has already been flagged. Nothing more need be done; go on at the step where the case is.",
        ),
        "not-another-township": (
            "填写的是本案自己的乡镇（街道），不构成跨乡镇。请填写纠纷涉及的另一个乡镇（街道）。",
            (
                "That is the case's own township, so nothing is crossed. Name the other township the "
                "dispute reaches into."
            ),
        ),
        "extension-needs-every-party": (
            (
                "延长调解期限须经每一方当事人书面同意。请取得所列当事人的书面同意；有人不同意的，不能延"
                "长，可以终止调解并引导走法定途径。"
            ),
            (
                "The period is extended only when every party agrees in writing. Obtain the written "
                "consent of those listed; if one does not agree it cannot be extended, and the mediation "
                "may be ended with guidance."
            ),
        ),
        "extension-without-days": (
            "没有填写延长多久。请填写一以上的整数，单位与该期限的规定相同。",
            "The extension has no length. Give a whole number, one or more, in the unit of the rule.",
        ),
        "extension-too-long": (
            "延长的时间超过了规定一次可以延长的上限。请缩短延长的时间后再提出。",
            "The extension is longer than the rule allows at one time. Ask for less.",
        ),
        "ground-not-named": (
            (
                "该期限的规定没有把这一情形列为可以扣除的事由，期限继续计算。请核对规定中列明的事由；确需更"
                "多时间的，按规定办理延长。"
            ),
            (
                "The rule of this period does not name this as a ground on which it stands still, so it runs "
                "on. See which grounds the rule names; if more time is needed, have the period extended."
            ),
        ),
        "already-suspended": (
            "期限已经停止计算，不用再停一次。请在原因消除后恢复计算。",
            "The period stands still already. Have it counted again when the reason is gone.",
        ),
        "not-suspended": (
            "期限没有停止计算，无需恢复。请核对案件的期限情况。",
            "The period is not standing still, so there is nothing to resume. See the periods of the case.",
        ),
        "period-has-ended": (
            "期限已经计满或者届满，不能再停止计算或者延长。请按期办理；已经逾期的，说明原因。",
            (
                "All days of the period are counted, or it is over: it can no longer be stopped or extended. "
                "Finish it; where it is overdue, say why."
            ),
        ),
        "no-extension": (
            "该期限的规定没有允许延长。请在原定期限内办结；没有规定期限的，请尽快办理。",
            (
                "The rule of this period allows no extension, or there is no such period. Finish within the "
                "period as it stands; where none is set, without delay."
            ),
        ),
        "already-extended": (
            "该期限已经延长过，按规定不能再次延长。请在延长后的期限内办结。",
            (
                "The period has been extended already, and the rule does not allow it again. Finish within "
                "the extended period."
            ),
        ),
        "no-such-clock": (
            "本案没有这项正在计算的期限。请从案件列出的期限中选择。",
            "No such period is running in this case. Choose one of those the case lists.",
        ),
        "date-in-the-future": (
            "填写的时间还没有到。请填写已经发生的时间。",
            "That time has not come yet. Give the time at which it happened.",
        ),
        "nothing-to-correct": (
            (
                "填写的内容与已经登记的相同，或者这一项已经登记过，没有需要更正的。请核对案件记录；确有变化的"
                "，按变化后的内容填写。"
            ),
            (
                "That is what is on record already, so there is nothing to correct or to add. Check the "
                "case; if something has changed, give it as it is now."
            ),
        ),
        "nothing-to-perform": (
            "本案没有这项待办：没有需要监督履行的协议，或者该事项已经办完。请核对案件的待办清单。",
            (
                "Nothing of this kind is owed here: there is no agreement to watch over, or it has been "
                "done already. See the case's list of tasks."
            ),
        ),
        "no-withdrawal-to-undo": (
            (
                "本案不是因撤回而结束的，或者该事项已经办完，因此没有撤回可以恢复或者核实。需要再次调解"
                "的，请申请重新启动。"
            ),
            (
                "This case did not end by a withdrawal, or the matter is settled already, so there is "
                "none to undo or to ask about. For a new mediation, ask for the case to be reopened."
            ),
        ),
        "time-to-undo-is-over": (
            "恢复调解的期限已经过了。当事人仍愿意调解的，请由指挥调度岗位重新启动。",
            (
                "The time for undoing the withdrawal is over. If the parties still wish to mediate, the "
                "dispatcher can reopen the case."
            ),
        ),
        "already-served": (
            "这位当事人已经送达过了，不用重复送达。请核对还有哪些当事人没有送达。",
            "This party has been served already. See which parties have not.",
        ),
        "nothing-to-serve": (
            "本案没有需要送达的告知书。请核对案件的待办清单。",
            "This case has no notice to be served. See the case's list of tasks.",
        ),
        "asked-by-the-handler": (
            "这一步是对办理的核实和把关，不能由办理过本案的人来做。请交给没有经手本案的同事办理。",
            (
                "This is a check on how the case was handled and is not done by somebody who handled it. "
                "Leave it to a colleague who did not."
            ),
        ),
    },
}
