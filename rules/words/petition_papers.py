"""The papers of a petition (信访文书), from their data to their paragraphs, for one addressee."""

from collections.abc import Callable, Mapping
from typing import Any

from rules.articles import Article, Basis, Source
from rules.petition.matter import Manner, NonAcceptance
from rules.words.event_papers import EVENT_PAPERS
from rules.words.handoff_papers import HANDOFF_PAPERS
from rules.words.inspection_papers import INSPECTION_PAPERS
from rules.words.paper import Paper
from rules.words.recommendation_papers import RECOMMENDATION_PAPERS
from rules.words.review_papers import REVIEW_PAPERS
from rules.words.supervision_papers import SUPERVISION_PAPERS

_STATUTORY_DUTY = Article(Source.PETITION_REGULATIONS, Basis.CLASSIFIED_HANDLING.article.number, item=5)

# The article of each ground; the words beside it say where to go instead.
GROUNDS: Mapping[NonAcceptance, Article] = {
    NonAcceptance.PENDING_ELSEWHERE: Basis.PENDING_ELSEWHERE.article,
    NonAcceptance.REVIEWED_TO_THE_END: Basis.PROCEDURE_ENDED.article,
    NonAcceptance.LITIGATION: Basis.LITIGATION_SEPARATED.article,
    NonAcceptance.STATUTORY_PROCEDURE: Basis.CLASSIFIED_HANDLING.article,
    NonAcceptance.STATUTORY_DUTY: _STATUTORY_DUTY,
    NonAcceptance.NOT_COMPETENT: Basis.COMPETENT_ORGAN.article,
    NonAcceptance.WRONG_PLACE: Basis.PLACE_OF_VISIT.article,
    NonAcceptance.TIME_FOR_REVIEW_OVER: Basis.REVIEW.article,
    NonAcceptance.NO_REQUEST: Basis.INFORMED.article,
}
# Which of them point to another route or organ: there the route is printed as the list has it.
_ELSEWHERE = frozenset(
    {
        NonAcceptance.LITIGATION,
        NonAcceptance.STATUTORY_PROCEDURE,
        NonAcceptance.STATUTORY_DUTY,
        NonAcceptance.NOT_COMPETENT,
    }
)
_NOT_AGAIN = frozenset({NonAcceptance.REVIEWED_TO_THE_END, NonAcceptance.TIME_FOR_REVIEW_OVER})


def petition_paper(kind: str, data: Mapping[str, Any], names: Mapping[str, str], language: str) -> list[str]:
    """The paragraphs of a paper in ``zh`` or ``en``, in order.

    ``data`` is what ``rules.petition.outgoing`` puts under that name. ``names`` says what no code can:
    ``addressee``, ``number`` (of the matter), the lines of the ``route-card``, and under the name of its
    field each unit and each text that ``data`` refers to. What is not given, or has been erased, is left
    blank. No address and no telephone number.
    """
    return PAPERS[kind](Paper(data, names, language))


def _accepted(paper: Paper) -> list[str]:
    """D-02 受理告知书: by whom, by which route and procedure, until when, and what the petitioner may do."""
    is_suggestion = paper.data["manner"] == Manner.SUGGESTION
    return [
        paper.put("addressee"),
        paper.put("accepted", received_on=paper.day("received_on")),
        *(_as_a_suggestion(paper) if is_suggestion else _as_a_petition(paper)),
        paper.put("told"),
        paper.put("ask-how-it-stands"),
        paper.put("recusal", Basis.RECUSAL),
        *([] if is_suggestion else [paper.put("review-later", Basis.REVIEW)]),
        *paper.end(Basis.INFORMED.article),
    ]


def _as_a_petition(paper: Paper) -> list[str]:
    is_simplified = paper.data["manner"] == Manner.SIMPLIFIED
    return [
        paper.put("as-a-petition", Basis.FACTS_HEARD),
        *([paper.put("simplified")] if is_simplified else []),
        paper.put("finished-by", Basis.HANDLING_PERIOD, due_on=paper.day("due_on")),
    ]


def _as_a_suggestion(paper: Paper) -> list[str]:
    return [paper.put("as-a-suggestion", Basis.SUGGESTIONS)]


def _not_accepted(paper: Paper) -> list[str]:
    """D-03 不予受理(不再受理)告知书: on which ground, where to go, and what may be done about it."""
    ground = NonAcceptance(paper.data["ground"])
    return [
        paper.put("addressee"),
        paper.put("not-accepted-again" if ground in _NOT_AGAIN else "not-accepted"),
        paper.put("ground", ground=paper.code("non-acceptance", "ground")),
        paper.put("where-to"),
        *(paper.card() if ground in _ELSEWHERE else []),
        paper.put("not-right", Basis.SUPERVISION),
        paper.put("ask-where"),
        *paper.end(GROUNDS[ground], Basis.INFORMED.article),
    ]


def _guided(paper: Paper) -> list[str]:
    """D-04 其他法定途径告知书: which route, by the list it was classified under, and what that means here."""
    return [
        paper.put("addressee"),
        paper.put("guided", Basis.CLASSIFIED_HANDLING),
        paper.put("explained"),
        *paper.card(),
        paper.put("effect"),
        paper.put("time"),
        paper.put("legal-aid"),
        paper.put("ask-where"),
        *paper.end(Basis.CLASSIFIED_HANDLING.article, Basis.LITIGATION_SEPARATED.article),
    ]


def _transfer(paper: Paper) -> list[str]:
    """D-05 转送函: to the organ that is competent; what it does within which time."""
    return [
        paper.put("addressee"),
        paper.put("transfer", Basis.ROUTING),
        *_sent(paper),
        *paper.end(Basis.ROUTING.article, Basis.INFORMED.article),
    ]


def _assignment(paper: Paper) -> list[str]:
    """D-06 交办函: a transfer that wants a report, and says by when."""
    return [
        paper.put("addressee"),
        paper.put("assignment", Basis.ROUTING),
        *_sent(paper),
        paper.put("report", report_by=paper.day("report_by")),
        paper.put("supervised", Basis.SUPERVISION),
        *paper.end(Basis.ROUTING.article, Basis.INFORMED.article),
    ]


def _sent(paper: Paper) -> list[str]:
    return [
        paper.put("class", route=paper.data["route"], list_version=paper.data["list_version"]),
        paper.put("materials"),
        paper.put("inform", Basis.INFORMED),
        paper.put("object", Basis.TRANSFER_OBJECTION),
    ]


def _extended(paper: Paper) -> list[str]:
    """D-08 延期告知书: why, by whom it was approved, and the new last day."""
    return [
        paper.put("addressee"),
        paper.put("extended", days=str(paper.data["days"]), due_on=paper.day("due_on")),
        paper.put("reason"),
        paper.put("told"),
        paper.put("sorry"),
        paper.put("ask-how-it-stands"),
        *paper.end(Basis.HANDLING_PERIOD.article),
    ]


def _opinion(paper: Paper) -> list[str]:
    """D-09 处理意见书: the parts that XFTL 32 wants; to whom and until when a review may be asked for (35).
    Of any other remedy against the opinion itself not a word is said, for there is none."""
    reviewer = paper.names.get("reviewer") or paper.put("next-higher")
    return [
        paper.put("addressee"),
        paper.put("examined"),
        paper.put("request"),
        paper.put("facts"),
        paper.put("findings"),
        paper.put("opinion", opinion=paper.code("opinion", "opinion")),
        paper.put("basis"),
        *([paper.put("executes")] if paper.data["executes"] else []),
        paper.put("review", Basis.REVIEW, reviewer=reviewer),
        paper.put("untouched"),
        *paper.end(Basis.HANDLING_OPINION.article),
    ]


def _suggestion_reply(paper: Paper) -> list[str]:
    """建议答复: whether it is adopted, and why."""
    return [
        paper.put("addressee"),
        paper.put("suggestion", adoption=paper.code("adoption", "adoption")),
        paper.put("reply"),
        *paper.end(Basis.SUGGESTIONS.article, is_signed_for=False),
    ]


PAPERS: Mapping[str, Callable[[Paper], list[str]]] = {
    "D-02": _accepted,
    "D-03": _not_accepted,
    "D-04": _guided,
    "D-05": _transfer,
    "D-06": _assignment,
    "D-08": _extended,
    "D-09": _opinion,
    "suggestion-reply": _suggestion_reply,
    **REVIEW_PAPERS,
    **HANDOFF_PAPERS,
    **EVENT_PAPERS,
    **SUPERVISION_PAPERS,
    **RECOMMENDATION_PAPERS,
    **INSPECTION_PAPERS,
}
WITH_A_CARD = frozenset({"D-03", "D-04"})
