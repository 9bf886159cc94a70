"""Content classes (内容分类): to which of them a text belongs, by weights learned from labelled messages.

A linear model over single characters and pairs of characters, with nothing hidden in it: what it knows are
numbers beside pairs, its reasons are words of the text. How the weights come about: suggesting/training.py.
"""

import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from suggesting.grams import heard, pairs, runs

SHIPPED = Path(__file__).parent / "weights" / "content.npz"
_TITLE_COUNTS = 3  # times

Numbers = NDArray[np.floating[Any]]


class NotAModel(ValueError):  # 不是模型
    """A file that holds no weights, or weights that do not fit together."""


@dataclass(frozen=True)
class ContentClass:  # 内容分类
    """A class a text may belong to, and the words of the text that spoke for it, the strongest first."""

    label: str
    because: tuple[str, ...]


@dataclass(frozen=True)
class ContentModel:  # 内容分类模型
    """Weights of pairs for classes: a row for each label, a column for each gram."""

    labels: tuple[str, ...]
    grams: Mapping[str, int]
    rarity: Numbers  # what one gram counts; the rarer, the more
    weights: Numbers
    bias: Numbers

    @classmethod
    def read(cls, path: Path) -> Self:
        """The model in this file. Raises NotAModel, OSError."""
        try:
            with np.load(path, allow_pickle=False) as file:
                model = cls(
                    labels=tuple(map(str, file["labels"])),
                    grams={str(gram): place for place, gram in enumerate(file["grams"])},
                    rarity=file["rarity"].astype(np.float32),
                    weights=file["weights"].astype(np.float32),
                    bias=file["bias"].astype(np.float32),
                )
        except (KeyError, ValueError, EOFError, zipfile.BadZipFile) as error:
            raise NotAModel(path.name) from error
        return model._fitting(path.name)

    def _fitting(self, name: str) -> Self:
        shapes = (self.weights.shape, self.rarity.shape, self.bias.shape)
        if shapes != ((len(self.labels), len(self.grams)), (len(self.grams),), (len(self.labels),)):
            raise NotAModel(name)
        return self

    def write(self, path: Path) -> None:
        """The same model always makes the same file."""
        arrays = {
            "labels": np.array(self.labels),
            "grams": np.array(list(self.grams)),
            "rarity": self.rarity.astype(np.float16),
            "weights": self.weights.astype(np.float16),
            "bias": self.bias.astype(np.float32),
        }
        with path.open("wb") as file:
            np.savez_compressed(file, allow_pickle=False, **arrays)

    def content(self, text: str) -> ContentClass | None:
        """The likeliest class; none for a text of which the model knows nothing."""
        counted = Counter(gram for gram in grams(text) if gram in self.grams)
        if not counted:
            return None
        places = [self.grams[gram] for gram in counted]
        values = (1 + np.log(np.array([*counted.values()]))) * self.rarity[places]
        spoke = self.weights[:, places] * (values / np.linalg.norm(values))
        likeliest = int(np.argmax(spoke.sum(axis=1) + self.bias))
        by_gram = dict(zip(counted, spoke[likeliest].tolist(), strict=True))
        return ContentClass(self.labels[likeliest], heard(text, by_gram))


def model_at(path: Path | None) -> ContentModel | None:
    """The model of an installation, else the shipped one; none where no file holds one."""
    try:
        return ContentModel.read(path or SHIPPED)
    except (OSError, NotAModel):
        return None


def grams(text: str) -> Iterator[str]:
    """The Chinese characters of a text, and their pairs. The first line is its title and counts three times.

    Figures and Latin letters are left out: in complaints they are house numbers, dates, plates and names.
    """
    title, _, body = text.partition("\n")
    for part, times in ((title, _TITLE_COUNTS), (body, 1)):
        for run in runs(part):
            for gram in (*run, *pairs(run)):
                yield from (gram,) * times
