"""Python loads this by itself where its directory is on the path: an API that forgets which messages came.

While the directory named by FORGETTING_AT holds `armed`, a message that comes again is a new one: the inbox
does not know it any more, and it is carried under a key of its own.
"""

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from records.agencies import Incoming

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))


def plant(directory: Path) -> None:
    """Put the fault into the inbox of this process."""
    from sqlalchemy import text  # noqa: PLC0415  only the API needs it

    from records import agencies  # noqa: PLC0415

    alone_with, keep, command_of = agencies.alone_with, agencies.keep, agencies.command_of
    forget = text(
        "UPDATE agency_inbox SET message = gen_random_uuid() WHERE agency = :agency AND subject = :subject"
    )
    arrivals: Counter[UUID] = Counter()

    async def forget_first(connection: "AsyncConnection", agency: str, subject: str) -> None:
        await alone_with(connection, agency, subject)
        if (directory / "armed").exists():
            await connection.execute(forget, {"agency": agency, "subject": subject})

    async def count(connection: "AsyncConnection", incoming: "Incoming", **said: Any) -> None:
        if (directory / "armed").exists():
            arrivals[incoming.message] += 1
        await keep(connection, incoming, **said)

    def another_key(agency: str, message: str) -> str:
        times = arrivals[UUID(message)]
        return (
            command_of(agency, message)
            if times < 2
            else str(uuid5(NAMESPACE_URL, f"{agency}/{message}/{times}"))
        )

    agencies.alone_with, agencies.keep, agencies.command_of = forget_first, count, another_key


if sys.orig_argv[1:3] == ["-m", "api"] and "FORGETTING_AT" in os.environ:
    plant(Path(os.environ["FORGETTING_AT"]))
