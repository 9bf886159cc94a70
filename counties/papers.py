"""Where a county keeps the wording of its documents (文书模板): beside its editions."""

from collections.abc import Iterator
from pathlib import Path

from counties import all_editions

HERE = Path(__file__).parent


def papers_folder(county: str) -> Path | None:
    """The folder of a county's templates, if it has one."""
    beside = (HERE / each.id.partition("/")[0] / "papers" for each in all_editions() if each.county == county)
    return next((each for each in beside if each.is_dir()), None)


def papers_folders() -> Iterator[Path]:
    """Every folder of templates there is."""
    for county in sorted({each.county for each in all_editions()}):
        if (folder := papers_folder(county)) is not None:
            yield folder
