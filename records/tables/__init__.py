"""The tables of the records room, by idea. What they mean stands beside each of them."""

from records.tables.activities import activities
from records.tables.added import added_words
from records.tables.added_papers import added_papers
from records.tables.agencies import agency_inbox, deliveries, exchanges
from records.tables.authority import authority_kinds, authority_table, marks, unmaskings
from records.tables.base import metadata, number_series
from records.tables.desks import drafts, presences
from records.tables.directory import delegations, directory_changes, handovers, people, seats, units
from records.tables.files import documents, histories, services
from records.tables.filters import kept_filters
from records.tables.gazetteer import gazetteer_places, gazetteers, grids
from records.tables.installation import installation
from records.tables.journal import editions, journal, ledger, outbox, procedures
from records.tables.keeping import keeping, keeping_now
from records.tables.keys import history_leaves, standing_keys
from records.tables.links import links
from records.tables.matters import contents, matter_keys, matters, name_index
from records.tables.meetings import agenda_items, meetings
from records.tables.notices import notice_wishes, notices
from records.tables.paper_drafts import (
    paper_draft_numbers,
    paper_draft_steps,
    paper_draft_wordings,
    paper_drafts,
)
from records.tables.proof import access_chains, access_log, checkpoint_leaves, checkpoints, signing_keys
from records.tables.publication_proposals import publication_answers, publication_proposals
from records.tables.publications import publications
from records.tables.reading import agreements, case_places, cases, clocks, parties, sessions, tasks
from records.tables.registers import register_lines, ticket_steps, unattended_windows, window_attendance
from records.tables.reports import report_lines, reports
from records.tables.restorations import restorations
from records.tables.signing_in import (
    accounts,
    departures,
    recovery_codes,
    sign_in_attempts,
    sign_in_log,
    sign_in_tokens,
    sign_ins,
    subjects,
)
from records.tables.submissions import arrivals, code_guesses, moves, public_rates, submissions
from records.tables.upkeep import upkeep
from records.tables.watching import checks, minutes_measured, violations

__all__ = [
    "access_chains",
    "access_log",
    "accounts",
    "activities",
    "added_papers",
    "added_words",
    "agency_inbox",
    "agenda_items",
    "agreements",
    "arrivals",
    "authority_kinds",
    "authority_table",
    "case_places",
    "cases",
    "checkpoint_leaves",
    "checkpoints",
    "checks",
    "clocks",
    "code_guesses",
    "contents",
    "delegations",
    "deliveries",
    "departures",
    "directory_changes",
    "documents",
    "drafts",
    "editions",
    "exchanges",
    "gazetteer_places",
    "gazetteers",
    "grids",
    "handovers",
    "histories",
    "history_leaves",
    "installation",
    "journal",
    "keeping",
    "keeping_now",
    "kept_filters",
    "ledger",
    "links",
    "marks",
    "matter_keys",
    "matters",
    "meetings",
    "metadata",
    "minutes_measured",
    "moves",
    "name_index",
    "notice_wishes",
    "notices",
    "number_series",
    "outbox",
    "paper_draft_numbers",
    "paper_draft_steps",
    "paper_draft_wordings",
    "paper_drafts",
    "parties",
    "people",
    "presences",
    "procedures",
    "public_rates",
    "publication_answers",
    "publication_proposals",
    "publications",
    "recovery_codes",
    "register_lines",
    "report_lines",
    "reports",
    "restorations",
    "seats",
    "services",
    "sessions",
    "sign_in_attempts",
    "sign_in_log",
    "sign_in_tokens",
    "sign_ins",
    "signing_keys",
    "standing_keys",
    "subjects",
    "submissions",
    "tasks",
    "ticket_steps",
    "unattended_windows",
    "units",
    "unmaskings",
    "upkeep",
    "violations",
    "window_attendance",
]
