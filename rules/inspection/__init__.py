"""Inspection (督查): matters drawn by nobody's choice, looked at twice, put right and verified."""
