"""What the compose files start, and what each container may do: read from them, as Compose reads them."""

import re
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.house.repository import ROOT, text
from tests.house.test_image import DOCKERFILE

DEPLOY = ROOT / "deploy"
FILES = ("compose.yaml", "trial.yaml")
OF_THE_SEALED = {"sealed_engine_keys", "sealed_keeper_key", "sealed_signing_keys"}
PRODUCTION = {"postgres", "temporal-schema", "temporal", "namespaces", "migrate", "api", "worker", "sealed"}


def composed(name: str) -> dict[str, Any]:
    """The file, with what it takes over from another put in its place."""
    read: dict[str, Any] = yaml.safe_load(text(DEPLOY / name))
    for service, what in read["services"].items():
        if "extends" in what:
            other = composed(what["extends"]["file"])["services"][what["extends"]["service"]]
            read["services"][service] = {**other, **{k: v for k, v in what.items() if k != "extends"}}
    return read


SERVICES = [
    pytest.param(name, service, what, id=f"{name}: {service}")
    for name in FILES
    for service, what in composed(name)["services"].items()
]


@pytest.mark.parametrize(("name", "service", "what"), SERVICES)
def test_a_container_writes_nowhere_and_gains_no_rights(
    name: str, service: str, what: dict[str, Any]
) -> None:
    assert what["read_only"] is True
    assert what["cap_drop"] == ["ALL"]
    assert what["security_opt"] == ["no-new-privileges:true"]
    assert re.fullmatch(r"[1-9]\d*:\d+", what["user"])
    assert not {"privileged", "cap_add", "network_mode", "pid", "ipc", "devices"} & what.keys()
    assert what["pids_limit"] <= 512
    assert "mem_limit" in what or what["restart"] == "no"


@pytest.mark.parametrize(("name", "service", "what"), SERVICES)
def test_an_image_is_a_setting_with_a_version_of_its_own(
    name: str, service: str, what: dict[str, Any]
) -> None:
    assert re.fullmatch(r"\$\{[A-Z_]+_IMAGE:-[\w./-]+:v?\d[\w.-]*\}", what["image"])


@pytest.mark.parametrize(("name", "service", "what"), SERVICES)
def test_only_this_very_host_reaches_what_is_published(name: str, service: str, what: dict[str, Any]) -> None:
    assert all(port.startswith("127.0.0.1:") for port in what.get("ports", ()))  # TLS ends in front of it


@pytest.mark.parametrize(("name", "service", "what"), SERVICES)
def test_no_secret_stands_in_a_variable(name: str, service: str, what: dict[str, Any]) -> None:
    secret = re.compile(r"(PASSWORD|SECRET|_KEYS?|TOKEN)$")
    named = [each for each in what.get("environment") or {} if secret.search(each)]

    assert [each for each in named if not each.startswith("TEMPORAL_TLS_")] == []  # those name files


@pytest.mark.parametrize("name", FILES)
def test_the_ordinary_worker_has_no_key_of_the_sealed_store(name: str) -> None:
    services = composed(name)["services"]

    assert not {f"fengqiao_{key}" for key in OF_THE_SEALED} & set(services["worker"]["secrets"])
    assert {f"fengqiao_{key}" for key in OF_THE_SEALED} <= set(services["sealed"]["secrets"])


@pytest.mark.parametrize("name", FILES)
def test_every_secret_and_volume_that_is_named_is_declared(name: str) -> None:
    read = composed(name)
    services = read["services"].values()
    secrets = set(chain.from_iterable(each.get("secrets", ()) for each in services))
    volumes = {
        volume.partition(":")[0]
        for volume in chain.from_iterable(each.get("volumes", ()) for each in services)
        if not volume.startswith(("./", "/"))
    }

    assert secrets == set(read["secrets"])
    assert volumes == set(read["volumes"])
    assert all(where["file"] == f"./secrets/{secret}" for secret, where in read["secrets"].items())


@pytest.mark.parametrize("name", FILES)
def test_the_database_and_the_engine_reach_nobody_outside(name: str) -> None:
    read = composed(name)

    assert read["networks"]["inside"] == {"internal": True}
    for service in ("postgres", "temporal"):
        assert list(read["services"][service]["networks"]) == ["inside"]
        assert "ports" not in read["services"][service]


@pytest.mark.parametrize("name", FILES)
def test_an_acknowledged_statement_is_on_the_disk(name: str) -> None:
    command = composed(name)["services"]["postgres"]["command"]

    assert {"-cfsync=on", "-csynchronous_commit=on", "-cfull_page_writes=on"} <= set(command)


def test_the_engine_of_a_trial_writes_ahead_and_synchronises_fully() -> None:
    command = composed("trial.yaml")["services"]["temporal"]["command"]

    assert {"--sqlite-pragma=journal_mode=wal", "--sqlite-pragma=synchronous=full"} <= set(command)


def test_what_a_county_needs_starts_without_being_asked_for() -> None:
    services = composed("compose.yaml")["services"]

    assert {name for name, what in services.items() if "profiles" not in what} == PRODUCTION
    assert {profile for what in services.values() for profile in what.get("profiles", ())} == {
        "watch",
        "operators",
        "agencies",
        "sign-in",
    }


def test_a_worker_has_longer_to_end_than_it_gives_what_is_in_hand() -> None:
    for name in FILES:
        for service in ("worker", "sealed"):
            assert composed(name)["services"][service]["stop_grace_period"] == "45s"


def test_the_programs_run_as_the_user_of_their_image() -> None:
    user = re.findall(r"^USER (\d+)$", DOCKERFILE, re.MULTILINE)[-1]

    for name in FILES:
        ours = [each for each in composed(name)["services"].values() if "FENGQIAO_IMAGE" in each["image"]]
        assert {each["user"] for each in ours} == {f"{user}:{user}"}


def test_what_is_mounted_is_in_the_repository() -> None:
    mounted = {
        volume.partition(":")[0]
        for name in FILES
        for service in composed(name)["services"].values()
        for volume in service.get("volumes", ())
        if volume.startswith("./") and not volume.startswith("./secrets/")
    }

    missing = {each for each in mounted if not (DEPLOY / Path(each)).exists()}
    assert missing == set()


def test_what_is_scraped_is_what_the_programs_offer_there() -> None:
    services = composed("compose.yaml")["services"]
    offered = {
        "fengqiao-api": ("api", "FENGQIAO_API_METRICS_ADDRESS"),
        "fengqiao-worker": ("worker", "FENGQIAO_METRICS_ADDRESS"),
        "temporal": ("temporal", "PROMETHEUS_ENDPOINT"),
    }
    asked = {
        job["job_name"]: _asked_at(job)
        for job in yaml.safe_load(text(DEPLOY / "watching" / "prometheus.yml"))["scrape_configs"]
    }

    assert asked == {
        job: (service, services[service]["environment"][address].rpartition(":")[2])
        for job, (service, address) in offered.items()
    }


def _asked_at(job: dict[str, Any]) -> tuple[str, str]:
    if names := job.get("dns_sd_configs"):
        [found] = names
        return found["names"][0], str(found["port"])
    [target] = job["static_configs"][0]["targets"]
    name, _, port = target.partition(":")
    return name, port
