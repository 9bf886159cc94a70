"""The pictures of the README (`make pictures`): taken of the real system with its samples, and kept small."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import sync_playwright

from demo.playing import settings_of_our_own
from desk.seeding import seed
from local.system import System
from tests.browser.conftest import context_of, program
from tests.browser.walking import CLERK, DISPATCHER, SECRETARY, Size, Walker, registers_a_dispute

PLACE = Path(__file__).parents[2] / "docs" / "pictures"
LIMIT = 80 * 1024  # bytes of a picture
_COLOURS = (64, 32, 16)


def _front(walker: Walker) -> None:
    walker.opens("/")


def _way(walker: Walker) -> None:
    walker.opens("/window/way")


def _worklist(walker: Walker) -> None:
    walker.signs_in(DISPATCHER)
    walker.opens("/desk/?whose=all")


def _case(walker: Walker) -> None:
    walker.signs_in(DISPATCHER)
    walker.opens("/desk/cases?kind=dispute")
    walker.presses(walker.page.locator("tbody tr", has_text="举行调解会").locator("a").first)


def _form(walker: Walker) -> None:
    walker.signs_in(SECRETARY)
    walker.presses(walker.page.locator("tbody a").first)
    walker.presses(walker.page.locator(".acts a", has_text="记录同意").first)


def _registration(walker: Walker) -> None:
    walker.signs_in(CLERK)
    walker.opens("/desk/register/dispute")


def _receipt(walker: Walker) -> None:
    walker.signs_in(CLERK)
    registers_a_dispute(walker, "宅基地边界")


def _standing(walker: Walker) -> None:
    _receipt(walker)
    walker.tracks(walker.code)


# Each by its name: in front of which window, and what somebody does there.
PICTURES: dict[str, tuple[Size, Callable[[Walker], None]]] = {
    "window": (Size.DESKTOP, _front),
    "way": (Size.PHONE, _way),
    "worklist": (Size.DESKTOP, _worklist),
    "case": (Size.DESKTOP, _case),
    "registration": (Size.DESKTOP, _registration),
    "act": (Size.PHONE, _form),
    "receipt": (Size.DESKTOP, _receipt),
    "standing": (Size.PHONE, _standing),
}


def small(taken: bytes) -> bytes:
    """A picture in as many colours as fit. Raises ValueError where none do."""
    picture = Image.open(BytesIO(taken)).convert("RGB")
    for colours in _COLOURS:
        kept = BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
        if len(kept.getvalue()) <= LIMIT:
            return kept.getvalue()
    raise ValueError(f"more than {LIMIT} bytes in {_COLOURS[-1]} colours")


def main() -> None:
    """Take them all."""
    with TemporaryDirectory(prefix="fengqiao-pictures-") as home, ThreadPoolExecutor(1) as beside:
        system = System(settings_of_our_own(Path(home) / "var", "system"))
        beside.submit(system.__enter__).result()
        try:
            asyncio.run(seed(system.database_url, system.api_url))
            take(system)
        finally:
            beside.submit(system.stop).result()


def take(system: System) -> None:
    """Of a system that runs, with its samples in it."""
    PLACE.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**program())
        for name, (size, walk) in PICTURES.items():
            context = context_of(chromium, system, size)
            walker = Walker(context.new_page(), has_scripts=True)
            walk(walker)
            (PLACE / f"{name}.png").write_bytes(small(walker.page.screenshot()))
            context.close()
        chromium.close()


if __name__ == "__main__":
    main()
