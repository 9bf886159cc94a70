"""Certificates for a production engine, from authorities of its own.

Two authorities, of which neither vouches for the other's people: one for the engine's nodes, one for those
who come to it. A caller's certificate must not open the doors between the nodes, where no token is asked for.
"""

import ipaddress
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NODES, CLIENTS = "nodes", "clients"
AUTHORITY_DAYS, CERTIFICATE_DAYS = 3650, 397
_SKEW = timedelta(minutes=5)  # clocks of machines differ


def ensure_authority(directory: Path, name: str) -> Path:
    """The certificate of the authority of that name, made with its key unless they are there."""
    certificate, key_file = directory / f"{name}-ca.pem", directory / f"{name}-ca.key"
    if certificate.exists() and key_file.exists():
        return certificate
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"fengqiao {name}")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _SKEW)
        .not_valid_after(now + timedelta(days=AUTHORITY_DAYS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_may(certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    write(key_file, _pem(key))
    write(certificate, made.public_bytes(serialization.Encoding.PEM))
    return certificate


def issue(
    directory: Path,
    authority: str,
    name: str,
    hosts: tuple[str, ...] = (),
    *,
    days: float = CERTIFICATE_DAYS,
) -> tuple[Path, Path]:
    """A new certificate of that name, and its key, vouched for by the authority: the two files.

    ``hosts``: the names and addresses it answers at; a node needs at least one, a caller none. What stood in
    the files before is replaced, each whole.
    """
    issuer = x509.load_pem_x509_certificate(ensure_authority(directory, authority).read_bytes())
    authority_key = serialization.load_pem_private_key(
        (directory / f"{authority}-ca.key").read_bytes(), password=None
    )
    assert isinstance(authority_key, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(UTC)
    uses = [ExtendedKeyUsageOID.CLIENT_AUTH]  # nodes are each other's callers too
    if hosts:
        uses.append(ExtendedKeyUsageOID.SERVER_AUTH)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(issuer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _SKEW)
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_may(certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage(uses), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False
        )
    )
    if hosts:
        names = x509.SubjectAlternativeName([_host(each) for each in hosts])
        builder = builder.add_extension(names, critical=False)
    made = builder.sign(authority_key, hashes.SHA256())
    certificate, key_file = directory / f"{name}.pem", directory / f"{name}.key"
    write(key_file, _pem(key))
    write(certificate, made.public_bytes(serialization.Encoding.PEM))
    return certificate, key_file


def write(file: Path, content: bytes) -> None:
    """Whole or not at all, readable by its owner alone."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_name(f".{file.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "wb") as new:
        new.write(content)
    draft.rename(file)


def _host(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _may(*, certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates,
        key_cert_sign=certificates,
        crl_sign=certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
