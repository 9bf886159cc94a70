"""The words of cut-over (接续): what came from an older system; and of correcting a party's particulars."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "procedure": {
        "past": ("既往事项", "Past matter"),
    },
    "past-kind": {
        "dispute": ("矛盾纠纷", "Dispute"),
        "petition": ("信访", "Petition"),
        "consultation": ("咨询", "Consultation"),
        "other": ("其他", "Other"),
    },
    "outcome": {
        "answered": ("已答复", "Answered"),
        "other": ("其他结果", "Another end"),
    },
    "because": {
        "from-petition": ("信访事项经双方同意转入调解", "Both sides of a petition agreed to mediation"),
        "brought-over": ("由原系统接续办理", "Brought over from the older system"),
    },
    "command": {
        "correct_particulars": ("更正当事人信息", "Correct a party's particulars"),
    },
    "event": {
        "PastMatterRecorded": ("既往事项补录", "A past matter was recorded"),
        "BroughtOver": ("由原系统接续登记", "Brought over from an older system"),
        "ParticularsCorrected": ("更正当事人信息", "A party's particulars were corrected"),
    },
    "refusal": {
        "not-yet-happened": (
            "填写的日期还没有到。既往的经过只能填写已经发生的日期，请核对后更正。",
            (
                "A date given here has not come yet. What happened in the past has a date in the past; check "
                "it and correct it."
            ),
        ),
        "dates-out-of-order": (
            (
                "日期的先后不对：登记不早于收到，进入本层级不早于登记，恢复计算不早于停止计算，送达不早于签发"
                "，办结不早于收到。请对照原始记录核对后更正。"
            ),
            (
                "The dates are out of order: nothing is registered before it is received, stands at a step "
                "before it is registered, goes on before it stood still, is served before it is signed, or "
                "closed before it is received. Check them against the papers and correct them."
            ),
        ),
        "stage-does-not-fit": (
            (
                "所填的阶段与层级、同意情况或者已调解次数不符，按本县的步骤不会停在这里。各方都同意的填“调"
                "解”，没有都同意的填“征求意愿”；次数已经用完的，填下一层级，第三步填“议定去向”。"
            ),
            (
                "The stage does not fit the step, the consent or the attempts: this county's ladder does not "
                "stop there. Where every party agreed it is mediation, where not it is consent; where the "
                "attempts are used up it stands at the next step, and at step three it awaits a direction."
            ),
        ),
        "no-particular-given": (
            "没有填写要更正的内容，登记的信息没有改变。请至少填写姓名、地址、电话中的一项。",
            "Nothing was given to correct, so nothing was changed. Give a name, an address or a telephone.",
        ),
    },
}
