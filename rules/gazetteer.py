"""The gazetteer (地名与网格): which place lies in which grid, and whose unit that is. Dated data, handed in.

A place is known by the code on its label, and has no person in it. Where a place has no grid, its village
answers for it; where it has no village, its township; and where nothing is known, the county.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PlaceKind(StrEnum):
    """What a place is (场所类别)."""

    ROAD = "road"  # 道路、巷道
    RESIDENTIAL = "residential"  # 居住区
    PUBLIC_SPACE = "public-space"  # 广场、公园
    SCHOOL = "school"  # 学校周边
    MARKET = "market"  # 市场、商铺
    WATERSIDE = "waterside"  # 河道、水库
    CONSTRUCTION = "construction"  # 工地
    FACILITY = "facility"  # 公共设施
    FARMLAND = "farmland"  # 农田、山林
    ELSEWHERE = "elsewhere"  # 其他


class Found(StrEnum):
    """By what the unit of a place was found."""

    GRID = "grid"  # 按网格
    VILLAGE = "village"  # 按村（社区）
    TOWNSHIP = "township"  # 按乡镇（街道）
    COUNTY = "county"  # 无从确定的, 由县级中心


@dataclass(frozen=True)
class Grid:  # 网格
    """A grid lies in one village, whose grid workers' seat answers for it."""

    code: str
    village: str
    township: str


@dataclass(frozen=True)
class Place:  # 地点
    """``grid``, ``village`` and ``township`` as far as they are known."""

    code: str
    kind: PlaceKind
    name: str
    grid: str | None = None
    village: str | None = None
    township: str | None = None


@dataclass(frozen=True)
class Gazetteer:
    """Every place and grid of a county from a day on, in one version."""

    version: str
    county: str
    in_force_from: date
    grids: tuple[Grid, ...]
    places: tuple[Place, ...]

    def place(self, code: str) -> Place | None:
        return next((each for each in self.places if each.code == code), None)


@dataclass(frozen=True)
class Location:  # 所在
    """Where something is, and the unit that answers there."""

    unit: str
    found: Found
    place: str | None = None
    place_kind: PlaceKind | None = None
    grid: str | None = None
    village: str | None = None
    township: str | None = None


def located(place: Place, grids: Collection[Grid], county: str) -> Location:
    """County policy 40 属地: the grid of a place, or else its village, its township, the county."""
    grid = next((each for each in grids if each.code == place.grid), None)
    village = grid.village if grid else place.village
    township = grid.township if grid else place.township
    unit, found = _answering(grid, village, township, county)
    return Location(
        unit=unit,
        found=found,
        place=place.code,
        place_kind=place.kind,
        grid=grid.code if grid else None,
        village=village,
        township=township,
    )


def located_by_unit(village: str | None, township: str | None, county: str) -> Location:
    """County policy 40 属地: where no place is known, as far as somebody has said where it is."""
    unit, found = _answering(None, village, township, county)
    return Location(unit=unit, found=found, village=village, township=township)


def _answering(
    grid: Grid | None, village: str | None, township: str | None, county: str
) -> tuple[str, Found]:
    if grid:
        return grid.village, Found.GRID
    if village:
        return village, Found.VILLAGE
    return (township, Found.TOWNSHIP) if township else (county, Found.COUNTY)
