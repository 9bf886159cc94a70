"""The three recommendations on paper (三项建议书): D-14, D-15, D-16."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from rules.articles import Basis
from rules.words.explaining import day
from rules.words.paper import Paper
from rules.words.saying import say

# What the subject of a cluster is called, by what its matters are.
_SUBJECTS = {"dispute": "dispute-type", "event": "event-kind"}


def _improvement(paper: Paper) -> list[str]:
    """D-14 改进工作建议书: problem, what shows it, why, what is proposed; a written answer is asked for."""
    return [
        paper.put("addressee"),
        paper.put("recommend-improvement", Basis.IMPROVEMENT),
        *_said(paper),
        *_answer(paper, Basis.IMPROVEMENT),
    ]


def _policy(paper: Paper) -> list[str]:
    """D-15 完善政策建议书."""
    return [
        paper.put("addressee"),
        paper.put("recommend-policy", Basis.BETTER_POLICY),
        *_said(paper),
        *_answer(paper, Basis.BETTER_POLICY),
    ]


def _accountability(paper: Paper) -> list[str]:
    """D-16 追究责任建议书: facts, evidence, what came of it, what is proposed. It decides nothing."""
    return [
        paper.put("addressee"),
        paper.put("recommend-accountability", Basis.ACCOUNTABILITY),
        paper.put("conduct-facts"),
        paper.put("recommended-evidence"),
        *_cases(paper),
        paper.put("conduct-consequence"),
        paper.put("recommended-proposal"),
        *_answer(paper, Basis.ACCOUNTABILITY),
    ]


def _said(paper: Paper) -> list[str]:
    return [
        paper.put("recommended-problem"),
        *_counted(paper),
        paper.put("recommended-evidence"),
        *_cases(paper),
        paper.put("recommended-analysis"),
        paper.put("recommended-proposal"),
    ]


def _counted(paper: Paper) -> list[str]:
    cluster = paper.data["cluster"]
    if cluster is None:
        return []
    since, until = (day(date.fromisoformat(cluster[end]), paper.language) for end in ("since", "until"))
    said = {
        "place": cluster["place"],
        "since": since,
        "until": until,
        "kind": _subject(cluster, paper.language),
        "count": str(cluster["count"]),
        "before": ("、" if paper.language == "zh" else ", ").join(map(str, cluster["before"])),
    }
    return [paper.put("recommended-cluster", **said)]


def _subject(cluster: Mapping[str, Any], language: str) -> str:
    """What it is called; the route of a petition is a word already."""
    words = _SUBJECTS.get(cluster["kind"])
    subject: str = cluster["subject"]
    return say(words, subject, language) if words else subject


def _cases(paper: Paper) -> list[str]:
    numbers = ("、" if paper.language == "zh" else ", ").join(paper.data["cases"])
    return [paper.put("recommended-cases", numbers=numbers)] if numbers else []


def _answer(paper: Paper, basis: Basis) -> list[str]:
    cited = dict.fromkeys(
        each.article.cite(paper.language) for each in (basis, Basis.ADOPTION_FEEDBACK, Basis.NEGLECT)
    )
    said = ("、" if paper.language == "zh" else "; ").join(cited)
    return [
        paper.put("adoption-asked", Basis.ADOPTION_FEEDBACK, days=str(paper.data["within_days"])),
        paper.put("neglect", Basis.NEGLECT),
        paper.put("bases", articles=said),
        paper.put("department-issues", on=paper.day("on")),
    ]


RECOMMENDATION_PAPERS: Mapping[str, Callable[[Paper], list[str]]] = {
    "D-14": _improvement,
    "D-15": _policy,
    "D-16": _accountability,
}
