"""The papers of a petition (D-02 to D-09, and the reply to a suggestion), word for word."""

from datetime import date
from typing import Any

import pytest

from counties.routes import route_list
from rules.diversion.card import card_told, route_card
from rules.petition.commands import SwitchToOrdinary
from rules.petition.matter import Manner, NonAcceptance
from rules.words import PAPERS, card_lines, petition_paper
from rules.words.petition_papers import GROUNDS
from tests.rules.after_reply import REVIEW_PAPERS_ISSUED
from tests.rules.county import seated
from tests.rules.petition.story import COURT, HOUSING, a_petition, accepted, assigned, handed_in_at, signed
from tests.rules.story import WORDS
from tests.rules.supervision_papers import SUPERVISION_PAPERS_ISSUED

HANDLER = seated("dept_handler", HOUSING)

ISSUED: dict[str, Any] = {"on": "2026-11-09", "unit": "sl-d4"}
ROUTE = {"route": "R-54", "list_version": "2026.4"}
NAMES = {"addressee": "王甲", "number": "SL-2026-000001", "unit": "示例县住房和城乡建设局"}
SIGNED_FOR = "签收人：＿＿＿＿＿＿　签收日期：＿＿＿＿年＿＿月＿＿日"
ISSUER = "示例县住房和城乡建设局（印章）　2026年11月9日"

ACCEPTED = {
    **ISSUED,
    **ROUTE,
    "notice": "a",
    "due_on": "2027-01-08",
    "received_on": "2026-11-02",
    "manner": "ordinary",
}
NOT_ACCEPTED = {**ISSUED, **ROUTE, "ground": "N-7", "explanation": "a"}
GUIDED = {**ISSUED, "route": "R-17", "list_version": "2026.4", "explanation": "a"}
TRANSFERRED = {**ISSUED, **ROUTE, "unit": "sl", "to_unit": "sl-d4", "report_by": ""}
ASSIGNED = {**TRANSFERRED, "report_by": "2026-12-15"}
EXTENDED = {**ISSUED, "reason": "a", "notice": "b", "due_on": "2027-02-07", "days": 30}
OPINION = {
    **ISSUED,
    "opinion": "supported",
    "request": "a",
    "facts_and_reasons": "b",
    "findings": "c",
    "legal_basis": "d",
    "executes": "sl-d4",
    "reviewer": "sl",
}
SAID = {
    "request": "修复村口道路",
    "facts_and_reasons": "道路损坏多年",
    "findings": "情况属实",
    "legal_basis": "年度养护计划",
    "executes": "示例县住房和城乡建设局",
    "reviewer": "示例县",
}
SUGGESTION = {**ISSUED, "adoption": "partly-adopted", "reply": "a"}
HANDED_OVER = {
    **ISSUED,
    "docking": "assigned-mediation",
    "to": "sl-t1",
    "body": "mediation",
    "answer_by": "2026-11-12",
}
ONE_OF_EACH = {
    "D-02": ACCEPTED,
    "D-03": NOT_ACCEPTED,
    "D-04": GUIDED,
    "D-05": TRANSFERRED,
    "D-06": ASSIGNED,
    "D-08": EXTENDED,
    "D-09": OPINION,
    "suggestion-reply": SUGGESTION,
    "handed-over": HANDED_OVER,
    "confirmation-reminder": {**ISSUED, "last_day": "2026-12-02"},
    "enforcement-guidance": ISSUED,
    "event-result": {**ISSUED, "outcome": "handled", "result": "put-right", "event_kind": "tree"},
    "inspection-circular": {
        **ISSUED,
        "since": "2026-01-01",
        "until": "2026-06-30",
        "drawn": 20,
        "due_on": "2026-11-30",
        "words": "a",
        "findings": [{"number": 1, "unit": "sl-d4", "aspect": "matter", "basis": "informed"}],
    },
    **REVIEW_PAPERS_ISSUED,
    **SUPERVISION_PAPERS_ISSUED,
}


def zh(kind: str, data: dict[str, Any], **said: str) -> list[str]:
    return petition_paper(kind, data, {**NAMES, **said}, "zh")


def en(kind: str, data: dict[str, Any], **said: str) -> list[str]:
    return petition_paper(kind, data, {**NAMES, **said}, "en")


def test_the_notice_of_acceptance_says_by_whom_by_which_procedure_and_until_when() -> None:
    assert zh("D-02", ACCEPTED, notice="由张工承办") == [
        "王甲：",
        "您于2026年11月2日提出的信访事项（编号SL-2026-000001），示例县住房和城乡建设局已经受理。",
        (
            "办理的途径和程序：这件事没有其他法定途径，依照《信访工作条例》第31条第6项按信访程序办理，"
            "听取您陈述的事实和理由，调查核实后出具处理意见书。"
        ),
        (
            "办理期限：2027年1月8日前（含当日）办结；情况复杂的，依照《信访工作条例》第34条经批准可以延长，"
            "延长的理由会告知您。"
        ),
        "说明：由张工承办",
        "查询：凭上述编号，可以随时向示例县住房和城乡建设局查询办理情况。",
        (
            "您可以请求与本事项有直接利害关系的工作人员回避（《信访工作条例》第28条第3款），"
            "也可以随时补充事实和材料。"
        ),
        "收到处理意见书后不服的，可以依照《信访工作条例》第35条请求复查。",
        "依据：《信访工作条例》第23条第2款",
        ISSUER,
        SIGNED_FOR,
    ]


def test_who_is_answered_in_the_simplified_way_is_told_so() -> None:
    told = "适用简易办理，尽快答复；不适宜简易办理的，转为普通程序并告知您，办理期限不变。"

    assert told in zh("D-02", {**ACCEPTED, "manner": "simplified"})
    assert told not in zh("D-02", ACCEPTED)


def test_a_suggestion_is_studied_and_has_neither_a_day_nor_a_review() -> None:
    said = en("D-02", {**ACCEPTED, "manner": "suggestion", "due_on": None}, notice="Thank you.")

    assert said == [
        "To 王甲:",
        (
            "示例县住房和城乡建设局 has accepted the petition that you brought on 2026-11-02 "
            "(no. SL-2026-000001)."
        ),
        (
            "Route and procedure: as a suggestion (Regulations on Petition Work, art. 29). It is studied, "
            "and you are told whether it is adopted."
        ),
        "What you are told: Thank you.",
        "You may ask 示例县住房和城乡建设局 at any time how it stands, under the number above.",
        (
            "You may ask that anybody with a direct interest in the matter step aside (Regulations on "
            "Petition Work, art. 28(3)), and may add facts and papers at any time."
        ),
        "Basis: Regulations on Petition Work, art. 23(2)",
        "示例县住房和城乡建设局 (seal), 2026-11-09",
        "Received by: ____________  on: ____________",
    ]


def test_a_notice_of_non_acceptance_names_the_ground_its_article_and_the_right_place() -> None:
    said = zh("D-03", NOT_ACCEPTED, explanation="请向南浦镇提出", **{"route-card": "其他诉求\n机关：乡镇。"})

    assert said == [
        "王甲：",
        "您提出的信访事项（编号SL-2026-000001），示例县住房和城乡建设局依照规定不予受理。",
        ("理由：所提事项不属于本机关、单位的职权范围。请向本告知书所写的有权处理的机关、单位提出。"),
        "具体情况和去向：请向南浦镇提出",
        "法定途径（清单2026.4版）：",
        "其他诉求",
        "机关：乡镇。",
        (
            "认为应当受理而没有受理的，可以向信访部门反映，由其核实，属实的依照《信访工作条例》第40条第1款督办。"
            "有新的事实或者理由的，可以重新提出。"
        ),
        "不清楚到哪里办理、带什么材料的，请向示例县住房和城乡建设局询问，工作人员会当面说明。",
        "依据：《信访工作条例》第23条第1款、《信访工作条例》第23条第2款",
        ISSUER,
        SIGNED_FOR,
    ]


def test_what_was_reviewed_to_the_end_is_not_accepted_again_and_shows_no_other_route() -> None:
    said = en("D-03", {**NOT_ACCEPTED, "ground": "N-2"}, **{"route-card": "A road"})

    assert said[1] == (
        "Under the rules, 示例县住房和城乡建设局 does not accept again the petition that you brought "
        "(no. SL-2026-000001)."
    )
    assert "A road" not in said
    assert "Basis: Regulations on Petition Work, art. 36(3); Regulations on Petition Work, art. 23(2)" in said


def test_a_route_that_is_not_known_is_not_printed() -> None:
    unclassified = {**NOT_ACCEPTED, "route": None}

    assert not any(
        "法定途径（清单" in each for each in zh("D-03", unclassified, explanation="请向南浦镇提出")
    )


@pytest.mark.parametrize(
    ("ground", "article"),
    [
        ("N-1", "《信访工作条例》第19条第3款"),
        ("N-2", "《信访工作条例》第36条第3款"),
        ("N-3", "《信访工作条例》第28条第2款"),
        ("N-5", "《信访工作条例》第31条"),
        ("N-6", "《信访工作条例》第31条第5项"),
        ("N-7", "《信访工作条例》第23条第1款"),
        ("N-8", "《信访工作条例》第20条第1款"),
        ("N-9", "《信访工作条例》第35条"),
        ("N-10", "《信访工作条例》第23条第2款"),
    ],
)
def test_every_ground_stands_on_its_article(ground: str, article: str) -> None:
    (basis,) = (each for each in zh("D-03", {**NOT_ACCEPTED, "ground": ground}) if each.startswith("依据："))

    assert basis.removeprefix("依据：").split("、")[0] == article


def test_no_ground_is_without_an_article() -> None:
    assert set(GROUNDS) == set(NonAcceptance)


def test_the_notice_of_the_route_prints_its_card_and_what_becomes_of_the_petition() -> None:
    card = "\n".join(card_lines(card_told(route_card(route_list("2026.4"), "R-17")), "zh"))

    said = zh("D-04", GUIDED, explanation="欠薪由劳动监察查处", **{"route-card": card})

    assert said[:8] == [
        "王甲：",
        (
            "您提出的信访事项（编号SL-2026-000001），依照《信访工作条例》第31条应当通过其他法定途径处理，"
            "示例县住房和城乡建设局特此告知。"
        ),
        "说明：欠薪由劳动监察查处",
        "法定途径（清单2026.4版）：",
        "拖欠农民工工资",
        "第1步：向人力资源社会保障部门投诉，首问负责；由劳动保障监察查处",
        "第2步：也可以申请调解，不成的申请劳动仲裁，再向人民法院起诉",
        "第3步：有欠薪调解协议、欠条的，可以申请支付令",
    ]
    assert "期限：劳动保障监察调查，自“立案”起60个工作日。" in said
    assert said[-7:] == [
        (
            "走法定途径的，按该途径自己的程序和期限办理，不适用信访事项的办理期限；"
            "本信访事项的办理程序到此结束。"
        ),
        "法定途径大多有期限，请尽早办理；具体期限请向受理的机关或者法律援助机构询问。",
        "经济困难或者有其他法定情形的，可以向法律援助机构申请法律援助，不收取费用。",
        "不清楚到哪里办理、带什么材料的，请向示例县住房和城乡建设局询问，工作人员会当面说明。",
        "依据：《信访工作条例》第31条、《信访工作条例》第28条第2款",
        ISSUER,
        SIGNED_FOR,
    ]


def test_a_card_on_paper_counts_no_period_that_is_to_be_verified() -> None:
    card = card_told(route_card(route_list("2026.4"), "R-27"))

    lines = card_lines(card, "en")

    assert [clock["live"] for clock in card["clocks"]] == [False, False, False]
    assert not any(line.startswith("Time:") for line in lines)


def test_a_card_without_papers_names_none() -> None:
    card = card_told(route_card(route_list("2026.4"), "R-17"))

    assert any(line.startswith("材料：身份证件、") for line in card_lines(card, "zh"))
    assert not any(line.startswith("材料：") for line in card_lines({**card, "papers": []}, "zh"))


def test_a_letter_of_transfer_says_what_is_done_within_which_time() -> None:
    names = {"addressee": "示例县住房和城乡建设局", "unit": "示例县"}

    assert zh("D-05", TRANSFERRED, **names) == [
        "示例县住房和城乡建设局：",
        "现将信访事项（编号SL-2026-000001）转送你单位，请依照《信访工作条例》第22条办理。",
        "分类依据：法定途径清单（2026.4版）R-54项。",
        "请求事项、材料清单以及可以告知的信访人联系方式见案件，只供办理本事项的人员查阅。",
        (
            "请自收到之日起十五日内书面告知信访人是否受理以及办理的途径和程序（《信访工作条例》第23条第2款），"
            "处理后直接答复信访人。"
        ),
        (
            "认为不属于你单位职权的，请自收到之日起五个工作日内说明详细理由提出异议（《信访工作条例》第23条第3款），"
            "经同意后退还材料；未经同意，不得自行退回。"
        ),
        "依据：《信访工作条例》第22条、《信访工作条例》第23条第2款",
        "示例县（印章）　2026年11月9日",
        SIGNED_FOR,
    ]


def test_a_letter_of_assignment_names_the_day_of_the_report() -> None:
    said = zh("D-06", ASSIGNED, addressee="示例县住房和城乡建设局", unit="示例县")

    assert said[1] == (
        "现将信访事项（编号SL-2026-000001）交办你单位，请依照《信访工作条例》第22条办理并报告结果。"
    )
    assert said[6:8] == [
        "请在2026年12月15日前（含当日）报告办理结果，并附处理意见书。",
        "推诿、敷衍、拖延的，依照《信访工作条例》第40条第1款督办。",
    ]


def test_a_notice_of_extension_says_why_who_approved_it_and_the_new_last_day() -> None:
    assert zh("D-08", EXTENDED, reason="需要勘测", notice="勘测已经委托") == [
        "王甲：",
        (
            "您提出的信访事项（编号SL-2026-000001）情况复杂，经示例县住房和城乡建设局负责人批准，"
            "办理期限延长30日，至2027年2月7日届满。"
        ),
        "理由：需要勘测",
        "说明：勘测已经委托",
        "没有能够按原来的期限办结，请您谅解。",
        "查询：凭上述编号，可以随时向示例县住房和城乡建设局查询办理情况。",
        "依据：《信访工作条例》第34条",
        ISSUER,
        SIGNED_FOR,
    ]


def test_an_opinion_has_every_part_that_the_article_wants() -> None:
    assert zh("D-09", OPINION, **SAID) == [
        "王甲：",
        (
            "您提出的信访事项（编号SL-2026-000001），示例县住房和城乡建设局"
            "已经听取您陈述的事实和理由并调查核实，处理意见如下。"
        ),
        "请求事项：修复村口道路",
        "陈述的事实和理由：道路损坏多年",
        "调查核实的情况：情况属实",
        "处理意见：支持。",
        "适用的依据：年度养护计划",
        "执行单位：示例县住房和城乡建设局。",
        (
            "对本处理意见不服的，可以自收到本意见书之日起三十日内，向示例县请求复查（《信访工作条例》第35条）。"
            "收到之日以下面的签收日期或者送达的证明为准，当日不计入。"
        ),
        "所涉及的事项依法另有途径的，该途径及其期限不受本意见书影响。",
        "依据：《信访工作条例》第32条",
        ISSUER,
        SIGNED_FOR,
    ]


def test_an_opinion_without_an_organ_above_still_says_to_whom() -> None:
    said = en("D-09", {**OPINION, "opinion": "not-supported", "executes": None, "reviewer": None})

    assert "The opinion: Not supported." in said
    assert not any(each.startswith("Carried out by") for each in said)
    assert (
        "If you disagree with this opinion, you may ask the organ next above for a review within thirty days "
        "from the day on which you receive it (Regulations on Petition Work, art. 35). That day, as signed "
        "for below or proven, is not counted."
    ) in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_opinion_promises_a_suit_or_reconsideration_against_itself(language: str) -> None:
    said = "".join(petition_paper("D-09", OPINION, {**NAMES, **SAID}, language)).lower()

    assert not any(
        word in said for word in ("复议", "诉讼", "起诉", "法院", "reconsideration", "suit", "court")
    )


def test_a_suggestion_is_thanked_for_and_answered() -> None:
    assert en("suggestion-reply", SUGGESTION, reply="The bench comes next year.") == [
        "To 王甲:",
        (
            "Thank you for your suggestion (no. SL-2026-000001). 示例县住房和城乡建设局 has studied it. "
            "Whether it is adopted: Adopted in part."
        ),
        "The reply: The bench comes next year.",
        "Basis: Regulations on Petition Work, art. 29",
        "示例县住房和城乡建设局 (seal), 2026-11-09",
    ]


@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_whoever_may_not_read_the_words_reads_blanks(kind: str) -> None:
    said = petition_paper(kind, ONE_OF_EACH[kind], {}, "zh")

    assert said[0] == "＿＿＿＿："
    assert "王甲" not in "".join(said)


@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_every_paper_is_there_in_both_languages(kind: str) -> None:
    assert len(zh(kind, ONE_OF_EACH[kind])) == len(en(kind, ONE_OF_EACH[kind])) > 4


def test_what_the_rules_put_into_a_letter_fills_the_paper() -> None:
    stories = [
        signed(),
        accepted(Manner.SUGGESTION).answer(),
        assigned(date(2026, 12, 15)),
        a_petition().classify(COURT).guide(),
        handed_in_at().classify().not_accept(NonAcceptance.NOT_COMPETENT),
        accepted(Manner.SIMPLIFIED).asks(SwitchToOrdinary, HANDLER, reason=WORDS),
        accepted().ask_for_longer().let_it_be_longer(),
    ]
    bodies = [letter.body for story in stories for letter in story.letters_of("document")]

    printed = {body["kind"]: petition_paper(body["kind"], body["data"], NAMES, "zh") for body in bodies}

    assert set(printed) == {"D-02", "D-03", "D-04", "D-05", "D-06", "D-08", "D-09", "suggestion-reply"}
    assert all(said[0] == "王甲：" for said in printed.values())
