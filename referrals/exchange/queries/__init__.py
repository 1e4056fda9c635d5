from .activities import activity_by_key, activity_title, taking_referrals
from .content import client_name, contents, history, own_client, preview, reports, was_made
from .deadlines import answer_due
from .lists import (
    inbox,
    of_client,
    outbox,
    referral_by_key,
    related_referrals,
    visible_referrals,
)
from .moves import open_request_to_cancel, possible_moves

__all__ = [
    "activity_by_key",
    "activity_title",
    "answer_due",
    "client_name",
    "contents",
    "history",
    "inbox",
    "of_client",
    "open_request_to_cancel",
    "outbox",
    "own_client",
    "possible_moves",
    "preview",
    "referral_by_key",
    "related_referrals",
    "reports",
    "taking_referrals",
    "visible_referrals",
    "was_made",
]
