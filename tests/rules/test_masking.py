"""The copy of one addressee: nobody else's address, telephone or number stands in it."""

import pytest

from rules.paper.masking import MASK, Somebody, copy_for, masked
from rules.paper.table import FORMS

READER = Somebody(("王甲",), ("13800001111", "柳湾村七组12号", "330106199001011234"))
OTHER = Somebody(("李乙", "李一"), ("13900002222", "东溪镇渡口街3号", "330106198512315678"))
PEOPLE = (READER, OTHER)


@pytest.mark.parametrize(
    "theirs",
    [
        "13900002222",
        "139 0000 2222",
        "139-0000-2222",
        "１３９００００２２２２",
        "330106198512315678",
        "33010619851231567X",
        "330106 19851231 5678",
        "330106851231567",
        "0571-87654321",
        "057187654321",
        "E12345678",
        "li.yi@example.org",
        "13700003333",
    ],
)
def test_a_number_of_somebody_else_is_taken_out_however_it_is_written(theirs: str) -> None:
    assert masked(f"李乙（{theirs}）欠款", PEOPLE, READER) == f"李乙（{MASK}）欠款"


@pytest.mark.parametrize("own", ["13800001111", "138 0000 1111", "330106199001011234", "柳湾村七组12号"])
def test_the_readers_own_stays(own: str) -> None:
    assert masked(f"王甲，{own}。", PEOPLE, READER) == f"王甲，{own}。"


def test_an_address_that_the_case_knows_is_taken_out() -> None:
    assert masked("住东溪镇渡口街3号，五楼", PEOPLE, READER) == f"住{MASK}，五楼"


@pytest.mark.parametrize(
    "said",
    [
        "转入李乙账户6222021202012345678",
        "赔偿12000元，分3期",
        "示治受〔2026〕12号",
        "SL-2026-000123",
        "2026年11月27日",
        "一二三",
    ],
)
def test_what_an_agreement_is_carried_out_by_stays(said: str) -> None:
    assert masked(said, PEOPLE, READER) == said


def test_parties_are_named_to_each_other_and_not_to_others() -> None:
    assert masked("王甲与李乙，又名李一", PEOPLE, READER) == "王甲与李乙，又名李一"
    assert masked("王甲与李乙，又名李一", PEOPLE, None) == "王*与李*，又名李*"


def test_to_a_third_party_nobodys_number_is_told() -> None:
    assert masked("13800001111、13900002222", PEOPLE, None) == f"{MASK}、{MASK}"


def test_too_little_to_be_somebodys_is_left_where_it_stands() -> None:
    short = Somebody(("李乙",), ("三楼",))

    assert masked("他住三楼", (READER, short), READER) == "他住三楼"


def test_a_field_that_is_somebodys_own_stands_in_their_copy_alone() -> None:
    said = {
        "applicant": "王甲",
        "applicant_contact": "13800001111",
        "respondent": "李乙",
        "respondent_contact": "某处",
        "signed_on": "2026-11-02",
    }

    mine = copy_for(FORMS["D-18"], "", said, PEOPLE, READER)
    theirs = copy_for(FORMS["D-18"], "", said, PEOPLE, OTHER)
    third = copy_for(FORMS["D-18"], "", said, PEOPLE, None)

    assert (mine["applicant_contact"], mine["respondent_contact"]) == ("13800001111", MASK)
    assert (theirs["applicant_contact"], theirs["respondent_contact"]) == (MASK, "某处")
    assert (third["applicant_contact"], third["respondent_contact"]) == (MASK, MASK)
    assert third["applicant"] == "王*"
    assert mine["signed_on"] == "2026-11-02"


def test_whose_it_is_must_be_clear() -> None:
    said = {"applicant": "王甲、李乙", "applicant_contact": "13800001111"}

    assert copy_for(FORMS["D-18"], "", said, PEOPLE, READER)["applicant_contact"] == MASK


def test_how_an_organ_is_reached_is_told_to_everybody() -> None:
    said = {"contact": "张三，0571-87654321", "parties": ["李乙，13900002222"]}

    copy = copy_for(FORMS["D-28"], "assignment", said, PEOPLE, None)

    assert copy == {"contact": "张三，0571-87654321", "parties": [f"李*，{MASK}"]}
