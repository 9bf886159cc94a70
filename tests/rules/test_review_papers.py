"""The papers of reviews (D-10, D-11, D-17), word for word."""

from typing import Any

from rules.review.matter import Instance, Result
from rules.words import petition_paper
from tests.rules.after_reply import asked_for, decided, opinion
from tests.rules.after_reply import hearing as held
from tests.rules.after_reply import panel as drawn

SAID = {
    "addressee": "王甲",
    "number": "SL-2026-000001",
    "unit": "示例县",
    "of_unit": "示例县人力资源和社会保障局",
    "next_organ": "示例市人民政府",
    "original": "不予支持",
    "petitioners_view": "工龄少算两年",
    "findings": "工龄确实少计两年",
    "legal_basis": "有关工龄计算的规定",
    "orders": "重新核算并补发",
    "place_unit": "示例县",
}


def paper(story: Any, kind: str, language: str = "zh", **said: str) -> list[str]:
    (letter,) = (each for each in story.letters_of("document") if each.body["kind"] == kind)
    return petition_paper(kind, letter.body["data"], {**SAID, **said}, language)


def test_a_review_opinion_says_what_was_decided_and_how_to_ask_for_a_re_review() -> None:
    story = decided(asked_for(), Result.CHANGED)

    assert paper(story, "D-10") == [
        "王甲：",
        (
            "您对示例县人力资源和社会保障局的处理意见不服，请求复查（编号SL-2026-000001）。"
            "依照《信访工作条例》第35条，示例县复查如下。"
        ),
        "原意见：不予支持",
        "您的意见：工龄少算两年",
        "调查核实的情况：工龄确实少计两年",
        "意见：变更原意见。",
        "适用的依据：有关工龄计算的规定",
        "责令事项：重新核算并补发",
        "不服本意见的，依照《信访工作条例》第36条，可以自收到之日起30日内向示例市人民政府请求复核。",
        "期限从收到的第二天起计算；最后一日是休息日的，顺延到下一个工作日；邮寄的，以邮戳日期为准。",
        "依据：《信访工作条例》第35条",
        "示例县（印章）　2026年8月31日",
        "签收人：＿＿＿＿＿＿　签收日期：＿＿＿＿年＿＿月＿＿日",
    ]


def test_a_re_review_opinion_says_that_it_is_the_end_and_what_goes_on() -> None:
    story = asked_for(Instance.RE_REVIEW)
    story.hear(drawn(story))
    story.hear(held(story))
    story.hear(opinion(story, Result.UPHELD, orders=None, is_published=True))

    said = paper(story, "D-11", unit="示例市人民政府", of_unit="示例县")

    assert said[1].startswith("您对示例县的复查意见不服，请求复核")
    assert said[5:] == [
        "本件举行过听证，评议团的意见已经附卷。",
        "意见：维持原意见。",
        "适用的依据：有关工龄计算的规定",
        (
            "依照《信访工作条例》第36条第3款，信访程序到此结束；以同一事实和理由再提出的，不再受理。"
            "有新的事实和理由的，可以另行提出。"
        ),
        (
            "依照《信访工作条例》第37条第3款，有关单位会继续做好说明解释，愿意调解的可以提出，"
            "生活有困难的可以请求帮助申请救助。"
        ),
        "本意见经过听证，依法向社会公开；您的姓名和隐私不公开。",
        "依据：《信访工作条例》第36条",
        "示例市人民政府（印章）　2026年8月31日",
        "签收人：＿＿＿＿＿＿　签收日期：＿＿＿＿年＿＿月＿＿日",
    ]
    assert not [word for word in ("起诉", "诉讼", "行政复议", "仲裁") if word in "".join(said)]


def test_the_organ_above_is_called_that_where_its_name_is_not_known() -> None:
    story = decided(asked_for(), Result.UPHELD)
    known = {name: words for name, words in SAID.items() if name != "next_organ"}
    (letter,) = story.letters_of("document")

    said = petition_paper("D-10", letter.body["data"], known, "en")

    assert any("you may ask the organ next above for a re-review within 30 days" in each for each in said)


def test_the_notice_of_a_hearing_names_time_place_panel_and_what_one_may_do() -> None:
    story = asked_for()
    story.hear(drawn(story, in_days=7))

    said = paper(story, "D-17")

    assert said[1] == ("您的信访事项（编号SL-2026-000001）定于2026年9月7日10:00在示例县举行听证，请您参加。")
    assert said[3:9] == [
        "您可以：",
        "— 申请评议团成员回避",
        "— 委托代理人参加",
        "— 陈述事实和理由",
        "— 提交证据材料",
        "评议团只提意见，不作决定；是否参加听证，不影响您的任何权利。",
    ]


def test_the_notice_of_a_hearing_names_the_room_that_was_chosen() -> None:
    story = asked_for()
    story.hear(drawn(story, in_days=7, room="room-3"))

    zh, en = (paper(story, "D-17", language, room="第三调解室")[1] for language in ("zh", "en"))

    assert story.letters_of("document")[0].body["data"]["room"] == "room-3"
    assert zh.endswith("定于2026年9月7日10:00在示例县第三调解室举行听证，请您参加。")
    assert " at 示例县, 第三调解室, on " in en
