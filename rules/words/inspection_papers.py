"""The circular of an inspection (督查通报), for one of the units of its scope."""

from collections.abc import Callable, Mapping

from rules.articles import Basis
from rules.words.paper import Paper
from rules.words.saying import say


def _circular(paper: Paper) -> list[str]:
    """County policy 47 督查通报: what was drawn, what was found against which article, until when it is put
    right, and how it is closed."""
    drawn, found = str(paper.data["drawn"]), paper.data["findings"]
    return [
        paper.put("addressee"),
        paper.put("circular", since=paper.day("since"), until=paper.day("until"), drawn=drawn),
        paper.put("circular-words"),
        *(_found(paper, each) for each in found),
        *(
            [paper.put("circular-due", due_on=paper.day("due_on")), paper.put("circular-closing")]
            if found
            else []
        ),
        *([] if found else [paper.put("circular-nothing")]),
        *paper.end(Basis.INSPECTION.article, is_signed_for=False),
    ]


def _found(paper: Paper, finding: Mapping[str, str]) -> str:
    """One finding: its number, whose, on which side, against what."""
    n = str(finding["number"])
    article = Basis(finding["basis"]).article.cite(paper.language)
    whose = paper.names.get(f"unit-{n}", finding["unit"])
    aspect = say("aspect", finding["aspect"], paper.language)
    return paper.put("circular-found", n=n, whose=whose, aspect=aspect, article=article)


INSPECTION_PAPERS: Mapping[str, Callable[[Paper], list[str]]] = {"inspection-circular": _circular}
