"""How often suggestions are right: content classes of the labelled messages, and routes of texts that were
written by somebody who had not seen the matcher."""

import sys
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from sklearn.model_selection import train_test_split

from suggesting.categories import grams
from suggesting.routes import Suggested, suggest
from suggesting.training import Figures, checked, cross_validated, train
from tests.suggesting.room import DATA, guide, messages, model, terms

TEXTS = Path(__file__).parents[1] / "diversion" / "texts.toml"
ROUTES = 45
where_the_messages_are = pytest.mark.skipif(
    not DATA.exists(), reason="the labelled messages are not beside this repository"
)


@cache
def crosswise() -> Figures:
    return cross_validated(messages(), terms())


@where_the_messages_are
def test_content_classes_are_told_well_above_the_wanted_figure_and_far_above_a_guess() -> None:
    assert len(messages()) == 340
    assert crosswise().macro_f1 >= 0.75
    assert crosswise().macro_f1 == pytest.approx(0.864, abs=0.01)
    assert (crosswise().majority_macro_f1, crosswise().majority_right) == (0.049, 0.206)


@where_the_messages_are
def test_no_class_is_told_badly() -> None:
    told = {label: its.f1 for label, its in crosswise().classes.items()}

    assert told == pytest.approx(
        {
            "交通运输": 0.829,
            "劳动和社会保障": 0.882,
            "卫生计生": 0.902,
            "商贸旅游": 0.761,
            "城乡建设": 0.831,
            "教育文体": 0.889,
            "环境保护": 0.958,
        },
        abs=0.02,
    )


@where_the_messages_are
def test_a_part_that_was_kept_aside_while_choosing_is_told_as_well() -> None:
    labels = [message.label for message in messages()]
    seen, aside = train_test_split(messages(), test_size=0.3, stratify=labels, random_state=2026)

    assert len(aside) == 102
    assert checked(train(seen, terms()), aside).macro_f1 == pytest.approx(0.826, abs=0.02)
    assert checked(train(seen), aside).macro_f1 == pytest.approx(0.762, abs=0.02)


@where_the_messages_are
def test_the_shipped_model_is_what_training_makes_of_the_data() -> None:
    made = train(messages(), terms())

    assert made.labels == model().labels
    assert list(made.grams) == list(model().grams)
    assert np.allclose(made.rarity, model().rarity, rtol=2e-3)
    assert np.allclose(made.weights, model().weights, atol=2e-3)
    assert np.allclose(made.bias, model().bias, atol=1e-3)


@where_the_messages_are
def test_every_shipped_gram_stands_in_several_messages_or_in_the_words_of_a_class() -> None:
    said = {gram for term in terms() for gram in grams(term.text)}
    counted = [set(grams(message.text)) for message in messages()]

    rare = [gram for gram in model().grams if gram not in said and sum(gram in each for each in counted) < 3]

    assert rare == []


@cache
def _told(text: str) -> Suggested:
    return suggest(text, guide(), model())


def _right(texts: Iterable[tuple[str, str]], among: int) -> float:
    said = [id in [each.leaf.id for each in _told(text).best[:among]] for id, text in texts]
    return sum(said) / len(said)


def _texts() -> list[tuple[str, str]]:
    return [(each["route"], each["text"]) for each in tomllib.loads(TEXTS.read_text())["texts"]]


def _of_the_routes() -> list[tuple[str, str]]:
    return [(id, text) for id, text in _texts() if id.startswith("R-")]


def test_every_route_has_at_least_two_texts() -> None:
    counted = [id for id, _ in _of_the_routes()]

    assert sorted(set(counted)) == [f"R-{number:02}" for number in range(1, ROUTES + 1)]
    assert min(map(counted.count, counted)) >= 2


def test_no_text_of_the_measure_is_among_the_words_and_examples() -> None:
    said = {phrase for its in guide().sayings.values() for phrase in (*its.words, *its.examples)}

    assert [text for _, text in _texts() if text in said] == []


def test_the_right_route_is_among_the_best_three_at_least_four_times_of_five(
    capsys: pytest.CaptureFixture[str],
) -> None:
    first, three = _right(_of_the_routes(), 1), _right(_of_the_routes(), 3)

    with capsys.disabled():
        sys.stdout.write(f"\n{len(_of_the_routes())} texts: first {first:.3f}, best three {three:.3f}\n")
    assert three >= 0.8
