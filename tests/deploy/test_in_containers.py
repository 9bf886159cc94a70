"""One story on the images and the compose file of `deploy/`: needs a Docker engine, skips without one."""

import asyncio
import base64
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from testcontainers.compose import DockerCompose

from desk.acting import Case
from desk.caller import Caller
from desk.endings import agreement_at_one
from desk.town import CLERK, county

DEPLOY = Path(__file__).parents[2] / "deploy"
VILLAGE, TOWNSHIP = "sl-t1-v1", "sl-t1"


def _no_engine() -> str | None:
    """Why this cannot run here, or None. Asked of the client as a person would."""
    client = shutil.which("docker")
    if client is None:
        return "there is no docker command here"
    asked = subprocess.run([client, "info"], capture_output=True, text=True, timeout=20, check=False)
    return None if asked.returncode == 0 else "no Docker engine answers here"


pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.skipif(bool(_no_engine()), reason=_no_engine() or "a Docker engine answers"),
]


@pytest.fixture(scope="module")
def compose(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DockerCompose]:
    home = tmp_path_factory.mktemp("compose")
    key = base64.b64encode(os.urandom(32)).decode()
    password = base64.urlsafe_b64encode(os.urandom(18)).decode()
    (home / "password").write_text(password)
    (home / "env").write_text(
        f"TEMPORAL_ADDRESS=temporal:7233\nTEMPORAL_NAMESPACE=fengqiao\n"
        f"DATABASE_URL=postgresql://fengqiao:{password}@postgres:5432/fengqiao\n"
        f"FENGQIAO_ENGINE_KEYS=test:{key}\nFENGQIAO_KEEPER_KEY={key}\nFENGQIAO_TOKEN_KEY={key}\n"
        f"FENGQIAO_SIGNING_KEYS={key}\n"
        "FENGQIAO_API_HOST=0.0.0.0\nFENGQIAO_DEVELOPMENT=true\n"
    )
    (home / "sealed.env").write_text(
        f"FENGQIAO_SEALED_ENGINE_KEYS=test:{key}\nFENGQIAO_SEALED_KEEPER_KEY={key}\n"
        f"FENGQIAO_SEALED_SIGNING_KEYS={key}\n"
    )
    os.environ["FENGQIAO_SEALED_ENV_FILE"] = str(home / "sealed.env")
    os.environ["FENGQIAO_ENV_FILE"] = str(home / "env")
    os.environ["FENGQIAO_POSTGRES_PASSWORD_FILE"] = str(home / "password")
    with DockerCompose(DEPLOY, "compose.yaml", build=True, profiles=["servers"]) as running:
        running.wait_for("http://127.0.0.1:8000/health/ready")
        yield running


ENTER_PEOPLE = (
    "import asyncio; from records import connect; from settings import Settings; "
    "from desk.seeding import enter_people; asyncio.run(enter_people(connect(Settings().database_url)))"
)


def test_a_dispute_is_agreed_in_the_village_on_the_images_we_ship(compose: DockerCompose) -> None:
    compose.exec_in_container(["python", "-c", ENTER_PEOPLE], "api")

    async def story() -> str:
        async with Caller("http://127.0.0.1:8000") as caller:
            matter = {"channel": "visit", "title": "排水沟", "body": "两家为排水沟相争。", "author": "甲"}
            taken_in = await caller.post(CLERK, "/matters", matter, str(uuid4()))
            case = Case(caller, county(), "compose/1", VILLAGE, TOWNSHIP)
            await case.open(CLERK, taken_in.body["number"], "neighbour", (), "乙")
            await agreement_at_one(case)
            return str((await caller.get(CLERK, f"/cases/{case.id}"))["case"]["outcome"])

    assert asyncio.run(story()) == "agreement"
