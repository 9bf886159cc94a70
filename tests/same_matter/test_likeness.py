"""What is suggested as the same matter, and what is not."""

from suggesting.same_matter import ENOUGH, For, Matter, Reason, likeness, likest

STALLS = Matter(
    "QT-2026-000001",
    "柳林小区三栋楼下夜宵摊凌晨还在营业",
    "我是青塘镇柳林小区三栋的住户，楼下夜宵摊每天营业到凌晨两点，油烟和吵闹声让人无法入睡，请有关部门处理。",
    people=frozenset({"周建国"}),
)
AGAIN = Matter(
    "QT-2026-000002",
    "再次反映柳林小区三栋夜宵摊扰民",
    "上次反映之后，青塘镇柳林小区三栋楼下的夜宵摊停了三天又开了，半夜还在炒菜喝酒，老人小孩都睡不好。",
    people=frozenset({"周建国"}),
)
NEIGHBOUR = Matter(
    "QT-2026-000003",
    "投诉柳林小区三栋夜宵摊油烟",
    "柳林小区三栋一楼的夜宵摊油烟直排，半夜划拳吵闹，我家住二楼不敢开窗。",
    people=frozenset({"吴秀英"}),
)
LIFT = Matter(
    "QT-2026-000004",
    "电梯坏了一个月没有人修",
    "我们这栋楼的电梯从上个月坏到现在，物业一直推说等配件，七楼的老人上下楼很困难。",
    people=frozenset({"周建国"}),
)


def reasons(one: Matter, other: Matter) -> list[For]:
    return [reason.code for reason in likeness(one, other).reasons]


def test_what_somebody_brings_again_is_like_the_first_time() -> None:
    found = likeness(AGAIN, STALLS)

    assert found.score >= ENOUGH
    assert [reason.code for reason in found.reasons] == [For.SAME_WORDS, For.SAME_PEOPLE]
    assert found.reasons[1] == Reason(For.SAME_PEOPLE, ("周建国",))


def test_a_neighbour_who_says_it_in_other_words_is_like_it_too() -> None:
    assert likeness(NEIGHBOUR, STALLS).score >= ENOUGH
    assert reasons(NEIGHBOUR, STALLS) == [For.SAME_WORDS]


def test_the_same_person_with_another_matter_is_not_like_it() -> None:
    assert For.SAME_PEOPLE in reasons(LIFT, STALLS)
    assert likeness(LIFT, STALLS).score < ENOUGH


def test_people_counterparties_and_place_alone_suggest_nothing() -> None:
    known = {"people": {"周建国"}, "counterparties": {"柳林物业"}}
    sets = {name: frozenset(values) for name, values in known.items()}
    one = Matter("QT-2026-000005", "天气预报", "今日晴", place="qt-liulin", **sets)
    other = Matter("QT-2026-000006", "噪声扰民", "施工声", place="qt-liulin", **sets)

    found = likeness(one, other)

    assert (found.score, found.reasons) == (0.0, ())


def test_a_counterparty_and_a_place_in_common_are_reasons_beside_the_words() -> None:
    one, other = (
        Matter(
            number,
            "柳林物业乱收停车费",
            "业主没有同意就收费",
            counterparties=frozenset({"柳林物业"}),
            place="qt-liulin",
        )
        for number in ("QT-2026-000007", "QT-2026-000008")
    )

    found = likeness(one, other)

    assert found.score == 1.0
    assert [(reason.code, reason.words) for reason in found.reasons[1:]] == [
        (For.SAME_COUNTERPARTIES, ("柳林物业",)),
        (For.SAME_PLACE, ("qt-liulin",)),
    ]


def test_a_place_nobody_named_is_no_place_in_common() -> None:
    assert For.SAME_PLACE not in reasons(STALLS, AGAIN)


def test_the_words_that_are_shown_stand_in_both_and_none_in_another() -> None:
    (words, *_) = likeness(AGAIN, STALLS).reasons

    assert "柳林小区三栋" in "".join(words.words)
    assert all(word in STALLS.text and word in AGAIN.text for word in words.words)
    assert not any(one != other and one in other for one in words.words for other in words.words)


def test_a_text_that_came_before_under_another_title_is_like_it() -> None:
    elsewhere = Matter("QT-2026-000015", "来访", STALLS.body)

    assert likeness(elsewhere, STALLS).score > 0.8


def test_width_and_case_punctuation_and_addresses_of_the_net_do_not_count() -> None:
    plain = Matter("QT-2026-000009", "a3区 垃圾站恶臭", "请处理")
    dressed = Matter("QT-2026-000010", "Ａ３区，垃圾站恶臭！", "请处理。https://example.org/?a=1")

    assert likeness(plain, dressed).score == 1.0


def test_a_title_that_says_nothing_counts_neither_for_nor_against() -> None:
    one = Matter("QT-2026-000011", "…", STALLS.body)
    other = Matter("QT-2026-000012", "！", STALLS.body)

    assert likeness(one, other).score == 1.0
    assert likeness(one, Matter("QT-2026-000016", "…", "…")).score == 0.0


def test_the_likest_come_first_and_only_as_many_as_asked_for() -> None:
    others = [LIFT, NEIGHBOUR, AGAIN]

    assert [found.number for found in likest(STALLS, others)] == ["QT-2026-000002", "QT-2026-000003"]
    assert [found.number for found in likest(STALLS, others, limit=1)] == ["QT-2026-000002"]


def test_one_and_the_same_phrase_is_as_like_as_can_be() -> None:
    assert (
        likeness(Matter("QT-2026-000017", "夜宵摊扰民"), Matter("QT-2026-000018", "夜宵摊扰民")).score == 1.0
    )


def test_what_is_equally_like_stands_in_the_order_of_the_numbers() -> None:
    twins = [Matter(number, STALLS.title, STALLS.body) for number in ("QT-2026-000014", "QT-2026-000013")]

    assert [found.number for found in likest(STALLS, twins)] == ["QT-2026-000013", "QT-2026-000014"]


def test_likeness_is_the_same_both_ways() -> None:
    assert likeness(STALLS, NEIGHBOUR).score == likeness(NEIGHBOUR, STALLS).score
