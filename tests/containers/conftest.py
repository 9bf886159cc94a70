"""An engine of containers, the images, and a county in them, once for all tests."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from deploy.images import debian, dockerd
from deploy.images.recipes import RECIPES, Kitchen
from tests.containers.county import County, note

NEEDED = ("fengqiao", "postgres", "temporal-trial")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where there is no engine they say so, and skip."""
    why = dockerd.why_not() or (None if _home().exists() else debian.why_not())
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.acceptance)
            if why:
                item.add_marker(pytest.mark.skip(reason=why))


def _home() -> Path:
    """Where layers lie from one run to the next."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get("FENGQIAO_IMAGES") or cache / "fengqiao" / "images")


@pytest.fixture(scope="session")
def kitchen() -> Kitchen:
    _home().mkdir(parents=True, exist_ok=True)
    return Kitchen(_home())


@pytest.fixture(scope="session")
def docker() -> Iterator[str]:
    """Where the engine answers; testcontainers asks there too. What is left over we clear away ourselves."""
    with dockerd.engine() as address, pytest.MonkeyPatch.context() as environment:
        environment.setenv("DOCKER_HOST", address)
        environment.setenv("TESTCONTAINERS_RYUK_DISABLED", "true")
        environment.setattr("testcontainers.core.config.testcontainers_config.ryuk_disabled", True)
        yield address


# An image that a variable names is taken as it is; the others are made of this tree.
SETTINGS = {
    "fengqiao": "FENGQIAO_IMAGE",
    "postgres": "POSTGRES_IMAGE",
    "temporal-trial": "TEMPORAL_TRIAL_IMAGE",
    "provider": "OIDC_IMAGE",
}


def made(name: str, kitchen: Kitchen, docker: str) -> str:
    """The name of an image that the engine knows."""
    if named := os.environ.get(SETTINGS[name]):
        return named
    began = time.monotonic()
    image = RECIPES[name](kitchen)
    built = time.monotonic() - began
    dockerd.load(image, docker)
    note(
        "image",
        name=name,
        megabytes=round(image.size / 1e6),
        seconds_to_build=round(built, 1),
        seconds_to_load=round(time.monotonic() - began - built, 1),
    )
    return image.name


@pytest.fixture(scope="session")
def images(kitchen: Kitchen, docker: str) -> dict[str, str]:
    return {name: made(name, kitchen, docker) for name in NEEDED}


@pytest.fixture(scope="session")
def provider_image(kitchen: Kitchen, docker: str) -> str:
    return made("provider", kitchen, docker)


@pytest.fixture(scope="session")
def county(images: dict[str, str], docker: str) -> Iterator[County]:
    with TemporaryDirectory(prefix="fengqiao-containers-") as home:
        Path(home).chmod(0o711)  # those in containers come through it to what they may read
        began = time.monotonic()
        with County(Path(home), images) as county:
            note("a county is up", seconds=round(time.monotonic() - began, 1))
            yield county
