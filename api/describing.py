"""The OpenAPI document: what every operation may answer beside its result."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.problems import MEDIA_TYPE, Problem, ProblemDocument, document

# status -> the codes of problems that carry it, wherever it can occur
_PROBLEMS = {
    "400": "malformed",
    "401": "unauthenticated",
    "403": "not-yours-to-do",
    "404": "not-found",
    "409": "not-at-this-stage",
    "412": "papers-out-of-date",
    "413": "too-large",
    "422": "malformed",
    "500": "unexpected",
    "503": "records-away",
    "504": "outcome-not-known",
}
_OF_EVERY_REQUEST = ("401", "403", "404", "422", "500", "503")
_OF_A_WRITING_ONE = ("400", "409", "412", "413", "504")


def describe(app: FastAPI) -> None:
    """Give the app its OpenAPI document."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _described(app: FastAPI) -> dict[str, Any]:
    schema = get_openapi(title=app.title, version=app.version, routes=app.routes, description=app.description)
    schemas = schema["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    own = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= own.pop("$defs")
    schemas["ProblemDocument"] = own
    for path, operations in schema["paths"].items():
        if not path.startswith("/health"):
            for method, operation in operations.items():
                _describe(operation, method == "post")
    return schema


def _describe(operation: dict[str, Any], writes: bool) -> None:
    for status in (*_OF_EVERY_REQUEST, *(_OF_A_WRITING_ONE if writes else ())):
        example = document(Problem(int(status), _PROBLEMS[status]), "zh").model_dump(mode="json")
        content = {"schema": {"$ref": "#/components/schemas/ProblemDocument"}, "example": example}
        operation["responses"][status] = {
            "description": example["title"],
            "content": {MEDIA_TYPE: content},
        }
