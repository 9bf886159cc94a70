"""The OpenAPI document: valid, and every operation with an example of what it takes or gives."""

from collections.abc import Iterator
from typing import Any

import schemathesis

from api.app import create_app
from api.describing import _THERE_BEFORE

SCHEMA = create_app().openapi()


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in SCHEMA["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def has_example(media: dict[str, Any]) -> bool:
    return any("example" in content or "examples" in content for content in media.values())


def test_the_document_is_valid() -> None:
    schemathesis.openapi.from_dict(SCHEMA).validate()


def test_every_operation_has_its_own_name_and_a_summary_in_both_languages() -> None:
    ids = [operation["operationId"] for _, operation in operations()]

    assert len(ids) == len(set(ids))
    for name, operation in operations():
        assert any("一" <= character <= "鿿" for character in operation["summary"]), name
        assert any(character.isascii() and character.isalpha() for character in operation["summary"]), name


def test_every_operation_has_an_example() -> None:
    for name, operation in operations():
        if "requestBody" in operation:
            assert has_example(operation["requestBody"]["content"]), name
        else:
            success = next(answer for status, answer in operation["responses"].items() if status < "400")
            assert "content" not in success or has_example(success["content"]), name


def test_every_operation_says_what_else_it_may_answer() -> None:
    for name, operation in operations():
        if not name.startswith("GET /health"):
            problems = {status for status in operation["responses"] if status >= "400"}
            assert {"401", "404", "422", "500", "503"} <= problems, name
            assert ({"400", "409", "412", "413", "504"} <= problems) == name.startswith(("POST", "DELETE")), (
                name
            )


def test_every_schema_field_that_is_sealed_is_text() -> None:
    schemas = SCHEMA["components"]["schemas"]

    assert schemas["RaiseEarly"]["properties"]["reason"]["type"] == "string"
    assert schemas["AgreementTerms"]["properties"]["terms"]["maxLength"] == 20_000


def test_what_may_have_been_there_before_says_both_of_its_answers() -> None:
    answers = {operation["operationId"]: set(operation["responses"]) for _, operation in operations()}

    assert {
        id for id, statuses in answers.items() if "200" in statuses and statuses & {"201", "202"}
    } == _THERE_BEFORE
