"""What a person typed while their session ended, kept until they have signed in again.

A form that should survive carries a hidden field `mine` with `mark(user)`. The door that turns the
person away calls `keep`, and the view calls `take` when the person comes back to the same address.
Nobody else gets it, in whichever browser they sign in.
"""

from django.core import signing
from django.http import HttpRequest, QueryDict

FIELD = "mine"
_SESSION_KEY = "kept_form"
_SALT = "polku.kept_forms"
_LONGEST = 200_000  # characters
_LASTS = 24 * 60 * 60  # seconds


def mark(user) -> str:
    """What says whose form it is."""
    return signing.dumps(user.pk, salt=_SALT)


def keep(request: HttpRequest) -> bool:
    """Keep the form that a request sent, where it says whose it is; files are not kept."""
    if request.method != "POST":
        return False
    owner = _owner(request.POST.get(FIELD, ""))
    text = request.POST.urlencode()
    if owner is None or len(text) > _LONGEST:
        return False
    request.session[_SESSION_KEY] = {"owner": owner, "path": request.path, "form": text}
    return True


def take(request: HttpRequest) -> QueryDict | None:
    """What was kept of this person's form at this address; it is given out once."""
    kept = request.session.get(_SESSION_KEY)
    if not kept or kept["path"] != request.path or kept["owner"] != request.user.pk:
        return None
    del request.session[_SESSION_KEY]
    return QueryDict(kept["form"])


def _owner(signed: str) -> int | None:
    try:
        return signing.loads(signed, salt=_SALT, max_age=_LASTS)
    except signing.BadSignature:
        return None
