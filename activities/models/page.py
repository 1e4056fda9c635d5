"""Where an activity is written: one page a language, facts and schedule on the original's."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from polku.base.blocks import TextBlocks
from polku.base.pages import BasePage

from .facts import Facts


class Schedule(Orderable):
    """When an activity happens: a first time and, where it repeats, a rule.

    Times are wall-clock times of `timezone`, so that a weekly evening stays at six when the clocks
    change. The rule is the text of an iCalendar RRULE without its name.
    """

    page = ParentalKey(
        "activities.ActivityPage", on_delete=models.CASCADE, related_name="schedules"
    )
    first_date = models.DateField(_("first date"))
    starts = models.TimeField(_("begins at"))
    duration_minutes = models.PositiveIntegerField(
        _("lasts, in minutes"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(31 * 24 * 60)],
    )
    rrule = models.CharField(_("repeats"), max_length=300, blank=True)
    timezone = models.CharField(_("time zone"), max_length=60, default="Europe/Helsinki")
    excluded_dates = ArrayField(
        models.DateField(), verbose_name=_("not on these dates"), default=list, blank=True
    )
    extra_dates = ArrayField(
        models.DateField(), verbose_name=_("also on these dates"), default=list, blank=True
    )

    panels = [
        FieldPanel("first_date"),
        FieldPanel("starts"),
        FieldPanel("duration_minutes"),
        FieldPanel("rrule"),
        FieldPanel("excluded_dates"),
        FieldPanel("extra_dates"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("time")
        verbose_name_plural = _("times")

    def __str__(self):
        return f"{self.first_date} {self.starts}"

    @property
    def first_start(self) -> datetime:
        return datetime.combine(self.first_date, self.starts, ZoneInfo(self.timezone))


class ActivityPage(BasePage, Facts):
    """An activity in one language."""

    summary = models.CharField(_("in one sentence"), max_length=250, blank=True)
    body = StreamField(TextBlocks(), verbose_name=_("text"), blank=True)
    referral_note = models.TextField(
        _("for workers who refer"),
        blank=True,
        help_text=_("Whom you can take, and what happens after a referral."),
    )

    template = "activities/activity_page.html"
    parent_page_types = ["orgs.OrganisationPage"]
    subpage_types = []

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("kind"), FieldPanel("themes"), FieldPanel("audiences")],
            heading=_("What and for whom"),
        ),
        InlinePanel("schedules", heading=_("When"), label=_("time")),
        MultiFieldPanel(
            [
                FieldPanel("is_online"),
                FieldPanel("venue"),
                FieldPanel("street_address"),
                FieldPanel("postal_code"),
                FieldPanel("municipality"),
            ],
            heading=_("Where"),
        ),
        FieldPanel("languages"),
        MultiFieldPanel(
            [
                FieldPanel("price_cents"),
                FieldPanel("capacity"),
                FieldPanel("contact_phone"),
                FieldPanel("contact_email"),
            ],
            heading=_("Price and how to join"),
        ),
        MultiFieldPanel(
            [FieldPanel("takes_referrals"), FieldPanel("referral_note")], heading=_("Referrals")
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]
    override_translatable_fields = [
        *(SynchronizedField(name) for name in Facts.fact_names()),
        SynchronizedField("schedules"),
        TranslatableField("referral_note"),
    ]

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
