"""How long a deleted page can be taken back."""

from datetime import datetime, timedelta

KEPT = timedelta(days=30)


def gone_on(deleted_at: datetime) -> datetime:
    """When the page is deleted for good."""
    return deleted_at + KEPT
