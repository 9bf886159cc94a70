"""The engine as one process: stories are told on it, and who has no permission is refused."""

import asyncio
import ssl
from datetime import timedelta
from itertools import cycle

import httpx
import pytest
from cryptography import x509
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest, UpdateNamespaceRequest
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode, TLSConfig

from benchmarks.decisions import CLERK, LEAD, register, sign_in, with_key
from demo.stories import Story
from demo.telling import eventually
from demo.town import Town
from engine import engine_of
from local import certificates, tokens
from local.temporal import RETENTION
from settings import Settings
from tests.cluster.conftest import told
from tests.cluster.place import Cluster
from worker import CannotWork, connected

OURS = ("fengqiao:write", "fengqiao-sealed:write")
_LIMIT = 120  # seconds


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
    except RuntimeError as error:  # a token that is none is refused before anything is asked
        if "PermissionDenied" not in str(error):
            raise
        return RPCStatusCode.PERMISSION_DENIED
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


async def test_a_worker_whose_token_is_refused_says_so_and_ends(one_process: Cluster) -> None:
    forged = one_process.home / "elsewhere" / "token"
    certificates.write(forged, b"not.a.token")
    here = one_process.settings.model_copy(update={"temporal_token_file": forged})

    with pytest.raises(CannotWork, match="does not take our token"):
        await connected(here)


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
    colleague = await Client.connect(inside, tls=way("node"))
    assert await colleague.service_client.check_health()  # the door is there
    with pytest.raises(RuntimeError):
        await Client.connect(inside, tls=way("api"))


async def test_tokens_and_their_key_change_under_running_cases(
    one_process: Cluster, town: Town, ladder: Story
) -> None:
    """New key, new token in the file that everybody reads, old key forgotten: nobody is started again."""
    before, vouching = one_process.pids, one_process.vouching
    old = one_process.coming_as("before", "fengqiao:read")
    tokens.renew_key(vouching)
    new = one_process.coming_as("after", "fengqiao:read")
    assert await eventually(lambda: _is_let_in(new), _LIMIT)  # the engine has read of the key
    assert await _is_let_in(old)

    seen = _renewals(one_process)
    one_process.token_for("fengqiao", *OURS)
    assert await eventually(lambda: _all_have_it(one_process, seen), _LIMIT)
    tokens.forget_keys_before(vouching)
    assert await eventually(lambda: _is_refused(old), _LIMIT)

    telling = await told(ladder, town, "renewed")

    assert telling.difference is None
    assert one_process.pids == before


async def _is_let_in(settings: Settings) -> bool:
    return await _status_of(settings) is None


async def _is_refused(settings: Settings) -> bool:
    return await _status_of(settings) is RPCStatusCode.PERMISSION_DENIED


def _renewals(cluster: Cluster) -> dict[str, int]:
    """How often each of our processes has found another token in its file."""
    logs = {name: cluster.home / "log" / f"{name}.log" for name in ("api", "worker-1", "sealed")}
    return {name: log.read_text().count("engine.token_renewed") for name, log in logs.items()}


async def _all_have_it(cluster: Cluster, before: dict[str, int]) -> bool:
    now = _renewals(cluster)
    return all(now[name] > before[name] for name in before) and now["api"] >= before["api"] + 2  # two stores


async def test_with_a_token_that_has_ended_nothing_is_taken_and_with_the_next_all_goes_on(
    one_process: Cluster, town: Town, ladder: Story
) -> None:
    async with httpx.AsyncClient(base_url=one_process.api_url, timeout=60) as http:
        lead, case = await sign_in(http, LEAD), await register(http, await sign_in(http, CLERK))
        verbs = cycle(("claim", "release"))

        async def is_told_to_come_back() -> bool:
            answer = await http.post(f"{case}/{next(verbs)}", json={}, headers=with_key(lead))
            return answer.status_code == httpx.codes.SERVICE_UNAVAILABLE

        assert not await is_told_to_come_back()
        one_process.token_for("fengqiao", *OURS, good_for=timedelta(minutes=-10))
        try:
            assert await eventually(is_told_to_come_back, _LIMIT)
        finally:
            one_process.token_for("fengqiao", *OURS)

    telling = await told(ladder, town, "after a token had ended")

    assert telling.difference is None
    await asyncio.to_thread(one_process.wait_ready, 240)


async def test_a_nodes_certificate_changes_while_it_runs(
    one_process: Cluster, town: Town, ladder: Story
) -> None:
    before, vouching = one_process.pids, one_process.vouching
    was = await _serial_of(one_process)
    node, _ = certificates.issue(
        vouching, certificates.NODES, "node", (one_process.settings.temporal_tls_name,)
    )
    new = x509.load_pem_x509_certificate(node.read_bytes()).serial_number
    assert was != new

    async def is_shown() -> bool:
        return await _serial_of(one_process) == new

    assert await eventually(is_shown, _LIMIT)
    telling = await told(ladder, town, "a new certificate")
    assert telling.difference is None
    assert one_process.pids == before


async def _serial_of(cluster: Cluster) -> int:
    """Of the certificate that a frontend shows to who comes now."""
    vouching = cluster.vouching
    way = ssl.create_default_context(cafile=vouching / f"{certificates.NODES}-ca.pem")
    way.load_cert_chain(vouching / "api.pem", vouching / "api.key")
    way.set_alpn_protocols(["h2"])
    port = cluster.nodes["engine-a"].ports["frontend"]
    name = cluster.settings.temporal_tls_name
    _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=way, server_hostname=name)
    try:
        shown = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
        return x509.load_der_x509_certificate(shown).serial_number
    finally:
        writer.close()


async def test_the_engine_goes_on_where_it_was_when_its_only_process_is_killed(
    one_process: Cluster, town: Town, ladder: Story
) -> None:
    killed = one_process.pids["engine-a"]
    one_process.kill("engine-a")
    telling = await told(ladder, town, "killed")

    assert telling.difference is None
    await asyncio.to_thread(one_process.wait_ready, 240)
    assert one_process.pids["engine-a"] != killed
