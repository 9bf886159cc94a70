"""Suggested routes: what is suggested for a text, with which reasons, and what comes before everything."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from counties.routes import question_tree
from counties.sayings import route_words
from suggesting.guide import Guide
from suggesting.routes import Suggested, suggest
from suggesting.telling import suggestions_told
from suggesting.weighing import Ground, Reason
from tests.suggesting.room import guide, model

WAGES = "我们二十几个人在工地干了一年，包工头年底跑了，工钱一分没给。"
BRIBE = "我们镇的镇长收了砂场老板的红包，把河道砂场批给他小舅子，还占了我家的承包地。"
KNIFE = "隔壁那家为了一堵围墙，今天拿刀上门说要杀我全家。"


def told(text: str) -> Suggested:
    return suggest(text, guide(), model())


def ids(suggested: Suggested) -> list[str]:
    return [each.leaf.id for each in suggested.best]


def named(reasons: Sequence[Reason]) -> list[str]:
    return [word for reason in reasons for word in reason.words]


@pytest.mark.parametrize(
    ("text", "route"),
    [
        (WAGES, "R-17"),
        ("隔壁砌的墙把我家的光都挡住了，屋檐水也往我家院子里流。", "R-10"),
        ("医院给我母亲动手术出了差错，现在人瘫在床上，院方不认账。", "R-26"),
        ("水库移民的后期扶持资金没有发给我们家。", "R-50"),
        ("请问办理老年证要带什么材料？", "R-53"),
        ("建议在医院门口增设公交站。", "R-52"),
        ("Our landlord refuses to return the deposit.", "R-34"),
        ("The verdict of the court is wrong and we want a retrial.", "R-40"),
    ],
)
def test_what_is_said_plainly_is_suggested_first(text: str, route: str) -> None:
    assert ids(told(text))[0] == route


def test_a_suggestion_has_its_line_its_organ_its_basis_and_a_person_to_decide() -> None:
    first = suggestions_told(WAGES, guide(), model())["suggestions"][0]

    assert first["route"] == {
        "id": "R-17",
        "title": {"zh": "拖欠农民工工资", "en": "Wages owed to a migrant worker"},
    }
    assert (first["category"]["code"], first["organ"]["code"]) == ("administrative-duty", "human-resources")
    assert first["basis"][0]["zh"] == "《保障农民工工资支付条例》第10条"
    assert first["needs_human"] is True


def test_reasons_name_words_that_stand_in_the_text() -> None:
    because = told(WAGES).best[0].because

    assert [reason.ground for reason in because[:2]] == [Ground.LIST_WORDS, Ground.TOGETHER]
    assert {"包工头", "工钱"} <= set(named(because))
    assert all(word in WAGES for each in told(WAGES).best for word in named(each.because))


def test_reasons_of_an_english_text_are_words_or_their_beginnings() -> None:
    text = "The factory next to our village pours black water into the river, and it stinks."

    best = told(text).best

    assert best[0].leaf.id == "R-33"
    assert "factory" in named(best[0].because)
    assert all(f" {word}" in f" {text.lower()}" for each in best for word in named(each.because))


def test_the_content_class_is_a_reason_with_its_label() -> None:
    because = told("公司拖欠工资，也没有给我们缴纳养老保险。").best[0].because

    assert Reason(Ground.CONTENT_CLASS, because[-1].words, "劳动和社会保障") == because[-1]


def test_danger_to_life_puts_the_police_first_and_says_why() -> None:
    suggested = told(KNIFE)

    assert ids(suggested)[:2] == ["danger", "R-10"]
    assert suggested.best[0].organ == "police"
    assert suggested.best[0].category is None
    assert suggested.best[0].because == (Reason(Ground.DANGER, ("拿刀", "杀我", "要杀")),)


def test_an_accusation_is_suggested_as_sealed_and_none_of_its_words_is_repeated() -> None:
    suggested = told(BRIBE)

    assert ids(suggested)[0] == "R-42"
    assert suggested.best[0].organ == "discipline-organ"
    assert suggested.best[0].because == (Reason(Ground.ACCUSATION),)
    assert {each.because for each in suggested.best[1:]} == {(Reason(Ground.WORDS_WITHHELD),)}
    assert suggested.content
    assert suggested.content.because == ()


def test_no_word_of_an_accusation_is_anywhere_in_what_is_told() -> None:
    said = str(suggestions_told(f"{BRIBE}\n{KNIFE}", guide(), model()))

    assert "danger" in said
    assert [
        word for word in ("砂场", "红包", "小舅子", "承包地", "拿刀", "杀我", "河道") if word in said
    ] == []


def test_an_accusation_is_not_suggested_for_how_a_text_sounds() -> None:
    assert "R-42" not in ids(told("举报一家汽修厂违法改装货车，利用夜间施工，工资也不按月发。"))


@pytest.mark.parametrize("text", ["", "  \n", "？？？", "你好", "hello", "🙂", "\ud800", "1234567"])
def test_where_nothing_speaks_a_person_looks(text: str) -> None:
    suggested = told(text)

    assert ids(suggested) == ["R-54"]
    assert suggested.best[0].because == (Reason(Ground.NOTHING_ELSE),)


def test_where_nothing_speaks_clearly_the_residual_line_stands_beside_the_rest() -> None:
    suggested = told("家里的事不好说，请你们来看看。")

    assert ids(suggested)[-1] == "R-54"
    assert suggested.best[-1].because == (Reason(Ground.NOTHING_ELSE),)


def test_at_most_three_are_suggested_and_none_twice() -> None:
    for text in (WAGES, BRIBE, KNIFE, f"{BRIBE}{KNIFE}"):
        assert len(set(ids(told(text)))) == len(ids(told(text))) == 3


def test_what_is_off_is_never_suggested() -> None:
    assert "R-51" not in ids(told("退役军人安置工作一直没有落实，优抚金也没发。"))


def test_the_same_text_gets_the_same_suggestions() -> None:
    again = Guide.of(question_tree("2026.4"), route_words())

    assert suggest(WAGES, again, model()) == told(WAGES)


def test_without_a_model_the_words_of_the_list_serve() -> None:
    suggested = suggest(WAGES, guide(), None)

    assert ids(suggested)[0] == "R-17"
    assert suggested.content is None
    notes = [note["code"] for note in suggestions_told(WAGES, guide(), None)["notes"]]
    assert notes == ["a-person-decides", "nothing-kept", "words-alone"]


def test_without_words_beside_it_the_list_alone_serves() -> None:
    bare = Guide.of(question_tree("2026.4"), {"first": {"danger": {}, "accusation": {}}})

    assert ids(suggest(WAGES, bare))[0] == "R-17"


def test_a_word_that_the_list_takes_up_speaks_from_that_moment_on() -> None:
    tree = question_tree("2026.4")
    renamed = replace(tree.routes.route("R-33"), words=("洗沙泥浆",))
    amended = replace(
        tree.routes,
        routes=tuple(renamed if each.id == "R-33" else each for each in tree.routes.routes),
    )

    because = (
        suggest("洗沙泥浆流过来了", Guide.of(replace(tree, routes=amended), route_words())).best[0].because
    )

    assert because[0] == Reason(Ground.LIST_WORDS, ("洗沙泥浆",))


def test_a_very_long_text_is_answered() -> None:
    assert ids(told(WAGES * 700))[0] == "R-17"


def test_words_count_where_they_begin_in_latin_letters_and_anywhere_in_chinese() -> None:
    assert "R-24" not in ids(told("The screwdriver was stolen from the shed."))
    assert ids(told("A DRIVER hit me with his car and will not pay the hospital."))[0] == "R-24"


def test_a_table_of_words_with_something_else_in_it_is_refused() -> None:
    said = {**route_words(), "R-17": {"wordz": ["工钱"]}}

    with pytest.raises(KeyError):
        Guide.of(question_tree("2026.4"), said)


def test_a_list_without_a_line_for_accusations_is_refused() -> None:
    tree = question_tree("2026.4")
    routes = tuple(route for route in tree.routes.routes if route.id != "R-42")
    questions = tuple(
        replace(
            question,
            choices=tuple(
                replace(choice, to="window") if choice.to == "R-42" else choice for choice in question.choices
            ),
        )
        for question in tree.questions
    )

    with pytest.raises(ValueError, match="accusation"):
        Guide.of(
            replace(tree, routes=replace(tree.routes, routes=routes), questions=questions), route_words()
        )


def test_every_line_of_the_words_is_a_line_of_the_list() -> None:
    known = {route.id for route in question_tree("2026.4").routes.routes}

    assert set(route_words()) - {"first"} <= known
