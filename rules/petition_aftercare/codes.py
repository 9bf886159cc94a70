"""The words in which the time after a reply is written down: each is one of a few."""

from enum import StrEnum


class Stage(StrEnum):
    OPEN = "open"  # 答复后办理中
    CLOSED = "closed"  # 已审结


class Ended(StrEnum):
    """How the petition procedure ended (程序办结)."""

    ANSWERED = "answered"  # 已出具处理意见
    SUGGESTION_ANSWERED = "suggestion-answered"  # 建议已答复
    GUIDED = "guided"  # 已导入法定途径
    NOT_ACCEPTED = "not-accepted"  # 不予受理
    WITHDRAWN = "withdrawn"  # 已撤回
    SETTLED = "settled"  # 调解达成协议
    CONCLUDED_ELSEWHERE = "concluded-elsewhere"  # 已在别处办结


class Outcome(StrEnum):
    CLOSED = "matter-closed"  # 审结
    REOPENED = "reopened"  # 重新办理


class Duty(StrEnum):
    """What somebody still has to do; none is dropped by silence."""

    ASSESS_CLOSING = "assess-closing"  # 三到位一处理
    CONFIRM = "confirm-with-person"  # 结案前与信访人核实
    CHECK_EXECUTION = "check-execution"  # 督促执行
    CARRY_OUT_REVIEW = "carry-out-review"  # 执行复查复核意见
    REPORT_BACK = "report-back"  # 报告办理结果
    LOOK_AFTER = "look-after"  # 疏导教育、矛盾化解、帮扶救助
    REVISIT = "revisit"  # 回访
    CLOSE_MATTER = "close-matter"  # 审结
    RE_EXAMINE = "re-examine"  # 不满意的, 重新审查办理过程


# Which rule the clock of a duty runs by. What is not here has no number in any source: it is due before the
# closing audit, which has one; a report on the day that its assignment names.
RULES = {
    Duty.ASSESS_CLOSING: "P-20",
    Duty.CONFIRM: "P-20",
    Duty.CHECK_EXECUTION: "P-18",
    Duty.REVISIT: "P-18",
    Duty.CLOSE_MATTER: "P-20",
}


class Window(StrEnum):
    """A time in which a petitioner may still do something. Nobody has to."""

    ASK_FOR_REVIEW = "ask-for-review"  # 请求复查
    EVALUATE = "evaluate"  # 评价
    TAKE_UP_AGAIN = "take-up-again"  # 撤回后恢复


# Which rule the clock of a window runs by, and what it begins with.
WINDOWS = {
    Window.ASK_FOR_REVIEW: ("K-10", "reply-received"),
    Window.EVALUATE: ("P-19", "evaluation-opened"),
    Window.TAKE_UP_AGAIN: ("P-10", "petition-withdrawn"),
}


class InPlace(StrEnum):
    """三到位: of one of the first three elements of XFTL 27."""

    DONE = "in-place"  # 到位
    NOT = "not-in-place"  # 未到位
    NOT_CALLED_FOR = "not-called-for"  # 不涉及


class Referral(StrEnum):
    """一处理: conduct against the law is only referred; it is never dealt with here."""

    NONE = "none"  # 不涉及
    POLICE = "police"  # 移送公安机关
    COMPETENT_AUTHORITY = "competent-authority"  # 移送主管机关


class Contact(StrEnum):
    IN_PERSON = "in-person"  # 当面
    TELEPHONE = "telephone"  # 电话
    ONLINE = "online"  # 网上
    LETTER = "letter"  # 信函


class Agrees(StrEnum):
    YES = "yes"  # 同意结案
    NO = "no"  # 不同意结案
    UNREACHABLE = "unreachable"  # 联系不上


class Target(StrEnum):
    """Who is evaluated: each for itself (D-27)."""

    UNIT = "unit"  # 责任单位
    PETITION_DEPARTMENT = "petition-department"  # 信访部门


class Satisfaction(StrEnum):
    SATISFIED = "satisfied"  # 满意
    BASICALLY_SATISFIED = "basically-satisfied"  # 基本满意
    DISSATISFIED = "dissatisfied"  # 不满意


class EvaluationStatus(StrEnum):
    AWAITED = "awaited"  # 待评价
    EVALUATED = "evaluated"  # 已评价
    LAPSED = "lapsed"  # 超期未评价: never counted as satisfied


class Finding(StrEnum):
    UPHELD = "upheld"  # 办理并无不当
    HANDLE_ANEW = "handle-anew"  # 重新办理


class Executed(StrEnum):
    FULLY = "fully"  # 已执行
    PARTLY = "partly"  # 部分执行
    NOT = "not"  # 未执行


class Measure(StrEnum):
    """What is done for the people when the procedure has ended (XFTL 37(3)); it reopens no merits."""

    EXPLANATION = "explanation"  # 疏导教育
    MEDIATION_OFFER = "mediation-offer"  # 矛盾化解
    AID_APPLICATION = "aid-application"  # 帮扶救助


class Resolved(StrEnum):
    """Whether the matter is solved in substance; that the procedure has ended says nothing of it (NG-03)."""

    RESOLVED = "resolved"  # 已实质化解
    PARTLY = "partly"  # 部分化解
    UNRESOLVED = "unresolved"  # 未化解


class Ground(StrEnum):
    """Why a petition is handled anew."""

    REVIEW_REVOKED = "review-revoked"  # 复查复核撤销原意见
    RE_EXAMINED = "re-examined"  # 因不满意重新审查
    NOT_FREE = "not-free"  # 撤回非自愿
    NEW_FACTS = "new-facts"  # 新的事实
    TAKEN_UP_AGAIN = "taken-up-again"  # 信访人恢复已撤回的事项
