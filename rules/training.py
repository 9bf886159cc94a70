"""What says that nothing here is real (演练): on every page, every paper, every notice of a training
installation, in the same words."""

from rules.words import say

MARK = "演练"


def band(language: str) -> str:
    """The line above every page and every paper."""
    return say("training", "band", language)


def on_paper() -> str:
    """The same in both languages: a paper is read by whoever holds it."""
    return f"{band('zh')}　{band('en')}"


def marked(words: str) -> str:
    """What goes out to somebody: before anything else it says what it is."""
    return f"【{MARK}】{words}"
