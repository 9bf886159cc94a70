"""The panel of a hearing (听证评议团): drawn from the county's pool, by nobody's choice.

Everybody can draw it again: members stand in the order of a digest of the procedure, a number and themselves.
Whoever can choose the number chooses the panel; so it is the entry that opened the procedure, or another that
nobody could time, and never the entry of the draw.
"""

import hashlib
from collections.abc import Iterable

from rules.refusals import Reason, Refused


def draw(
    procedure_id: str, seq: int, pool: Iterable[str], size: int, recused: Iterable[str] = ()
) -> tuple[str, ...]:
    """County policy 25, XFTL 28(3) 抽取听证评议团: the first of the order who have not stepped aside.

    Another recusal leaves those who stand and brings in the next. Raises PANEL_TOO_SMALL.
    """
    able = in_order(procedure_id, seq, set(pool) - set(recused))
    if len(able) < size:
        raise Refused(Reason.PANEL_TOO_SMALL)
    return able[:size]


def in_order(procedure_id: str, seq: int, members: Iterable[str]) -> tuple[str, ...]:
    """The members in the order in which they are drawn."""
    return tuple(sorted(members, key=lambda member: _digest(f"{procedure_id}#{seq}/{member}")))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
