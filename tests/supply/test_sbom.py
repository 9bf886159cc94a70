"""The list of what is shipped holds exactly what the lock holds, digests and terms included."""

import copy
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from deploy.supply import sbom
from deploy.supply.locked import RUN, locked

DEBIAN = "libpango-1.0-0\t1.50.12+ds-1\tamd64\nfonts-noto-cjk\t1:20220127+repack1-1\tall\n"


@pytest.fixture(scope="module")
def listed() -> dict[str, Any]:
    return sbom.sbom(debian=sbom.read_debian(DEBIAN))


def test_what_is_listed_is_what_is_locked_digest_by_digest(listed: dict[str, Any]) -> None:
    assert sbom.differences(listed, locked()) == []
    assert len(locked()) > 100


def test_what_is_missing_too_many_or_another_file_is_told(listed: dict[str, Any]) -> None:
    changed = copy.deepcopy(listed)
    first, second, third = (each for each in changed["components"][:3])
    changed["components"].remove(first)
    second["version"] += ".1"
    third["externalReferences"][0]["hashes"][0]["content"] = "0" * 64

    assert sbom.differences(changed, locked()) == [
        f"not listed: {first['name']} {first['version']}",
        f"not listed: {second['name']} {second['version'].removesuffix('.1')}",
        f"not locked: {second['name']} {second['version']}",
        f"other digests: {third['name']} {third['version']}",
    ]


def test_a_line_of_the_lock_without_a_digest_is_no_lock(tmp_path: Any) -> None:
    lock = tmp_path / "run.txt"
    lock.write_text(RUN.read_text() + "\nleftpad==1.0.0\n")

    with pytest.raises(ValueError, match="digests"):
        locked(lock)


def test_every_component_says_its_terms_and_none_says_a_registry(listed: dict[str, Any]) -> None:
    ours = [each for each in listed["components"] if each["purl"].startswith("pkg:pypi/")]

    assert [each["name"] for each in ours if not each["licenses"][0]["expression"]] == []
    assert "://" not in sbom.written({"components": listed["components"]})


def test_the_packages_of_an_image_are_listed_beside_the_libraries(listed: dict[str, Any]) -> None:
    debian = [each["purl"] for each in listed["components"] if each["purl"].startswith("pkg:deb/")]

    assert debian == [
        "pkg:deb/debian/fonts-noto-cjk@1%3A20220127%2Brepack1-1?arch=all",
        "pkg:deb/debian/libpango-1.0-0@1.50.12%2Bds-1?arch=amd64",
    ]


def test_it_is_cyclonedx_and_twice_the_same(listed: dict[str, Any]) -> None:
    written = sbom.written(listed)

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(written) is None
    assert written == sbom.written(sbom.sbom(debian=sbom.read_debian(DEBIAN)))
