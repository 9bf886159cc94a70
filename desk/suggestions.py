"""The commands about suggestions (途径建议命令): divert, train. They ask no server and keep no text."""
# ruff: noqa: PLC0415  whoever wants something else should not wait for numbers and their library

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from counties import routes, sayings
from desk import suggestions_drawn
from desk.routes import OfVersion, list_asked
from desk.sheets import BadRow, CannotRead, Sheet, read
from desk.terminal import SENSELESS, AsJson, Stopped, err, failures, out, show
from desk.words import say
from settings import Settings

if TYPE_CHECKING:
    from suggesting.training import Labelled

LONGEST_TEXT = 20_000  # characters
_MESSAGE = ("title", "body", "category")
_CLASS, *_TERMS = ("level1", "level2", "level3")


def divert(
    text: Annotated[
        str,
        typer.Argument(metavar="TEXT", help="来件原文；- 为从标准输入读入 a text; - reads standard input"),
    ],
    *,
    version: OfVersion = None,
    as_json: AsJson = False,
) -> None:
    """途径建议：最多三条，各有理由，由人确定。At most three routes with reasons; a person decides.

    文字有多行的，第一行是标题。The first of several lines is the title.
    """
    from suggesting.categories import model_at
    from suggesting.guide import Guide
    from suggesting.telling import suggestions_told

    with failures():
        written = _written(sys.stdin.read() if text == "-" else text)
        tree = routes.question_tree(list_asked(version).version)
        plain = suggestions_told(written, Guide.of(tree, sayings.route_words()), model_at(Settings().model))
    show(plain, lambda: suggestions_drawn.draw(out, plain), as_json=as_json)


def train(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="已分类的留言，列 title body category labelled messages")
    ],
    *,
    where: Annotated[
        Path | None, typer.Option("--out", metavar="PATH", help="模型存到 where the model goes")
    ] = None,
    taxonomy: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="分类表，列 level1 level2 level3 a classification of the same classes"
        ),
    ] = None,
    check: Annotated[
        bool,
        typer.Option("--check", help="不训练，检验现用模型 trains nothing: how good is the present model?"),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """用本县已分类的留言训练内容分类模型，或者检验它。A model of one's own labelled messages, or its check.

    使用时设置 FENGQIAO_MODEL。Set FENGQIAO_MODEL to use it.
    """
    with failures():
        if check == (where is not None):
            raise Stopped(say("train-or-check"), SENSELESS)
        messages, bad = _messages(read(file))
        plain = _checked(messages) if where is None else _trained(messages, _terms(taxonomy), where)
        plain["bad"] = [asdict(row) for row in bad]
    show(plain, lambda: suggestions_drawn.draw_figures(out, plain), as_json=as_json)


def _written(text: str) -> str:
    if not text.strip():
        raise Stopped(say("no-text"), SENSELESS)
    if len(text) > LONGEST_TEXT:
        raise Stopped(say("text-too-long", most=LONGEST_TEXT), SENSELESS)
    return text


def _checked(messages: "list[Labelled]") -> dict[str, Any]:
    from suggesting.categories import model_at
    from suggesting.training import checked

    model = model_at(Settings().model)
    if model is None:
        raise Stopped(say("no-model"), SENSELESS)
    return asdict(checked(model, messages))


def _trained(messages: "list[Labelled]", terms: "list[Labelled]", where: Path) -> dict[str, Any]:
    from suggesting.training import TooFew, cross_validated, train

    try:
        with err.status("训练并交叉验证 training, and checking crosswise"):
            figures = cross_validated(messages, terms)
            model = train(messages, terms)
    except TooFew as few:
        raise Stopped(say("too-few-labelled", label=few.label, wanted=few.wanted), SENSELESS) from None
    try:
        model.write(where)
    except OSError as error:
        raise CannotRead("file-unwritable", file=where.name, why=error.strerror) from None
    return {**asdict(figures), "out": str(where), "bytes": where.stat().st_size, "grams": len(model.grams)}


def _messages(sheet: Sheet) -> "tuple[list[Labelled], list[BadRow]]":
    """The rows that somebody has classified, and those that could not be read."""
    from suggesting.training import Labelled

    _needs(sheet, _MESSAGE)
    found, bad = [], []
    for row in sheet.rows:
        if isinstance(row, BadRow):
            bad.append(row)
            continue
        title, body, category = (str(row.cells[column]).strip() for column in _MESSAGE)
        if category:
            found.append(Labelled(f"{' '.join(title.split())}\n{body}", category))
    return found, bad


def _terms(taxonomy: Path | None) -> "list[Labelled]":
    """What is said of the classes: the county's words for them, and a classification, if there is one."""
    from suggesting.training import Labelled

    terms = [Labelled(word, label) for label, words in sayings.content_words().items() for word in words]
    if taxonomy is None:
        return terms
    sheet = read(taxonomy)
    _needs(sheet, (_CLASS, *_TERMS))
    rows = [row.cells for row in sheet.rows if not isinstance(row, BadRow)]
    return [
        *(Labelled(" ".join(str(row[each]) for each in _TERMS), str(row[_CLASS])) for row in rows),
        *terms,
    ]


def _needs(sheet: Sheet, columns: tuple[str, ...]) -> None:
    for column in columns:
        if column not in sheet.headings:
            raise CannotRead("no-such-column", column=column)
