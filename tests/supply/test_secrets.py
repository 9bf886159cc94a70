"""What looks like a secret is found, wherever it is planted, and what is in the baseline was looked at."""

import base64
import secrets
from pathlib import Path

import pytest

from deploy.supply import secrets as looking
from tests.house.repository import ROOT

KEY = base64.b64encode(secrets.token_bytes(32)).decode()
PLANTED = {
    "settings.py": f'KEEPER = "{KEY}"\n',
    "example.env": f"FENGQIAO_TOKEN_KEY={secrets.token_urlsafe(32)}\n",
    "values.yaml": f"database:\n  password: {secrets.token_urlsafe(18)}\n",
    "notes.md": f"postgresql://fengqiao:{secrets.token_urlsafe(12)}@db.example:5432/fengqiao\n",
    "server.pem": "-----BEGIN " + "PRIVATE KEY-----\nMIIB\n-----END " + "PRIVATE KEY-----\n",
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_secret_is_found_and_its_words_are_not_repeated(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(PLANTED[name])

    found = looking.new(looking.found_in([tmp_path / name], tmp_path), looking.looked_at())

    assert found
    assert all(each.startswith(f"{name}:") for each in found)
    assert not any(KEY in each for each in found)


def test_what_somebody_has_looked_at_is_not_told_again(tmp_path: Path) -> None:
    (tmp_path / "settings.py").write_text(PLANTED["settings.py"])
    found = looking.found_in([tmp_path / "settings.py"], tmp_path)

    assert looking.new(found, set(found)) == []


def test_an_ordinary_line_is_no_finding(tmp_path: Path) -> None:
    (tmp_path / "settings.py").write_text('api_host: str = "127.0.0.1"\nFENGQIAO_IDENTITY = "local"\n')

    assert looking.found_in([tmp_path / "settings.py"], tmp_path) == {}


def test_what_an_installation_is_shown_as_an_example_holds_nothing_new() -> None:
    shown = [
        path for path in looking.ours() if path.parts[len(ROOT.parts)] in {"deploy", "settings.py", ".ci"}
    ]

    assert looking.new(looking.found_in(shown), looking.looked_at()) == []
    assert len(shown) > 5


def test_what_stands_in_the_baseline_is_still_there() -> None:
    kept = {name for name, _, _ in looking.looked_at()}

    assert sorted(name for name in kept if not (ROOT / name).exists()) == []
