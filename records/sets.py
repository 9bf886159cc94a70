"""Statements over whole sets of rows: they take all their rows as one JSON value and go in one round trip."""

from typing import Any

from sqlalchemy import (
    CTE,
    Column,
    ColumnElement,
    FromClause,
    Table,
    bindparam,
    column,
    delete,
    exists,
    func,
    insert,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import insert as upsert


def given(name: str, columns: list[Column[Any]]) -> FromClause:
    """The rows handed in as parameter ``name`` (a list of mappings) with the types of ``columns``."""
    rows = func.jsonb_to_recordset(bindparam(name, type_=JSONB))
    typed = (column(c.name, c.type) for c in columns)
    return rows.table_valued(*typed, name=name).render_derived(with_types=True)


def added(table: Table, fixed: dict[str, ColumnElement[Any]], columns: list[Column[Any]]) -> CTE:
    """Insert the given rows, each with the fixed values beside it."""
    rows = given(f"{table.name}_rows", columns)
    names = [*fixed, *(c.name for c in columns)]
    return insert(table).from_select(names, select(*fixed.values(), *rows.c)).cte(f"added_{table.name}")


def replaced(table: Table, fixed: dict[str, ColumnElement[Any]]) -> list[CTE]:
    """Make the table's rows with the fixed values exactly the given ones, touching only what differs."""
    columns = [c for c in table.columns if c.name not in fixed]
    key = [c.name for c in columns if c.primary_key]
    values = [c.name for c in columns if not c.primary_key]
    rows = given(f"{table.name}_rows", columns)
    mine = [table.c[name] == value for name, value in fixed.items()]
    kept = exists(select(1).select_from(rows).where(*(rows.c[name] == table.c[name] for name in key)))
    gone = delete(table).where(*mine, ~kept).cte(f"gone_{table.name}")
    put = upsert(table).from_select([*fixed, *rows.c.keys()], select(*fixed.values(), *rows.c))
    if not values:
        return [gone, put.on_conflict_do_nothing().cte(f"put_{table.name}")]
    was = tuple_(*(table.c[name] for name in values))
    put = put.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={name: put.excluded[name] for name in values},
        where=was.is_distinct_from(tuple_(*(put.excluded[name] for name in values))),
    )
    return [gone, put.cte(f"put_{table.name}")]
