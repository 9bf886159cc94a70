"""What the pages for operators say to type is typed, beside a running system with a case in it."""

import asyncio
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from backups.sealing import new_identity
from demo.playing import settings_of_our_own
from demo.stories import Story
from demo.telling import Telling, tell
from demo.town import Town
from local.system import System
from tests.acceptance.conftest import enter_people_of
from tests.house.repository import ROOT

pytestmark = [pytest.mark.acceptance, pytest.mark.slow, pytest.mark.servers]

PAGES = ("docs/operations.md", "docs/runbook.md")


def typed() -> list[str]:
    """Every command in a block of either page, without its remark, once."""
    found: dict[str, None] = {}
    for page in PAGES:
        for block in re.findall(r"```sh\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL):
            found.update(dict.fromkeys(line.partition(" #")[0].strip() for line in block.splitlines()))
    return [line for line in found if line]


@pytest.fixture(scope="module")
def kept(story: Story) -> Iterator[System]:
    """A system that keeps backups, with a case that has ended in it."""
    with TemporaryDirectory() as directory:
        home = Path(directory)
        _, recipient = new_identity()
        settings = settings_of_our_own(home / "var", "system").model_copy(
            update={"backups": home / "backups", "backup_recipients": recipient}
        )
        with System(settings) as system:
            asyncio.run(enter_people_of(system))
            asyncio.run(_told(system, story))
            yield system


async def _told(system: System, story: Story) -> None:
    async with Town(system) as town:
        start = await town.now()
        telling = Telling(story, town, start)
        await tell([telling], town, start)
    assert telling.difference is None


def test_both_pages_say_what_to_type() -> None:
    assert {line.split()[0] for line in typed()} == {"fengqiao"}
    assert len(typed()) > 5


@pytest.mark.parametrize("command", typed())
def test_what_the_pages_say_to_type_does_it(command: str, kept: System) -> None:
    words = [sys.executable, "-m", "cli", *shlex.split(command)[1:]]
    environment = {**os.environ, "FENGQIAO_VAR": str(kept.settings.var)}

    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=600, check=False)

    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
