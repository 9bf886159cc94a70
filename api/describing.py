"""The OpenAPI document: what every operation may answer beside its result."""

from typing import Any

from fastapi import FastAPI
from fastapi.encoders import jsonable_encoder
from fastapi.openapi.utils import get_openapi

from api.problems import MEDIA_TYPE, Problem, ProblemDocument, document
from api.samples import SAMPLES

# status -> a code that carries it
_PROBLEMS = {
    "400": "malformed",
    "401": "unauthenticated",
    "403": "not-yours-to-do",
    "404": "not-found",
    "409": "not-at-this-stage",
    "412": "papers-out-of-date",
    "413": "too-large",
    "422": "malformed",
    "429": "too-often",
    "500": "unexpected",
    "503": "records-away",
    "504": "outcome-not-known",
}
_ON_THE_WAY_IN = ("400", "413", "422", "500")  # of every request, before it is read (api/answering.py)
_OF_THE_ROOMS = ("401", "403", "404", "503")
_OF_A_WRITING_ONE = ("409", "412", "504")


# Reads that may be refused as a command is: not every seat makes a copy, and not before it was granted; no
# date is counted where a period has no number, and no schedule is shown before an edition has one; an agent
# who may not ask is not told how far it is.
# A paper is not given out before it was scanned, nor after it was erased.
_REFUSED = {
    "read_added_paper",
    "read_paper_by_code",
    "copy_own_information",
    "read_deadline",
    "read_retention",
    "read_behind_errand",
    "list_drafts",
    "open_draft",
}

# What opens a matter: of many, one is too many (``api/measure.py``).
_OPENING = {
    "read_case",
    "read_matter",
    "read_added_words",
    "read_document",
    "print_document",
    "read_paper",
    "print_paper",
    "read_autographs",
    "take_archive_copy",
    "read_keeping",
    "copy_own_information",
    "read_likenesses",
    "export_bundle",
    "list_added_papers",
    "read_added_paper",
}

# What is answered in the same form under another status: operation -> (status, what that means).
_ALSO = {
    **dict.fromkeys(
        (
            "register_matter",
            "record_past_matter",
            "bring_dispute_over",
            "link_matters",
            "mark_matter",
            "receive_agency_message",
        ),
        ("200", "已经在案 There before"),
    ),
    **dict.fromkeys(
        ("grant_seat", "correct_seat", "delegate_seat"), ("202", "等第二人确认 Waits for a second person")
    ),
    "ready": ("503", "还没有 Not yet"),
    "readyz": ("503", "还没有 Not yet"),
}


def describe(app: FastAPI) -> None:
    """Give the app its OpenAPI document."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _described(app: FastAPI) -> dict[str, Any]:
    schema = get_openapi(title=app.title, version=app.version, routes=app.routes)
    components = schema["components"]
    for unused in ("HTTPValidationError", "ValidationError"):
        components["schemas"].pop(unused, None)
    own = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
    components["schemas"] |= own.pop("$defs") | {ProblemDocument.__name__: own}
    components["responses"] = {
        f"Problem{status}": _response(int(status), _PROBLEMS[status]) for status in _PROBLEMS
    }
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            _add_sample(operation)
            _add_other_status(operation)
            _add_problems(operation, _ON_THE_WAY_IN)
            if not path.startswith(("/health", "/readyz")):
                _add_problems(operation, _OF_THE_ROOMS)
            if method != "get":
                _add_problems(operation, _OF_A_WRITING_ONE)
            if operation["operationId"] in _REFUSED:
                operation["responses"]["409"] = {"$ref": "#/components/responses/Problem409"}
            if (
                path.startswith(("/public", "/sign-in", "/receptions/"))
                or operation["operationId"] in _OPENING
            ):
                operation["responses"]["429"] = {"$ref": "#/components/responses/Problem429"}
    _say_what_a_time_is(components["schemas"])
    return schema


def _say_what_a_time_is(schema: Any) -> None:
    """A time of day here is Beijing's, and names no zone; the format of that name wants one."""
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        _say_what_a_time_is(inner)
    if isinstance(schema, dict) and schema.get("format") == "time":
        del schema["format"]
        schema["pattern"] = r"^\d\d:\d\d:\d\d$"


def _add_sample(operation: dict[str, Any]) -> None:
    sample = SAMPLES.get(operation["operationId"])
    if sample is not None:
        operation["responses"]["200"]["content"]["application/json"]["example"] = jsonable_encoder(sample)


def _add_other_status(operation: dict[str, Any]) -> None:
    if operation["operationId"] in _ALSO:
        status, meaning = _ALSO[operation["operationId"]]
        (usual,) = operation["responses"].keys() & {"200", "201", "202"}
        operation["responses"][status] = {**operation["responses"][usual], "description": meaning}


def _add_problems(operation: dict[str, Any], statuses: tuple[str, ...]) -> None:
    for status in statuses:
        operation["responses"][status] = {"$ref": f"#/components/responses/Problem{status}"}


def _response(status: int, code: str) -> dict[str, Any]:
    example = document(Problem(status, code), "zh").model_dump(mode="json")
    content = {"schema": {"$ref": f"#/components/schemas/{ProblemDocument.__name__}"}, "example": example}
    return {"description": example["title"], "content": {MEDIA_TYPE: content}}
