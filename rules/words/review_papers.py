"""The papers of reviews (复查、复核文书): the two opinions and the notice of a hearing, for one addressee."""

from collections.abc import Callable, Mapping
from datetime import datetime

from rules.articles import Basis
from rules.words.explaining import instant
from rules.words.paper import Paper
from rules.words.saying import say


def _opinion(paper: Paper) -> list[str]:
    """D-10 复查意见书, D-11 复核意见书: what was found and decided, and the one way that is open or that
    there is none. Of any other remedy not a word is said, for there is none."""
    is_last = paper.data["next"] == "procedure-ended"
    return [
        paper.put("addressee"),
        paper.put("re-reviewed" if is_last else "reviewed", Basis.RE_REVIEW if is_last else Basis.REVIEW),
        paper.put("original"),
        paper.put("petitioners-view"),
        paper.put("findings"),
        *([paper.put("was-heard")] if paper.data["was_heard"] else []),
        paper.put("result", result=paper.code("outcome", "result")),
        paper.put("basis"),
        *([paper.put("orders")] if paper.data["orders"] else []),
        *(_the_end(paper) if is_last else _the_way(paper)),
        *paper.end((Basis.RE_REVIEW if is_last else Basis.REVIEW).article),
    ]


def _the_way(paper: Paper) -> list[str]:
    organ = paper.names.get("next_organ") or paper.put("next-higher")
    days = str(paper.data["within_days"])
    return [paper.put("ask-for-re-review", Basis.RE_REVIEW, organ=organ, days=days), paper.put("by-post")]


def _the_end(paper: Paper) -> list[str]:
    ended = paper.put("the-end", Basis.PROCEDURE_ENDED)
    published = [paper.put("published")] if paper.data["is_published"] else []
    return [ended, paper.put("after-care", Basis.AFTER_CARE), *published]


def _hearing(paper: Paper) -> list[str]:
    """D-17 听证通知书: when, where and in which room, who sits on the panel, and what one may do there."""
    rights = [f"— {say('hearing-right', right, paper.language)}" for right in paper.data["rights"]]
    when = instant(datetime.fromisoformat(paper.data["scheduled_for"]), paper.language)
    of_a_review = "instance" in paper.data  # else before a panel that a meeting has drawn
    members = ("、" if paper.language == "zh" else ", ").join(paper.data["panel"])
    return [
        paper.put("addressee"),
        paper.put("hearing", when=when, room=_room(paper)),
        paper.put("panel", Basis.HEARING_PANEL, members=members),
        paper.put("hearing-rights"),
        *rights,
        paper.put("panel-advises"),
        *paper.end(
            (Basis.RE_REVIEW if of_a_review else Basis.CLASSIFIED_HANDLING).article, Basis.RECUSAL.article
        ),
    ]


def _room(paper: Paper) -> str:
    """The room at its place; nothing where none was named."""
    room = paper.names.get("room")
    return say("hearing-place", "room", paper.language).format(name=room) if room else ""


REVIEW_PAPERS: Mapping[str, Callable[[Paper], list[str]]] = {
    "D-10": _opinion,
    "D-11": _opinion,
    "D-17": _hearing,
}
