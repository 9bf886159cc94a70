"""Looking at one case, by whatever name a person has for it."""

from typing import Any

from desk.caller import Caller

_ABOUT_IT = ("dispute", "past")  # what else there is of a matter followed from one of these


async def case(caller: Caller, person: str, name: str) -> Any:
    """The case of this id (``dispute/…/1``), or the newest of this matter's. Raises Refusal 404."""
    parts = name.split("/")
    if len(parts) == 1:
        cases = (await caller.get(person, f"/matters/{name}"))["cases"]
        about_it = [each["case"]["procedure"] for each in cases if each["case"]["kind"] in _ABOUT_IT]
        # a matter that waits at intake has no case: the same answer as one that does not exist
        parts = max(about_it, key=_episode).split("/") if about_it else ["dispute", name, "1"]
    return await caller.get(person, f"/cases/{parts[0]}/{'/'.join(parts[-2:])}")


def _episode(procedure: str) -> int:
    return int(procedure.rpartition("/")[2])
