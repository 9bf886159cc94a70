"""The engine as one process: stories are told on it, and who has no permission is refused."""

import asyncio
from datetime import timedelta

import pytest
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest, UpdateNamespaceRequest
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode, TLSConfig

from demo.stories import Story
from demo.town import Town
from engine import engine_of
from local import certificates, tokens
from local.temporal import RETENTION
from settings import Settings
from tests.cluster.conftest import told
from tests.cluster.place import Cluster


async def test_a_dispute_climbs_the_ladder(one_process: Cluster, town: Town, ladder: Story) -> None:
    telling = await told(ladder, town, "one process")

    assert telling.difference is None


async def test_a_matter_goes_from_mediation_to_the_court_and_back(
    one_process: Cluster, town: Town, chain: Story
) -> None:
    telling = await told(chain, town, "one process")

    assert telling.difference is None


async def _lists(settings: Settings) -> None:
    client = await engine_of(settings, payloads=False)
    async for _ in client.list_workflows(limit=1):
        pass


async def _status_of(settings: Settings) -> RPCStatusCode | None:
    try:
        await _lists(settings)
    except RPCError as error:
        return error.status
    return None


async def test_with_a_token_of_the_namespace_one_is_let_in(one_process: Cluster) -> None:
    assert await _status_of(one_process.coming_as("reader", "fengqiao:read")) is None


@pytest.mark.parametrize(
    "permissions",
    [
        pytest.param((), id="no permission"),
        pytest.param(("fengqiao-sealed:write",), id="another namespace's"),
        pytest.param(("fengqiao-other:admin",), id="of a namespace that is not there"),
        pytest.param(("fengqiao",), id="no right named"),
    ],
)
async def test_a_token_without_this_namespace_is_refused(
    one_process: Cluster, permissions: tuple[str, ...]
) -> None:
    stranger = one_process.coming_as("stranger", *permissions)

    assert await _status_of(stranger) is RPCStatusCode.PERMISSION_DENIED


async def test_without_a_token_nobody_is_let_in(one_process: Cluster) -> None:
    nobody = one_process.settings.model_copy(update={"temporal_token_file": None})

    assert await _status_of(nobody) is RPCStatusCode.PERMISSION_DENIED


async def test_a_token_that_somebody_else_signed_is_refused(one_process: Cluster) -> None:
    elsewhere = one_process.home / "elsewhere"
    tokens.ensure_key(elsewhere)
    forged = elsewhere / "token"
    made = tokens.token(elsewhere, "forger", ["fengqiao:admin"], good_for=timedelta(hours=1))
    certificates.write(forged, made.encode())

    forger = one_process.settings.model_copy(update={"temporal_token_file": forged})
    assert await _status_of(forger) is RPCStatusCode.PERMISSION_DENIED


@pytest.mark.parametrize(
    ("audience", "good_for"),
    [
        pytest.param("another-engine", timedelta(hours=1), id="for another engine"),
        pytest.param(tokens.AUDIENCE, timedelta(hours=-1), id="no longer good"),
    ],
)
async def test_a_token_for_somebody_else_or_another_time_is_refused(
    one_process: Cluster, audience: str, good_for: timedelta
) -> None:
    file = one_process.vouching / "misplaced.token"
    made = tokens.token(
        one_process.vouching, "late", ["fengqiao:write"], good_for=good_for, audience=audience
    )
    certificates.write(file, made.encode())

    late = one_process.settings.model_copy(update={"temporal_token_file": file})
    assert await _status_of(late) is RPCStatusCode.PERMISSION_DENIED


async def test_who_may_write_may_not_set_the_engine_up(one_process: Cluster) -> None:
    client = await engine_of(one_process.settings, payloads=False)
    engine = client.workflow_service

    found = await engine.describe_namespace(DescribeNamespaceRequest(namespace=client.namespace))
    assert found.config.workflow_execution_retention_ttl.ToTimedelta() == RETENTION
    found.config.workflow_execution_retention_ttl.FromTimedelta(timedelta(days=1))
    with pytest.raises(RPCError, match="unauthorized"):
        await engine.update_namespace(UpdateNamespaceRequest(namespace=client.namespace, config=found.config))


async def test_without_a_certificate_nobody_gets_as_far_as_a_token(one_process: Cluster) -> None:
    bare = one_process.settings.model_copy(update={"temporal_tls_cert": None, "temporal_tls_key": None})

    with pytest.raises(RuntimeError):
        await _lists(bare)


async def test_a_certificate_of_another_authority_is_none(one_process: Cluster) -> None:
    elsewhere = one_process.home / "another authority"
    certificate, key = certificates.issue(elsewhere, certificates.CLIENTS, "api")
    stranger = one_process.settings.model_copy(
        update={"temporal_tls_cert": certificate, "temporal_tls_key": key}
    )

    with pytest.raises(RuntimeError):
        await _lists(stranger)


async def test_an_open_connection_is_not_taken(one_process: Cluster) -> None:
    with pytest.raises(RuntimeError):
        await Client.connect(one_process.settings.temporal_address)


async def test_the_doors_between_the_nodes_take_no_callers_certificate(one_process: Cluster) -> None:
    """Behind them nobody asks for a token."""
    node = one_process.nodes["engine-a"]
    vouching, authority = one_process.vouching, certificates.NODES

    def way(name: str) -> TLSConfig:
        return TLSConfig(
            server_root_ca_cert=(vouching / f"{authority}-ca.pem").read_bytes(),
            domain=one_process.settings.temporal_tls_name,
            client_cert=(vouching / f"{name}.pem").read_bytes(),
            client_private_key=(vouching / f"{name}.key").read_bytes(),
        )

    inside = f"127.0.0.1:{node.ports['internal-frontend']}"
    assert await Client.connect(inside, tls=way("node"))  # the door is there
    with pytest.raises(RuntimeError):
        await Client.connect(inside, tls=way("api"))


async def test_tokens_and_their_key_change_under_running_cases(
    one_process: Cluster, town: Town, ladder: Story
) -> None:
    """New key, new token in the file that everybody reads, old key forgotten: nobody is started again."""
    before, vouching = one_process.pids, one_process.vouching
    tokens.renew_key(vouching)
    namespace, sealed = one_process.settings.temporal_namespace, "fengqiao-sealed"
    await asyncio.sleep(3)  # the engine looks every second; nothing tells when it has looked
    one_process.token_for("fengqiao", f"{namespace}:write", f"{sealed}:write")
    await asyncio.sleep(11)  # ours look every five
    tokens.forget_keys_before(vouching)

    telling = await told(ladder, town, "renewed")

    assert telling.difference is None
    assert one_process.pids == before


async def test_the_engine_goes_on_where_it_was_when_its_only_process_is_killed(
    one_process: Cluster, town: Town, ladder: Story
) -> None:
    killed = one_process.pids["engine-a"]
    one_process.kill("engine-a")
    telling = await told(ladder, town, "killed")

    assert telling.difference is None
    await asyncio.to_thread(one_process.wait_ready, 240)
    assert one_process.pids["engine-a"] != killed
