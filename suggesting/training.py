"""Training (训练): weights for content classes, from a county's own labelled messages, and how good they are.

What stays of the messages are characters and pairs of characters that occur in several of them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import vstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score, precision_recall_fscore_support
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from suggesting.categories import ContentModel, Numbers, grams

FOLDS = 5
SEEDS = (1, 2, 3)
_SEVERAL = 3  # messages in which a gram must occur
_STRICTNESS = 0.3  # C: how closely the weights follow the messages


class TooFew(ValueError):  # 样本不足
    """A class with too few messages to learn from and to check by, or no second class."""

    def __init__(self, label: str, wanted: int) -> None:
        super().__init__(label)
        self.label, self.wanted = label, wanted


@dataclass(frozen=True)
class Labelled:  # 已分类的留言
    """A message, or a term of a classification, and the class somebody gave it. A title is the first line."""

    text: str
    label: str


@dataclass(frozen=True)
class ClassFigures:  # 各类的数字
    messages: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class Figures:  # 数字
    """How well classes were told, and what would come of always saying the most frequent one."""

    messages: int
    macro_f1: float
    right: float  # share of messages
    majority_macro_f1: float
    majority_right: float
    classes: dict[str, ClassFigures]


def train(messages: Sequence[Labelled], terms: Sequence[Labelled] = ()) -> ContentModel:
    """A model of these messages. ``terms`` are what a classification says of the same classes.

    Deterministic: the same messages make the same model. Raises TooFew.
    """
    _check(messages)
    return _fitted(messages, terms)


def cross_validated(messages: Sequence[Labelled], terms: Sequence[Labelled] = ()) -> Figures:
    """What comes of it for messages it has not seen: each is told by a model of the other four fifths, and
    the figures are the mean of three ways to cut the fifths. Raises TooFew."""
    _check(messages)
    labels = np.array([message.label for message in messages])
    said: list[str] = []
    for seed in SEEDS:
        told = np.empty_like(labels)
        for seen, unseen in StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(labels, labels):
            model = _fitted([messages[at] for at in seen], terms)
            told[unseen] = [told_by(model, messages[at].text) for at in unseen]
        said.extend(told)
    return _figures(list(labels) * len(SEEDS), said, len(messages))


def checked(model: ContentModel, messages: Sequence[Labelled]) -> Figures:
    """How well a model tells messages that were kept aside."""
    return _figures(
        [message.label for message in messages],
        [told_by(model, message.text) for message in messages],
        len(messages),
    )


def told_by(model: ContentModel, text: str) -> str:
    """The class a model gives; empty if it knows nothing of the text."""
    content = model.content(text)
    return content.label if content else ""


def _check(messages: Sequence[Labelled]) -> None:
    counted = Counter(message.label for message in messages)
    label, least = min(counted.items(), key=lambda each: each[1], default=("", 0))
    if least < FOLDS or len(counted) < 2:
        raise TooFew(label, FOLDS)


def _fitted(messages: Sequence[Labelled], terms: Sequence[Labelled]) -> ContentModel:
    texts, labels = [each.text for each in messages], [each.label for each in messages]
    known = frozenset(labels)
    terms = [term for term in terms if term.label in known]
    values = TfidfVectorizer(analyzer=grams, vocabulary=_vocabulary(texts, terms), sublinear_tf=True)
    rows = values.fit_transform(texts)  # how rare a gram is, messages say
    if terms:
        rows = vstack([rows, values.transform([term.text for term in terms])])
        labels += [term.label for term in terms]
    line = LinearSVC(C=_STRICTNESS, class_weight="balanced", dual=False).fit(rows, labels)
    return ContentModel(
        labels=tuple(map(str, line.classes_)),
        grams=values.vocabulary_,
        rarity=values.idf_,
        weights=_of_each(line.coef_),
        bias=_of_each(line.intercept_),
    )


def _of_each(of_the_second: Numbers) -> Numbers:
    """Of two classes the library learns one line, between them; every class has its own here."""
    return of_the_second if len(of_the_second) > 1 else np.concatenate([-of_the_second, of_the_second])


def _vocabulary(texts: Sequence[str], terms: Sequence[Labelled]) -> list[str]:
    """What occurs in several messages, and what the classification says: no message can be read in it."""
    counted = Counter(gram for text in texts for gram in set(grams(text)))
    said = {gram for term in terms for gram in grams(term.text)}
    return sorted(said | {gram for gram, times in counted.items() if times >= _SEVERAL})


def _figures(labels: Sequence[str], told: Sequence[str], messages: int) -> Figures:
    often = Counter(labels)
    classes = sorted(often)
    majority = [max(classes, key=lambda label: often[label])] * len(labels)
    precision, recall, f1, _ = precision_recall_fscore_support(labels, told, labels=classes, zero_division=0)
    return Figures(
        messages=messages,
        macro_f1=_rounded(f1.mean()),
        right=_rounded(np.mean(np.array(labels) == np.array(told))),
        majority_macro_f1=_rounded(
            f1_score(labels, majority, labels=classes, average="macro", zero_division=0)
        ),
        majority_right=_rounded(max(often.values()) / len(labels)),
        classes={
            label: ClassFigures(
                messages=often[label] * messages // len(labels),
                precision=_rounded(precision[at]),
                recall=_rounded(recall[at]),
                f1=_rounded(f1[at]),
            )
            for at, label in enumerate(classes)
        },
    )


def _rounded(share: float) -> float:
    return round(float(share), 3)
