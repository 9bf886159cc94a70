"""The simulator as a program: its options and secrets read, its port taken, its server run."""

import os
import socket
from collections.abc import Mapping, Sequence
from pathlib import Path

import uvicorn

from simulator.app import create_app
from simulator.planning import Temper
from simulator.signing import Keys, checked, private_key, public_key

LOOPBACK = "127.0.0.1"  # whoever may speak to it makes it say anything: elsewhere only where asked for
EVERYBODY = ("court", "police", "petition-office", "procuratorate", "arbitration")
SECRETS, KEYS = "FENGQIAO_AGENCY_SECRETS", "FENGQIAO_AGENCY_KEYS"


class Senseless(Exception):
    """The options make no sense. Chinese first, English beside it."""


class CannotRun(Exception):
    """Something it needs is not there. Chinese first, English beside it."""


def run(
    store: Path,
    county_url: str,
    port: int,
    agencies: Sequence[str],
    seed: int,
    pace: float,
    host: str = LOOPBACK,
) -> None:
    """Play these agencies until the process is asked to end. Raises Senseless and CannotRun."""
    tempers = tempers_of(agencies)
    app = create_app(store, tempers, keys_of(tempers, os.environ), county_url, seed=seed, pace=pace)
    taken = socket.socket()
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
    except OSError:
        taken.close()
        raise CannotRun(f"端口 {port} 已被占用。\nPort {port} is taken.") from None
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[taken])


def tempers_of(agencies: Sequence[str]) -> dict[str, Temper]:
    """`court=prompt` as it is meant; without any, everybody is prompt. Raises Senseless."""
    tempers: dict[str, Temper] = {}
    for each in agencies or EVERYBODY:
        name, _, temper = each.partition("=")
        try:
            tempers[name] = Temper(temper or Temper.PROMPT)
        except ValueError:
            known = " ".join(Temper)
            raise Senseless(
                f"没有“{temper}”这种脾气。\nThere is no temper “{temper}”; there are: {known}"
            ) from None
    return tempers


def keys_of(names: Mapping[str, Temper], environment: Mapping[str, str]) -> dict[str, Keys]:
    """The keys of these agencies from the environment. Raises CannotRun, and repeats no secret."""
    secrets = _listed(environment.get(SECRETS, ""))
    pairs = _listed(environment.get(KEYS, ""))
    for name in names:
        if name not in secrets:
            raise CannotRun(f"环境变量 {SECRETS} 中没有 {name} 的密钥。\n{SECRETS} has no secret for {name}.")
    try:
        return {name: _keys(secrets[name], pairs.get(name)) for name in names}
    except ValueError:
        words = (
            f"环境变量 {SECRETS} 或 {KEYS} 中的密钥无法读取。\nA key in {SECRETS} or {KEYS} cannot be read."
        )
        raise CannotRun(words) from None


def _keys(secret: str, pair: str | None) -> Keys:
    own, _, county = (pair or "").partition(":")
    return Keys(checked(secret), private_key(own) if own else None, public_key(county) if county else None)


def _listed(written: str) -> dict[str, str]:
    pairs = (each.strip().partition(":") for each in written.split(",") if each.strip())
    return {name: rest for name, _, rest in pairs}
