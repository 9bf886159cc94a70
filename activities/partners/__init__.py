"""Adapters to the agencies' own systems. One contract: send what an entry says, and ask how things stand."""
