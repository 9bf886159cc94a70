"""A bundle that is not as it was made is not installed, and nothing of it."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from deploy.bundle import build
from deploy.supply.locked import Locked
from tests.house.repository import ROOT

_DPKG_DEB, _APT = (shutil.which(each) or each for each in ("dpkg-deb", "apt-get"))


@pytest.fixture
def thin(tmp_path: Path) -> Path:
    """A bundle that holds nothing to install, but is whole."""
    home = tmp_path / "fengqiao-0"
    (home / "wheels").mkdir(parents=True)
    (home / "wheels" / "a.whl").write_text("a")
    (home / "VERSION").write_text("0 none\n")
    (home / "run.txt").touch()
    shutil.copy(ROOT / "deploy" / "bundle" / "install.sh", home / "install.sh")
    (home / "SHA256SUMS").write_text(build.sums(home))
    return home


def installed(home: Path, *more: str) -> subprocess.CompletedProcess[str]:
    places = [
        part for name in ("prefix", "config", "data") for part in (f"--{name}", str(home.parent / name))
    ]
    # No Python: what passes the checks gets this far, and no further.
    return subprocess.run(
        [str(home / "install.sh"), *places, "--user", "nobody", "--no-service", "--no-packages", *more],
        env={**os.environ, "PYTHON": "/bin/false", "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )


def nothing_was_made(home: Path) -> bool:
    return not any((home.parent / each).exists() for each in ("prefix", "config", "data"))


@pytest.mark.parametrize("how", ["a changed byte", "a missing file", "a file too many", "no digests"])
def test_what_is_not_as_it_was_made_is_refused(how: str, thin: Path) -> None:
    if how == "a changed byte":
        (thin / "wheels" / "a.whl").write_text("b")
    if how == "a missing file":
        (thin / "wheels" / "a.whl").unlink()
    if how == "a file too many":
        (thin / "wheels" / "b.whl").write_text("b")
    if how == "no digests":
        (thin / "SHA256SUMS").unlink()

    done = installed(thin)

    assert done.returncode == 1
    assert done.stderr
    assert nothing_was_made(thin)


def test_only_the_signature_of_the_key_that_is_named_fits(
    thin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [Ed25519PrivateKey.generate() for _ in range(2)]
    for number, key in enumerate(keys):
        public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        (thin.parent / f"{number}.pem").write_bytes(public)
    secret = thin.parent / "secret.pem"
    secret.write_bytes(keys[0].private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    monkeypatch.setenv("FENGQIAO_RELEASE_KEY", str(secret))
    build._sign(thin)

    fits = installed(thin, "--key", str(thin.parent / "0.pem"))
    other = installed(thin, "--key", str(thin.parent / "1.pem"))

    assert "the signature fits" in fits.stdout
    assert "signature does not fit" in other.stderr
    assert nothing_was_made(thin)


def test_a_wheel_that_is_not_locked_or_one_too_few_makes_no_bundle(tmp_path: Path) -> None:
    (tmp_path / "a.whl").write_text("a")
    good = hashlib.sha256(b"a").hexdigest()
    lock = [
        Locked("a", "1", "", frozenset({good})),
        Locked("win", "1", "sys_platform == 'win32'", frozenset({"0"})),
    ]

    build.compare(tmp_path, lock)
    (tmp_path / "b.whl").write_text("b")
    with pytest.raises(build.Unlike, match=r"b\.whl"):
        build.compare(tmp_path, lock)
    (tmp_path / "b.whl").unlink()
    with pytest.raises(build.Unlike, match=r"missing: \['c'\]"):
        build.compare(tmp_path, [*lock, Locked("c", "1", "", frozenset({"1"}))])


@pytest.mark.skipif(not (shutil.which("dpkg-deb") and shutil.which("apt-get")), reason="no Debian tools here")
def test_apt_takes_packages_by_the_index_and_refuses_a_changed_one(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    (tree / "DEBIAN").mkdir(parents=True)
    about = (
        "Package: parcel\nVersion: 1:1.0\nArchitecture: all\nMaintainer: N <n@example>\nDescription: one\n"
    )
    (tree / "DEBIAN" / "control").write_text(about)
    (tmp_path / "fetched").mkdir()
    package = tmp_path / "fetched" / "parcel_1%3a1.0_all.deb"
    subprocess.run([_DPKG_DEB, "--build", str(tree), str(package)], check=True, capture_output=True)

    listed = build._put_debian(tmp_path / "debian", tmp_path / "fetched")

    assert listed == [("parcel", "1:1.0", "all")]
    assert downloaded(tmp_path).returncode == 0
    with (tmp_path / "debian" / "parcel_1_1.0_all.deb").open("ab") as changed:
        changed.write(b"x")
    assert downloaded(tmp_path).returncode != 0


def downloaded(home: Path) -> subprocess.CompletedProcess[str]:
    shutil.rmtree(home / "state", ignore_errors=True)
    for before in home.glob("*.deb"):
        before.unlink()
    (home / "state" / "lists" / "partial").mkdir(parents=True)
    (home / "sources").write_text(f"deb [trusted=yes] file:{home / 'debian'} ./\n")
    options = {
        "Dir::Etc::SourceList": home / "sources",
        "Dir::Etc::SourceParts": "/dev/null",
        "Dir::State::Lists": home / "state" / "lists",
        "APT::Sandbox::User": "root",
        "Debug::NoLocking": 1,
    }
    said = [part for name, value in options.items() for part in ("-o", f"{name}={value}")]
    updated = subprocess.run([_APT, *said, "update"], capture_output=True, text=True, check=False)
    if updated.returncode:
        return updated
    return subprocess.run(
        [_APT, *said, "download", "parcel"], cwd=home, capture_output=True, text=True, check=False
    )
