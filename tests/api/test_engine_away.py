"""Which of the engine's answers are no answer, so that what may be asked twice is asked again."""

import pytest
from temporalio.service import RPCError, RPCStatusCode

from api.engine import is_away


@pytest.mark.parametrize(
    "status", ["UNAVAILABLE", "RESOURCE_EXHAUSTED", "PERMISSION_DENIED", "UNAUTHENTICATED"]
)
def test_an_engine_that_takes_nothing_from_us_is_away(status: str) -> None:
    assert is_away(RPCError("no", RPCStatusCode[status], b""))


@pytest.mark.parametrize("status", ["DEADLINE_EXCEEDED", "CANCELLED", "ABORTED", "INTERNAL", "UNKNOWN"])
def test_an_engine_that_does_not_say_what_became_of_it_is_away(status: str) -> None:
    assert is_away(RPCError("no", RPCStatusCode[status], b""))


@pytest.mark.parametrize("status", ["NOT_FOUND", "ALREADY_EXISTS", "INVALID_ARGUMENT"])
def test_any_other_answer_is_none_of_absence(status: str) -> None:
    assert not is_away(RPCError("no", RPCStatusCode[status], b""))
