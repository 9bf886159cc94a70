"""The rules know no world: in this room nothing can be connected to."""

import socket
from collections.abc import Iterator
from typing import NoReturn

import pytest


def _refuse(*args: object, **kwargs: object) -> NoReturn:
    raise AssertionError("a rule reached for the network")


@pytest.fixture(scope="package", autouse=True)
def no_network() -> Iterator[None]:
    """Every road out is closed while this room's tests run, and opened again behind them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "bind", "sendto"):
            patch.setattr(socket.socket, name, _refuse)
        patch.setattr(socket, "getaddrinfo", _refuse)
        yield
