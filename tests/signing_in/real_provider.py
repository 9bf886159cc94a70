"""A real OpenID provider, as another process: `oidc-provider` by its name from the registry of packages.

`make provider` installs it beside ``tests/oidc_provider/serve.mjs``, as `make test` does; nothing is fetched
while tests run. Where it is not there, its tests are skipped; in CI that fails the run.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc.jwk import RSAKey

HERE = Path(__file__).parents[1] / "oidc_provider"
API = "https://api.example"
NODE = shutil.which("node")
IS_THERE = bool(NODE) and (HERE / "node_modules" / "oidc-provider").is_dir()
needs_the_provider = pytest.mark.skipif(
    not IS_THERE, reason="oidc-provider is not installed: needs node and npm, and `make provider`"
)


@dataclass
class RealProvider:
    """The provider as its administrator has it. ``key_id``: of the key it signs with now."""

    port: int
    back_to: str
    signed_out_to: str
    ended: str
    key_id: str = "k-1"
    _process: "subprocess.Popen[str] | None" = field(default=None, repr=False)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, key_id: str = "k-1") -> None:
        """With a new key of this name; whatever was signed before is signed by a retired one."""
        self.key_id = key_id
        key = RSAKey.generate_key(2048, {"kid": key_id, "use": "sig", "alg": "RS256"}, private=True)
        told = {
            "PORT": str(self.port),
            "KEY": json.dumps(key.as_dict(private=True)),
            "CALLBACK": self.back_to,
            "SIGNED_OUT_TO": self.signed_out_to,
            "ENDED": self.ended,
            "API": API,
        }
        assert NODE
        self._process = subprocess.Popen(
            [NODE, "serve.mjs"],
            cwd=HERE,
            env={"PATH": os.environ["PATH"], **told},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self._process.stdout
        said = []
        for line in self._process.stdout:
            said.append(line)
            if line.strip() == "listening":
                return
        raise AssertionError("".join(said))

    def stop(self) -> None:
        """Stop it."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def machine_token(self) -> str:
        """What a machine is given for its client credentials."""
        answer = httpx.post(
            f"{self.issuer}/token",
            data={"grant_type": "client_credentials"},
            auth=("court-system", "court"),
            trust_env=False,
        )
        return str(answer.json()["access_token"])


@contextmanager
def running(**where: Any) -> Iterator[RealProvider]:
    """A provider that runs, until it is not needed any more."""
    provider = RealProvider(**where)
    provider.start()
    try:
        yield provider
    finally:
        provider.stop()


async def walked(there: httpx.AsyncClient, address: str, login: str, until: str) -> str:
    """Through the provider's own pages, as a person does: sign in, consent, and where it leads in the end."""
    answer = await there.get(address)
    for _ in range(10):
        location = answer.headers.get("Location", "")
        if location.startswith(until):
            return str(location)
        if location:
            answer = await there.get(location)
            continue
        form = dict(re.findall(r'name="(prompt|xsrf)" value="([^"]+)"', answer.text))
        action = re.search(r'action="([^"]+)"', answer.text)
        assert action, answer.text
        said = {**form, "login": login, "password": "any", "logout": "yes"}
        answer = await there.post(action[1], data=said)
    raise AssertionError(address)
