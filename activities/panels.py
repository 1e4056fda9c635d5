"""The forms of times with the admin's own widgets, and how they say the times in words."""

from django.forms import BaseFormSet
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.admin.panels.base import get_form_for_model
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from activities.forms.changes import MODEL_FIELDS, DateChangeForm, hold_against
from activities.forms.schedule import FIELDS_OF_SHAPE, ORDER, ScheduleForm, hold_zones_against
from activities.recurrence import Problem, preview


class AdminScheduleForm(ScheduleForm, WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].widget = AdminDateInput()
        self.fields["ends"].widget = AdminTimeInput()


class AdminDateChangeForm(DateChangeForm, WagtailAdminModelForm):
    pass


class ActivityPageForm(WagtailAdminPageForm):
    """Holds what stands in different forms of one page against each other."""

    def __init__(self, *args, **kwargs):
        if page := kwargs.get("instance"):
            # Both are read once, and not again at each turn of the form.
            page.schedules.get_object_list()
            page.date_changes.get_object_list()
        super().__init__(*args, **kwargs)

    def clean(self):
        cleaned = super().clean()
        if {"schedules", "date_changes"} <= {*self.formsets}:
            times, changes = (self.formsets[name] for name in ("schedules", "date_changes"))
            if times.is_valid():
                changes.is_valid()
                hold_against(kept_forms(times), kept_forms(changes), timezone.localdate())
                hold_zones_against(
                    kept_forms(times),
                    attendance=cleaned.get("attendance"),
                    municipality=cleaned.get("municipality"),
                )
        return cleaned


def kept_forms(formset: BaseFormSet) -> list:
    """The forms of a set that are not to be deleted."""
    deleted = formset.deleted_forms if formset.can_delete else []
    return [form for form in formset.forms if form not in deleted]


class _FormPanel(InlinePanel):
    """An inline panel with a form of its own."""

    form_class: type

    def get_form_options(self):
        options = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        formset["form"] = get_form_for_model(
            self.db_field.related_model,
            form_class=self.form_class,
            defer_required_on_fields=self.child_edit_handler.get_form_options().get(
                "defer_required_on_fields", []
            ),
        )
        return options


class SchedulePanel(_FormPanel):
    form_class = AdminScheduleForm

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("panels", [FieldPanel(name, classname=_shapes(name)) for name in ORDER])
        super().__init__(*args, **kwargs)


class DateChangePanel(_FormPanel):
    form_class = AdminDateChangeForm

    def __init__(self, *args, **kwargs):
        panels = [FieldPanel(name, classname=f"asks-{name}") for name in MODEL_FIELDS]
        kwargs.setdefault("panels", panels)
        super().__init__(*args, **kwargs)


class TimesInWords(Panel):
    """The times as the public reads them, for the editor to see whether that was meant: as they
    were saved last, or as they are in a form that was sent back."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "activities/panels/times_in_words.html"

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"lines": self._lines()}

        def _lines(self) -> list[str]:
            try:
                return preview(self.instance.series, timezone.localdate())
            except Problem:
                return []


def _shapes(name: str) -> str:
    """By these classes the stylesheet hides what the chosen shape does not ask for."""
    shapes = [f"of-{shape}" for shape, names in FIELDS_OF_SHAPE.items() if name in names]
    return " ".join([f"asks-{name}", *shapes])
