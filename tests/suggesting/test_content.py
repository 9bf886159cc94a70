"""Content classes: what is told of a text, with which words, and what a model is made of."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from suggesting.categories import SHIPPED, ContentModel, NotAModel, grams, model_at
from suggesting.training import Labelled, TooFew, cross_validated, train

WAGES = "单位拖欠工资\n公司半年没有发工资，也没有缴纳养老保险，请劳动监察部门处理。"
SCHOOL, BUS = "学校食堂的老师和学生", "公交车和出租车的司机"
TWO_CLASSES = [
    *(Labelled(f"{SCHOOL}{number}", "school") for number in "一二三四五"),
    *(Labelled(f"{BUS}{number}", "bus") for number in "一二三四五"),
]


@cache
def model() -> ContentModel:
    return ContentModel.read(SHIPPED)


def test_a_class_is_told_with_words_of_the_text() -> None:
    content = model().content(WAGES)

    assert content is not None
    assert content.label == "劳动和社会保障"
    assert "工资" in "".join(content.because)
    assert all(word in WAGES for word in content.because)


@pytest.mark.parametrize("text", ["", "   \n ", "12345", "Our wages are unpaid.", "🙂🙂", "\ud800"])
def test_of_a_text_without_chinese_the_model_tells_nothing(text: str) -> None:
    assert model().content(text) is None


def test_a_very_long_text_is_told_as_a_short_one() -> None:
    short, long = model().content(WAGES), model().content(WAGES * 2_000)

    assert short
    assert long
    assert short.label == long.label


def test_the_first_line_is_the_title_and_counts_three_times() -> None:
    assert list(grams("工\n资")) == ["工", "工", "工", "资"]


def test_figures_and_latin_letters_are_no_grams() -> None:
    assert set(grams("A市B7栋12号")) == {"市", "栋", "号"}


def test_no_shipped_gram_is_longer_than_two_characters_and_none_is_a_name_or_a_number() -> None:
    known = model().grams

    assert 3_000 < len(known) < 10_000
    assert max(map(len, known)) == 2
    assert all("\u4e00" <= character <= "\u9fff" for gram in known for character in gram)


def test_the_shipped_weights_are_small_and_hold_arrays_alone() -> None:
    assert SHIPPED.stat().st_size < 200_000
    with np.load(SHIPPED, allow_pickle=False) as file:
        assert sorted(file) == ["bias", "grams", "labels", "rarity", "weights"]


def test_the_same_messages_make_the_same_file(tmp_path: Path) -> None:
    for name in ("one", "other"):
        train(TWO_CLASSES).write(tmp_path / name)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_a_model_of_two_classes_tells_both(tmp_path: Path) -> None:
    train(TWO_CLASSES).write(tmp_path / "model.npz")

    read = model_at(tmp_path / "model.npz")

    assert read
    assert [read.content(text).label for text in (SCHOOL, BUS)] == ["school", "bus"]  # type: ignore[union-attr]


def test_a_gram_of_fewer_than_three_messages_is_not_kept() -> None:
    learned = train(TWO_CLASSES)

    assert "学校" in learned.grams
    assert not {"一", "二", "生一"} & learned.grams.keys()


def test_terms_of_other_classes_are_not_learned_from() -> None:
    learned = train(TWO_CLASSES, [Labelled("幼儿园", "school"), Labelled("渔船", "harbour")])

    assert "幼儿" in learned.grams
    assert "渔船" not in learned.grams
    assert learned.labels == ("bus", "school")


@pytest.mark.parametrize(
    "messages", [[], TWO_CLASSES[:5], TWO_CLASSES[:9]], ids=["none", "one class", "four"]
)
def test_too_few_messages_are_neither_learned_from_nor_checked(messages: list[Labelled]) -> None:
    with pytest.raises(TooFew):
        train(messages)
    with pytest.raises(TooFew):
        cross_validated(messages)


def test_a_file_that_is_no_model_is_none(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no model")
    np.savez(tmp_path / "other.npz", labels=np.array(["a"]))
    np.savez(
        tmp_path / "odd.npz",
        labels=np.array(["a", "b"]),
        grams=np.array(["工"]),
        rarity=np.ones(1),
        weights=np.ones((2, 3)),
        bias=np.ones(2),
    )

    for name in ("text", "other.npz", "odd.npz"):
        with pytest.raises(NotAModel):
            ContentModel.read(tmp_path / name)
        assert model_at(tmp_path / name) is None
    assert model_at(tmp_path / "missing") is None
    assert model_at(None) is not None
