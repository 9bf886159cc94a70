"""Where the records are: one server, or several of which one may be written to."""

from typing import Any

import pytest

from records.engine import psycopg_url


def arguments(url: str) -> dict[str, Any]:
    made = psycopg_url(url)
    _, found = made.get_dialect()().create_connect_args(made)
    return dict(found)


def test_one_server_is_asked_as_it_stands() -> None:
    found = arguments("postgresql://fengqiao:p%40ss@one:5433/fengqiao")

    assert found == {
        "dbname": "fengqiao",
        "host": "one",
        "password": "p@ss",
        "port": 5433,
        "user": "fengqiao",
    }


@pytest.mark.parametrize("options", ["?target_session_attrs=read-write", ""])
def test_several_are_tried_in_turn(options: str) -> None:
    found = arguments(f"postgresql://fengqiao:p%40ss@one:5433,two:5434/fengqiao{options}")

    assert (found["host"], found["port"]) == ("one,two", "5433,5434")
    assert (found["user"], found["password"], found["dbname"]) == ("fengqiao", "p@ss", "fengqiao")
    assert found.get("target_session_attrs") == ("read-write" if options else None)
