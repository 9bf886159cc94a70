"""The pages in front of the API of ``tests/api``, as a browser without scripts reads them."""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from local.postgres import Postgres
from tests.api.conftest import Desk, county_of_its_own
from tests.servers import mark_room

ADDRESS = "https://fengqiao.example"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark_room(items, Path(__file__).parent)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def county(postgres: Postgres) -> AsyncIterator[Desk]:
    async with county_of_its_own(postgres, "pages") as desk:
        yield desk


@dataclass
class Form:
    """``values`` are those it has from the beginning; ``names`` every field of it."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)


class Read(HTMLParser):
    """A page as a browser takes it: its words, its links, its forms."""

    def __init__(self, answer: httpx.Response) -> None:
        super().__init__()
        self.status, self.address = answer.status_code, answer.url
        self.headers = answer.headers
        self.html = answer.text
        self.links: dict[str, str] = {}
        self.forms: list[Form] = []
        self._words: list[str] = []
        self._link: str | None = None
        self._area: str | None = None
        self.feed(answer.text)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self._words))

    @staticmethod
    def cells(row: str) -> list[str]:
        """The words of the cells of a line of a table."""
        inside = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
        return [unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", each))).strip() for each in inside]

    @property
    def form(self) -> Form:
        """The form of the page itself, which is its last."""
        return self.forms[-1]

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "a":
            self._link = told.get("href")
        elif tag == "form":
            self.forms.append(Form(told.get("action", ""), told.get("method", "get")))
        elif self.forms and told.get("name"):
            self._field(tag, told)
        elif self.forms and tag == "option" and "selected" in told and self.form.names:
            self.form.values.setdefault(self.form.names[-1], []).append(told.get("value", ""))

    def _field(self, tag: str, told: Mapping[str, str]) -> None:
        self.form.names.append(told["name"])
        is_box = told.get("type") in ("radio", "checkbox")
        self._area = told["name"] if tag == "textarea" else None
        if tag == "input" and (not is_box or "checked" in told):
            self.form.values.setdefault(told["name"], []).append(told.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._link = None
        elif tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        if self._link and data.strip():
            self.links.setdefault(data.strip(), self._link)
        if self._area:
            self.form.values.setdefault(self._area, []).append(data)


@dataclass
class Browser:
    """Somebody's browser."""

    http: httpx.AsyncClient
    desk: Desk

    async def open(self, path: str) -> Read:
        return Read(await self.http.get(path, follow_redirects=True))

    async def send(self, page: Read, which: Form | None = None, /, **filled: str | list[str]) -> Read:
        """A form as it stands there, with what was filled in; names with dots have two underscores here."""
        form = which or page.form
        said = {name.replace("__", "."): value for name, value in filled.items()}
        body = {**form.values, **{k: v if isinstance(v, list) else [v] for k, v in said.items()}}
        to = page.address.join(form.action) if form.action else page.address
        if form.method == "get":  # as a browser does: what is asked stands in the address
            return Read(await self.http.get(to, params=body, follow_redirects=True))
        return Read(await self.http.request(form.method.upper(), to, data=body, follow_redirects=True))

    async def sign_in(self, person: str) -> Read:
        return await self.send(await self.open("/desk/sign-in"), person=person)


@pytest_asyncio.fixture(loop_scope="session")
async def browser(county: Desk) -> AsyncIterator[Browser]:
    transport = httpx.ASGITransport(app=county.app)
    async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as http:
        yield Browser(http, county)
