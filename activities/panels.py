"""The forms of times with the admin's own widgets."""

from django.forms import BaseFormSet
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.panels.base import get_form_for_model
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from activities.forms.changes import MODEL_FIELDS, DateChangeForm, hold_against
from activities.forms.schedule import FIELDS_OF_SHAPE, ORDER, ScheduleForm


class AdminScheduleForm(ScheduleForm, WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].widget = AdminDateInput()
        self.fields["ends"].widget = AdminTimeInput()


class AdminDateChangeForm(DateChangeForm, WagtailAdminModelForm):
    pass


class ActivityPageForm(WagtailAdminPageForm):
    """Holds the changes of single dates against the times: two sets of forms of one page."""

    def clean(self):
        cleaned = super().clean()
        if {"schedules", "date_changes"} <= {*self.formsets}:
            times, changes = (self.formsets[name] for name in ("schedules", "date_changes"))
            if times.is_valid():
                changes.is_valid()
                hold_against(kept_forms(times), kept_forms(changes), timezone.localdate())
        return cleaned


def kept_forms(formset: BaseFormSet) -> list:
    """The forms of a set that are not to be deleted, without the empty ones."""
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
        kwargs.setdefault("panels", [FieldPanel(name) for name in MODEL_FIELDS])
        super().__init__(*args, **kwargs)


def _shapes(name: str) -> str:
    """By these classes the stylesheet hides what the chosen shape does not ask for."""
    return " ".join(f"of-{shape}" for shape, names in FIELDS_OF_SHAPE.items() if name in names)
