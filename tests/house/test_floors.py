"""No library is older than the version in which its known holes were closed, and some are not used at all."""

import re
from importlib.metadata import version

import pytest

from tests.house.repository import ROOT

# At least this, because of the advisory beside it. Once a hole is known, its row is raised, and `make lock`
# run, within the days that docs/decisions/0037 gives.
FLOORS = {
    "authlib": ((1, 7, 1), "CVE-2026-27962, a key that the token brings; CVE-2026-44681"),
    "cryptography": ((50, 0, 0), "the OpenSSL in its wheel"),
    "fastapi": ((0, 160, 0), "the same line as starlette"),
    "h11": ((0, 16, 0), "CVE-2025-43859, chunks that end in something else"),
    "httptools": ((0, 6, 3), "strict reading of lengths and chunks"),
    "jinja2": ((3, 1, 6), "CVE-2025-27516, a way out of the sandbox"),
    "joserfc": ((1, 6, 8), "CVE-2026-49852, an empty key; b64=false"),
    "jsonschema": ((4, 26, 0), "the reference implementation, as reviewed"),
    "python-multipart": ((0, 0, 30), "CVE-2026-24486, paths; CVE-2026-40347, -42561, endless parts"),
    "starlette": ((1, 5, 1), "CVE-2025-62727 and its kin: ranges; CVE-2026-48710, -54283"),
    "urllib3": ((2, 5, 0), "CVE-2025-50181, redirects"),
    "uvicorn": ((0, 40, 0), "as reviewed in docs/decisions/0037"),
}
# Unmaintained, with known holes, or a second one of something there is.
BANNED = {
    "bcrypt", "fastapi-csrf-protect", "passlib", "pycrypto", "pyjwt", "python-jose",
    "pyyaml-include", "starlette-csrf", "xmlsec",
}  # fmt: skip


def locked(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return dict(re.findall(r"^([a-z0-9][\w.-]*)(?:\[[\w,]+\])?==([\w.]+)", text, re.MULTILINE))


def numbers(said: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", said)[:3]))


@pytest.mark.parametrize("library", FLOORS)
def test_a_library_is_not_older_than_its_floor(library: str) -> None:
    floor, _ = FLOORS[library]

    assert numbers(locked("dev")[library]) >= floor
    assert numbers(version(library)) >= floor


def test_what_is_installed_is_what_is_locked() -> None:
    for library in FLOORS:
        assert version(library) == locked("dev")[library]


def test_what_is_banned_is_nowhere_locked() -> None:
    assert BANNED & (locked("run").keys() | locked("dev").keys()) == set()


def test_an_older_one_would_be_found() -> None:
    assert numbers("1.5.0") < FLOORS["starlette"][0] <= numbers("1.10.0")
    assert numbers("0.9.0rc1") < (1, 0, 0)
