"""One run of the kit: every clause is tried at once, each on practice matters of its own."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

import httpx

from conformance.clauses import CLAUSES, Clause
from conformance.county import County
from conformance.kit import Failed, Kit, NotTried
from conformance.signing import Keys

AT_ONCE = 8  # requests


@dataclass(frozen=True)
class Finding:
    """What became of one clause; `seen` says what was seen, or why it was not tried."""

    number: str
    zh: str
    en: str
    result: Literal["passed", "failed", "not-tried"]
    seen: str = ""
    is_optional: bool = False

    def plain(self) -> dict[str, object]:
        return asdict(self)


async def _nothing() -> None:
    pass


async def run(
    url: str,
    agency: str,
    keys: Keys,
    listen: str,
    county_url: str = "",
    *,
    patience: float = 10.0,
    settle: float = 1.0,
    await_push: float = 0.0,
    on_ready: Callable[[], Awaitable[None]] = _nothing,
    clauses: Sequence[Clause] = CLAUSES,
) -> list[Finding]:
    """Try the clauses on the agency that answers at `url`. Raises OSError when `listen` is taken."""
    county = County(agency, keys, listen, county_url)
    limits = httpx.Limits(max_connections=AT_ONCE)
    client = httpx.AsyncClient(trust_env=False, timeout=10, limits=limits)
    async with county.listening(), client:
        kit = Kit(url.rstrip("/"), agency, county, client, patience, settle, await_push)
        await on_ready()
        found = await asyncio.gather(*(_tried(kit, each) for each in clauses if not each.is_about_all))
        found += [await _tried(kit, each) for each in clauses if each.is_about_all]
    order = [each.number for each in clauses]
    return sorted(found, key=lambda finding: order.index(finding.number))


def is_kept(findings: Sequence[Finding]) -> bool:
    """Whether every clause passed; what is only offered by some need not have been tried."""
    return all(
        each.result == "passed" or (each.result == "not-tried" and each.is_optional) for each in findings
    )


async def _tried(kit: Kit, clause: Clause) -> Finding:
    said = (clause.number, clause.zh, clause.en)
    try:
        await clause.check(kit)
    except NotTried as why:
        return Finding(*said, "not-tried", str(why), clause.is_optional)
    except Failed as seen:
        return Finding(*said, "failed", str(seen), clause.is_optional)
    except (KeyError, TypeError, ValueError, AttributeError, httpx.HTTPError) as unreadable:
        # what the agency answered has not the shape that the check reads
        seen_words = f"回答无法读取 the answer cannot be read: {type(unreadable).__name__} {unreadable}"
        return Finding(*said, "failed", seen_words, clause.is_optional)
    return Finding(*said, "passed", "", clause.is_optional)
