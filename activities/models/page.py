"""Where an activity is written: one page a language, facts and schedule on the original's."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from activities.panels import activity_form
from activities.recurrence import Problem, Series, assign, check, check_changes
from orgs.blocks import PageBlocks
from polku.base.fields import BlocksField
from polku.base.pages import BasePage

from .facts import Facts

# Fields of a page that only say where its drafts stand; the published facts do not hang on them.
BOOKKEEPING = frozenset(
    [
        "comments",
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "wagtail_admin_comments",
    ]
)


class ActivityPage(BasePage, Facts):
    """An activity in one language.

    Every route of publishing and unpublishing ends in `save` of the page or in its deletion, so
    these two carry the published facts along, in one transaction.
    """

    summary = models.CharField(_("in one sentence"), max_length=250, blank=True)
    body = BlocksField(PageBlocks(), verbose_name=_("text"), blank=True)
    directions = models.TextField(
        _("how to find the place"),
        max_length=500,
        blank=True,
        help_text=_("The stop, the door, the floor, the doorbell."),
    )
    price_note = models.CharField(
        _("more about the price"),
        max_length=250,
        blank=True,
        help_text=_("What it includes, or who pays less."),
    )
    cover_alt = models.CharField(
        _("the picture in words"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, for people who cannot see it."),
    )
    intake_criteria = models.TextField(
        _("whom you can take"),
        max_length=1000,
        blank=True,
        help_text=_("What a worker must know before referring a client."),
    )
    what_happens_next = models.TextField(
        _("what happens next"),
        max_length=1000,
        blank=True,
        help_text=_("What you do after a referral has come."),
    )

    template = "activities/activity_page.html"
    parent_page_types = ["orgs.OrganisationPage"]
    subpage_types = []

    edit_handler = activity_form()
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in Facts.fact_names()),
        SynchronizedField("schedules", overridable=False),
        SynchronizedField("date_changes", overridable=False),
        TranslatableField("intake_criteria"),
        TranslatableField("what_happens_next"),
    ]

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def plain_address(self) -> str:
        """Where its writer changes it without Wagtail's admin."""
        return reverse("my_activities:edit", kwargs={"key": self.translation_key})

    def clean(self):
        super().clean()
        schedule = self._schedule
        for series in schedule:
            try:
                check(series)
            except Problem as problem:
                raise ValidationError(str(problem)) from problem
        changes = [row.change for row in self.date_changes.all()]
        for _place, problem in check_changes(schedule, changes, timezone.localdate()):
            raise ValidationError(str(problem)) from problem

    @property
    def series(self) -> list[Series]:
        """When it takes place, with the changes of single dates; raises Problem."""
        changes = [row.change for row in self.date_changes.all() if row.date]
        return assign(self._schedule, changes)[0]

    @property
    def _schedule(self) -> list[Series]:
        return [row.series for row in self.schedules.all() if row.is_complete]

    def gaps(self) -> dict[str, str]:
        found = super().gaps()
        if self.cover_id and not self.cover_alt:
            found["cover_alt"] = gettext("Say in words what the picture shows.")
        return found

    def hold(self) -> None:
        """As publishing does, whose facts are of all languages."""
        from activities.services import publishing

        publishing.lock(self.translation_key)

    def save(self, *args, **kwargs):
        from activities.services import publishing

        names = kwargs.get("update_fields")
        if names is not None and BOOKKEEPING.issuperset(names):
            return super().save(*args, **kwargs)
        with transaction.atomic():
            publishing.lock(self.translation_key)
            result = super().save(*args, **kwargs)
            publishing.publish(self.translation_key, is_locked=True)
        return result

    def get_context(self, request, *args, **kwargs):
        from activities.views.discovery import page_context

        return super().get_context(request, *args, **kwargs) | page_context(self, request)
