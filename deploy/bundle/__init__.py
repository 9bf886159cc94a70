"""The bundle: everything an installation without a network needs, in one file (docs/installing.md)."""
