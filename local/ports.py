"""Ports of this machine: free, taken, and by whom."""

import secrets
import socket

import psutil

from local.words import CannotStart

LOOPBACK = "127.0.0.1"


def free_port() -> int:
    """A port that nobody has at this moment, for a server that may be stopped and started again.

    From below the range of which systems lend ports to outgoing connections: one of those could take the port
    while the server is away.
    """
    while True:
        port = secrets.randbelow(32768 - 20000) + 20000
        try:
            claim(port, "", "")
        except CannotStart:
            continue
        return port


def claim(port: int, what: str, setting: str) -> None:
    """Make sure that `what` may have the port. Raises CannotStart("port-taken")."""
    # Both: on some systems a server on every interface leaves loopback free to bind, and the reverse.
    for address in (LOOPBACK, "0.0.0.0"):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port in TIME_WAIT is free
            try:
                probe.bind((address, port))
                probe.listen()
            except OSError as refusal:
                raise CannotStart("port-taken", port=port, what=what, setting=setting) from refusal


def answers(port: int) -> bool:
    """Whether anybody accepts connections on the port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((LOOPBACK, port)) == 0


def listens(pid: int, port: int) -> bool:
    """Whether this very process listens on the port."""
    try:
        return any(
            connection.status == psutil.CONN_LISTEN and connection.laddr.port == port
            for connection in psutil.Process(pid).net_connections(kind="tcp")
        )
    except psutil.NoSuchProcess:
        return False
