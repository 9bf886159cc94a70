"""What a log line of any of our processes may say: keys that are known here, ids and codes for values, and of
an exception its kind and its places. Never a name, a word, a value, or what a library makes of one.
"""

import logging
import re
import sys
import traceback
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO, cast

import structlog
from structlog.typing import EventDict, Processor

# Every key, and what stands under it. Another one fails a house test, and its value is left out here.
KEYS = frozenset(
    {
        "event",  # noun.participle
        "level",
        "timestamp",
        "logger",  # of a library, by its name
        "procedure",  # ids and references
        "matter",
        "number",
        "n",
        "ref",
        "person",
        "version",
        "agency",
        "task_queue",
        "process",
        "method",
        "route",  # the route, not the path that was asked for
        "what",  # codes
        "kind",
        "code",
        "reason",
        "fact",
        "asked",
        "error",  # the kind of an exception
        "at",  # its places: file:line
        "because",  # the kinds of what brought it about
        "status",  # numbers
        "seq",
        "after",
        "upto",
        "known",
        "journal",
        "waiting",
        "count",
        "told",
        "moved",
        "milliseconds",
        "handover",
        "handed",
        "correlation",  # of a request, and of what was done because of it
        "key",  # by its id
        "table",
        "place",  # in the engine: namespace and workflow
        "client",  # a part of a keyed digest
        "final",  # whether it is given up
        "pid",
        "left_out",  # how many keys or values were not written
    }
)
WITHHELD = "withheld"
_CODE = re.compile(r"[A-Za-z0-9_.:/@{}<>+-]{0,200}")
_SENTENCE = re.compile(r"[ -~]{1,300}")  # ASCII, as libraries write it
_LONG_NUMBER = re.compile(r"\d{5,}")
_PLACES = 12

_HAVE_THEIR_OWN = ("uvicorn", "uvicorn.error", "uvicorn.access")  # ways of writing, with whole tracebacks


class Forgiving:
    """A file, else what the process writes to, in which a line may be lost: where there is no room for it,
    what it tells of goes on."""

    def __init__(self, file: TextIO | None = None) -> None:
        self._file = file

    def write(self, said: str) -> None:
        """Raises nothing where there is no room."""
        with suppress(OSError):
            (self._file or sys.stdout).write(said)

    def flush(self) -> None:
        """Raises nothing where there is no room."""
        with suppress(OSError):
            (self._file or sys.stdout).flush()


def speak(*first: Processor) -> None:
    """Log lines as JSON on stdout: our own from info on, those of libraries from warnings on."""
    last: list[Processor] = [only_what_is_known, structlog.processors.JSONRenderer(ensure_ascii=False)]
    ours: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        where_it_broke,
    ]
    structlog.configure(
        processors=[*first, *ours, *last],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(cast(TextIO, Forgiving())),
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
            foreign_pre_chain=[of_a_library, *ours],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in _HAVE_THEIR_OWN:
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
        library.setLevel(logging.WARNING)
    sys.excepthook = _broke


def only_what_is_known(_: Any, __: str, event: EventDict) -> EventDict:
    """The line without keys nobody has listed, and without values that are more than an id or a code."""
    known = {key: event[key] for key in event if key in KEYS}
    kept = {key: value if key == "event" or _is_plain(value) else WITHHELD for key, value in known.items()}
    left_out = len(event) - len(known) + sum(kept[key] is not known[key] for key in kept)
    return {**kept, "left_out": left_out} if left_out else kept


def where_it_broke(_: Any, __: str, event: EventDict) -> EventDict:
    """Of an exception: its kind, the kinds of its causes, and places. No value, no local, no message."""
    raised = _raised(event.pop("exc_info", None))
    event.pop("exception", None)
    event.pop("stack_info", None)
    if raised is None:
        return event
    because = [type(each).__name__ for each in _causes(raised)]
    told = {"error": type(raised).__name__, "at": places(raised), **({"because": because} if because else {})}
    return {**event, **told}


def of_a_library(_: Any, __: str, event: EventDict) -> EventDict:
    """What a library says: its template alone, and nothing where that may hold a value already."""
    record: logging.LogRecord | None = event.get("_record")
    if record is None:
        return event
    said = str(record.msg)
    is_plain = _SENTENCE.fullmatch(said) and not _LONG_NUMBER.search(said)
    return {**event, "event": said if is_plain else WITHHELD, "logger": record.name}


def places(error: BaseException) -> list[str]:
    """Where it broke, the innermost last: file names and lines."""
    frames = traceback.extract_tb(error.__traceback__)[-_PLACES:]
    return [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]


def _is_plain(value: Any) -> bool:
    if value is None or isinstance(value, bool | int | float):
        return True
    if isinstance(value, str):
        return bool(_CODE.fullmatch(value))
    return isinstance(value, list | tuple) and all(map(_is_plain, value))


def _raised(told: Any) -> BaseException | None:
    if isinstance(told, BaseException):
        return told
    if isinstance(told, tuple):
        raised: BaseException | None = told[1]
        return raised
    return sys.exc_info()[1] if told else None


def _causes(raised: BaseException) -> Iterable[BaseException]:
    seen = {id(raised)}
    cause = raised.__cause__ or raised.__context__
    while cause is not None and id(cause) not in seen:
        yield cause
        seen.add(id(cause))
        cause = cause.__cause__ or cause.__context__


def _broke(kind: type[BaseException], raised: BaseException, _: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    structlog.get_logger().error("process.broken", exc_info=raised)
