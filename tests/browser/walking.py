"""What a person does in front of a page: opens, fills in, sends, reads."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from io import BytesIO

from playwright.sync_api import Locator, Page
from pypdf import PdfReader

CLERK = "p-sl-window-clerk"
SECRETARY = "p-sl-t1-v1-village-party-secretary"
MEDIATOR = "p-sl-t1-v1-peoples-mediator"
ADMIN = "p-sl-system-admin"
AUDITOR = "p-sl-auditor"
DISPATCHER = "p-sl-centre-dispatcher"
OPERATOR = "p-sl-engine-operator"
SUPERVISOR = "p-sl-supervisor"
_TIMES, _PAUSE = 40, 500  # milliseconds between
# Glyphs are read back from a paper as the radicals they look like: ⽵ for 竹, ⺠ for 民.
_STEPS = 5  # of bringing something to the window
_RADICALS = "⺠民⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙"
_READ_BACK = {radical: unicodedata.normalize("NFKC", chr(radical)) for radical in range(0x2F00, 0x2FD6)}
_READ_BACK |= dict(zip(map(ord, _RADICALS[::2]), _RADICALS[1::2], strict=True))
NUMBER = re.compile(r"SL-\d{4}-\d{6}")


class Size(Enum):
    """Width and height of a window, in CSS pixels."""

    DESKTOP = 1366, 768
    PHONE = 390, 844
    KIOSK = 1080, 1920


@dataclass(frozen=True)
class Walker:
    """Somebody in front of a browser."""

    page: Page
    has_scripts: bool

    def opens(self, path: str) -> None:
        self.page.goto(path)

    def follows(self, words: str) -> None:
        """The first link of these words in the page itself."""
        self.presses(self.page.locator("main").get_by_role("link", name=words).first)

    def signs_in(self, person: str) -> None:
        self.opens("/desk/sign-in")
        self.page.fill("#person", person)
        self.presses(self.page.locator("form.people > button"))

    def fills(self, said: Mapping[str, str | Sequence[str]]) -> None:
        """Each field by its name, as it is made: typed, chosen or ticked."""
        for name, value in said.items():
            self._fill(name, [value] if isinstance(value, str) else list(value))

    def _fill(self, name: str, values: Sequence[str]) -> None:
        fields = self.page.locator(f'main [name="{name}"]')
        kind = fields.first.evaluate("field => field.type")
        if kind in ("radio", "checkbox"):
            for value in values:
                self.page.locator(f'main [name="{name}"][value="{value}"]').check()
        elif kind.startswith("select"):
            fields.first.select_option(list(values))
        else:
            fields.first.fill("\n".join(values))

    def answers_all(self, begins: str, value: str) -> None:
        """The same answer to every question whose name begins so."""
        for box in self.page.locator(f'main [name^="{begins}"][value="{value}"]').all():
            box.check()

    def sends(self, words: str | None = None) -> None:
        """The main button of the last form that is seen, or the one whose button says so."""
        buttons = self.page.locator("main form button:not(.plain):visible")
        main = self.page.locator("main form button:not(.plain):not(.second):visible")
        self.presses((buttons.filter(has_text=words) if words else main if main.count() else buttons).last)

    def presses(self, what: Locator) -> None:
        """Something that leads to another page, or to this one anew; until it is there."""
        with self.page.expect_navigation():
            what.click()

    def brings(self, title: str, body: str) -> None:
        """Something said at the window, step by step to its receipt; what may be left out is."""
        self.opens("/window/submit")
        self.fills({"title": title, "body": body})
        for _ in range(_STEPS):
            self.presses(self.page.locator("main .go button:not(.second)"))

    def tracks(self, code: str) -> None:
        """Asks with the code where it stands."""
        self.opens("/window/track")
        self.fills({"code": code})
        self.sends()

    def tracks_until(self, code: str, there: str) -> None:
        """Asks again until something stands on the page: what follows comes by letter, a moment later."""
        for _ in range(_TIMES):
            self.tracks(code)
            if self.page.locator(there).count():
                return
            self.page.wait_for_timeout(_PAUSE)
        raise AssertionError(self.reads)

    def does_by_code(self, act: str) -> None:
        """What stands on the page to be done with the code."""
        this = self.page.locator("details", has=self.page.locator(f'[name="act"][value="{act}"]')).last
        if not this.evaluate("details => details.open"):
            this.locator("summary").first.click()
        self.presses(this.locator("form button"))

    @property
    def reads(self) -> str:
        """All words of the page itself."""
        return self.page.locator("main").inner_text()

    @property
    def path(self) -> str:
        return re.sub(r"^https?://[^/]+", "", self.page.url)

    @property
    def code(self) -> str:
        """The tracking code that stands on the page."""
        return self.page.locator(".code").first.inner_text().strip()

    @property
    def number(self) -> str:
        """The number of the matter that stands on the page."""
        found = NUMBER.search(self.reads)
        assert found, self.reads
        return found.group()

    def printed(self) -> str:
        """The words on the paper that comes out of the printer."""
        pages = PdfReader(BytesIO(self.page.pdf())).pages
        return "".join(page.extract_text() for page in pages).translate(_READ_BACK)


def registers_a_dispute(walker: Walker, title: str, **changes: str) -> None:
    """At the clerk's desk, who has signed in."""
    walker.opens("/desk/register/dispute")
    walker.fills(
        {
            "matter.title": title,
            "matter.body": "两家为院墙争执多年。",
            "dispute_type": "boundary",
            "village": "sl-t1-v1",
            "parties.0.role": "applicant",
            "parties.0.name": "王甲",
        }
    )
    second = walker.page.locator('main [name="parties.1.name"]')
    if not second.is_visible():
        walker.page.locator("details.row summary").nth(1).click()
    walker.fills({"parties.1.role": "respondent", "parties.1.name": "李乙"})
    walker.answers_all("screen.", "no")
    walker.fills(changes)
    walker.sends()


def records_every_consent(walker: Walker, number: str) -> list[str]:
    """Of everybody in the dispute, in writing, by a mediator who has signed in; who consented."""
    form = f"/desk/cases/dispute/{number}/1/record-consent"
    walker.opens(form)
    options = walker.page.locator('[name="party"] option:not([value=""])').all()
    parties = [str(each.get_attribute("value")) for each in options]
    for party in parties:
        walker.opens(form)
        walker.fills({"party": party, "form": "written"})
        walker.sends()
    return parties
