"""A ring of keys as a setting writes it, and what is said of a key that is on no ring."""

import base64
import binascii

KEY_BYTES = 32
_FROM_A_FILE = "file:"
_WRAPPED = "vault:"  # as the key service marks what it wrapped


class UnknownKey(Exception):
    """Something is sealed with a key this process was not given; the key's id is its argument.

    Nothing is lost: once the key is on the ring again, it is opened.
    """


def in_a_file(setting: str) -> str | None:
    """The path of the file in which a setting says that its keys stand; None if they stand in it."""
    return setting.removeprefix(_FROM_A_FILE) if setting.startswith(_FROM_A_FILE) else None


def is_wrapped(entry: str) -> bool:
    """Whether a key is wrapped by the key service."""
    return entry.startswith(_WRAPPED)


def entries(setting: str) -> list[str]:
    """The entries of a ring, `…,…`; the first one's key is the current one."""
    return [entry for part in setting.replace("\n", ",").split(",") if (entry := part.strip())]


def named(setting: str) -> dict[str, str]:
    """The entries of a ring whose keys have ids, `id:…,id:…`. Raises ValueError where one has none, or two
    the same: which key is meant must never be a matter of luck."""
    pairs = [entry.partition(":") for entry in entries(setting)]
    ring = {id_: key for id_, _, key in pairs}
    if len(ring) < len(pairs) or not all(id_ and key for id_, key in ring.items()):
        raise ValueError("every key of a ring needs an id of its own, `id:key`")
    return ring


def encoded(key: bytes) -> str:
    """A key as an entry writes it."""
    return base64.b64encode(key).decode()


def decoded(entry: str) -> bytes:
    """The key of an entry. Raises ValueError, which never says what it was."""
    try:
        key = base64.b64decode(entry, validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key must be {KEY_BYTES} bytes in base64")
    return key
