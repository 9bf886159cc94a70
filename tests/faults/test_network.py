"""F30, F31, F32: what lies between the programs: cut, deaf, one-way, late, torn, lossy."""

import asyncio
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random

import pytest

from local.keys import SIMULATED
from local.ports import free_port
from settings import Settings
from tests.faults.experiment import experiment
from tests.faults.figures import SEED, size
from tests.faults.proxy import Proxy
from tests.faults.rig import Rig, running


class ProxiedRig(Rig):
    """Between every program and its records, its engine and the agencies stands a proxy."""

    def __init__(self, settings: Settings, armed: Path) -> None:
        self._stack = ExitStack()
        self.proxies: dict[str, Proxy] = {}
        url = f"http://127.0.0.1:{self._between('agencies', settings.simulator_port)}"
        agencies = ",".join(f"{each}={url}/{each}" for each in SIMULATED)
        super().__init__(settings.model_copy(update={"agencies": agencies}), armed)

    def stop(self) -> None:
        super().stop()
        self._stack.close()

    def _bring_up_postgres(self) -> None:
        super()._bring_up_postgres()
        port = self.settings.postgres_port
        url = self.settings.database_url.replace(f":{port}/", f":{self._between('records', port)}/")
        self.settings = self.settings.model_copy(update={"database_url": url})

    def _bring_up_temporal(self) -> None:
        super()._bring_up_temporal()
        host, _, port = self.settings.temporal_address.partition(":")
        address = f"{host}:{self._between('engine', int(port))}"
        self.settings = self.settings.model_copy(update={"temporal_address": address})

    def _between(self, name: str, port: int) -> int:
        proxy = self._stack.enter_context(Proxy(free_port(), port, f"{SEED}/{name}"))
        self.proxies[name] = proxy
        return proxy.port


@pytest.fixture(scope="module")
def proxied(alone: None) -> Iterator[ProxiedRig]:
    with running(rig=ProxiedRig) as rig:
        assert isinstance(rig, ProxiedRig)
        yield rig


async def test_no_partition_loses_anything(proxied: ProxiedRig) -> None:
    throw = Random(f"{SEED}/F30")

    async with experiment("F30", proxied) as run:
        await run.load.more(20)
        for _ in range(size(1, 15)):
            for name, manner in throw.sample(PARTITIONS, len(PARTITIONS)):
                proxy = proxied.proxies[name]
                with proxy.behaving(**{manner: True}):
                    if manner == "refuses":
                        proxy.drop_all()
                    run.book.did(f"{name}: {manner}")
                    await asyncio.sleep(throw.uniform(2, size(4, 15)))
                proxy.drop_all()  # who waits in a hole waits for ever: the way back begins anew
                await run.load.more(size(8, 40))

    assert run.result.violations == []


PARTITIONS = [
    (name, manner) for name in ("records", "engine") for manner in ("refuses", "black_hole", "loses_answers")
]


async def test_no_torn_connection_loses_anything(proxied: ProxiedRig) -> None:
    records, engine = proxied.proxies["records"], proxied.proxies["engine"]
    struck = records.struck + engine.struck

    async with experiment("F32", proxied) as run:
        await run.load.more(20)
        for _ in range(size(1, 10)):
            with records.behaving(latency=0.01, jitter=0.05), engine.behaving(latency=0.01, jitter=0.05):
                run.book.did("everything comes late")
                await run.load.more(size(15, 60))
            with records.behaving(resets=0.01), engine.behaving(resets=0.01):
                run.book.did("one piece of a hundred resets its connection")
                await run.load.more(size(15, 100))
            with records.behaving(cut_after=40_000), engine.behaving(cut_after=40_000):
                run.book.did("cut after so many bytes")
                await run.load.more(size(15, 100))
            with records.behaving(cut_after=40_000, half_closes=True):
                run.book.did("closed by half after so many bytes")
                await run.load.more(size(10, 60))
            records.drop_all()
        run.others["struck"] = records.struck + engine.struck - struck

    assert run.result.violations == []
    assert run.others["struck"]


def why_no_rules() -> str:
    """Why packets cannot be dropped here; "" where they can."""
    if os.geteuid() != 0 or shutil.which("iptables") is None:
        return "packets are dropped by iptables, as root"
    elsewhere = [name for _, name in socket.if_nameindex() if name != "lo" and not _leads_nowhere(name)]
    return "packets are dropped only in a network of our own: run `make faults`" if elsewhere else ""


def _leads_nowhere(name: str) -> bool:
    """What a kernel with tunnels built in has in every network, down."""
    return name.startswith(("sit", "tunl", "ip6tnl", "gre", "erspan", "ip_vti", "ip6_vti", "ip6gre"))


@pytest.mark.skipif(bool(why_no_rules()), reason=why_no_rules())
async def test_no_lost_packet_loses_anything(rig: Rig) -> None:
    async with experiment("F31", rig) as run:
        await run.load.more(20)
        with dropping(rig.settings.postgres_port, 0.15), dropping(rig.settings.temporal_port, 0.15):
            run.book.did("three packets of twenty are lost")
            await run.load.more(size(25, 800))
        await run.load.more(20)

    assert run.result.violations == []


@contextmanager
def dropping(port: int, share: float) -> Iterator[None]:
    """So many of the packets to and from a port never arrive."""
    chance = ["-m", "statistic", "--mode", "random", "--probability", str(share), "-j", "DROP"]
    rules = [["INPUT", "-i", "lo", "-p", "tcp", side, str(port), *chance] for side in ("--dport", "--sport")]
    for rule in rules:
        subprocess.run(["iptables", "-w", "-A", *rule], check=True)
    try:
        yield
    finally:
        for rule in rules:
            subprocess.run(["iptables", "-w", "-D", *rule], check=True)
