"""The letters of supervision and the three recommendations, word for word."""

from typing import Any

from rules.words import petition_paper
from tests.rules.supervision_papers import SUPERVISION_PAPERS_ISSUED as ISSUED

NAMES = {
    "addressee": "示例县住建局",
    "number": "SL-2026-000001",
    "unit": "示例县",
    "supervised": "示例县住建局",
}


def zh(kind: str, **said: Any) -> list[str]:
    return petition_paper(kind, {**ISSUED[kind], **said}, {**NAMES, **said}, "zh")


def en(kind: str, **said: Any) -> list[str]:
    return petition_paper(kind, {**ISSUED[kind], **said}, {**NAMES, **said}, "en")


def test_the_work_reminder_says_what_is_late_and_judges_nobody() -> None:
    assert zh("D-22") == [
        "示例县住建局：",
        (
            "经查，事项（编号SL-2026-000001）的“书面告知（转送来的）”由示例县住建局负责，应当于2026年11月17日前"
            "（含当日）办结，至今逾期6日。"
        ),
        "所在程序：信访事项。",
        "请贵单位负责人了解原因，督促尽快办理，并向当事人说明情况。",
        (
            "本函由期限自动触发，仅作提醒，不是对单位或者个人的评价；事项办结后自动结束。逾期持续的，信访部门可以"
            "依照《信访工作条例》第40条第1款督办。"
        ),
        "依据：县级规定(调解规则第42项)",
        "示例县信访部门（印章）　2026年11月23日",
    ]
    assert en("D-22")[4] == (
        "This letter was triggered by the date alone. It is a reminder and judges neither unit nor person, "
        "and it ends when the duty is done. If it is not, the petition department may supervise it "
        "(Regulations on Petition Work, art. 40(1))."
    )


def test_what_no_clock_counts_is_called_as_its_task() -> None:
    assert "“交办事项：报告办理结果”" in zh("D-22", clock=None, duty="report-back")[1]


def test_what_is_late_by_the_minute_is_not_late_by_days() -> None:
    said = zh("D-13", was_due_on="2026-11-23", clock="P-60", duty="answer-whistle", days_late=0)
    assert said[2] == (
        "经查，事项（编号SL-2026-000001）的“单位报到”由示例县住建局负责，应当于2026年11月23日按时办结，现已逾时。"
    )
    assert "逾期0日" not in "".join(said)
    assert "Its time has passed." in en("D-22", clock="P-60", days_late=0)[1]


def test_the_letter_says_ground_facts_demand_time_and_contact() -> None:
    said = zh("D-13")
    assert said[1] == (
        "信访部门对事项（编号SL-2026-000001）的办理予以督办（《信访工作条例》第40条第1款）。督办情形：未按规定期限办理。"
    )
    assert said[4:] == [
        "要求：立即办理上述逾期事项，并向当事人说明逾期原因。",
        "请于2026年12月11日前（含当日）向示例县信访部门（信访局经办人）书面反馈整改情况。",
        (
            "推诿、敷衍、拖延或者未在规定期限内办结的，由其上级机关责令改正；造成严重后果的，依规依纪依法追究责任"
            "（《信访工作条例》第45条第1项）。对督办有不同意见的，可以在反馈中写明事实和理由。"
        ),
        "依据：《信访工作条例》第40条第1款、《信访工作条例》第45条第1项",
        "示例县信访部门（印章）　2026年11月23日",
    ]

    found = zh(
        "D-13", ground="shirking", was_due_on=None, clock=None, facts="两次推给别家", demand="五日内受理"
    )
    assert found[2:4] == ["查明的情况：两次推给别家", "要求：五日内受理"]
    assert "督办情形：推诿。" in found[1]


def test_a_recommendation_says_problem_reasons_proposal_and_asks_for_a_written_answer() -> None:
    said = zh("D-14", problem="养护责任不清", evidence="六件", analysis="没有落实", proposal="公布清单")
    assert said[2:7] == [
        "问题：养护责任不清",
        (
            "统计：2026年8月5日至2026年11月2日，sl-t1-v1的“车辆乱停放”类事项共6件；此前各个同样长的时期依次为2、0、1、0件。"
        ),
        "依据：六件",
        "涉及事项：SL-2026-000001、SL-2026-000002",
        "分析：没有落实",
    ]
    route = {**ISSUED["D-14"]["cluster"], "kind": "petition", "subject": "water-supply"}
    assert "“water-supply”类" in zh("D-14", cluster=route)[3]
    assert said[8:10] == [
        (
            "请认真研究，自收到之日起30日内（县级规定，法律没有规定天数）书面反馈采纳情况；不采纳的，说明理由"
            "（《信访工作条例》第40条第4款）。"
        ),
        "对建议重视不够、落实不力，导致问题长期得不到解决的，依照《信访工作条例》第45条第3项处理。",
    ]
    assert en("D-15")[1] == (
        "Under Regulations on Petition Work, art. 40(2) the petition department recommends an improvement "
        "of a policy."
    )


def test_one_about_conduct_says_whose_and_decides_nothing() -> None:
    said = zh("D-16", concerns="示例县住建局", problem="两次督办未办", analysis="路面塌陷")
    assert said[1] == (
        "信访部门依照《信访工作条例》第40条第3款，就示例县住建局的有关问题提出追究责任的建议。"
    )
    assert said[2] == "事实：两次督办未办"
    assert "造成的后果：路面塌陷" in said
    assert not any("涉及事项" in line for line in said)
