"""Agencies on a port of their own in this process, and the county of the kit before them."""

import base64
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI

from conformance import matter
from conformance.county import County
from conformance.kit import Kit
from conformance.signing import Keys as CountyKeys
from local.ports import LOOPBACK, free_port
from simulator.agency import Agency
from simulator.app import create_app
from simulator.planning import Temper
from simulator.signing import Keys

SECRET = "whsec_" + base64.b64encode(b"a secret for these tests alone").decode()
PATIENCE, SETTLE, PACE = 15.0, 0.3, 0.01


@asynccontextmanager
async def served(app: FastAPI) -> AsyncIterator[str]:
    """The address at which this app answers meanwhile."""
    config = uvicorn.Config(app, log_level="warning", access_log=False, ws="none")
    server = uvicorn.Server(config)
    taken = socket.socket()
    taken.bind((LOOPBACK, 0))
    config.load()
    server.lifespan = config.lifespan_class(config)
    await server.startup(sockets=[taken])  # without its loop, which looks ten times a second whether to end
    try:
        yield f"http://{LOOPBACK}:{taken.getsockname()[1]}"
    finally:
        server.force_exit = True
        await server.shutdown(sockets=[taken])
        await server.lifespan.shutdown()
        taken.close()


@dataclass(frozen=True)
class Played:
    """Agencies and where the county listens: their base addresses, and the county's."""

    url: str
    county_listen: str


@asynccontextmanager
async def played(
    store: Path, tempers: Mapping[str, Temper], *, keys: Keys | None = None, **more: Any
) -> AsyncIterator[Played]:
    """These agencies, until the end of the block."""
    listen = f"{LOOPBACK}:{free_port()}"
    known = dict.fromkeys(tempers, keys or Keys(SECRET))
    app = create_app(store, tempers, known, f"http://{listen}", **{"pace": PACE, **more})
    async with served(app) as url:
        yield Played(url, listen)


@asynccontextmanager
async def court(
    store: Path,
    temper: Temper = Temper.DESK,
    *,
    is_heard: bool = True,
    kind: type[Agency] = Agency,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    **more: Any,
) -> AsyncIterator[Kit]:
    """One court of this temper, with the county that it speaks to; unless it is not to be heard."""
    async with played(store, {"court": temper}, kind=kind, now=now, **more) as places:
        county = County("court", CountyKeys(SECRET), places.county_listen)
        async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
            kit = Kit(f"{places.url}/court", "court", county, client, PATIENCE, SETTLE, await_push=PATIENCE)
            if is_heard:
                async with county.listening():
                    yield kit
            else:
                yield kit


async def send_matter(kit: Kit, docking: str = matter.DOCKING) -> str:
    """A matter in earnest, which the agency takes; its subject."""
    subject = matter.new_subject()
    data = matter.practice("court", "stay-silent") | {"docking": docking}
    del data["practice"]
    kit.county.affairs[subject].docking = docking
    sent = await kit.send("sent", subject, data)
    assert sent.receipt["effect"] == "taken"
    return subject


async def at_the_desk(kit: Kit, subject: str, act: str, **more: Any) -> httpx.Response:
    """Somebody of the agency does this."""
    return await kit.client.post(f"{kit.url}/desk/acts", json={"subject": subject, "act": act, **more})


def heard(kit: Kit, subject: str) -> list[str]:
    """What was heard about it, repeats left out."""
    firsts = {each.id: each.what for each in kit.county.affairs[subject].heard}
    return list(firsts.values())
