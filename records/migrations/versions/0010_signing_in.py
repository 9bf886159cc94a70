"""Signing in: accounts, whom a provider vouches for, sessions, failures, and what became of them"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

CHANGED = (
    "accounts",
    "recovery_codes",
    "subjects",
    "sign_ins",
    "sign_in_tokens",
    "departures",
    "sign_in_attempts",
)


def upgrade() -> None:
    """The tables, and what the application may do in each: the log only grows."""
    _people()
    _sessions()
    _traces()
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {', '.join(CHANGED)} TO fengqiao_app")
    op.execute("GRANT SELECT, INSERT ON sign_in_log TO fengqiao_app")


def _instant(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _recorded(name: str) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _people() -> None:
    op.create_table(
        "accounts",
        _text("person"),
        _text("login"),
        _text("password", nullable=True),
        _instant("password_at", nullable=True),
        sa.Column("second_factor", sa.LargeBinary(), nullable=True),
        sa.Column("second_factor_step", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("awaited_factor", sa.LargeBinary(), nullable=True),
        _text("invitation", nullable=True),
        _instant("invited_until", nullable=True),
        _instant("disabled_at", nullable=True),
        _recorded("created_at"),
        sa.PrimaryKeyConstraint("person", name="pk_accounts"),
        sa.ForeignKeyConstraint(["person"], ["people.person"], name="fk_accounts_person_people"),
        sa.UniqueConstraint("login", name="uq_accounts_login"),
        sa.UniqueConstraint("invitation", name="uq_accounts_invitation"),
    )
    op.create_table(
        "recovery_codes",
        _text("person"),
        _text("digest"),
        sa.PrimaryKeyConstraint("person", "digest", name="pk_recovery_codes"),
        sa.ForeignKeyConstraint(["person"], ["accounts.person"], name="fk_recovery_codes_person_accounts"),
    )
    op.create_table(
        "subjects",
        sa.Column("id", sa.Uuid(), nullable=False),
        _text("issuer"),
        _text("subject", nullable=True),
        _text("claimed", nullable=True),
        _text("person"),
        _text("entered_by"),
        _recorded("entered_at"),
        sa.PrimaryKeyConstraint("id", name="pk_subjects"),
        sa.ForeignKeyConstraint(["person"], ["people.person"], name="fk_subjects_person_people"),
        sa.UniqueConstraint("issuer", "subject", name="uq_subjects_issuer_subject"),
        sa.UniqueConstraint("issuer", "claimed", name="uq_subjects_issuer_claimed"),
        sa.CheckConstraint("(subject IS NULL) <> (claimed IS NULL)", name="one_name"),
    )
    op.create_index("ix_subjects_person", "subjects", ["person"])


def _sessions() -> None:
    op.create_table(
        "sign_ins",
        sa.Column("id", sa.Uuid(), nullable=False),
        _text("digest"),
        _text("person"),
        _text("way"),
        _text("proof"),
        _text("device"),
        _instant("began_at"),
        _instant("seen_at"),
        _instant("ends_at"),
        _text("issuer", nullable=True),
        _text("subject", nullable=True),
        _text("provider_session", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_sign_ins"),
        sa.ForeignKeyConstraint(["person"], ["people.person"], name="fk_sign_ins_person_people"),
        sa.UniqueConstraint("digest", name="uq_sign_ins_digest"),
    )
    op.create_index("ix_sign_ins_person", "sign_ins", ["person"])
    op.create_index("ix_sign_ins_ends_at", "sign_ins", ["ends_at"])
    op.create_index("ix_sign_ins_provider", "sign_ins", ["issuer", "subject", "provider_session"])
    op.create_table(
        "sign_in_tokens",
        _text("digest"),
        sa.Column("sign_in", sa.Uuid(), nullable=False),
        _instant("ends_at"),
        sa.PrimaryKeyConstraint("digest", name="pk_sign_in_tokens"),
        sa.ForeignKeyConstraint(
            ["sign_in"], ["sign_ins.id"], name="fk_sign_in_tokens_sign_in_sign_ins", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_sign_in_tokens_sign_in", "sign_in_tokens", ["sign_in"])
    op.create_table(
        "departures",
        _text("digest"),
        _text("return_to"),
        _instant("ends_at"),
        sa.PrimaryKeyConstraint("digest", name="pk_departures"),
    )
    op.create_index("ix_departures_ends_at", "departures", ["ends_at"])


def _traces() -> None:
    op.create_table(
        "sign_in_attempts",
        _text("key"),
        sa.Column("failures", sa.Integer(), nullable=False),
        _instant("since"),
        _instant("barred_until", nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_sign_in_attempts"),
    )
    op.create_index("ix_sign_in_attempts_since", "sign_in_attempts", ["since"])
    op.create_table(
        "sign_in_log",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        _instant("at"),
        _text("what"),
        _text("person", nullable=True),
        _text("by", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_log"),
    )
    op.create_index("ix_sign_in_log_person_at", "sign_in_log", ["person", "at"])
    op.create_index("ix_sign_in_log_at", "sign_in_log", ["at"])
