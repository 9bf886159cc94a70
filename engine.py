"""The one way to the engine: where it is, how its connection is closed to others, and as whom we come.

On one's own machine nothing of that is set. A production engine asks for our certificate, and for a token
that says what we may do in which namespace.
"""

import asyncio
import weakref
from collections.abc import Sequence
from pathlib import Path

import structlog
from temporalio.client import Client, Interceptor
from temporalio.converter import DataConverter
from temporalio.runtime import Runtime
from temporalio.service import KeepAliveConfig, RetryConfig, RPCError, RPCStatusCode, ServiceClient, TLSConfig

from settings import Settings, SettingsDisagree
from workflows.converter import data_converter

log = structlog.get_logger()

LOOK_EVERY = 5.0  # seconds; whoever issues tokens leaves an old one good for longer than that

_looking: set[asyncio.Task[None]] = set()  # a task that nobody holds may be collected while it waits


async def engine_of(
    settings: Settings,
    *,
    payloads: bool = True,
    lazy: bool = False,
    retry: RetryConfig | None = None,
    keep_alive: KeepAliveConfig = KeepAliveConfig.default,
    runtime: Runtime | None = None,
    interceptors: Sequence[Interceptor] = (),
    look_every: float = LOOK_EVERY,
) -> Client:
    """A client of the engine, in the namespace, that these settings name.

    ``payloads``: whether it seals and opens what is said to workflows; without, it needs no keys. ``lazy``:
    it opens no connection before it is needed; no worker can be made of such a client. ``look_every``:
    seconds between two looks into the file of the token.

    Raises MissingSetting, SettingsDisagree and, unless it is lazy, RuntimeError where nobody answers.
    """
    tls, file = tls_of(settings) or False, settings.temporal_token_file
    token = _token(file) if file else None
    client = await Client.connect(
        settings.temporal_address,
        namespace=settings.temporal_namespace,
        data_converter=_sealing(settings) if payloads else DataConverter.default,
        tls=tls,
        api_key=token,
        retry_config=retry,
        keep_alive_config=keep_alive,
        lazy=lazy,
        runtime=runtime,
        interceptors=interceptors,
    )
    if file and token:
        _keep_fresh(client.service_client, file, token, look_every)
    return client


async def engine_at(address: str, namespace: str = "default") -> Client:
    """A client of a server of our own on this machine, which asks nobody who they are. It needs no keys.

    Raises RuntimeError where nobody answers.
    """
    return await Client.connect(address, namespace=namespace)


def tls_of(settings: Settings) -> TLSConfig | None:
    """How the connection is closed to others; None where it is open, on one's own machine.

    Raises SettingsDisagree where half of it is set, or a file cannot be read.
    """
    authority, certificate, key = (
        settings.temporal_tls_ca,
        settings.temporal_tls_cert,
        settings.temporal_tls_key,
    )
    if bool(certificate) is not bool(key):
        raise SettingsDisagree(
            "TEMPORAL_TLS_CERT 和 TEMPORAL_TLS_KEY 要么都设，要么都不设。",
            "TEMPORAL_TLS_CERT and TEMPORAL_TLS_KEY are set both, or neither.",
        )
    if authority is None:
        if certificate or settings.temporal_tls_name or settings.temporal_token_file:
            raise SettingsDisagree(
                "设置了引擎的证书、名称或者令牌，却没有 TEMPORAL_TLS_CA；"
                "令牌不走明文，也不给没有核实的服务器。",
                "A certificate, name or token for the engine is set without TEMPORAL_TLS_CA; "
                "no token goes over an open connection, or to a server that nobody vouches for.",
            )
        return None
    return TLSConfig(
        server_root_ca_cert=_read("TEMPORAL_TLS_CA", authority),
        domain=settings.temporal_tls_name or None,
        client_cert=_read("TEMPORAL_TLS_CERT", certificate) if certificate else None,
        client_private_key=_read("TEMPORAL_TLS_KEY", key) if key else None,
    )


def _sealing(settings: Settings) -> DataConverter:
    return data_converter(settings.engine_keyring(), suite=settings.suite, tells=settings.store == "ordinary")


def _token(file: Path) -> str:
    """Raises SettingsDisagree for a file without one."""
    token = _read("TEMPORAL_TOKEN_FILE", file).decode("ascii", "replace").strip()
    if not token:
        raise SettingsDisagree(
            f"TEMPORAL_TOKEN_FILE 指向的 {file} 是空的。", f"{file} of TEMPORAL_TOKEN_FILE is empty."
        )
    return token


def _read(variable: str, file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        why = type(error).__name__
        raise SettingsDisagree(
            f"{variable} 指向的 {file} 读不出来（{why}）。", f"{file} of {variable} cannot be read ({why})."
        ) from None


def _keep_fresh(service: ServiceClient, file: Path, token: str, every: float) -> None:
    """Have the client come with the token that stands in the file now, for as long as somebody holds it."""
    task = asyncio.create_task(_look_again(weakref.ref(service), file, token, every))
    _looking.add(task)
    task.add_done_callback(_looking.discard)


async def _look_again(held: weakref.ref[ServiceClient], file: Path, known: str, every: float) -> None:
    while True:
        await asyncio.sleep(every)
        service = held()
        if service is None:
            return
        try:
            token = _token(file)
        except SettingsDisagree:
            log.warning("engine.token_unreadable")  # the one at hand may be good for a while yet
        else:
            if token != known:
                service.update_api_key(token)
                known = token
                log.info("engine.token_renewed")
        del service


def knows_no_namespace(error: RPCError) -> bool:
    """Whether it answers, and has not heard of our namespace: an engine that begins anew after its store was
    lost."""
    return error.status is RPCStatusCode.NOT_FOUND and "namespace" in error.message.lower()


def knows_no_attributes(error: RPCError) -> bool:
    """Whether it knows our namespace, and not yet what proceedings are found by: nobody has prepared it."""
    return error.status is RPCStatusCode.INVALID_ARGUMENT and "search attribute" in error.message.lower()
