"""Which matters a new one may be the same as: found by rare pairs of characters over the keyed index, and
opened to be compared. Words find a matter, never the name of a person alone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Row, cast, func, join, select, true
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.ext.asyncio import AsyncConnection

from records import particulars
from records.keeper import Keeper
from records.keyed import check_known
from records.particulars import CORRECTED_NAME
from records.search import said
from records.tables import cases, contents, matter_keys, matters, name_index, parties
from records.visible import Visible, visible_matters
from rules.dispute.matter import PartyRole

_WORDS = ("title", "body")
_NAMES, _AUTHOR = ("name", CORRECTED_NAME), "author"
_SIDES = (PartyRole.APPLICANT, PartyRole.RESPONDENT)
_OF_ONE_PAIR = 100  # texts that are looked at for one pair: what stands in more of them tells little


@dataclass(frozen=True)
class Told:
    """What a matter says, and who brought it against whom, in plain text: to be compared, never listed."""

    number: str
    title: str
    body: str
    people: frozenset[str]
    counterparties: frozenset[str]
    unit: str | None


async def nearest(
    connection: AsyncConnection,
    keeper: Keeper,
    pairs: Collection[str],
    visible: Visible,
    *,
    but: str | None = None,
    limit: int = 40,
) -> list[str]:
    """The visible matters with most of these pairs of characters in their title or body, most first.

    Its cost grows with the pairs, not with the county: of each, so many texts are looked at.
    """
    await check_known(connection, keeper)
    grams = [(kind, pair) for pair in pairs for kind in _WORDS]
    tokens = [token for each in keeper.holders for gram in grams for token in each.needed(*gram)]
    sought = select(func.unnest(cast(tokens, ARRAY(BigInteger))).label("token")).subquery()
    holding = (  # the offset keeps the planner from beginning with the matters
        select(name_index.c.matter)
        .where(name_index.c.tokens.contains(array([sought.c.token])))
        .offset(0)
        .correlate(sought)
        .subquery()
    )
    seen = (
        select(matters.c.number)
        .join(holding, holding.c.matter == matters.c.number)
        .where(visible_matters(visible), matters.c.number.is_distinct_from(but))
        .limit(_OF_ONE_PAIR)
        .lateral()
    )
    most = func.count().desc()
    found = select(seen.c.number).select_from(join(sought, seen, true())).group_by(seen.c.number)
    # Soon after an import the planner knows nothing of the index yet, and would read all rows for each pair.
    await connection.execute(select(func.set_config("enable_seqscan", "off", True)))
    return list(await connection.scalars(found.order_by(most, seen.c.number).limit(limit)))


async def told(connection: AsyncConnection, keeper: Keeper, numbers: Collection[str]) -> list[Told]:
    """These matters, opened. One that was erased says nothing and is left out; a name holds as corrected."""
    query = (
        select(contents.c.ref, contents.c.kind, contents.c.nonce, contents.c.ciphertext, contents.c.matter)
        .add_columns(matter_keys.c.key_id, matter_keys.c.wrapped, matters.c.unit)
        .join(matter_keys, matter_keys.c.matter == contents.c.matter)
        .join(matters, matters.c.number == contents.c.matter)
        .where(contents.c.matter.in_(numbers), contents.c.kind.in_((*_WORDS, *_NAMES, _AUTHOR)))
        .where(matter_keys.c.wrapped.is_not(None), ~matter_keys.c.restricted)
        .where(particulars.holds(contents.c.matter))
        .order_by(contents.c.matter)
    )
    rows = (await connection.execute(query)).all()
    roles = await _roles(connection, numbers, {row.matter for row in rows if row.kind == CORRECTED_NAME})
    return [
        _told(number, [(_what(row, roles), said(keeper, row)) for row in its], its[0].unit)
        for number, its in ((number, list(its)) for number, its in groupby(rows, lambda row: str(row.matter)))
    ]


def _told(number: str, texts: list[tuple[str, str]], unit: str | None) -> Told:
    of = {kind: frozenset(text for what, text in texts if what == kind) for kind in (*_WORDS, *_SIDES)}
    title, body, people, counterparties = of.values()
    return Told(number, "".join(title), "".join(body), people, counterparties, unit)


def _what(row: Row[Any], roles: Mapping[str, str]) -> str:
    """Which part of a matter a text is; that of a third person is none."""
    if row.kind in _NAMES:
        return roles.get(str(row.ref), "")
    return str(PartyRole.APPLICANT) if row.kind == _AUTHOR else str(row.kind)


async def _roles(
    connection: AsyncConnection, numbers: Collection[str], corrected: Collection[str]
) -> dict[str, str]:
    """Reference of a name, the first or a later one -> the role of whose it is."""
    rows = select(parties.c.ref, parties.c.role).join(cases, cases.c.procedure == parties.c.procedure)
    found = await connection.execute(rows.where(cases.c.matter.in_(numbers)))
    roles = {row.ref: row.role for row in found}
    for number in corrected:
        for each in await particulars.corrections(connection, number):
            roles[each.ref] = roles.get(each.party, "")
    return roles
