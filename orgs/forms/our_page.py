"""The page of an organisation in plain fields, for people without training."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from orgs.access import Actor
from orgs.models import Area, ContactCard, OrganisationPage
from orgs.services import own_page
from polku.base import kept_forms, plain_text

_WAYS = ("phone", "email", "street_address", "postal_code", "municipality")


class OurPageForm(forms.ModelForm):
    """What we are. Reads a page and writes what was filled in back into it; saving is left to
    `orgs.services.own_page`."""

    title = forms.CharField(label=_("Name of the organisation"), max_length=255)
    intro = forms.CharField(
        label=_("In one or two sentences"),
        help_text=_("Who you are, and for whom you are there."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=400,
        required=False,
    )
    text = forms.CharField(
        label=_("Tell more"),
        help_text=_(
            "What you do, how one joins, who answers. A blank line begins a new paragraph; a line "
            "that begins with “- ” is an item of a list; one that begins with “# ” is a heading."
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = OrganisationPage
        fields = ("title", "intro")

    def __init__(self, *args, actor: Actor, **kwargs):
        super().__init__(*args, **kwargs)
        page = self.instance
        body = plain_text.shown(page.body)
        # The card has fields of its own beside the text.
        self.kept_blocks = body.kept - bool(own_page.card_on(page))
        self.initial |= {"text": body.text, "seen": page.latest_revision_id}
        self.fields[kept_forms.FIELD] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=kept_forms.mark(actor.user)
        )
        for name in ("title", "intro", "text"):
            attrs = self.fields[name].widget.attrs
            attrs |= {"lang": page.language, "dir": page.direction}
            if length := getattr(self.fields[name], "max_length", None):
                # The box takes more, and says so: cut off silently, words would be lost.
                attrs["data-length"] = length
                attrs.pop("maxlength", None)

    def _post_clean(self):
        """The text of the box is put into the page before the page is checked as a whole."""
        if "text" in self.cleaned_data:
            self.instance.body = plain_text.written(self.cleaned_data["text"], self.instance.body)
        super()._post_clean()

    def require(self) -> bool:
        """Say what is still missing for the public; tells whether nothing is."""
        if not self.cleaned_data.get("intro") and not self.instance.body:
            self.add_error("intro", _("Say in a sentence who you are."))
        return not self.errors

    def differences(self, current: OrganisationPage, actor: Actor) -> list[dict]:
        """What somebody else wrote meanwhile that is otherwise than here: the label of each field
        and what stands there."""
        theirs = type(self)(instance=current, actor=actor)
        return [
            {"label": theirs[name].label, "theirs": theirs[name].value() or "–"}
            for name in ("title", "intro", "text")
            if theirs.fields[name].has_changed(theirs[name].value(), self[name].data)
        ]


class OurContactForm(forms.ModelForm):
    """How to reach us: a contact card, where at least one way is filled in."""

    class Meta:
        model = ContactCard
        fields = _WAYS
        help_texts = {"phone": _("Such as +358 9 555 0000.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        places = Area.objects.filter(kind="municipality", valid_to__isnull=True)
        self.fields["municipality"].choices = [
            ("", "–"),
            *sorted(((place.pk, place.name) for place in places), key=lambda pair: pair[1]),
        ]
        self.fields["phone"].widget.input_type = "tel"
        for name in ("phone", "email", "postal_code"):
            self.fields[name].widget.attrs["dir"] = "ltr"
        self.fields["street_address"].widget.attrs["dir"] = "auto"
        for field in self.fields.values():
            field.label = capfirst(field.label)

    @property
    def card(self) -> ContactCard | None:
        """The card to keep: none where there was none and nothing was written."""
        is_written = any(self.cleaned_data.get(name) for name in _WAYS)
        return self.instance if self.instance.pk or is_written else None

    def _post_clean(self):
        """A card that nobody began is not a card without ways to reach somebody."""
        if self.instance.pk or any(self.cleaned_data.get(name) for name in _WAYS):
            super()._post_clean()
