"""The paper of a handoff (移送告知书), for one addressee."""

from collections.abc import Callable, Mapping

from rules.articles import Basis
from rules.words.paper import Paper


def _handed_over(paper: Paper) -> list[str]:
    """XFTL 23(1) 告知去向: where the matter went, why, by when that body answers, and what stays open."""
    has_a_day = bool(paper.data["answer_by"])
    docking, body = paper.code("docking", "docking"), paper.code("docking-body", "body")
    return [
        paper.put("addressee"),
        paper.put("handed-over", on=paper.day("on"), docking=docking, body=body),
        paper.put("handed-over-stays"),
        paper.put("handed-over-answer-by", answer_by=paper.day("answer_by"))
        if has_a_day
        else paper.put("handed-over-answer"),
        paper.put("handed-over-not-taken"),
        paper.put("handed-over-taken-back"),
        paper.put("handed-over-free", Basis.REFUSAL_ENDS),
        paper.put("handed-over-bars-nothing", Basis.NO_BAR_TO_COURT),
        paper.put("ask-how-it-stands"),
        *paper.end(Basis.COMPETENT_ORGAN.article, Basis.HANDOFF.article),
    ]


def _confirmation_reminder(paper: Paper) -> list[str]:
    """司法确认期限提醒: to both parties, because they apply together."""
    return [
        paper.put("addressee"),
        paper.put("confirmation-reminder", Basis.CONFIRMATION, last_day=paper.day("last_day")),
        paper.put("confirmation-not-needed"),
        *paper.end(Basis.CONFIRMATION.article),
    ]


def _enforcement_guidance(paper: Paper) -> list[str]:
    """申请执行告知: what was confirmed and is not kept can be enforced."""
    return [
        paper.put("addressee"),
        paper.put("enforcement-guidance", Basis.CONFIRMATION_ENFORCED),
        paper.put("enforcement-in-time", Basis.ENFORCEMENT_IN_TIME),
        *paper.end(Basis.CONFIRMATION_ENFORCED.article, Basis.ENFORCEMENT_IN_TIME.article),
    ]


HANDOFF_PAPERS: Mapping[str, Callable[[Paper], list[str]]] = {
    "handed-over": _handed_over,
    "confirmation-reminder": _confirmation_reminder,
    "enforcement-guidance": _enforcement_guidance,
}
