"""The key service away: nothing starts without it, and nothing that runs needs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import records
from api.app import create_app
from keys.ring import encoded
from keys.service import KeysUnavailable
from keys.suites import SuiteName
from local.postgres import Postgres
from settings import Settings
from tests.api.conftest import CLERK, Clock, client_of, enter_the_county, settings_for
from tests.keys.vault import TOKEN, Vault, vault_in
from tests.sealed.conftest import LETTER
from tests.servers import brought_up, with_tables

pytestmark = pytest.mark.servers
RINGS = {"engine-keys": "k1:{}", "keeper-key": "{}", "sealed-engine-keys": "s1:{}", "sealed-keeper-key": "{}"}


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return vault_in(tmp_path)


def settings_at(vault: Vault, address: str, database_url: str) -> Settings:
    rings = {
        name.replace("-", "_"): entry.format(vault.encrypt(os.urandom(32), name.encode()))
        for name, entry in RINGS.items()
    }
    where = {"key_service": address, "key_service_authorities": vault.authorities}
    return settings_for(database_url, **rings, **where, key_service_token=TOKEN)


@pytest.mark.parametrize("suite", SuiteName)
async def test_a_running_api_goes_on_without_the_key_service_and_a_new_one_does_not_start(
    vault: Vault, postgres: Postgres, suite: SuiteName
) -> None:
    url, _ = with_tables(postgres, f"away_{suite}"), with_tables(postgres, f"away_{suite}_sealed")
    with vault.open() as address:
        settings = settings_at(vault, address, url).model_copy(update={"suite": suite})
        running = brought_up(create_app(settings, clock=Clock()))
        await running.__aenter__()

    entering = records.connect(url)
    await enter_the_county(entering)
    await entering.dispose()
    async with client_of(running.app) as http:
        token = (await http.post("/dev/sign-in", json={"person": CLERK})).json()["token"]
        headers = {
            "Authorization": f"Bearer {token}",
            "Idempotency-Key": "0b0f7a52-6f55-4f0e-9d5a-3c1d0f6a1e11",
        }
        answers = [await http.post("/submissions", json=LETTER, headers=headers) for _ in range(2)]
        (waiting,) = (await http.get("/submissions", headers=headers)).json()
        opened = await http.get(f"/submissions/{waiting['submission']['id']}", headers=headers)
    await running.__aexit__(None, None, None)

    assert [each.status_code for each in answers] == [201, 201]
    assert opened.json()["texts"]["author"] == LETTER["author"]
    with pytest.raises(KeysUnavailable, match="无应答"):
        async with brought_up(create_app(settings, clock=Clock())):
            pass


def test_a_worker_says_that_it_has_no_keys_and_ends_and_logs_which_of_its_reasons_it_was(
    vault: Vault, tmp_path: Path
) -> None:
    with vault.open() as address:
        settings = settings_at(vault, address, "postgresql://nobody@127.0.0.1:1/none")
    root = str(Path(records.__file__).parents[1])

    ended = subprocess.run(
        [sys.executable, "-m", "worker"],
        env={**os.environ, **settings.environment(), "PYTHONPATH": root},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ended.returncode == 1
    (line,) = [line for line in ended.stdout.splitlines() if "worker.failed" in line]
    assert json.loads(line)["error"] == "KeysUnavailable"
    assert "密钥服务" in ended.stderr
    assert "does not answer" in ended.stderr
    assert "Traceback" not in ended.stdout + ended.stderr
    assert encoded(vault.wrapping) not in ended.stdout + ended.stderr
    assert TOKEN not in ended.stdout + ended.stderr
