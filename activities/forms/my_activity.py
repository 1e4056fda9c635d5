"""The plain form for an activity, for people without training."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField

from activities.models import ActivityPage, Facts
from activities.services import pictures
from orgs.access import Actor
from orgs.models import Area
from polku.base import kept_forms, languages, plain_text
from polku.base.minor_edits import MinorEditField

from .groups import TEXTS

_MODEL_FIELDS = [
    *Facts.fact_names(),
    *(name for name in TEXTS if name != "text"),
]
# These read in the direction of Latin letters, whatever the language around them.
_LATIN = (
    "meeting_link",
    "joining_url",
    "contact_phone",
    "contact_email",
    "postal_code",
    "position",
)
# What is no part of the activity, or is asked anew each time.
_NOT_THEIRS = ("seen", kept_forms.FIELD, "picture", "remove_picture", "is_minor_edit")
_NOT_AN_IMAGE = _("Choose a picture file (JPG, PNG or WebP) of at most 10 megabytes.")


class PictureField(WagtailImageField):
    """A picture from the phone; whatever is wrong with it is said in one plain sentence."""

    def __init__(self, **options):
        super().__init__(**options)
        self.help_text = ""
        self.widget.attrs["accept"] = "image/*"

    def clean(self, data, initial=None):
        try:
            return super().clean(data, initial)
        except forms.ValidationError:
            raise forms.ValidationError(_NOT_AN_IMAGE, code="invalid_image") from None


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class ActivityForm(forms.ModelForm):
    """Reads a page and writes what was filled in back into it, as WagtailAdminPageForm does; saving
    is left to `activities.services.writing`.

    A draft may lack things; `require` says which of them a publication may not.
    """

    title = forms.CharField(
        label=_("Name of the activity"),
        help_text=_("Short and plain, such as “Language café for women”."),
        max_length=255,
    )
    text = forms.CharField(
        label=_("Tell more"),
        help_text=_(
            "What happens there, who is there, what to bring. A blank line begins a new paragraph; "
            "a line that begins with “- ” is an item of a list; one that begins with “# ” is a "
            "heading."
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
        required=False,
    )
    picture = PictureField(label=_("Choose a picture"), required=False)
    remove_picture = forms.BooleanField(label=_("Take the picture away"), required=False)
    is_minor_edit = MinorEditField()
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = ActivityPage
        fields = _MODEL_FIELDS

    def __init__(self, *args, actor: Actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor
        page = self.instance
        body = plain_text.shown(page.body)
        self.kept_blocks = body.kept
        self.initial |= {"text": body.text, "seen": page.latest_revision_id}
        self.fields[kept_forms.FIELD] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=kept_forms.mark(actor.user)
        )
        self._prepare_cover()
        self._prepare_choices()
        self._prepare_widgets()

    def _prepare_cover(self) -> None:
        allowed = pictures.own(self.actor)
        if self.instance.cover_id:
            allowed = allowed | type(allowed.model)._default_manager.filter(
                pk=self.instance.cover_id
            )
        self.fields["cover"] = forms.ModelChoiceField(
            allowed, required=False, widget=forms.HiddenInput
        )

    def _prepare_choices(self) -> None:
        places = list(Area.objects.filter(kind="municipality", valid_to__isnull=True))
        municipality = self.fields["municipality"]
        municipality.empty_label = "–"
        municipality.choices = [
            ("", "–"),
            *sorted(((place.pk, place.name) for place in places), key=lambda pair: pair[1]),
        ]
        spoken = self.fields["languages"]
        often = [*languages.offered(), *(self.instance.languages or [])]
        spoken.choices = sorted(spoken.choices, key=lambda choice: choice[0] not in often)
        spoken.common = sum(code in often for code, _name in spoken.choices)

    def _prepare_widgets(self) -> None:
        page = self.instance
        written_in = {"lang": page.language, "dir": page.direction}
        for name, field in self.fields.items():
            attrs = field.widget.attrs
            if name in TEXTS:
                attrs |= written_in
            elif name in _LATIN:
                attrs["dir"] = "ltr"
            if getattr(field, "max_length", None) and name in TEXTS:
                # The box takes more, and says so: cut off silently, words would be lost.
                attrs["data-length"] = field.max_length
                attrs.pop("maxlength", None)
            if isinstance(field, forms.DateField):
                field.widget = DayInput(attrs)
                field.input_formats = ["%Y-%m-%d", "%d.%m.%Y"]
            if isinstance(field, forms.URLField):
                field.assume_scheme = "https"
            field.label = capfirst(field.label)
        self.fields["contact_phone"].widget.input_type = "tel"
        for name in ("directions", "intake_criteria", "what_happens_next"):
            self.fields[name].widget.attrs["rows"] = 4

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("remove_picture"):
            cleaned["cover"] = None
        return cleaned

    def _post_clean(self):
        """The text of the box is put into the page before the page is checked as a whole."""
        if "text" in self.cleaned_data:
            self.instance.body = plain_text.written(self.cleaned_data["text"], self.instance.body)
        super()._post_clean()

    def keep_picture(self) -> None:
        """Put a picture that was sent into the library at once, so that it is not lost where
        something else is wrong; the form then carries its number."""
        file = self.cleaned_data.get("picture")
        if not file or self.cleaned_data.get("remove_picture"):
            return
        image = pictures.add(self.actor, file, description=self.cleaned_data.get("cover_alt", ""))
        self.instance.cover = image
        self.data = self.data.copy()
        self.data["cover"] = str(image.pk)

    def require(self) -> bool:
        """Say what is still missing for the public; tells whether nothing is."""
        for name, sentence in self.instance.gaps().items():
            self.add_error(name if name in self.fields else None, sentence)
        return not self.errors

    def differences(self, current: ActivityPage) -> list[dict]:
        """What somebody else wrote meanwhile that is otherwise than here: the label of each field
        and what stands there."""
        theirs = type(self)(instance=current, actor=self.actor)
        return [
            {"label": str(theirs[name].label), "theirs": _in_words(theirs, name)}
            for name, field in theirs.fields.items()
            if name not in _NOT_THEIRS
            and field.has_changed(theirs.get_initial_for_field(field, name), self[name].data)
        ]


def _in_words(form: ActivityForm, name: str) -> str:
    """The value of a field as a person reads it."""
    value = form[name].value()
    choices = dict(getattr(form.fields[name], "choices", ()) or ())
    if isinstance(value, (list, tuple)):
        return ", ".join(str(choices.get(one, one)) for one in value) or "–"
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return str(choices.get(value, "" if value is None else value)) or "–"
