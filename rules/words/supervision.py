"""The words of supervision (督办): what is late, who is reminded, who is pressed, who answers."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "procedure": {
        "supervision": ("督办", "Supervision"),
    },
    "stage": {
        "watched": ("逾期待提醒", "Late, nobody reminded yet"),
        "reminded": ("已发工作提醒函", "The unit was reminded"),
        "letter-to-sign": ("督办函待签发", "A letter waits for its signature"),
        "letter-issued": ("已发督办函，待反馈", "A letter was issued; an answer is awaited"),
        "rectification-reported": ("已反馈，待审核", "The unit has answered; it is looked at"),
    },
    "outcome": {
        "duty-met": ("逾期事项已办，未发督办函", "Done before a letter was issued"),
        "date-moved": ("到期日变动，不再逾期", "The date has moved: not late any more"),
        "set-aside": ("不予督办", "Set aside"),
        "rectified": ("已整改", "Put right"),
    },
    "supervision-ground": {
        "overdue": ("未按规定期限办理", "Not done within the set time"),
        "against-the-rules": ("未按规定受理、办理", "Accepted or handled against the rules"),
        "shirking": ("推诿", "Passed on to others"),
        "perfunctory": ("敷衍", "Brushed off"),
        "delaying": ("拖延", "Delayed"),
        "falsifying": ("弄虚作假", "Falsified"),
        "not-carried-out": ("拒不执行处理意见", "The handling opinion is not carried out"),
    },
    "command": {
        "draft_letter": ("拟写督办函", "Draft the letter of supervision"),
        "sign_letter": ("签发督办函", "Sign the letter of supervision"),
        "set_letter_aside": ("不予督办", "Set it aside"),
        "report_rectification": ("反馈整改情况", "Report what was put right"),
        "accept_rectification": ("认可整改", "Accept what was put right"),
        "ask_again": ("再次要求整改", "Ask again"),
    },
    "event": {
        "SupervisionOpened": ("督办立项", "A supervision was opened"),
        "WorkReminderIssued": ("已发工作提醒函", "A work reminder was issued"),
        "SupervisionLetterDrafted": ("已拟督办函", "A letter of supervision was drafted"),
        "SigningFellOverdue": ("签发逾期", "The signature fell overdue"),
        "SupervisionLetterIssued": ("已签发督办函", "A letter of supervision was signed and issued"),
        "SupervisionSetAside": ("不予督办", "It was set aside"),
        "LetterAnswerFellOverdue": ("反馈整改逾期", "The answer fell overdue"),
        "RectificationReported": ("已反馈整改情况", "The unit reported what was put right"),
        "RectificationAskedAgain": ("再次要求整改", "It was asked again"),
        "RectificationAccepted": ("已认可整改", "What was put right was accepted"),
        "DutyWasMet": ("逾期事项已办", "What was late has been done"),
        "DateWasMoved": ("到期日变动，不再逾期", "The date has moved: not late any more"),
        "SupervisionClosed": ("督办结束", "The supervision ended"),
    },
    "task": {
        "do-late-duty": ("办理逾期事项", "Do what is late"),
        "see-to-late-duty": ("工作提醒：督促办理逾期事项", "Reminded: see that what is late is done"),
        "sign-supervision-letter": (
            "签发督办函，或者不予督办",
            "Sign the letter of supervision, or set it aside",
        ),
        "report-rectification": ("反馈整改情况", "Report what was put right"),
        "look-at-rectification": ("审核整改情况", "Look at what was put right"),
    },
    "notice": {
        "work-reminder": (
            "工作提醒：您单位有一件事项已经逾期，工作提醒函已发出。请督促办理；办结后本提醒自动结束。",
            (
                "A duty of your unit is late, and a work reminder has been issued. See that it is done; the "
                "reminder ends by itself when it is."
            ),
        ),
        "letter-to-sign": (
            "一份督办函待您签发。请核对事实；不应督办的，写明理由后不予督办。",
            (
                "A letter of supervision waits for your signature. Check the facts; where it should not go "
                "out, set it aside with the reason."
            ),
        ),
        "signing-overdue": (
            "提醒：一份督办函在规定时间内没有签发，也没有作出不予督办的决定。请了解原因。",
            "A letter of supervision was neither signed nor set aside in its time. Find out why.",
        ),
        "supervised": (
            "督办：信访部门已向您单位发出督办函。请按函办理，并在期限内反馈整改情况。",
            (
                "A letter of supervision was issued to your unit. Do what it asks and report within its time "
                "what was put right."
            ),
        ),
        "letter-answer-overdue": (
            "提醒：督办函的反馈期限已过，仍未收到整改情况。请立即反馈，并说明原因。",
            "The time to answer the letter of supervision has passed. Answer now, and say why it is late.",
        ),
        "no-rectification-reported": (
            "提醒：被督办单位在期限内没有反馈整改情况。请了解原因，必要时提出改进工作的建议。",
            (
                "The supervised unit has not answered in time. Find out why, and recommend an improvement of "
                "its work where one is needed."
            ),
        ),
        "rectification-reported": (
            "被督办单位已反馈整改情况。请审核：已整改的，予以认可；没有整改到位的，再次提出要求。",
            (
                "The supervised unit has reported what was put right. Look at it: accept it, or ask again "
                "where it is not enough."
            ),
        ),
        "rectification-again": (
            "督办：反馈的整改情况没有得到认可，请按新的要求继续整改，并在新的期限内反馈。",
            "What was reported is not enough. Go on as you are asked now, and report within the new time.",
        ),
    },
    "clock": {
        "P-50": ("发出工作提醒函", "Reminder to the head of the unit"),
        "P-51": ("拟写督办函", "Draft of a letter of supervision"),
        "P-52": ("签发督办函", "Signature of a letter of supervision"),
        "P-53": ("反馈整改情况", "Answer to a letter of supervision"),
    },
    "clock-trigger": {
        "duty-fell-late": ("事项逾期", "A duty fell late"),
        "work-reminder-issued": ("发出工作提醒函", "The work reminder was issued"),
        "supervision-letter-drafted": ("拟出督办函", "The letter of supervision was drafted"),
        "supervision-letter-issued": ("签发督办函", "The letter of supervision was issued"),
    },
    "refusal": {
        "clocks-find-that": (
            "逾期由系统按期限自动立项，不另行提出。发现推诿、敷衍、拖延、弄虚作假等情形的，请选择相应的督办情形。",
            (
                "What is overdue is supervised by itself. Where you have found something else, choose that "
                "ground."
            ),
        ),
        "not-ours-to-supervise": (
            "上级机关的办理不由本级信访部门督办。请向上一级信访部门反映。",
            (
                "A superior organ is not supervised by the petition department of this level. Turn to that "
                "of the level above."
            ),
        ),
        "signed-by-another": (
            "提出督办的人不签发自己提出的督办函。请由信访部门工作人员提出、负责人签发。",
            (
                "Whoever found the ground does not sign the letter. Let the staff of the department open it, "
                "and its head sign."
            ),
        ),
        "still-owed": (
            "逾期事项尚未办理，不能认可整改。请督促办理；办结后系统会自动记录，再予认可。",
            (
                "What is late has not been done, so nothing has been put right. See that it is; once it is "
                "done that is noted here by itself, and the answer can be accepted."
            ),
        ),
    },
    "document": {
        "D-13": ("督办函", "Letter of Supervision"),
        "D-22": ("工作提醒函", "Work Reminder"),
    },
    "petition-paper": {
        "late-duty": (
            "经查，事项（编号{number}）的“{duty}”由{supervised}负责，应当于{was_due_on}前（含当日）办结，至今逾期{days}日。",
            (
                "In the matter no. {number}, “{duty}” is for {supervised} to do and was due by {was_due_on}, "
                "that day included. It is {days} days late."
            ),
        ),
        "late-duty-today": (
            "经查，事项（编号{number}）的“{duty}”由{supervised}负责，应当于{was_due_on}按时办结，现已逾时。",
            (
                "In the matter no. {number}, “{duty}” is for {supervised} to do and was due in the course of "
                "{was_due_on}. Its time has passed."
            ),
        ),
        "late-duty-extent": ("所在程序：{procedure}。", "The procedure: {procedure}."),
        "please-see-to-it": (
            "请贵单位负责人了解原因，督促尽快办理，并向当事人说明情况。",
            "Let the head of your unit find out why, see that it is done soon, and have the people told.",
        ),
        "reminder-judges-nobody": (
            (
                "本函由期限自动触发，仅作提醒，不是对单位或者个人的评价；事项办结后自动结束。逾期持续的，信访部门可以依照"
                "{article}督办。"
            ),
            (
                "This letter was triggered by the date alone. It is a reminder and judges neither unit nor "
                "person, and it ends when the duty is done. If it is not, the petition department may "
                "supervise it ({article})."
            ),
        ),
        "supervision-begins": (
            "信访部门对事项（编号{number}）的办理予以督办（{article}）。督办情形：{ground}。",
            "The handling of the matter no. {number} is supervised ({article}). Ground: {ground}.",
        ),
        "supervision-facts": ("查明的情况：{facts}", "What was found: {facts}"),
        "supervision-demand": ("要求：{demand}", "What is to be done: {demand}"),
        "supervision-do-it": (
            "要求：立即办理上述逾期事项，并向当事人说明逾期原因。",
            "What is to be done: do at once what is late, and tell the people concerned why it is.",
        ),
        "supervision-answer": (
            "请于{answer_by}前（含当日）向{unit}信访部门（{contact}）书面反馈整改情况。",
            (
                "Report in writing by {answer_by}, that day included, what was put right: to the petition "
                "department of {unit} ({contact})."
            ),
        ),
        "supervision-consequences": (
            (
                "推诿、敷衍、拖延或者未在规定期限内办结的，由其上级机关责令改正；造成严重后果的，依规依纪依法追究责任"
                "（{article}）。对督办有不同意见的，可以在反馈中写明事实和理由。"
            ),
            (
                "Whoever passes on, brushes off or delays, or does not finish in time, is ordered by their "
                "superior to put it right, and answers for serious consequences ({article}). If you see it "
                "otherwise, say so in your answer, with facts and reasons."
            ),
        ),
        "department-issues": (
            "{unit}信访部门（印章）　{on}",
            "Petition department of {unit} (seal)  {on}",
        ),
    },
}
