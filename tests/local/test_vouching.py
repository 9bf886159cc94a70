"""Certificates and tokens for a production engine, as an operator makes them on the command line."""

import json
import ssl
import stat
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError
from joserfc.jwk import KeySet
from typer.testing import CliRunner

from desk.engine_commands import engine_app
from local import certificates, tokens


def run(*arguments: str | Path) -> str:
    done = CliRunner().invoke(engine_app, [str(each) for each in arguments])
    assert done.exit_code == 0, done.output
    return done.output


def certificate(file: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(file.read_bytes())


def shake_hands(directory: Path, server: str, client: str, *, callers: str) -> None:
    """A handshake of both sides in memory. Raises SSLError where one does not take the other."""
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(directory / f"{server}.pem", directory / f"{server}.key")
    theirs.load_verify_locations(directory / f"{callers}-ca.pem")
    theirs.verify_mode = ssl.CERT_REQUIRED
    ours = ssl.create_default_context(cafile=directory / f"{certificates.NODES}-ca.pem")
    ours.load_cert_chain(directory / f"{client}.pem", directory / f"{client}.key")
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    sides = [
        theirs.wrap_bio(up, down, server_side=True),
        ours.wrap_bio(down, up, server_hostname="engine.example"),
    ]
    for _ in range(4):
        for side in sides:
            with suppress(ssl.SSLWantReadError):
                side.do_handshake()


@pytest.fixture
def made(tmp_path: Path) -> Path:
    run("node", tmp_path, "node-1", "--host", "engine.example", "--host", "10.0.0.5")
    run("client", tmp_path, "worker")
    return tmp_path


def test_a_caller_is_known_at_the_door_for_callers(made: Path) -> None:
    shake_hands(made, "node-1", "worker", callers=certificates.CLIENTS)


def test_a_caller_is_nobody_at_the_doors_between_nodes(made: Path) -> None:
    with pytest.raises(ssl.SSLError, match="verify failed"):
        shake_hands(made, "node-1", "worker", callers=certificates.NODES)


def test_a_node_is_known_at_the_doors_between_nodes(made: Path) -> None:
    shake_hands(made, "node-1", "node-1", callers=certificates.NODES)


def test_a_node_answers_at_its_names_and_addresses(made: Path) -> None:
    names = certificate(made / "node-1.pem").extensions.get_extension_for_class(x509.SubjectAlternativeName)

    assert names.value.get_values_for_type(x509.DNSName) == ["engine.example"]
    assert [str(each) for each in names.value.get_values_for_type(x509.IPAddress)] == ["10.0.0.5"]


def test_a_new_certificate_is_of_the_same_authority(made: Path) -> None:
    authority, first = certificate(made / "clients-ca.pem"), certificate(made / "worker.pem")

    run("client", made, "worker", "--days", "30")

    again = certificate(made / "worker.pem")
    assert certificate(made / "clients-ca.pem") == authority
    assert again.serial_number != first.serial_number
    assert (again.not_valid_after_utc - datetime.now(UTC)).days in {29, 30}
    public = authority.public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    again.verify_directly_issued_by(authority)


def test_what_is_secret_only_its_owner_reads(made: Path) -> None:
    run("token", made, "worker", "--permission", "fengqiao:write", "--into", made / "token")

    assert {stat.S_IMODE(file.stat().st_mode) for file in made.iterdir()} == {0o600}


def claims(directory: Path, file: Path) -> dict[str, object]:
    keys = KeySet.import_key_set(json.loads((directory / "jwks.json").read_text()))
    return dict(jwt.decode(file.read_text().strip(), keys, algorithms=["ES256"]).claims)


def test_a_token_says_who_comes_and_what_they_may(tmp_path: Path) -> None:
    file = tmp_path / "token"
    run(
        *("token", tmp_path, "api", "--permission", "fengqiao:write"),
        *("--permission", "fengqiao-sealed:write", "--into", file, "--hours", "2"),
    )

    said = claims(tmp_path, file)
    assert (said["sub"], said["aud"]) == ("api", [tokens.AUDIENCE])
    assert said["permissions"] == ["fengqiao:write", "fengqiao-sealed:write"]
    assert isinstance(said["exp"], int)
    assert 7000 < said["exp"] - time.time() <= 7200


def test_the_engine_is_told_no_private_part(tmp_path: Path) -> None:
    tokens.ensure_key(tmp_path)

    (known,) = json.loads((tmp_path / "jwks.json").read_text())["keys"]
    assert "d" not in known
    assert (known["kty"], known["crv"], known["alg"]) == ("EC", "P-256", "ES256")


def test_a_key_is_changed_in_two_steps(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    run("token", tmp_path, "api", "--permission", "fengqiao:write", "--into", old)

    run("token-key", tmp_path)
    run("token", tmp_path, "api", "--permission", "fengqiao:write", "--into", new)
    assert claims(tmp_path, old)["sub"] == claims(tmp_path, new)["sub"] == "api"

    run("token-key", tmp_path, "--forget")
    assert claims(tmp_path, new)["sub"] == "api"
    with pytest.raises(InvalidKeyIdError):
        claims(tmp_path, old)
