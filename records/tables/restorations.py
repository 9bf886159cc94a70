"""When records came back from a backup (恢复), and whether they were reconciled with the engine since."""

from sqlalchemy import BigInteger, Column, Identity, Integer, Table

from records.tables.base import instant, metadata, recorded, text

# While one of them has not been reconciled, the database takes no entry into any journal.
restorations = Table(
    "restorations",
    metadata,
    Column("n", BigInteger, Identity(always=True), primary_key=True),
    recorded("restored_at"),
    text("backup"),
    instant("until", nullable=True),
    instant("reconciled_at", nullable=True),
    Column("differences", Integer, nullable=True),
    text("report", nullable=True),  # its digest
    text("accepted", nullable=True),  # why what could not be brought back is borne
)
