"""The way to the engine: a client that connects when it is first needed, and again when it must."""

import time
from datetime import timedelta

from temporalio.client import Client
from temporalio.service import KeepAliveConfig, RetryConfig, RPCError, RPCStatusCode

from engine import engine_of, knows_no_attributes, knows_no_namespace
from settings import Settings
from watching.tracing import OFF, Tracing

# A caller is told soon that the engine is away, and comes again with the same key.
_RETRIES = RetryConfig(max_elapsed_time_millis=2_000, max_interval_millis=500, max_retries=5)
_TAKES_NOTHING = (
    RPCStatusCode.UNAVAILABLE,
    RPCStatusCode.RESOURCE_EXHAUSTED,
    RPCStatusCode.PERMISSION_DENIED,
    RPCStatusCode.UNAUTHENTICATED,
)
# It may have done what it was asked, and has not said so.
_SAYS_NOTHING = (
    RPCStatusCode.DEADLINE_EXCEEDED,
    RPCStatusCode.CANCELLED,
    RPCStatusCode.ABORTED,
    RPCStatusCode.INTERNAL,
    RPCStatusCode.UNKNOWN,
)
_FRESH = 1.0  # seconds for which an answer vouches for the engine


async def client_of(settings: Settings, tracing: Tracing = OFF) -> Client:
    """A client with the house's converter, which tells the engine under which correlation it asks. It opens
    no connection yet."""
    return await engine_of(
        settings,
        lazy=True,
        retry=_RETRIES,
        keep_alive=KeepAliveConfig(interval_millis=5_000, timeout_millis=5_000),
        interceptors=tracing.interceptors(),
    )


class Contact:
    """When the engine was last heard. Asking whether it is there before anything is sent tells "not reached",
    when nothing can have happened, from "sent, and no answer", when nobody knows."""

    def __init__(self) -> None:
        self._until = 0.0

    def heard(self) -> None:
        """It has just answered."""
        self._until = time.monotonic() + _FRESH

    def lost(self) -> None:
        """It has not answered."""
        self._until = 0.0

    async def holds(self, client: Client) -> bool:
        """Whether the engine is there: it answered a moment ago, or answers now."""
        if time.monotonic() > self._until and await answers(client):
            self.heard()
        return time.monotonic() <= self._until


def is_away(error: Exception) -> bool:
    """Whether an error of the client says that the engine was not reached, does not say what became of it, or
    takes nothing from us now: a token that was not renewed in time changes nothing there, and is renewed; an
    engine that begins anew after its store was lost is prepared a moment later. For what may be asked twice:
    a look, a start under an id of its own, a message that is kept."""
    if isinstance(error, RPCError):
        is_not_ready = knows_no_namespace(error) or knows_no_attributes(error)
        return error.status in (*_TAKES_NOTHING, *_SAYS_NOTHING) or is_not_ready
    return isinstance(error, RuntimeError) and "connect" in str(error)  # what a lazy client raises


async def answers(client: Client) -> bool:
    """Whether the engine can be reached now."""
    try:
        return await client.service_client.check_health(timeout=timedelta(seconds=2))
    except (RPCError, RuntimeError):
        return False
