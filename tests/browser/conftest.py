"""A real browser in front of the real system: Debian's Chromium, and all that `make run` starts."""

import asyncio
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from demo.playing import settings_of_our_own
from desk.seeding import seed
from local.system import System
from tests.browser.walking import CLERK, Size, Walker
from tests.servers import mark_room

AXE = Path(__file__).with_name("node_modules") / "axe-core" / "axe.min.js"
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE = 60_000  # milliseconds: the machine may be busy with others


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark_room(items, Path(__file__).parent)


def missing(what: str) -> NoReturn:
    """Where CI runs, nothing may be left out; elsewhere it says why it is."""
    if os.environ.get("CI"):
        pytest.fail(f"{what}: in CI it must be there (.ci/run)")
    pytest.skip(what)


def program() -> dict[str, Any]:
    """This machine's own Chromium, and how it is started; run by root it cannot make its sandbox."""
    found = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    return {"executable_path": found, "args": ["--no-sandbox"] if os.geteuid() == 0 else []}


# As long as it is there its loop goes on in this thread, where no other can be begun: it ends with its file.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not program()["executable_path"]:
        missing("no Chromium on this machine: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**program())
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.exists():
        missing("axe-core is not installed: make axe (needs npm)")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def system() -> Iterator[System]:
    """Everything, once for all, with cases in every stage. Nobody skips time."""
    if not program()["executable_path"]:
        missing("no Chromium on this machine: apt-get install chromium fonts-noto-cjk")
    # Not among pytest's own directories: another run closes those to the account PostgreSQL runs as.
    with TemporaryDirectory(prefix="fengqiao-browser-") as home:
        settings = settings_of_our_own(Path(home) / "var", "system").model_copy(
            update={"public_submissions_an_hour": 10_000, "public_guesses_an_hour": 10_000}
        )
        running = System(settings)
        # The browser's loop goes on in this thread, and no second one may be begun in it.
        with ThreadPoolExecutor(1) as beside:
            beside.submit(running.__enter__).result()
            try:
                beside.submit(asyncio.run, seed(running.database_url, running.api_url)).result()
                yield running
            finally:
                beside.submit(running.stop).result()


@dataclass(frozen=True)
class Seat:
    """Somebody's machine: how large its window is, and whether scripts run there."""

    size: Size
    has_scripts: bool

    def __str__(self) -> str:
        return f"{self.size.name}-{'scripts' if self.has_scripts else 'plain'}"


SEATS = (
    Seat(Size.DESKTOP, has_scripts=True),
    Seat(Size.DESKTOP, has_scripts=False),
    Seat(Size.PHONE, has_scripts=True),
    Seat(Size.PHONE, has_scripts=False),
    Seat(Size.KIOSK, has_scripts=True),
    Seat(Size.KIOSK, has_scripts=False),
)
IN_TURN = os.environ.get("FENGQIAO_LOOKS") == "one"  # not everything in every way: the next in the next one
TAKEN = (SEATS[0], SEATS[3], SEATS[4]) if IN_TURN else SEATS  # each size once, two of them with scripts


@pytest.fixture(params=TAKEN, ids=str)
def walker(chromium: Browser, system: System, request: pytest.FixtureRequest) -> Iterator[Walker]:
    """Somebody in front of one of these machines, who has not signed in."""
    seat: Seat = request.param
    context = context_of(chromium, system, seat.size, has_scripts=seat.has_scripts)
    yield Walker(context.new_page(), has_scripts=seat.has_scripts)
    context.close()


def context_of(
    chromium: Browser,
    system: System,
    size: Size,
    *,
    has_scripts: bool = True,
    signed_in: BrowserContext | None = None,
) -> BrowserContext:
    """A browser that remembers nothing yet; or nothing but who has signed in."""
    width, height = size.value
    context = chromium.new_context(
        base_url=system.api_url,
        viewport={"width": width, "height": height},
        java_script_enabled=has_scripts,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        storage_state=signed_in.storage_state() if signed_in else None,
    )
    context.set_default_timeout(_PATIENCE)
    return context


@pytest.fixture
def page(chromium: Browser, system: System) -> Iterator[Page]:
    """One tab at the desk of the clerk, who has signed in."""
    context = context_of(chromium, system, Size.DESKTOP)
    page = context.new_page()
    Walker(page, has_scripts=True).signs_in(CLERK)
    yield page
    context.close()
