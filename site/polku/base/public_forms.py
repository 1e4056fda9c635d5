"""Forms that anybody can send without signing in, guarded against programs without a puzzle."""

import time
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.utils.translation import gettext as _

# People do not see this field; programs that fill in whatever they find do.
TRAP = "address_of_your_website"
# Nobody reads and fills in the form in less; a form left open for longer is asked to be looked
# through.
QUICKEST, OLDEST = 2, 24 * 60 * 60
_signer = signing.Signer(salt="polku.public_forms")


class PublicForm(forms.Form):
    """It carries a number of its own and the time at which it was shown, signed: sent twice it can
    be told apart from two, and what no person can have filled in is stopped.

    Its template shows the trap: components/trap.html.
    """

    ticket = forms.CharField(widget=forms.HiddenInput, required=False)

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("ticket", new_ticket())

    @property
    def number(self) -> UUID:
        """The same each time that the same form is sent; of a form that is valid."""
        return UUID(_signer.unsign(self.cleaned_data["ticket"]).split(":")[0])

    def clean(self):
        cleaned = super().clean()
        shown_at = _shown_at(self.data.get("ticket", ""))
        age = time.time() - shown_at if shown_at else None
        again = None
        if self.data.get(TRAP):
            again = _("Please press the button once more.")
        elif age is None or age > OLDEST:
            again = _("This page was open for a long time. Look it through and send it once more.")
        elif age < QUICKEST:
            again = _("That was very quick. Please press the button once more.")
        if again:
            self.data = self.data.copy()
            self.data.pop(TRAP, None)
            if age is None or age > OLDEST:
                self.data["ticket"] = new_ticket()
            self.add_error(None, again)
        return cleaned


def new_ticket(at: float | None = None) -> str:
    return _signer.sign(f"{uuid4()}:{at or time.time():.0f}")


def _shown_at(ticket: str) -> float | None:
    """When the form was shown; None where that is not one of ours."""
    try:
        return float(_signer.unsign(ticket).split(":")[1])
    except signing.BadSignature:
        return None
