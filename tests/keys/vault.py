"""A key management service with the wire of a Transit engine, over HTTPS, with an authority of its own.

It really wraps, really checks its token and the name a key was wrapped under, and can be away.
"""

import base64
import json
import os
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.x509.oid import NameOID

TOKEN = "hvs.token-of-tests"


@dataclass
class Vault:
    """The service as its operator knows it."""

    directory: Path
    wrapping: bytes = field(default_factory=lambda: os.urandom(32))
    answers: int = 0
    says: tuple[int, bytes] | None = None  # what it answers instead, if it is out of order

    @property
    def authorities(self) -> Path:
        return self.directory / "certificate.pem"

    def encrypt(self, plaintext: bytes, bound: bytes) -> str:
        nonce = os.urandom(12)
        sealed = nonce + AESGCM(self.wrapping).encrypt(nonce, plaintext, bound)
        return f"vault:v1:{base64.b64encode(sealed).decode()}"

    def decrypt(self, ciphertext: str, bound: bytes) -> bytes:
        sealed = base64.b64decode(ciphertext.removeprefix("vault:v1:"))
        return AESGCM(self.wrapping).decrypt(sealed[:12], sealed[12:], bound)

    def answer(self, path: str, token: str | None, said: dict[str, str]) -> tuple[int, bytes]:
        self.answers += 1
        if self.says:
            return self.says
        if token != TOKEN:
            return 403, b'{"errors": ["permission denied"]}'
        bound = base64.b64decode(said["associated_data"])
        try:
            if path == "/v1/transit/encrypt/fengqiao":
                data = {"ciphertext": self.encrypt(base64.b64decode(said["plaintext"]), bound)}
            elif path == "/v1/transit/decrypt/fengqiao":
                data = {"plaintext": base64.b64encode(self.decrypt(said["ciphertext"], bound)).decode()}
            else:
                return 404, b'{"errors": []}'
        except InvalidTag:
            return 400, b'{"errors": ["cipher: message authentication failed"]}'
        return 200, json.dumps({"data": data}).encode()

    @contextmanager
    def open(self) -> Iterator[str]:
        """While it is there: the address of its Transit engine."""
        vault = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status, said = vault.answer(self.path, self.headers.get("X-Vault-Token"), body)
                self.send_response(status)
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, *_: object) -> None:
                """Nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.authorities, self.directory / "key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"https://127.0.0.1:{server.server_port}/v1/transit"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def vault_in(directory: Path) -> Vault:
    """A service with a certificate for this machine, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "key service of tests")])
    now, here = datetime.now(UTC), x509.IPAddress(IPv4Address("127.0.0.1"))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([here]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (directory / "certificate.pem").write_bytes(certificate.public_bytes(pem))
    (directory / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return Vault(directory)
