"""Fields that are stored in one way and written in another one, and the field of blocks."""

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.text import capfirst
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField


class OwnField(SynchronizedField):
    """Says to wagtail-localize that each language has this field for itself: it is neither given to
    a translator nor kept alike."""

    def is_synchronized(self, obj):
        return False


class ChoicesField(ArrayField):
    """An array whose items are choices of its base field; edited with check boxes."""

    def formfield(self, **kwargs):
        kwargs.pop("widget", None)
        return forms.TypedMultipleChoiceField(
            coerce=self.base_field.to_python,
            choices=self.base_field.choices,
            widget=forms.CheckboxSelectMultiple,
            required=not self.blank,
            label=kwargs.pop("label", capfirst(self.verbose_name)),
            help_text=kwargs.pop("help_text", self.help_text),
        )


class EurosField(forms.DecimalField):
    """A sum that is written in euros, with a decimal comma or point; its value is in cents."""

    def __init__(self, **kwargs):
        super().__init__(**{"min_value": 0, "max_digits": 9, "decimal_places": 2} | kwargs)
        # A number box of the browser refuses the decimal comma of one country or the other.
        self.widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def prepare_value(self, value):
        if not isinstance(value, int):
            return value
        euros, cents = divmod(value, 100)
        return f"{euros}.{cents:02}" if cents else str(euros)

    def clean(self, value) -> int | None:
        euros = super().clean(self._plain(value))
        return None if euros is None else int(euros * 100)

    def has_changed(self, initial, data) -> bool:
        try:
            return self.clean(data) != initial
        except forms.ValidationError:
            return True

    @staticmethod
    def _plain(value) -> str:
        return str("" if value is None else value).replace("\u20ac", "").replace(",", ".").strip()


class CentsField(models.PositiveIntegerField):
    """A sum of money in cents; its form field asks for euros."""

    def formfield(self, **kwargs):
        for name in ("min_value", "max_value", "widget", "form_class"):
            kwargs.pop(name, None)
        return models.Field.formfield(self, form_class=EurosField, **kwargs)


class BlocksField(StreamField):
    """A StreamField whose blocks are not written into migrations.

    Blocks change no table, so a new block or a new help text is no migration of every page that
    holds it. A migration that changes stored blocks works on their raw JSON.
    """

    def __init__(self, block_types=(), **kwargs):
        super().__init__(block_types, **kwargs)

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        del kwargs["block_lookup"]
        return name, path, [], kwargs
