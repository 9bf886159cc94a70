"""How a page is drawn: templates, the words of the reader's language, days and times as people write them."""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from pages import kept
from pages.county import NOWHERE, County
from pages.fields import Field, unfolded
from pages.refusing import lacking_words, named
from rules import training, words
from rules.authority.table import PERMISSIONS, lines_of
from rules.instants import BEIJING, legal_day

HERE = Path(__file__).parent
LANGUAGES = ("zh", "en")
KIOSK = "/kiosk"
GUARDS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    # With "no-referrer" a browser sends forms from the origin "null", which is refused as not ours.
    "Referrer-Policy": "same-origin",
}

Choices = dict[str, list[tuple[str, str]]]
Officers = dict[str, tuple[str, str]]  # by reference: name, and where they sit
_UNITS = ("unit", "to_unit", "proposed_unit", "place_unit", "other_township")
_LOOKING_AFTER = ("system_admin", "security_admin", "auditor")
_TWICE = re.compile(r"(?P<zh>.*[^ -~]) (?P<en>[A-Za-z][ -~]*)")
_NAMED = 6  # posts, before it says that there are others
_PEOPLE = ("party", "petitioner", "wished_by")


@dataclass(frozen=True)
class Reader:
    """Whoever reads the page: in which language, as whom, and what their forms send along. ``display``: large
    type, high contrast; ``base``: where the pages for everybody lie, at the window or at a kiosk; ``visit``:
    what tells one person at a kiosk from the next; ``is_training``: nothing here is real (演练). ``people``:
    officers by reference, each with name and posts, where the page calls them so (``pages.people``)."""

    language: str
    here: str
    csrf: str = ""
    display: tuple[str, ...] = ()
    base: str = "/window"
    visit: str = ""
    me: Mapping[str, Any] | None = None
    county: County = NOWHERE
    is_training: bool = False
    people: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """What a training installation (演练) sets before everything; nothing, where all of it is real."""
        return training.MARK if self.is_training else ""

    @property
    def mark_on_paper(self) -> str:
        """The same as it stands at the head of what is printed."""
        return training.on_paper() if self.is_training else ""

    @property
    def is_kiosk(self) -> bool:
        return self.base == KIOSK

    def say(self, code: str, **blanks: Any) -> str:
        """Words of the pages themselves."""
        return words.say("page", code, self.language).format(**blanks)

    def is_in(self, place: str) -> bool:
        """Whether the page read now is this one, or lies below it."""
        here = self.here.partition("?")[0]
        return here == place or (not place.endswith("/") and here.startswith(f"{place}/"))

    @property
    def looks_after(self) -> bool:
        """Whether they look after the installation; only what leads there depends on it, the API decides."""
        return any(seat["role"] in _LOOKING_AFTER for seat in (self.me or {}).get("seats", ()))

    def may(self, *powers: str) -> bool:
        """Whether one of their seats has one of these powers; what is offered depends on it, the API
        decides."""
        theirs = {power for seat in (self.me or {}).get("seats", ()) for power in seat["powers"]}
        return not theirs.isdisjoint(powers)

    def officer(self, ref: str | None) -> str:
        """An officer's name and reference; the reference alone where the name is not known here."""
        name = self.people.get(ref or "", ("", ""))[0]
        return f"{name}{self.opens}{ref}{self.closes}" if name else ref or "—"

    def own(self, both: str) -> str:
        """Of what an edition says in Chinese and then in English, what is in the reader's language."""
        found = _TWICE.fullmatch(both)
        return found[self.language] if found else both

    def _between(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    @property
    def comma(self) -> str:
        """Between things named one after the other, as the reader's language does it; likewise the others."""
        return self._between("、", ", ")

    @property
    def semicolon(self) -> str:
        return self._between("；", "; ")

    @property
    def colon(self) -> str:
        return self._between("：", ": ")

    @property
    def opens(self) -> str:
        return self._between("（", " (")

    @property
    def closes(self) -> str:
        return self._between("）", ")")

    @property
    def stop(self) -> str:
        return self._between("。", ". ")

    def joined(self, several: Iterable[str]) -> str:
        """Several things named one after the other, as the reader's language does it."""
        return self.comma.join(several)

    def posts(self, power: str) -> str:
        """Whose it is: the posts that have a power, of those that are not for accusations alone."""
        theirs = [
            self.word("role", role)
            for role, powers in PERMISSIONS.items()
            if power in powers and not any(lines_of(role, of_accusations=True))
        ]
        several = self.joined(theirs[:_NAMED])
        return self.say("and-others", posts=several) if len(theirs) > _NAMED else several

    def word(self, kind: str, code: str) -> str:
        """Words of anything else."""
        return words.say(kind, code, self.language)

    def label(self, field: Field) -> str:
        """What a field is called: there, if it means something else there, or everywhere."""
        if field.labels != "field":
            return self.word(field.labels, field.name)
        there = f"{field.schema}.{field.name}"
        return (
            self.word("field-of", there)
            if there in words.KINDS.get("field-of", {})
            else self.word("field", field.name)
        )

    def hint(self, field: Field) -> str:
        """What helps to fill it in, there or everywhere; nothing, where its label says enough."""
        hints = words.KINDS["hint"]
        codes = (f"{field.schema}.{field.name}", field.name)
        return next((self.word("hint", code) for code in codes if code in hints), "")

    def verb(self, name: str) -> str:
        """What a verb is called, a command or a report."""
        kind = "command" if name in words.KINDS["command"] else "report"
        return self.word(kind, name)

    def told(self, both: Mapping[str, str] | None) -> str:
        """What the API said in both languages."""
        return both[self.language] if both else ""

    def unit(self, unit: str | None) -> str:
        return self.county.name_of(unit or "")

    def path(self, procedure: str) -> str:
        """Where a case lies among the cases."""
        kind, _, number, n = procedure.split("/")
        return f"{kind}/{number}/{n}"

    def choices(self, case: Mapping[str, Any] | None, kind: str = "") -> Choices:
        """What is chosen and not typed, by the field: a unit, one of the people of the case, a kind of what
        is registered."""
        found: Choices = dict.fromkeys(_UNITS, self.county.of_organ())
        found |= {"village": self.county.villages, "township": self.county.townships}
        found["other_townships"] = self.county.townships
        types = self.county.kinds.get("dispute_type", ())
        found["dispute_type"] = [(code, self.word("dispute-type", code)) for code in types]
        if kinds := self.county.kinds.get(kind):
            found["kind"] = [(code, self.word(f"{kind}-kind", code)) for code in kinds]
        if case is not None:
            people = [
                (each["party"]["ref"], f"{each['name'] or ''} {self.told(each['role_words'])}".strip())
                for each in case["parties"]
            ]
            found |= dict.fromkeys(_PEOPLE, people)
        return found

    def at_place(self, place: Mapping[str, Any] | None) -> Choices:
        """What can be reported at a place."""
        return (
            {"kind": [(each["code"], self.told(each["words"])) for each in place["kinds"]]} if place else {}
        )

    def size(self, size: int) -> str:
        """How large a file is."""
        most = 1024 * 1024
        return f"{size / most:.1f} MB" if size >= most else f"{max(size // 1024, 1)} KB"

    def day(self, day: str | date | None) -> str:
        """A legal day."""
        if day is None:
            return ""
        at = date.fromisoformat(day) if isinstance(day, str) else day
        return f"{at.year}年{at.month}月{at.day}日" if self.language == "zh" else f"{at.day} {at:%b %Y}"

    def time(self, at: str | None) -> str:
        """An instant, in the county's time."""
        if at is None:
            return ""
        there = datetime.fromisoformat(at).astimezone(BEIJING)
        return f"{self.day(legal_day(there))} {there:%H:%M}"


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"asset": kept.address, "lacking_words": lacking_words, "named": named}
    environment.globals["unfolded"] = unfolded
    return environment


def picture(svg: str) -> str:
    """A drawing as what an image of the page shows, so that nothing is fetched for it."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def drawn(reader: Reader, template: str, status: int = 200, **shown: Any) -> HTMLResponse:
    """A page."""
    written = _templates().get_template(template).render(r=reader, **shown)
    return HTMLResponse(written, status, headers=GUARDS)
