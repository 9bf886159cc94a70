"""Of which kind the installation is whose records these are (演练或者真实): one row, written once."""

from sqlalchemy import Boolean, CheckConstraint, Column, Table, true

from records.tables.base import metadata, recorded

installation = Table(
    "installation",
    metadata,
    Column("is_one", Boolean, primary_key=True, server_default=true()),
    Column("is_training", Boolean, nullable=False),
    recorded(),
    CheckConstraint("is_one", name="one_row"),
)
