"""Founding and changing organisations, for site editors."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from orgs.models import Organisation
from orgs.queries.areas import areas_named

FIELDS = (
    "name",
    "slug",
    "kind",
    "business_id",
    "language",
    "contact_email",
    "contact_phone",
    "publishing",
    "machine_words",
)


class OrganisationForm(WagtailAdminModelForm):
    """`where` is written as names, since there are hundreds of areas."""

    where = forms.CharField(
        label=_("where it works"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Names of municipalities, regions or counties, one on each line."),
    )

    class Meta:
        model = Organisation
        fields = FIELDS
        help_texts = {
            "slug": _("It stands in the address of the organisation’s page, as in /fi/aamu/."),
            "publishing": _(
                "While a site editor approves first, nobody of the organisation publishes alone."
            ),
            "machine_words": _(
                "Empty means as many as the site gives everyone. 0 means no machine translation."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            areas = self.instance.areas.all()
            self.initial["where"] = "\n".join(area.name for area in areas)

    def clean_where(self):
        names = [name.strip() for name in self.cleaned_data["where"].splitlines() if name.strip()]
        areas, unknown = areas_named(names)
        if unknown:
            raise ValidationError([_say(name, near) for name, near in unknown.items()])
        return areas

    @property
    def changes(self) -> dict:
        """What the services of organisations want."""
        given = {name: self.cleaned_data[name] for name in FIELDS}
        return given | {"areas": self.cleaned_data["where"]}


def _say(name: str, near: str) -> str:
    if near:
        return gettext("There is no area “%(name)s”. Do you mean %(near)s?") % {
            "name": name,
            "near": near,
        }
    return gettext("There is no area “%(name)s”: check how it is written.") % {"name": name}
