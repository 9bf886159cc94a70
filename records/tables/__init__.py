"""The tables of the records room, by idea. What they mean stands beside each of them."""

from records.tables.agencies import agency_inbox, deliveries, exchanges
from records.tables.authority import authority_kinds, authority_table, marks, unmaskings
from records.tables.base import metadata, number_series
from records.tables.directory import people, seats, units
from records.tables.files import access_log, documents, histories, services
from records.tables.journal import editions, journal, ledger, outbox, procedures
from records.tables.links import links
from records.tables.matters import contents, matter_keys, matters, name_index
from records.tables.publications import publications
from records.tables.reading import agreements, case_places, cases, clocks, parties, sessions, tasks
from records.tables.submissions import arrivals, moves, public_rates, submissions

__all__ = [
    "access_log",
    "agency_inbox",
    "agreements",
    "arrivals",
    "authority_kinds",
    "authority_table",
    "case_places",
    "cases",
    "clocks",
    "contents",
    "deliveries",
    "documents",
    "editions",
    "exchanges",
    "histories",
    "journal",
    "ledger",
    "links",
    "marks",
    "matter_keys",
    "matters",
    "metadata",
    "moves",
    "name_index",
    "number_series",
    "outbox",
    "parties",
    "people",
    "procedures",
    "public_rates",
    "publications",
    "seats",
    "services",
    "sessions",
    "submissions",
    "tasks",
    "units",
    "unmaskings",
]
