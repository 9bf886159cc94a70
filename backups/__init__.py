"""The backups room: copies, and what was written in between; always sealed, never beside their keys."""
