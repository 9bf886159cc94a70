"""What a training installation says of itself."""

from rules import training


def test_the_band_is_said_in_the_language_of_the_page() -> None:
    assert training.band("zh") == "演练 · 这里的一切都不是真的"
    assert training.band("en") == "Training · nothing here is real"


def test_a_paper_says_it_in_both() -> None:
    assert training.band("zh") in training.on_paper()
    assert training.band("en") in training.on_paper()


def test_what_goes_out_begins_with_the_mark() -> None:
    assert training.marked("您的事项有新进展。") == "【演练】您的事项有新进展。"
