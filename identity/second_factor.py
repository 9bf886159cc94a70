"""The second factor (双因素之二): codes by time on a device of the person's own, and codes for the day it is
lost."""

import os
import secrets
from datetime import datetime

import pyotp
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pyotp.utils import strings_equal

RECOVERY_CODES = 10
_RECOVERY_CHARACTERS = 28  # of 32: 140 bits; of fewer than 112 a digest would not do
_GROUP = 4
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's
_MISREAD = str.maketrans("ILO", "110", "- ")
_NONCE_BYTES = 12
_ISSUER = "枫桥 Fengqiao"


def new_seed() -> str:
    """What the person's device and we share, in base32."""
    return pyotp.random_base32()


def enrolment_uri(seed: str, login: str) -> str:
    """What is shown as a QR code: ``otpauth://totp/…``."""
    return pyotp.TOTP(seed).provisioning_uri(name=login, issuer_name=_ISSUER)


def step_of(seed: str, code: str, at: datetime, after: int) -> int | None:
    """The half minute this code belongs to: this one, the last or the next, and later than ``after``, so that
    each is good once. None if it is no such code."""
    totp = pyotp.TOTP(seed)
    now = totp.timecode(at)
    near = (step for step in (now, now - 1, now + 1) if step > after)
    return next((step for step in near if strings_equal(totp.generate_otp(step), code)), None)


def new_recovery_codes() -> list[str]:
    """Codes for the day the device is lost, to be written down: each is good once."""
    return ["-".join(_groups()) for _ in range(RECOVERY_CODES)]


def as_recovery_code(code: str) -> str | None:
    """A recovery code as it is compared, however it was typed; None if it is none."""
    typed = code.upper().translate(_MISREAD)
    is_one = len(typed) == _RECOVERY_CHARACTERS and set(typed) <= set(_ALPHABET)
    return typed if is_one else None


def _groups() -> list[str]:
    return [
        "".join(secrets.choice(_ALPHABET) for _ in range(_GROUP))
        for _ in range(_RECOVERY_CHARACTERS // _GROUP)
    ]


class Safe:
    """Keeps the seeds: each is sealed under a key of the installation, for one person.

    Raises cryptography.exceptions.InvalidTag where a seed was sealed with another key, or for another person.
    """

    def __init__(self, secret: str) -> None:
        key = HKDF(SHA256(), 32, None, b"fengqiao second factors").derive(secret.encode())
        self._cipher = AESGCM(key)

    def seal(self, seed: str, person: str) -> bytes:
        """As it is kept."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, seed.encode(), person.encode())

    def open(self, sealed: bytes, person: str) -> str:
        """The seed."""
        return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], person.encode()).decode()
