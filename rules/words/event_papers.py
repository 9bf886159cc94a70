"""What whoever reported an event is told when it has ended (事件办理结果告知)."""

from collections.abc import Callable, Mapping

from rules.articles import Basis
from rules.words.paper import Paper


def _result(paper: Paper) -> list[str]:
    """What came of it; where it became something else, that the words stay with the matter."""
    kind = paper.code("event-kind", "event_kind")
    return [
        paper.put("addressee"),
        paper.put("event-result-kind", event_kind=kind),
        *(_handled(paper) if paper.data["result"] else _became(paper)),
        *paper.end(Basis.EVENT.article, is_signed_for=False),
    ]


def _handled(paper: Paper) -> list[str]:
    result = paper.code("event-result", "result")
    return [paper.put("event-result-handled", result=result), paper.put("event-result-again")]


def _became(paper: Paper) -> list[str]:
    return [paper.put("event-result-became", outcome=paper.code("outcome", "outcome"))]


EVENT_PAPERS: Mapping[str, Callable[[Paper], list[str]]] = {"event-result": _result}
