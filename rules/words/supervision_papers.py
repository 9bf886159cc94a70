"""The papers of supervision (督办文书): the work reminder and the letter, for the head of a unit."""

from collections.abc import Callable, Mapping

from rules.articles import Article, Basis
from rules.words.paper import Paper
from rules.words.saying import say


def _work_reminder(paper: Paper) -> list[str]:
    """D-22 工作提醒函: what is late and since when; that it judges nobody."""
    return [
        paper.put("addressee"),
        *_late_duty(paper),
        paper.put("please-see-to-it"),
        paper.put("reminder-judges-nobody", Basis.SUPERVISION),
        *_end(paper, Basis.SUPERVISION_LADDER.article),
    ]


def _supervision_letter(paper: Paper) -> list[str]:
    """D-13 督办函: the ground, what was found, what is to be done, until when and to whom it is answered."""
    ground = paper.code("supervision-ground", "ground")
    data = paper.data
    return [
        paper.put("addressee"),
        paper.put("supervision-begins", Basis.SUPERVISION, ground=ground),
        *(_late_duty(paper) if data["was_due_on"] else []),
        *([paper.put("supervision-facts")] if data["facts"] else []),
        paper.put("supervision-demand" if data["demand"] else "supervision-do-it"),
        paper.put(
            "supervision-answer", answer_by=paper.day("answer_by"), contact=paper.code("role", "contact")
        ),
        paper.put("supervision-consequences", Basis.SHIRKING),
        *_end(paper, Basis.SUPERVISION.article, Basis.SHIRKING.article),
    ]


def _late_duty(paper: Paper) -> list[str]:
    data, language = paper.data, paper.language
    duty = say("clock", data["clock"], language) if data["clock"] else say("task", data["duty"], language)
    days, due = str(data["days_late"]), paper.day("was_due_on")
    procedure = paper.code("procedure", "late_procedure")
    since = "late-duty" if data["days_late"] else "late-duty-today"
    return [
        paper.put(since, duty=duty, days=days, was_due_on=due),
        paper.put("late-duty-extent", procedure=procedure),
    ]


def _end(paper: Paper, *articles: Article) -> list[str]:
    cited = dict.fromkeys(article.cite(paper.language) for article in articles)
    said = ("、" if paper.language == "zh" else "; ").join(cited)
    return [paper.put("bases", articles=said), paper.put("department-issues", on=paper.day("on"))]


SUPERVISION_PAPERS: Mapping[str, Callable[[Paper], list[str]]] = {
    "D-22": _work_reminder,
    "D-13": _supervision_letter,
}
