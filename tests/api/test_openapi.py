"""The OpenAPI document: valid, and every operation with an example of what it takes or gives."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis

from api.app import create_app
from api.describing import _ALSO
from tests.house.repository import ROOT
from tests.promised import RUN_ON, undocumented

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
        if not name.startswith(("GET /health", "GET /readyz")):
            problems = {status for status in operation["responses"] if status >= "400"}
            assert {"401", "404", "422", "500", "503"} <= problems, name
            assert ({"400", "409", "412", "413", "504"} <= problems) == name.startswith(("POST", "DELETE")), (
                name
            )


def test_every_schema_field_that_is_sealed_is_text() -> None:
    schemas = SCHEMA["components"]["schemas"]

    assert schemas["RaiseEarly"]["properties"]["reason"]["type"] == "string"
    assert schemas["AgreementTerms"]["properties"]["terms"]["maxLength"] == 20_000


def test_what_is_answered_in_two_ways_says_both() -> None:
    answers = {operation["operationId"]: set(operation["responses"]) for _, operation in operations()}
    usual = {"200", "201", "202"}

    twice = {id for id, statuses in answers.items() if len(statuses & usual) == 2}
    assert twice == {id for id, (status, _) in _ALSO.items() if status in usual}


@pytest.mark.parametrize(
    ("method", "path", "named"),
    [
        ("POST", "/matters/SL-2026-000001/marks", 200),
        ("POST", "/directory/seats", 202),
        ("GET", "/publications/china.1", 404),
        ("GET", "/editions/demo/2026.1", 200),
        ("GET", "/agencies/court/handoffs/handoff/sl/SL-2026-000001/1", 401),
    ],
)
def test_a_status_that_the_document_does_not_name_is_noticed(method: str, path: str, named: int) -> None:
    assert not undocumented(method, path, named)
    assert undocumented(method, path, 418)


def test_what_runs_on_over_slashes_is_known_where_answers_are_held_to_the_document() -> None:
    rooms = (ROOT / "api").glob("*.py")
    gaps = {gap for room in rooms for gap in re.findall(r"(\{\w+):path\}", room.read_text())}

    assert gaps == {"{" + path.rpartition("{")[2].rstrip("}") for path in RUN_ON}
