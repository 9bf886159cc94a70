"""The way to the engine: a client that connects when it is first needed, and again when it must."""

from datetime import timedelta

from temporalio.client import Client
from temporalio.service import KeepAliveConfig, RetryConfig, RPCError, RPCStatusCode

from settings import Settings
from workflows.converter import data_converter

# A caller is told soon that the engine is away, and comes again with the same key.
_RETRIES = RetryConfig(max_elapsed_time_millis=2_000, max_interval_millis=500, max_retries=5)
_AWAY = {RPCStatusCode.UNAVAILABLE, RPCStatusCode.RESOURCE_EXHAUSTED, RPCStatusCode.FAILED_PRECONDITION}


async def client_of(settings: Settings) -> Client:
    """A client with the house's converter. It opens no connection yet."""
    keys = settings.engine_keyring()
    return await Client.connect(
        settings.temporal_address,
        namespace=settings.temporal_namespace,
        data_converter=data_converter(keys, next(iter(keys))),
        retry_config=_RETRIES,
        keep_alive_config=KeepAliveConfig(interval_millis=5_000, timeout_millis=5_000),
        lazy=True,
    )


def is_away(error: Exception) -> bool:
    """Whether an error of the client says that the engine was not reached, or cannot take anything now."""
    if isinstance(error, RPCError):
        return error.status in _AWAY
    return isinstance(error, RuntimeError) and "connect" in str(error)  # what a lazy client raises


async def answers(client: Client) -> bool:
    """Whether the engine can be reached now."""
    try:
        return await client.service_client.check_health(timeout=timedelta(seconds=2))
    except (RPCError, RuntimeError):
        return False
