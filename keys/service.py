"""Where wrapped keys are opened: a key management service (密钥管理系统) reached over HTTPS.

It wraps the keys of our rings with a key that never leaves it. They are unwrapped when a process starts and
held in its memory: while it runs, nothing waits for the service. The wire is the one of the Transit engine of
Vault and OpenBao; a service with another wire is another `KeyService`.
"""

import ssl
from pathlib import Path
from typing import Protocol

import httpx

from keys.ring import decoded, encoded

_PATIENCE = 5.0  # seconds; a start fails clearly rather than hang


class KeysUnavailable(Exception):
    """The keys cannot be had, so nothing may start. Chinese first, English beside it."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")


class KeyService(Protocol):
    """Whoever wraps the keys of our rings. ``name`` says which one it is, and a wrapped key opens under no
    other. Raises KeysUnavailable."""

    def wrap(self, name: str, key: bytes) -> str: ...

    def unwrap(self, name: str, wrapped: str) -> bytes: ...


class Transit:
    """A Transit engine at ``url`` (`https://…/v1/transit`), with the wrapping key that is called ``key``."""

    def __init__(self, url: str, key: str, token: str, authorities: Path | None = None) -> None:
        if not url.startswith("https://"):
            raise KeysUnavailable(
                "密钥服务地址必须以 https:// 开头：密钥不经明文传输。",
                "The key service's address must begin with https://: no key travels in clear.",
            )
        self._url, self._key, self._token = url.rstrip("/"), key, token
        self._trusted = ssl.create_default_context(cafile=authorities)

    def wrap(self, name: str, key: bytes) -> str:
        """The key, wrapped."""
        return self._asked("encrypt", "ciphertext", name, plaintext=encoded(key))

    def unwrap(self, name: str, wrapped: str) -> bytes:
        """The key that was wrapped under this name."""
        try:
            return decoded(self._asked("decrypt", "plaintext", name, ciphertext=wrapped))
        except ValueError:
            raise _refused(name, "not-a-key") from None

    def _asked(self, what: str, answer: str, name: str, **said: str) -> str:
        # The name is bound to what is wrapped, so that no entry can be put in another's place.
        body = {**said, "associated_data": encoded(name.encode())}
        headers = {"X-Vault-Token": self._token}
        try:
            with httpx.Client(verify=self._trusted, timeout=_PATIENCE, trust_env=False) as http:
                said_back = http.post(f"{self._url}/{what}/{self._key}", json=body, headers=headers)
        except httpx.HTTPError as error:
            raise KeysUnavailable(
                f"密钥服务 {self._url} 无应答（{type(error).__name__}），未启动；服务恢复后再启动即可。",
                f"The key service at {self._url} does not answer ({type(error).__name__}); "
                "nothing was started. Start again once it answers.",
            ) from None
        if said_back.status_code != httpx.codes.OK:
            raise _refused(name, str(said_back.status_code))
        try:
            return str(said_back.json()["data"][answer])
        except (ValueError, KeyError, TypeError):
            raise _refused(name, "not-understood") from None


def _refused(name: str, why: str) -> KeysUnavailable:
    return KeysUnavailable(
        f"密钥服务未能处理密钥 {name}（{why}）；请核对令牌、密钥名称及该条目是否属于此处。",
        f"The key service did not do it for {name} ({why}); check the token, the wrapping key's name, and "
        "that the entry belongs here.",
    )
