"""The dockings as a document draws them (对接一览): who, to whom, on which terms; and what is not sent."""

from collections.abc import Iterable, Iterator

from desk.markdown import line
from rules.articles import Article
from rules.dockings import DOCKINGS
from rules.dockings.docking import Docking, DockingClock, Trap
from rules.words import say

_TERMS = (
    "对接 Docking",
    "由谁 From",
    "到谁 To",
    "同意 Consent",
    "材料 Papers",
    "期限 Clocks",
    "退回 Comes back",
    "其他 More",
    "依据 Basis",
)
_TRAPS = ("情形 If it is", "不予移送 It is not sent", "依据 Basis", "对接 Dockings")
_BREAK = "<br>"


def section(dockings: Iterable[Docking]) -> str:
    """The two tables as Markdown, from the rows alone."""
    rows = tuple(dockings)
    lines = [
        line(_TERMS),
        line(["---"] * len(_TERMS)),
        *(line(_terms(row)) for row in rows),
        "",
        "### 不予移送的情形 What is not sent",
        "",
        line(_TRAPS),
        line(["---"] * len(_TRAPS)),
        *(line(cells) for cells in _traps(rows)),
    ]
    return "\n".join(lines)


def _terms(row: Docking) -> tuple[str, ...]:
    return (
        f"`{row.code}`",
        _codes(sorted(row.senders)),
        _codes(sorted(row.receivers)),
        f"`{row.consents}`",
        _codes(row.documents),
        _BREAK.join(map(_clock, row.clocks)),
        _BREAK.join(_outcome(row, outcome) for outcome in sorted(row.outcomes)),
        _BREAK.join(_more(row)),
        _cited(row.basis),
    )


def _clock(clock: DockingClock) -> str:
    again = f", {clock.again} after a supplement" if clock.again else ""
    return f"`{clock.name}` {clock.rule}{again}: {clock.begins} → {clock.ends}, then {clock.silence}"


def _outcome(row: Docking, outcome: str) -> str:
    papers = (*row.returns.get("", ()), *row.returns.get(outcome, ()))
    performed = ", whether performed" if outcome in row.says_performed else ""
    return f"`{outcome}`" + (f" with {', '.join(papers)}" if papers else "") + performed


def _more(row: Docking) -> Iterator[str]:
    if row.within:
        yield f"sent within {row.within}"
    if row.at_most_a_side:
        yield f"at most {row.at_most_a_side} a side"
    if row.opens:
        yield f"begins a {row.opens}"
    if row.keeps_former_mediators_out:
        yield "not taken on by whoever mediated it"
    if row.outcome_alone:
        yield "the outcome and nothing more"


def _traps(rows: tuple[Docking, ...]) -> Iterator[tuple[str, ...]]:
    """Each trap once, with the dockings that have it."""
    having: dict[Trap, list[str]] = {}
    for row in rows:
        for trap in row.traps:
            having.setdefault(trap, []).append(row.code)
    for trap, codes in having.items():
        why = _BREAK.join(say("refusal", trap.reason.code, language) for language in ("zh", "en"))
        whose = "全部 all" if len(codes) == len(rows) else _codes(codes)
        yield (_codes(sorted(trap.traits)), why, _cited((trap.reason.basis.article,)), whose)


def _codes(codes: Iterable[str]) -> str:
    return _BREAK.join(f"`{code}`" for code in codes)


def _cited(articles: Iterable[Article]) -> str:
    return _BREAK.join(article.cite("zh") for article in articles)


if __name__ == "__main__":
    print(section(DOCKINGS.values()))  # noqa: T201
