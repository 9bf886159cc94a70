"""What may stand in a log: keys that are listed, ids and codes, kinds and places of exceptions. No more."""

import ast
import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO, cast

import pytest
import structlog

import logbook
from logbook import KEYS, WITHHELD
from tests.house.repository import files, name_of, tree

NAME = "龘靐司马"
METHODS = {"debug", "info", "warning", "error", "exception", "critical"}
OURS = [path for path in files() if "tests" not in path.parts]


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every line our own code writes: ``log.info(...)``, ``self.log.warning(...)``."""
    for path in OURS:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                of = ast.unparse(node.func.value)
                if node.func.attr in METHODS and (of.split(".")[-1] == "log" or of.endswith("get_logger()")):
                    yield f"{name_of(path)}:{node.lineno}", node


def test_every_line_that_is_logged_has_keys_that_are_listed_and_no_words_made_on_the_spot() -> None:
    found = dict(calls())

    unlisted = [
        (place, keyword.arg)
        for place, call in found.items()
        for keyword in call.keywords
        if keyword.arg is not None and keyword.arg not in KEYS | {"exc_info"}
    ]
    made = [place for place, call in found.items() if not isinstance(call.args[0], ast.Constant)]
    assert len(found) > 30
    assert unlisted == []
    assert made == []


def test_no_process_of_ours_prints_an_exception_or_writes_its_own_log() -> None:
    spoken = ("traceback.print_exc", "traceback.format_exc", "logging.exception", "dict_tracebacks")
    where = [
        f"{name_of(path)}: {each}" for path in OURS for each in spoken if each in path.read_text("utf-8")
    ]

    assert where == []


class Lines:
    """What a process of ours would write, as far as it was read."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys, self.out, self.err = capsys, "", ""

    def getvalue(self) -> str:
        said = self._capsys.readouterr()
        self.out, self.err = self.out + said.out, self.err + said.err
        return self.out


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Lines]:
    before, root, hook = structlog.get_config(), logging.getLogger(), sys.excepthook
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", root.level)
    logbook.speak()
    yield Lines(capsys)
    structlog.configure(**before)
    sys.excepthook = hook


def told(lines: Lines) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def broken() -> None:
    planted = NAME
    try:
        dict[str, str]()[planted]
    except KeyError as error:
        raise ValueError(f"{planted} 13800001234") from error


def test_a_key_nobody_has_listed_is_left_out_and_that_it_was_is_told(lines: Lines) -> None:
    structlog.get_logger().info("case.seen", number="SL-2026-000001", name=NAME, words=NAME)

    (line,) = told(lines)
    assert {**line, "timestamp": ""} == {
        "event": "case.seen",
        "number": "SL-2026-000001",
        "level": "info",
        "timestamp": "",
        "left_out": 2,
    }


@pytest.mark.parametrize(
    "value", [NAME, "a sentence of somebody", {"name": NAME}, [NAME], b"bytes", "x" * 201]
)
def test_a_value_that_is_more_than_an_id_or_a_code_is_withheld(lines: Lines, value: Any) -> None:
    structlog.get_logger().info("case.seen", reason=value)

    (line,) = told(lines)
    assert (line["reason"], line["left_out"]) == (WITHHELD, 1)


@pytest.mark.parametrize(
    "value", [None, True, 1, 1.5, "dispute/sl/SL-2026-000001/1", "supervisor@sl", ["a.py:3"]]
)
def test_ids_codes_and_numbers_are_written_as_they_are(lines: Lines, value: Any) -> None:
    structlog.get_logger().info("case.seen", ref=value)

    assert told(lines)[0]["ref"] == value


def test_of_an_exception_its_kind_its_causes_and_its_places_are_written(lines: Lines) -> None:
    try:
        broken()
    except ValueError:
        structlog.get_logger().exception("labour.interrupted", what="carry")

    (line,) = told(lines)
    assert (line["error"], line["because"]) == ("ValueError", ["KeyError"])
    assert line["at"][-1].startswith("test_log_schema.py:")
    assert NAME not in lines.getvalue()
    assert "13800001234" not in lines.getvalue()


def test_a_library_is_quoted_by_its_template_and_never_with_a_value(lines: Lines) -> None:
    logbook.speak()  # the test's own handlers came after the first
    library = logging.getLogger("some.library")
    library.warning("could not reach %s", NAME)
    library.warning(f"could not reach {NAME}")
    library.warning("call 13800001234")
    library.warning("told so")
    try:
        broken()
    except ValueError:
        library.exception("it broke")

    assert [line["event"] for line in told(lines)] == [
        "could not reach %s",
        WITHHELD,
        WITHHELD,
        "told so",
        "it broke",
    ]
    assert told(lines)[-1]["error"] == "ValueError"
    assert NAME not in lines.getvalue()
    assert "13800001234" not in lines.getvalue()


def test_what_ends_a_process_is_told_like_that_too(lines: Lines) -> None:
    try:
        broken()
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)

    (line,) = told(lines)
    assert (line["event"], line["error"]) == ("process.broken", "ValueError")
    assert NAME not in lines.getvalue() + lines.err


def test_without_the_schema_the_same_lines_would_name_somebody(lines: Lines) -> None:
    last = structlog.processors.JSONRenderer(ensure_ascii=False)
    structlog.configure(processors=[structlog.processors.dict_tracebacks, last])
    try:
        broken()
    except ValueError:
        structlog.get_logger().exception("labour.interrupted", name=NAME)

    assert NAME in lines.getvalue()  # the control: what is withheld above was there to be withheld


def test_a_line_that_cannot_be_written_stops_nothing() -> None:
    full = Path("/dev/full").open("w")  # noqa: SIM115  closing it would fail as well
    log = structlog.wrap_logger(structlog.WriteLogger(cast(TextIO, logbook.Forgiving(full))))

    log.info("record.kept")
    log.info("record.kept")

    with pytest.raises(OSError, match="No space left"):
        full.close()
