"""One machine's own installation: PostgreSQL and Temporal from wheels, and what keeps them all running."""
