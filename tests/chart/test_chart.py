"""The chart is one that Kubernetes takes, gives away nothing, and holds to what this release can be told.

Needs the program `helm`; without it these skip, and in CI they may not.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from settings import Settings
from tests.house.repository import ROOT, text

CHART = ROOT / "deploy" / "chart"
HELM = (
    os.environ.get("HELM") or shutil.which("helm") or shutil.which("helm", path=Path(sys.executable).parent)
)
KUBERNETES = "1.34"

Objects = dict[tuple[str, str], dict[str, Any]]

PRODUCTION = {
    "publicUrl": "https://fengqiao.example.gov.cn",
    "engine": {"tlsSecret": "engine", "tokenSecret": "worker-token", "adminTokenSecret": "admin-token"},
    "files": {"claim": "papers"},
    "anchors": {"claim": "anchors", "sealedClaim": "sealed-anchors"},
    "metrics": {"serviceMonitor": True},
    "traces": "http://collector.monitoring.svc:4318",
    "network": {
        "traces": {
            "peers": [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "monitoring"}}}]
        },
        "outside": [{"peers": [{"ipBlock": {"cidr": "10.20.0.0/16"}}], "port": 443, "of": ["api", "worker"]}],
    },
    "settings": {"FENGQIAO_MATTERS_AN_HOUR": 500},
}
SMALLEST = {"engine": {"tlsSecret": "", "insecure": True}, "network": {"enabled": False}}


@pytest.fixture(autouse=True, scope="module")
def helm() -> str:
    """The program. Without it nothing here can be said: a skip, or where it must be there, a failure."""
    if HELM is None:
        why = "there is no helm here (its wheel is for Linux on x86-64; else HELM=…)"
        if os.environ.get("FENGQIAO_MUST"):
            pytest.fail(why)
        pytest.skip(why)
    return HELM


def asked(helm: str, verb: str, values: dict[str, Any], folder: Path) -> subprocess.CompletedProcess[str]:
    said = folder / "values.yaml"
    said.write_text(yaml.safe_dump(values, allow_unicode=True))
    release = ["county"] if verb == "template" else []
    versions = ["--kube-version", f"{KUBERNETES}.0"] if verb == "template" else ["--strict"]
    command = [helm, verb, *release, str(CHART), "--values", str(said), *versions]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def made(helm: str, values: dict[str, Any], folder: Path) -> Objects:
    done = asked(helm, "template", values, folder)
    assert done.returncode == 0, done.stderr
    objects = [each for each in yaml.safe_load_all(done.stdout) if each]
    return {(each["kind"], each["metadata"]["name"]): each for each in objects}


@pytest.fixture(scope="module")
def production(helm: str, tmp_path_factory: pytest.TempPathFactory) -> Objects:
    return made(helm, PRODUCTION, tmp_path_factory.mktemp("production"))


def pods(objects: Objects) -> dict[str, dict[str, Any]]:
    return {
        name: each["spec"]["template"]["spec"]
        for (kind, name), each in objects.items()
        if kind in {"Deployment", "Job"}
    }


def environment(pod: dict[str, Any]) -> dict[str, str]:
    return {each["name"]: each["value"] for each in pod["containers"][0]["env"]}


def secrets_of(pod: dict[str, Any]) -> set[str]:
    [projected] = [each["projected"] for each in pod["volumes"] if each["name"] == "secrets"]
    return {each["secret"]["name"] for each in projected["sources"]}


@pytest.mark.parametrize("values", [PRODUCTION, SMALLEST], ids=["production", "smallest"])
def test_it_is_in_order_and_kubernetes_knows_every_word(
    values: dict[str, Any], helm: str, tmp_path: Path
) -> None:
    linted = asked(helm, "lint", values, tmp_path)

    assert linted.returncode == 0, linted.stdout
    for each in made(helm, values, tmp_path).values():
        if each["kind"] != "ServiceMonitor":  # of another maker
            kubernetes_validate.validate(each, KUBERNETES, strict=True)


def test_a_word_that_kubernetes_does_not_know_would_be_told(production: Objects) -> None:
    wrong = json.loads(json.dumps(production["Deployment", "county-api"]))
    wrong["spec"]["template"]["spec"]["containers"][0]["readOnlyRoot"] = True

    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, KUBERNETES, strict=True)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"engine": {"tlsSecret": ""}}, "insecure"),
        ({"engine": {"tlsSecret": "", "insecure": True, "tokenSecret": "t"}}, "token"),
        ({"settings": {"FENGQIAO_KEEPER_KEY": "x"}}, "secret"),
        ({"settings": {"FENGQIAO_DEVELOPMENT": True}}, "FENGQIAO_DEVELOPMENT"),
        ({"publicUrl": "http://fengqiao.example.gov.cn"}, "publicUrl"),
        ({"image": {"digest": "latest"}}, "digest"),
        ({"api": {"replica": 3}}, "replica"),
        ({"identity": "development"}, "identity"),
        ({"settings": {"FENGQIAO_HSTS_SECONDS": 31536000}}, "settings"),  # would be written 3.1536e+07
    ],
)
def test_what_would_be_open_or_is_misspelt_is_refused(
    values: dict[str, Any], said: str, helm: str, tmp_path: Path
) -> None:
    done = asked(helm, "template", values, tmp_path)

    assert done.returncode != 0
    assert said in done.stderr


def test_every_program_runs_without_rights_on_a_root_it_cannot_write(production: Objects) -> None:
    assert len(pods(production)) == 4
    for pod in pods(production).values():
        assert pod["securityContext"]["runAsNonRoot"]
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert pod["automountServiceAccountToken"] is False
        for container in pod["containers"]:
            security = container["securityContext"]
            assert security["readOnlyRootFilesystem"]
            assert security["allowPrivilegeEscalation"] is False
            assert security["capabilities"] == {"drop": ["ALL"]}
            assert set(container["resources"]["requests"]) == {"cpu", "memory"}
            assert "memory" in container["resources"]["limits"]


def test_the_ordinary_worker_is_never_given_what_opens_accusations(production: Objects) -> None:
    given = {name: secrets_of(pod) for name, pod in pods(production).items()}

    assert given == {
        "county-prepare": {"fengqiao", "fengqiao-sealed"},
        "county-api": {"fengqiao", "fengqiao-sealed"},
        "county-worker": {"fengqiao"},
        "county-sealed": {"fengqiao", "fengqiao-sealed"},
    }
    stores = {name: environment(pod).get("FENGQIAO_STORE") for name, pod in pods(production).items()}
    assert {name for name, store in stores.items() if store} == {"county-sealed"}


def test_only_the_job_may_set_the_engine_up_and_everybody_comes_with_a_certificate(
    production: Objects,
) -> None:
    tokens = {
        name: each["secret"]["secretName"]
        for name, pod in pods(production).items()
        for each in pod["volumes"]
        if each["name"] == "token"
    }

    assert tokens.pop("county-prepare") == "admin-token"
    assert set(tokens.values()) == {"worker-token"}
    for pod in pods(production).values():
        said = environment(pod)
        assert {
            "TEMPORAL_TLS_CA",
            "TEMPORAL_TLS_CERT",
            "TEMPORAL_TLS_KEY",
            "TEMPORAL_TOKEN_FILE",
        } <= said.keys()


def test_every_variable_is_a_setting_of_this_release(production: Objects) -> None:
    known = {Settings._variable(name) for name in Settings.model_fields} | {"FENGQIAO_SECRETS"}

    named = {name for pod in pods(production).values() for name in environment(pod)}

    assert sorted(named - known) == []


def test_what_may_not_stand_among_settings_is_all_that_is_secret(production: Objects) -> None:
    refused = set(
        re.findall(r'"((?:FENGQIAO|DATABASE)_[A-Z_]+)"', text(CHART / "templates" / "_helpers.tpl"))
    )
    secret = {
        Settings._variable(name)
        for name, field in Settings.model_fields.items()
        if "SecretStr" in str(field.annotation) or name.endswith("database_url")
    }

    assert secret <= refused


def test_nothing_is_reached_that_is_not_named(production: Objects) -> None:
    walls = {name: each["spec"] for (kind, name), each in production.items() if kind == "NetworkPolicy"}

    assert walls["county-nothing"] == {
        "podSelector": {
            "matchLabels": {"app.kubernetes.io/name": "fengqiao", "app.kubernetes.io/instance": "county"}
        },
        "policyTypes": ["Ingress", "Egress"],
    }
    for name in ("prepare", "api", "worker", "sealed"):
        assert walls[f"county-{name}"]["policyTypes"] == ["Ingress", "Egress"]
    coming = {
        name: sorted(port["port"] for way in each.get("ingress", ()) for port in way["ports"])
        for name, each in walls.items()
    }
    assert coming == {
        "county-nothing": [],
        "county-prepare": [],
        "county-api": [8000, 9464],
        "county-worker": [9464],
        "county-sealed": [],
    }
    going = {
        name: sorted({port["port"] for way in each.get("egress", ()) for port in way["ports"]})
        for name, each in walls.items()
    }
    assert going == {
        "county-nothing": [],
        "county-prepare": [53, 5432, 7233],
        "county-api": [53, 443, 4318, 5432, 7233],
        "county-worker": [53, 443, 4318, 5432, 7233],
        "county-sealed": [53, 5432, 7233],
    }
    assert all(way["to"] for each in walls.values() for way in each.get("egress", ()))


def test_a_node_may_be_emptied_without_the_last_one_of_anything(production: Objects) -> None:
    guarded = {name for kind, name in production if kind == "PodDisruptionBudget"}

    assert guarded == {"county-api", "county-worker"}  # one sealed worker: its matters wait, and none is lost


def test_the_database_is_made_ready_before_anything_new_runs(production: Objects) -> None:
    for each in (production["Job", "county-prepare"], production["NetworkPolicy", "county-prepare"]):
        assert each["metadata"]["annotations"]["helm.sh/hook"] == "pre-install,pre-upgrade"
    weight = [
        int(production[each]["metadata"]["annotations"]["helm.sh/hook-weight"])
        for each in (("NetworkPolicy", "county-prepare"), ("Job", "county-prepare"))
    ]
    assert weight[0] < weight[1]


def test_no_secret_stands_in_what_is_applied(production: Objects) -> None:
    assert not [name for kind, name in production if kind == "Secret"]


def test_an_image_may_be_named_by_its_digest(helm: str, tmp_path: Path) -> None:
    digest = "sha256:" + "0" * 64

    objects = made(helm, {"image": {"repository": "registry.example/fengqiao", "digest": digest}}, tmp_path)

    used = {each["containers"][0]["image"] for each in pods(objects).values()}
    assert used == {f"registry.example/fengqiao@{digest}"}


def test_api_and_workers_say_when_they_are_ready(production: Objects) -> None:
    api = production["Deployment", "county-api"]["spec"]["template"]["spec"]["containers"][0]
    worker = production["Deployment", "county-worker"]["spec"]["template"]["spec"]["containers"][0]

    assert api["readinessProbe"]["httpGet"]["path"] == "/readyz"
    assert api["livenessProbe"]["httpGet"]["path"] == "/healthz"
    ready = {each["name"]: each["value"] for each in worker["env"]}["FENGQIAO_READY_FILE"]
    assert worker["startupProbe"]["exec"]["command"] == ["test", "-e", ready]
