"""Becomes another program that ends when its starter ends. Run as a script, standard library only.

`launch.py STARTER SIGNAL ACCOUNT PROGRAM ARGUMENT...`: SIGNAL is sent to the program when process STARTER
dies (on Linux; elsewhere it outlives it), ACCOUNT ("" for our own) is whom it runs as. A script of its own,
because code between fork and exec is not safe in a process with threads, and because a change of account
clears the death signal, so that the order matters.
"""

import ctypes
import os
import pwd
import signal
import sys

PR_SET_PDEATHSIG = 1


def become(starter: int, ending: int, account: str, command: list[str]) -> None:
    """Replace this process by the command."""
    os.umask(0o077)
    if account:
        person = pwd.getpwnam(account)
        os.setgroups([])
        os.setgid(person.pw_gid)
        os.setuid(person.pw_uid)
    if sys.platform == "linux":
        if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, ending) != 0:
            raise OSError(ctypes.get_errno(), "prctl")
        if os.getppid() != starter:  # it died before we could ask to be told
            sys.exit(128 + ending)
    for ignored in (signal.SIGINT, signal.SIGPIPE):  # by our own interpreter, or by a shell's "&"
        signal.signal(ignored, signal.SIG_DFL)
    os.execv(command[0], command)  # noqa: S606  a program to become is the whole point


if __name__ == "__main__":
    become(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4:])
