"""What pages need beside themselves: fetched once, and anew when it has changed; and what is said where there
is no page, or where one breaks."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest

from pages import kept, tracking
from tests.pages.conftest import Browser


async def test_what_a_page_names_may_be_kept_for_ever_for_its_address_changes_with_it(
    browser: Browser,
) -> None:
    page = await browser.open("/")
    named = re.findall(r'"(/assets/[^"]+)"', page.html)

    answers = [await browser.http.get(each) for each in named]

    assert len(named) == 3
    assert [each.headers["cache-control"] for each in answers] == ["public, max-age=31536000, immutable"] * 3


@pytest.mark.parametrize("asked", ["", "?v=000000000000"])
async def test_under_another_address_a_browser_asks_whether_it_has_changed(
    browser: Browser, asked: str
) -> None:
    first = await browser.http.get(f"/assets/house.css{asked}")
    second = await browser.http.get("/assets/house.css", headers={"If-None-Match": first.headers["etag"]})

    assert (first.status_code, first.headers["cache-control"]) == (200, "no-cache")
    assert (second.status_code, second.content) == (304, b"")


async def test_it_goes_out_packed_to_whoever_can_unpack_it(browser: Browser) -> None:
    plain = await browser.http.get("/assets/house.css", headers={"Accept-Encoding": "identity"})
    packed = await browser.http.get("/assets/house.css", headers={"Accept-Encoding": "gzip"})

    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < len(plain.content) / 2


def test_what_does_not_get_smaller_goes_out_as_it_is(tmp_path: Path) -> None:
    noise = tmp_path / "noise.png"
    noise.write_bytes(gzip.compress(bytes(range(256))))

    assert kept.read(noise).packed is None
    assert kept.read(noise).media_type == "image/png"


@pytest.mark.parametrize("name", ["nothing.css", "%2e%2e%2fdoor.py"])
async def test_nothing_else_is_fetched_there(browser: Browser, name: str) -> None:
    assert (await browser.http.get(f"/assets/{name}")).status_code == 404


async def test_a_page_that_is_not_there_says_so_as_a_page(browser: Browser) -> None:
    page = await browser.open("/desk/nowhere")

    assert page.status == 404
    assert "没有找到" in page.text
    assert "/" in page.links.values()


async def test_a_page_that_breaks_says_so_as_a_page_and_tells_nothing_of_it(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("what nobody should read")

    monkeypatch.setattr(tracking, "drawn", broken)

    page = await browser.open("/window/track")

    assert page.status == 500
    assert "系统出了故障" in page.text
    assert "nobody should read" not in page.html
