"""Every "no" on its way out: RFC 9457 problem documents with code, article and remedy, Chinese first."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, Field, SerializerFunctionWrapHandler, model_serializer
from starlette.responses import JSONResponse

from api.saying import ArticleCited, Words, both, cited
from rules.dispute.screen import ANSWERS, Concern
from rules.refusals import REASONS, Reason, Refused
from rules.words import KINDS

MEDIA_TYPE = "application/problem+json"
COME_BACK_AFTER = 2  # seconds


class FieldError(BaseModel):
    """What is wrong with one field of the request. The value itself is never repeated."""

    field: str
    code: str
    pointer: str | None = None  # in a message of an agency, by RFC 6901

    @model_serializer(mode="wrap")
    def _without_an_empty_pointer(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = write(self)
        return written if self.pointer is not None else {k: v for k, v in written.items() if k != "pointer"}


class DoorShown(BaseModel):
    """Where somebody is shown to when mediation is not the way, and why."""

    concern: str
    concern_words: Words
    door: str
    door_words: Words
    article: ArticleCited


class ProblemDocument(BaseModel):
    """RFC 9457. ``title`` (what happened), ``detail`` and ``remedy`` (what to do) follow Accept-Language,
    Chinese first; ``words`` has both languages."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    remedy: str
    words: Words
    article: ArticleCited | None = None
    details: list[str] = Field(default_factory=list)
    errors: list[FieldError] = Field(default_factory=list)
    doors: list[DoorShown] = Field(default_factory=list)


class Problem(Exception):
    """A request that ends here. What it says of the request are codes and places, never what was written; but
    for ``blanks``, which fill in words about what is nobody's own, such as a day of the calendar."""

    def __init__(
        self,
        status: int,
        code: str,
        *,
        details: Sequence[str] = (),
        errors: Sequence[FieldError] = (),
        doors: Sequence[DoorShown] = (),
        headers: Mapping[str, str] | None = None,
        blanks: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status, self.code, self.blanks = status, code, dict(blanks or {})
        self.details, self.errors, self.doors = list(details), list(errors), list(doors)
        self.headers = dict(headers or {})


def unseen() -> Problem:
    """What is not there, and what is not this person's to see: the same answer."""
    return Problem(404, "not-found")


def malformed(*errors: tuple[str, str], status: int = 422) -> Problem:
    """Not even a request: (field, code) of each thing that is wrong."""
    return Problem(status, "malformed", errors=[FieldError(field=field, code=code) for field, code in errors])


def come_back(code: str) -> Problem:
    """Something we need is away for now. Nothing was changed."""
    return Problem(503, code, headers={"Retry-After": str(COME_BACK_AFTER)})


def not_known() -> Problem:
    """It may stand or not: the same key will tell."""
    return Problem(504, "outcome-not-known", headers={"Retry-After": str(COME_BACK_AFTER)})


def not_your_seat() -> Problem:
    """The person acts as a seat that is not theirs, or that has no business here."""
    return Problem(403, Reason.NOT_YOURS_TO_DO.code)


def refused(code: str, details: Sequence[str] = ()) -> Problem:
    """The procedure does not allow it now. Old papers are 412, everything else 409."""
    status = 412 if code == Reason.PAPERS_OUT_OF_DATE.code else 409
    doors = [door_of(Concern(each)) for each in details] if code == Reason.NOT_MEDIABLE.code else ()
    return Problem(status, code, details=details, doors=doors)


def refusal(refused_by_rules: Refused) -> Problem:
    """As ``refused``, for what the rules raise."""
    return refused(refused_by_rules.reason.code, refused_by_rules.details)


def door_of(concern: Concern) -> DoorShown:
    """Where a concern leads, and on what basis."""
    door, basis, _ = ANSWERS[concern]
    return DoorShown(
        concern=concern,
        concern_words=both("concern", concern),
        door=door,
        door_words=both("door", door),
        article=cited(basis),
    )


def document(problem: Problem, language: str) -> ProblemDocument:
    """The problem in words. They begin with what happened and go on with what to do."""
    reason = REASONS.get(problem.code)
    kind = "bad-notice" if problem.code in KINDS["bad-notice"] else "problem"
    words = both("refusal" if reason else kind, problem.code)
    if problem.blanks:
        words = Words(zh=words.zh.format(**problem.blanks), en=words.en.format(**problem.blanks))
    said: str = getattr(words, language)
    stop = "。" if language == "zh" else ". "
    happened, _, remedy = said.partition(stop)
    return ProblemDocument(
        type=f"urn:fengqiao:problem:{problem.code}",
        title=happened + stop.strip(),
        status=problem.status,
        detail=said,
        code=problem.code,
        remedy=remedy or said,
        words=words,
        article=cited(reason.basis) if reason else None,
        details=problem.details,
        errors=problem.errors,
        doors=problem.doors,
    )


def answer(problem: Problem, accept_language: str) -> JSONResponse:
    """The response that carries it."""
    language = language_of(accept_language)
    headers = {"Content-Language": language, "Vary": "Accept-Language", "Cache-Control": "no-store"}
    body = document(problem, language).model_dump(mode="json")
    return JSONResponse(body, problem.status, headers | problem.headers, MEDIA_TYPE)


def language_of(accept_language: str) -> str:
    """``en`` for whoever prefers it to Chinese, else ``zh``."""
    weights = {"zh": 0.0, "en": 0.0}
    for part in accept_language.lower().split(","):
        tag, _, weight = part.strip().partition(";q=")
        if (name := tag.partition("-")[0]) in weights:
            weights[name] = max(weights[name], _weight(weight))
    return "en" if weights["en"] > weights["zh"] else "zh"


def _weight(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0
