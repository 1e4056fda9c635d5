"""Counts what the outbox tells."""
