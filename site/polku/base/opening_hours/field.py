"""Opening hours in a model and in a form: a line for each weekday, a box for other days."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.template.loader import render_to_string
from django.utils.dates import WEEKDAYS
from django.utils.functional import lazy
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .hours import WEEK, OpeningHours
from .week import HoursUnreadable
from .written import read_other_days, read_spans, write_other_days, write_spans

_OTHER_DAYS_HINT = gettext_lazy(
    "One line a day, such as 24.12.2026, or 24.12.2026–26.12.2026. A day without hours is closed. "
    "With hours: 23.12.2026 9–12. Public holidays count as closed, if nothing is written here."
)
_capitalised = lazy(lambda text: str(text).capitalize(), str)


class OpeningHoursWidget(forms.MultiWidget):
    """Seven lines and a box, each with a label of its own."""

    template_name = "forms/opening_hours.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        line = {"dir": "ltr", "autocomplete": "off"}
        widgets = {f"day{day}": forms.TextInput(line) for day in WEEK}
        # An example in the first line only: in each it reads as if every day were filled in.
        widgets["day0"].attrs["placeholder"] = "9–15"
        widgets["others"] = forms.Textarea({"rows": 3, "dir": "ltr"})
        super().__init__(widgets, attrs)

    def decompress(self, value):
        hours = value if isinstance(value, OpeningHours) else OpeningHours()
        return [*map(write_spans, hours.week), write_other_days(hours.others)]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        labels = [_capitalised(WEEKDAYS[day]) for day in WEEK] + [gettext_lazy("Other days")]
        for part, label in zip(context["widget"]["subwidgets"], labels, strict=True):
            part["label"] = label
        context["widget"]["hint"] = _OTHER_DAYS_HINT
        return context

    def render(self, name, value, attrs=None, renderer=None):
        """Ours is among the templates of the site, which a renderer of forms does not know."""
        context = self.get_context(name, value, attrs)
        for widget, part in zip(self.widgets, context["widget"]["subwidgets"], strict=True):
            part["html"] = widget._render(part["template_name"], {"widget": part}, renderer)
        return mark_safe(render_to_string(self.template_name, context))

    def id_for_label(self, id_):
        return f"{id_}_day0" if id_ else id_


class OpeningHoursFormField(forms.Field):
    """Gives OpeningHours; names the day whose line cannot be read."""

    widget = OpeningHoursWidget

    def clean(self, value):
        if isinstance(value, OpeningHours):
            return value
        *days, others = [(text or "").strip() for text in value or [""] * 8]
        week, problems = [], []
        for day, text in enumerate(days):
            try:
                week.append(read_spans(text))
            except HoursUnreadable as problem:
                problems.append(f"{str(WEEKDAYS[day]).capitalize()}: {problem}")
        try:
            exceptions = read_other_days(others)
        except HoursUnreadable as problem:
            label = _("Other days")
            problems.append(f"{label}: {problem}")
        if problems:
            raise ValidationError(problems)
        hours = OpeningHours(tuple(week), exceptions)
        if self.required and not hours:
            raise ValidationError(self.error_messages["required"], code="required")
        return hours

    def has_changed(self, initial, data):
        try:
            return self.clean(data) != (initial or OpeningHours())
        except ValidationError:
            return True


class OpeningHoursField(models.JSONField):
    """OpeningHours, stored as JSON (see `OpeningHours.stored`)."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", OpeningHours)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value, expression, connection):
        return OpeningHours.of(super().from_db_value(value, expression, connection))

    def to_python(self, value):
        return value if isinstance(value, OpeningHours) else OpeningHours.of(value)

    def get_prep_value(self, value):
        return value.stored() if isinstance(value, OpeningHours) else value

    def value_to_string(self, obj):
        return self.value_from_object(obj).stored()

    def formfield(self, **kwargs):
        kwargs.pop("widget", None)
        return OpeningHoursFormField(
            required=not self.blank,
            label=kwargs.get("label", self.verbose_name.capitalize()),
            help_text=kwargs.get("help_text", self.help_text),
        )

    def validate(self, value, model_instance):
        """Whatever the form field let through is hours."""
