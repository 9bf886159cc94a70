"""Why a command is refused after a petition's reply, and in its reviews; said to the clerk."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "refusal": {
        "no-opinion-to-review": (
            (
                "本事项没有出具处理意见书，没有可以复查的意见。导入其他法定途径的，请引导信访人按该途径办理；"
                "认为不予受理不对的，请向信访部门反映，由其督办。"
            ),
            (
                "No handling opinion was issued here, so there is none to review. What was led to another "
                "route goes on there; whoever thinks it was wrongly not accepted turns to the petition "
                "department, which supervises."
            ),
        ),
        "review-already-asked": (
            "本事项已经有人请求复查，一次复查答复全体共同信访人。请告诉信访人复查机关，可以向其补充理由。",
            (
                "A review has been asked for already, and one review answers all who share the petition. "
                "Name the reviewing organ to the petitioner, who may add reasons there."
            ),
        ),
        "review-too-late": (
            (
                "自收到书面答复之日起三十日内没有请求复查，现在已经超过期限。请核对送达日期和邮戳日期，有误"
                "的先更正起算时间；确已超过的，告诉信访人有新的事实可以另行提出，生活有困难的可以申请帮扶。"
            ),
            (
                "The thirty days from receipt of the written reply are over. Check the day of service and "
                "the postmark, and have a wrong start corrected first; if it is late indeed, tell the "
                "petitioner that new facts may be brought as a new petition, and that help can be asked "
                "for in hardship."
            ),
        ),
        "not-withdrawn": (
            "本事项不是因信访人撤回而办结的，没有撤回可以恢复。对处理意见不服的，请在期限内请求复查。",
            (
                "This petition did not end by a withdrawal, so there is none to undo. Whoever disagrees "
                "with the opinion asks for a review within the time."
            ),
        ),
        "too-late-to-take-up-again": (
            (
                "恢复已撤回事项的期限已经过了，邮寄的按邮戳日计算。撤回过不影响再次提出：请作为新的信访事项"
                "登记；撤回不是自愿的，请告诉信访部门，由其核实后重新办理。"
            ),
            (
                "The time for having a withdrawn petition taken up again is over; a letter counts by its "
                "postmark. Having withdrawn keeps nobody from asking again: register it as a new petition. "
                "If the withdrawal was not free, tell the petition department, which looks into it and has "
                "it handled anew."
            ),
        ),
        "no-higher-organ": (
            "系统里没有登记再上一级的机关，不能在这里受理。请告诉信访人该机关的名称和地址，由其直接提出。",
            (
                "No organ above this one is known here, so the request cannot be taken in. Give the "
                "petitioner the name and address of that organ, to ask there directly."
            ),
        ),
        "ground-does-not-fit": (
            (
                "选择的重新办理理由与本案情况不符：撤销须有复查、复核结论，撤回非自愿须本案因撤回而结束，重"
                "新审查须由审查人作出。请核对后选择相符的理由。"
            ),
            (
                "This ground does not fit the case: a revocation needs the result of a review, a withdrawal "
                "that was not free needs a withdrawal, and a re-examination speaks for itself. Choose the "
                "ground that fits."
            ),
        ),
        "procedure-has-ended": (
            (
                "复核意见已经送达，同一事实和理由不再受理，也不在后续帮扶中重新办理。请向信访人说明，并做好"
                "疏导、调解和帮扶；有新的事实和理由的，按新的信访事项登记。"
            ),
            (
                "The re-review opinion was served: the same facts and reasons are not accepted again, and "
                "after-care does not reopen them. Explain this, offer mediation and help; new facts and "
                "reasons are registered as a new petition."
            ),
        ),
        "not-owed": (
            "本事项没有这项待办，或者已经办完。请核对案件的待办清单。",
            "Nothing of this kind is owed here, or it has been done already. See the case's list of tasks.",
        ),
        "assessed-without-reason": (
            "“三到位”的每一项都要写明理由，列出的几项没有写。请逐项补充理由后再提交；不涉及的也要说明为什么不涉及。",
            (
                "Each of the three elements is assessed with its reason, and those listed have none. Add a "
                "reason to each; where it is not called for, say why."
            ),
        ),
        "unreachable-without-notes": (
            "登记为联系不上，但没有写明怎样联系过。请写明联系的时间和方式；换一种方式再试一次更好。",
            (
                "The person is recorded as not reached, without what was tried. Say when and how it was "
                "tried; trying once more in another way is better still."
            ),
        ),
        "assessment-missing": (
            "还没有做“三到位一处理”评估，不能审结。请由责任单位逐项评估并写明理由。",
            (
                "The assessment of the three elements is missing, so the matter cannot be closed. Have the "
                "responsible unit assess each element with its reason."
            ),
        ),
        "confirmation-missing": (
            "还没有与每一位信访人核实，不能审结。请逐一联系核实，联系不上的写明情况。",
            (
                "Not every petitioner has been asked, so the matter cannot be closed. Ask each of them; of "
                "whoever cannot be reached, say what was tried."
            ),
        ),
        "re-examination-missing": (
            "有评价需要先重新审查办理过程，不能审结。请由没有经手的信访部门人员审查并记录结论。",
            (
                "An evaluation calls for a look at the handling first, so the matter cannot be closed. Have "
                "somebody of the petition department who did not handle it re-examine it and record the "
                "finding."
            ),
        ),
        "review-not-carried-out": (
            "复查、复核意见还没有执行完毕，不能审结。请督促责任单位执行并记录；原意见被撤销的，启动重新办理。",
            (
                "What the review decided has not been carried out, so the matter cannot be closed. Have the "
                "unit carry it out and record it; where its opinion was revoked, have it handled anew."
            ),
        ),
        "report-missing": (
            "交办的事项还没有报告办理结果，不能审结。请责任单位报告。",
            (
                "What came of the assignment has not been reported, so the matter cannot be closed. Have the "
                "responsible unit report on it."
            ),
        ),
        "after-care-missing": (
            "程序已经终结，疏导教育、矛盾化解、帮扶救助还没有做完，不能审结。请做完并逐项记录。",
            (
                "The procedure has ended, and explanation, offer of mediation and help with aid are not all "
                "done, so the matter cannot be closed. Do each and record it."
            ),
        ),
        "audited-by-the-handler": (
            "办理过本事项或者准备结案的人，不能审核它的结案。请交给信访部门没有经手的人审核。",
            (
                "Whoever handled the matter or prepared its closing does not audit it. Leave it to somebody "
                "of the petition department who did not."
            ),
        ),
        "not-evaluated-here": (
            "本事项不在评价范围内：导入其他途径、不予受理和撤回的事项不评价。请不要向信访人索要评价。",
            (
                "This matter is outside the evaluation: what was led elsewhere, not accepted or withdrawn is "
                "not evaluated. Do not ask the petitioner for one."
            ),
        ),
        "already-evaluated": (
            "这位信访人对该对象已经评价过，评价只有一次。请核对是否选对了评价对象。",
            (
                "This petitioner has evaluated that one already, and does so once. Check whether the right "
                "one was chosen."
            ),
        ),
        "evaluation-is-over": (
            "评价的期限已经过了，按超期未评价记录。请不要补记；信访人有意见的，可以向信访部门反映。",
            (
                "The time for the evaluation is over, and it counts as not evaluated. Do not add one; "
                "whoever has something to say may say it to the petition department."
            ),
        ),
        "evaluated-by-the-handler": (
            "办理过本事项的人不能替信访人填写评价。请由窗口或者信访部门没有经手的人记录，或者由信访人自己填写。",
            (
                "Whoever handled the matter never fills in the evaluation. Leave it to the petitioner, or to "
                "somebody at the window or the petition department who did not handle it."
            ),
        ),
        "re-examined-by-the-handler": (
            "办理过本事项的人不能重新审查自己的办理。请交给信访部门没有经手的人审查。",
            (
                "Whoever handled the matter does not re-examine the handling. Leave it to somebody of the "
                "petition department who did not."
            ),
        ),
        "handled-the-original": (
            "您办理过被复查、复核的意见，依照规定不得参与。请交给没有经手的同事办理。",
            (
                "You handled what is reviewed here and have no part in the review. Leave it to a colleague "
                "who did not."
            ),
        ),
        "signed-by-the-handler": (
            "承办复查、复核的人不能签发意见。请由没有承办本件的机关负责人签发。",
            (
                "Whoever worked on the review does not sign its opinion. Have a head of the organ sign who "
                "did not work on it."
            ),
        ),
        "review-opinion-incomplete": (
            (
                "复查、复核意见缺少列出的内容，不能出具。请补齐：原意见、信访人意见、查明的事实、依据、责令事"
                "项、后续途径的告知和印章，一项都不能少。"
            ),
            (
                "The opinion lacks the parts listed here and cannot be issued. Complete it: the original "
                "opinion, the petitioner's view, the findings, the basis, what is ordered, the way that is "
                "open or that there is none, and the seal."
            ),
        ),
        "not-for-publication": (
            "只有经过听证的复核意见才可以依法公开。请取消公开；需要听证的，先举行听证。",
            (
                "Only a re-review opinion after a hearing may be published. Leave publication out; if a "
                "hearing is called for, hold it first."
            ),
        ),
        "served-before-issue": (
            "填写的送达日期早于意见出具的日期。请核对送达回证，填写实际送达的日期。",
            (
                "The day of service lies before the day the opinion was issued. Check the proof of service "
                "and give the day it was really served."
            ),
        ),
        "re-review-too-late": (
            (
                "自收到复查意见之日起三十日内没有请求复核，现在已经超过期限。请核对送达日期和邮戳日期，有误"
                "的先更正起算时间；确已超过的，告诉信访人有新的事实可以另行提出，生活有困难的可以申请帮扶。"
            ),
            (
                "The thirty days from receipt of the review opinion are over. Check the day of service and "
                "the postmark, and have a wrong start corrected first; if it is late indeed, tell the "
                "petitioner that new facts may be brought as a new petition, and that help can be asked for "
                "in hardship."
            ),
        ),
        "re-review-already-asked": (
            "已经有人请求复核，一次复核答复全体共同信访人。请告诉信访人复核机关，可以向其补充理由。",
            (
                "A re-review has been asked for already, and one answers all who share the petition. Name "
                "the organ to the petitioner, who may add reasons there."
            ),
        ),
        "hearing-in-the-past": (
            "听证的时间已经过去。请选择现在以后的时间，并给信访人留出准备的时间。",
            (
                "That time has already passed. Choose a time from now on that leaves the petitioner time to "
                "prepare."
            ),
        ),
    },
}
