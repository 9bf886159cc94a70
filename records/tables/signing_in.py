"""Who may sign in, who has, and who tried: nothing here is a secret that could be used as it stands.

A password is a hash, a session and a token are digests of 256 random bits, a second factor is sealed. Whoever
signs in at a provider has no account here.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from records.tables.base import instant, metadata, recorded, text

# An account of the local store (本地账号). Without a password and a second factor nobody signs in with it:
# whoever was given its invitation sets both.
accounts = Table(
    "accounts",
    metadata,
    Column("person", Text, ForeignKey("people.person"), primary_key=True),
    text("login"),  # as it is compared
    text("password", nullable=True),  # its Argon2id hash
    instant("password_at", nullable=True),
    Column("second_factor", LargeBinary),  # the seed, sealed for this person
    Column(
        "second_factor_step", BigInteger, nullable=False, server_default="0"
    ),  # the last one that was used
    Column("awaited_factor", LargeBinary),  # a seed that the person has been shown and not confirmed
    text("invitation", nullable=True),  # a digest
    instant("invited_until", nullable=True),
    instant("disabled_at", nullable=True),
    recorded("created_at"),
    UniqueConstraint("login"),
    UniqueConstraint("invitation"),
)

# Each is good once: a row goes when it is used.
recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("person", Text, ForeignKey("accounts.person"), primary_key=True),
    Column("digest", Text, primary_key=True),
)

# Whom a provider vouches for (身份对应): entered by an administrator, by the provider's own name for the
# person, or by a claim that names them at their first sign-in.
subjects = Table(
    "subjects",
    metadata,
    Column("id", Uuid, primary_key=True),
    text("issuer"),
    text("subject", nullable=True),
    text("claimed", nullable=True),  # the claim's value, until somebody has come with it
    text("person", ForeignKey("people.person")),
    text("entered_by"),
    recorded("entered_at"),
    UniqueConstraint("issuer", "subject"),
    UniqueConstraint("issuer", "claimed"),
    CheckConstraint("(subject IS NULL) <> (claimed IS NULL)", name="one_name"),
    Index(None, "person"),
)

# A session (会话). It ends by its row going.
sign_ins = Table(
    "sign_ins",
    metadata,
    Column("id", Uuid, primary_key=True),
    text("digest"),
    text("person", ForeignKey("people.person")),
    text("way"),  # development | local | oidc: it is good where that is the way in
    text("proof"),  # by what: development | password+totp | password+recovery | provider
    text("device"),  # what the browser called itself, shortened
    instant("began_at"),
    instant("seen_at"),
    instant("ends_at"),
    text("issuer", nullable=True),
    text("subject", nullable=True),
    text("provider_session", nullable=True),
    UniqueConstraint("digest"),
    Index(None, "person"),
    Index(None, "ends_at"),
    Index("ix_sign_ins_provider", "issuer", "subject", "provider_session"),
)

# What a program carries for somebody: it dies with the session it was given in.
sign_in_tokens = Table(
    "sign_in_tokens",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("sign_in", Uuid, ForeignKey("sign_ins.id", ondelete="CASCADE"), nullable=False),
    instant("ends_at"),
    Index(None, "sign_in"),
)

# A browser on its way to the provider. It comes back once.
departures = Table(
    "departures",
    metadata,
    Column("digest", Text, primary_key=True),
    text("return_to"),
    instant("ends_at"),
    Index(None, "ends_at"),
)

# Failures to sign in, by a keyed digest of the account, of the address, and of all together.
sign_in_attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("key", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    instant("since"),
    instant("barred_until", nullable=True),
    Index(None, "since"),
)

# What became of accounts and sessions, and who did it (身份审计). Grows only.
sign_in_log = Table(
    "sign_in_log",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    instant("at"),
    text("what"),
    text("person", nullable=True),  # whose account it is; nobody's, where there is none
    text("by", nullable=True),  # who did it, if it was somebody else
    Index(None, "person", "at"),
    Index(None, "at"),
)
