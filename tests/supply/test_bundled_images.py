"""Which archives of a directory go along as images: those that an engine of containers would load."""

import io
import tarfile
from pathlib import Path

import pytest

from deploy.bundle.build import _is_image


@pytest.mark.parametrize(
    ("inside", "goes_along"),
    [(("manifest.json", "layer.tar"), True), (("usr/bin/env", "etc/manifest.json"), False), ((), False)],
)
def test_an_image_goes_along_and_what_it_was_made_of_does_not(
    tmp_path: Path, inside: tuple[str, ...], goes_along: bool
) -> None:
    with tarfile.open(tmp_path / "any.tar", "w") as archive:
        for name in inside:
            archive.addfile(tarfile.TarInfo(name), io.BytesIO())

    assert _is_image(tmp_path / "any.tar") is goes_along
