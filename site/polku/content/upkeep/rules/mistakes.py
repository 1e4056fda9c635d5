"""What can be wrong on a page."""

from django.utils.translation import gettext_lazy as _

SUBJECTS = {
    "time": _("The day or the time is wrong"),
    "place": _("The place is wrong"),
    "contact": _("The phone number, the address or a link does not work"),
    "over": _("It does not exist any more"),
    "text": _("The text or the translation has a mistake"),
    "other": _("Something else"),
}
