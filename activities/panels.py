"""The forms of times with the admin's own widgets, and how they say the times in words."""

import json

from django.forms import BaseFormSet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.panels.base import get_form_for_model
from wagtail.admin.panels.comment_panel import CommentPanel
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from activities.forms.changes import MODEL_FIELDS, DateChangeForm, hold_against
from activities.forms.schedule import FIELDS_OF_SHAPE, ORDER, ScheduleForm, hold_zones_against
from activities.recurrence import Problem, preview
from polku.base.minor_edits import PageForm


class AdminScheduleForm(ScheduleForm, WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].widget = AdminDateInput()
        self.fields["ends"].widget = AdminTimeInput()


class AdminDateChangeForm(DateChangeForm, WagtailAdminModelForm):
    pass


class ActivityPageForm(PageForm):
    """Holds what stands in different forms of one page against each other."""

    def __init__(self, *args, **kwargs):
        if page := kwargs.get("instance"):
            # Both are read once, and not again at each turn of the form.
            page.schedules.get_object_list()
            page.date_changes.get_object_list()
        super().__init__(*args, **kwargs)
        if slug := self.fields.get("slug"):
            slug.required = False  # Wagtail makes one of the title

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
        # A draft may still lack something.
        if not self.is_deferred_validation:
            self._say_gaps(cleaned)
        return cleaned

    def _say_gaps(self, cleaned: dict) -> None:
        """What lacks before others may read it; fields that say so themselves are left alone."""
        wanted = type(self.instance)()
        for name, value in cleaned.items():
            if name in self._meta.fields:
                setattr(wanted, name, value)
        for name, sentence in wanted.gaps().items():
            if name in self.fields and name not in self._errors:
                self.add_error(name, sentence)


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


def _when(**values) -> dict[str, str]:
    """Shows a panel only where the form says one of these values; without a script it is shown."""
    return {"data-w-rules-target": "show", "data-w-rules": json.dumps(values)}


_IN_PLACE = _when(attendance=["in_person", "hybrid"])
_ONLINE = _when(attendance=["online", "hybrid"])
_REFERRED = _when(takes_referrals="on")


def activity_form() -> TabbedInterface:
    """The form of an activity, in the order in which a person thinks: what, for whom, when, where,
    in which languages, what it costs, how to join, pictures, and for workers."""
    asked = ObjectList(
        [
            *_what(),
            _for_whom(),
            *_times(),
            _where(),
            FieldPanel("languages", heading=_("In which languages")),
            _part(_("What it costs"), "price_cents", "price_note"),
            *_joining(),
            _part(_("Pictures"), "cover", "cover_alt"),
            _for_workers(),
            _address(),
            PublishingPanel(),
            CommentPanel(),
        ],
        heading=_("Activity"),
        attrs={"data-controller": "w-rules", "data-action": "change->w-rules#resolve"},
    )
    # One page, but laid out as Wagtail lays out its own.
    return TabbedInterface([asked], base_form_class=ActivityPageForm)


def _part(heading: str, *fields: str | Panel, **options) -> MultiFieldPanel:
    """Fields below one heading; of those that are only named nothing else is to be said."""
    panels = [FieldPanel(one) if isinstance(one, str) else one for one in fields]
    return MultiFieldPanel(panels, heading=heading, **options)


def _what() -> list[Panel]:
    return [
        _part(
            _("What"),
            FieldPanel("title", classname="title", icon=""),
            FieldPanel("summary", help_text=_("What happens there? For whom?")),
            "kind",
            "themes",
            FieldPanel("body", help_text=_("Short sentences. One matter a paragraph.")),
        ),
        _part(
            _("The course"),
            FieldRowPanel([FieldPanel("level_from"), FieldPanel("level_to")]),
            FieldRowPanel([FieldPanel("apply_from"), FieldPanel("apply_until")]),
            FieldRowPanel([FieldPanel("total_hours"), FieldPanel("hours_per_week")]),
            "final_test",
            attrs=_when(kind="course"),
        ),
    ]


def _for_whom() -> Panel:
    ages = FieldRowPanel([FieldPanel("age_from"), FieldPanel("age_to")])
    return _part(_("For whom"), "audiences", ages, "child_care")


def _times() -> list[Panel]:
    return [
        SchedulePanel("schedules", heading=_("When"), label=_("time")),
        TimesInWords(heading=_("The times in words")),
        DateChangePanel(
            "date_changes",
            heading=_("Changes of single dates"),
            label=_("change of one date"),
            classname="collapsed",
        ),
    ]


def _where() -> Panel:
    return _part(
        _("Where"),
        "attendance",
        FieldPanel("venue", attrs=_IN_PLACE),
        FieldPanel("street_address", attrs=_IN_PLACE),
        FieldPanel("postal_code", attrs=_IN_PLACE),
        FieldPanel("position", attrs=_IN_PLACE),
        "municipality",
        FieldPanel("directions", attrs=_IN_PLACE),
        FieldPanel("step_free", attrs=_IN_PLACE),
        FieldPanel("meeting_link", attrs=_ONLINE),
    )


def _joining() -> list[Panel]:
    return [
        _part(
            _("How to join"),
            FieldPanel("joining", heading=_("Ways to join")),
            FieldPanel("joining_url", attrs=_when(joining="web")),
            "contact_phone",
            "contact_email",
            "capacity",
            "sign_up",
        ),
        _part(
            _("If people sign up here"),
            "sign_up_waiting_list",
            FieldRowPanel([FieldPanel("sign_up_from"), FieldPanel("sign_up_until")]),
            "sign_up_hours_before",
            "sign_up_along",
            "sign_up_contact",
            attrs=_when(sign_up=["date", "series"]),
        ),
    ]


def _for_workers() -> Panel:
    return _part(
        _("For workers"),
        "takes_referrals",
        FieldPanel("intake_criteria", attrs=_REFERRED),
        FieldPanel("what_happens_next", attrs=_REFERRED),
        FieldPanel("answer_within_days", attrs=_REFERRED),
    )


def _address() -> Panel:
    """Addresses are made from titles; those who look after the site can change them."""
    allowed = {"permission": "orgs.change_organisation"}
    return _part(_("Web address"), FieldPanel("slug", **allowed), classname="collapsed", **allowed)
