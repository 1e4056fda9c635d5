"""What happens to the personal data of sign-ups.

A sign-up belongs to no client and no account: it stands for itself, and its person gets to it by
its code, or is found by the organisation. So the subject is the sign-up.
"""

from polku.record.personal_data import Handlers, register

from .models import Message, SignUp
from .services import erasure

SIGN_UP = "sign_up"
MESSAGE = "sign_up_message"


def _copy(sign_up_id: int) -> list[dict]:
    return [
        {
            "name": one.name,
            "contact": one.contact,
            "answers": one.answers,
            "language": one.language,
            "children": one.children,
            "adults": one.adults,
            "status": one.status,
            "at": one.made_at,
        }
        for one in SignUp.objects.filter(pk=sign_up_id)
    ]


def _erase_message(message_id: int) -> int:
    number, _models = Message.objects.filter(pk=message_id).delete()
    return number


register(
    "signups.SignUp",
    Handlers(
        subject=SIGN_UP,
        erase=erasure.erase,
        copy=_copy,
        merge=lambda kept_id, gone_id: 0,  # each stands for itself
        keep_until=lambda sign_up_id: None,  # nothing holds it; `erasure.erase_old` ends it
    ),
)
register(
    "signups.Message",
    Handlers(
        subject=MESSAGE,
        erase=_erase_message,
        copy=lambda message_id: list(
            Message.objects.filter(pk=message_id).values("text", "sent_at")
        ),
        merge=lambda kept_id, gone_id: 0,
        keep_until=lambda message_id: None,
    ),
)
