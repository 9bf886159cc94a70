"""The wall fits its screen: nobody stands there to scroll."""

import json
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from fastapi.encoders import jsonable_encoder
from playwright.sync_api import Browser

import counties
import pages
from api.samples import SAMPLES
from pages import charts
from pages.drawing import Reader, drawn

UNITS = 18  # with work at once, each a line
STYLES = (Path(pages.__file__).parent / "assets" / "house.css").read_text(encoding="utf-8")


def overview() -> tuple[dict[str, Any], dict[str, Any]]:
    """A county with much to do: every count has three digits, and each of many units has a line."""
    seen = json.loads(json.dumps(jsonable_encoder(SAMPLES["read_overview"])))
    tables = {table["part"]: table for table in seen["tables"]}
    row = tables["units"]["rows"][0]
    tables["units"]["rows"] = [
        {**deepcopy(row), "of": [unit.id], "words": {"zh": unit.name, "en": unit.name}}
        for unit in counties.units("demo")[:UNITS]
    ]
    for each in (cell for table in tables.values() for row in table["rows"] for cell in row["cells"]):
        each["count"] = 128
    return seen, tables


def wall(seen: Mapping[str, Any], tables: Mapping[str, Any], *, is_training: bool) -> str:
    reader = Reader(language="zh", here="/desk/wall", is_training=is_training)
    answer = drawn(
        reader, "wall.html", seen=seen, tables=tables, is_light=False, is_still=True, charts=charts
    )
    return bytes(answer.body).decode()


@pytest.mark.parametrize("is_training", [False, True])
def test_all_of_the_wall_is_seen_at_once_on_a_screen_of_1920_by_1080(
    chromium: Browser, is_training: bool
) -> None:
    page = chromium.new_page(viewport={"width": 1920, "height": 1080})
    page.set_content(wall(*overview(), is_training=is_training))
    page.add_style_tag(content=STYLES)
    page.wait_for_function("[...document.images].every(image => image.complete)")

    below = page.evaluate("document.querySelector('main').getBoundingClientRect().bottom")
    broad = page.evaluate("document.documentElement.scrollWidth")
    lines = page.locator('section[aria-labelledby="units"] tbody tr').count()
    page.close()

    assert lines == UNITS
    assert below <= 1080
    assert broad <= 1920
