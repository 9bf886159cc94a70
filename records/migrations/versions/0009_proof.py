"""Proof: a chain for every note of a look, signed checkpoints over all chains, and the keys that sign them"""

import hashlib
import json
from datetime import UTC

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_WRITTEN_ONCE = ("access_log", "signing_keys", "checkpoints", "checkpoint_leaves")
_GENESIS = "0" * 64
_AT_ONCE = 1_000


def upgrade() -> None:
    """Chain the notes of before in the order in which they were written, and guard them from now on."""
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "access_chains",
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("headed_at", instant, server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("chain", name="pk_access_chains"),
    )
    op.add_column("access_log", sa.Column("reason", sa.Uuid(), nullable=True))
    for name, kind in (("chain", sa.Text()), ("seq", sa.Integer()), ("hash", sa.Text())):
        op.add_column("access_log", sa.Column(name, kind, nullable=True))
    _chain_what_stands(op.get_bind())
    for name in ("chain", "seq", "hash"):
        op.alter_column("access_log", name, nullable=False)
    op.create_unique_constraint("uq_access_log_chain_seq", "access_log", ["chain", "seq"])
    op.create_index("ix_access_log_at", "access_log", ["at"])
    op.create_table(
        "signing_keys",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("public", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_signing_keys"),
        sa.UniqueConstraint("place", name="uq_signing_keys_place"),
    )
    op.create_table(
        "checkpoints",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("leaves", sa.Integer(), nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_checkpoints"),
        sa.ForeignKeyConstraint(["key"], ["signing_keys.id"], name="fk_checkpoints_key"),
    )
    op.create_table(
        "checkpoint_leaves",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", "place", name="pk_checkpoint_leaves"),
        sa.ForeignKeyConstraint(["n"], ["checkpoints.n"], name="fk_checkpoint_leaves_n"),
    )
    op.create_index("ix_checkpoint_leaves_chain_seq", "checkpoint_leaves", ["chain", "seq"])
    op.execute("GRANT SELECT, INSERT, UPDATE ON access_chains TO fengqiao_app")
    op.execute("GRANT SELECT, INSERT ON signing_keys, checkpoints, checkpoint_leaves TO fengqiao_app")
    for table in _WRITTEN_ONCE:
        _guard(table)


def _guard(table: str) -> None:
    op.execute(
        f"CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        f"CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    for trigger in ("written_once", "never_emptied"):
        op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger}")


def _chain_what_stands(connection: sa.Connection) -> None:
    """As proof/looks.py counted when this was written."""
    log = sa.table(
        "access_log",
        *(sa.column(name) for name in ("id", "at", "person", "seat", "matter", "what", "digest")),
        *(sa.column(name) for name in ("chain", "seq", "hash")),
    )
    heads: dict[str, tuple[int, str]] = {}
    after = 0
    while rows := connection.execute(
        sa.select(log).where(log.c.id > after).order_by(log.c.id).limit(_AT_ONCE)
    ).all():
        for row in rows:
            elsewhere = row.what if "/" in row.what else f"person/{row.person}"
            chain = f"matter/{row.matter}" if row.matter else elsewhere
            at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
            whole = [chain, at, row.person, row.seat, row.matter, row.what, row.digest, None]
            plain = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            said = hashlib.sha256(plain.encode()).hexdigest()
            before, previous = heads.get(chain, (0, _GENESIS))
            head = hashlib.sha256(f"{previous} {before + 1} {said}".encode()).hexdigest()
            heads[chain] = before + 1, head
            here = sa.update(log).where(log.c.id == row.id)
            connection.execute(here.values(chain=chain, seq=before + 1, hash=head))
        after = rows[-1].id
    chains = sa.table("access_chains", *(sa.column(name) for name in ("chain", "seq", "head")))
    standing = [{"chain": chain, "seq": seq, "head": head} for chain, (seq, head) in heads.items()]
    if standing:
        connection.execute(sa.insert(chains), standing)
