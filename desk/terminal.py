"""What all commands share: whom they speak to, how they show, and every failure's words and exit code.

Exit codes: 0 all is well; 1 there is something to look at (rows that were not registered, differences that
were found, scenarios that went another way); 2 the command itself makes no sense; 3 the system is away or
cannot start; 4 the system refused, or a rule; 130 interrupted.
"""

import asyncio
import json
import logging
import os
import sys
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any, NoReturn, TypeVar

import structlog
import typer
from rich.console import Console

from backups.words import Failed
from desk.caller import Away, Caller, Refusal
from desk.sheets import CannotRead
from desk.where import api_url
from desk.words import say
from keys.service import KeysUnavailable
from local.words import CannotStart
from settings import MissingSetting, SettingsDisagree

TOKEN = "FENGQIAO_TOKEN"  # noqa: S105  the variable in which whoever has signed in keeps theirs
FOUND, SENSELESS, AWAY, REFUSED, INTERRUPTED = 1, 2, 3, 4, 130

T = TypeVar("T")
Url = Annotated[
    str,
    typer.Option("--url", help="系统地址 where the API answers; else the running one", envvar="FENGQIAO_URL"),
]
As = Annotated[str, typer.Option("--as", metavar="PERSON", help="以何人名义 as whom (development sign-in)")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON; machine-readable")]

out = Console()
err = Console(stderr=True)


class Stopped(Exception):
    """A command that ends here: why, in Chinese and English, and with which exit code."""

    def __init__(self, words: tuple[str, str], code: int) -> None:
        super().__init__(*words)
        self.words = words
        self.code = code


def at(url: str, use: Callable[[Caller], Coroutine[Any, Any, T]]) -> T:
    """Use the system at this address, or the one that runs here."""

    async def used() -> T:
        async with Caller(url or api_url(), token=os.environ.get(TOKEN, "")) as caller:
            return await use(caller)

    return asyncio.run(used())


def show(plain: Any, draw: Callable[[], None], *, as_json: bool) -> None:
    """As one JSON value, or as people read it."""
    if as_json:
        typer.echo(json.dumps(plain, ensure_ascii=False, indent=2))
    else:
        draw()


@contextmanager
def failures(**asked: str) -> Iterator[None]:
    """Every way in which a command can fail, in words and with its exit code."""
    try:
        yield
    except CannotRead as error:
        fail((error.zh, error.en), SENSELESS)
    except Stopped as stopped:
        fail(stopped.words, stopped.code)
    except Away as away:
        fail(say("system-away", url=away.url, seconds=round(away.seconds)), AWAY)
    except Failed as refused:
        fail((refused.zh, refused.en), REFUSED)
    except (CannotStart, MissingSetting, SettingsDisagree, KeysUnavailable) as error:
        fail(tuple(str(error).split("\n")), AWAY)
    except Refusal as refusal:
        what = "、".join(asked.values())
        fail((f"{what} {refusal.zh}".strip(), f"{what} {refusal.en}".strip()), REFUSED)
    except KeyboardInterrupt:
        fail(say("interrupted"), INTERRUPTED)


def quiet_logs() -> None:
    """Warnings alone, and beside what is shown: they belong to whoever operates it."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def fail(words: Sequence[str], code: int) -> NoReturn:
    """Say why, beside the output, and end with this code."""
    for line in words:
        err.print(line, markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(code)
