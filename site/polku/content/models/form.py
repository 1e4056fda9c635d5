"""Forms that organisations make, and what people answer."""

from datetime import timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.models import AbstractFormField, AbstractFormSubmission, FormMixin
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from orgs.models import Organisation
from orgs.queries import organisation_page_above, owner_of
from polku.base.encryption import EncryptedJSONField
from polku.base.fields import BlocksField
from polku.base.pages import BasePage
from polku.content.blocks import ContentBlocks
from polku.content.questions import QUESTION_TYPES, QuestionBuilder

from .shared import SharedFacts

LONGEST_RETENTION = 730  # days


class FormPage(SharedFacts, FormMixin, BasePage):
    """A form of one organisation. Whoever fills it in is told who reads the answers, what for,
    and when they are deleted; the answers go nowhere else, in no mail either."""

    intro = models.TextField(
        _("in short"), max_length=500, help_text=_("What the form is for and who can fill it in.")
    )
    body = BlocksField(ContentBlocks(), verbose_name=_("text"), blank=True)
    purpose = models.CharField(
        _("what the answers are used for"),
        max_length=200,
        help_text=_("People read this before they answer, such as “to plan the next course”."),
    )
    thanks = models.TextField(
        _("what is shown after sending"),
        max_length=400,
        blank=True,
        help_text=_("What happens next, and how fast."),
    )
    retention_days = models.PositiveSmallIntegerField(
        _("answers are deleted after so many days"),
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_RETENTION)],
        help_text=_("As short as you can do with. They are deleted by themselves."),
    )
    notify_email = models.EmailField(
        _("who is told of a new answer"),
        blank=True,
        help_text=_(
            "The mail says only that an answer waits. Empty means the organisation’s address."
        ),
    )

    form_builder = QuestionBuilder
    template = "content/form_page.html"
    landing_page_template = "content/form_page.html"
    parent_page_types = ["orgs.OrganisationPage"]
    subpage_types = []
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
        InlinePanel("form_fields", heading=_("Questions"), label=_("question"), min_num=1),
        MultiFieldPanel(
            [FieldPanel("purpose"), FieldPanel("retention_days"), FieldPanel("notify_email")],
            heading=_("What becomes of the answers"),
        ),
        FieldPanel("thanks"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("intro"),
        index.SearchField("body"),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("retention_days", overridable=False),
        SynchronizedField("notify_email", overridable=False),
        TranslatableField("form_fields"),
    ]

    class Meta:
        verbose_name = _("form")
        verbose_name_plural = _("forms")

    def get_submission_class(self):
        return FormAnswer

    def get_submissions(self):
        """The answers to this form in all its languages, given while it was its organisation's."""
        return FormAnswer.objects.filter(
            page__translation_key=self.translation_key, organisation=owner_of(self)
        ).order_by("-submit_time")

    def get_submissions_list_view_class(self):
        from polku.content.views.answers import AnswersView

        return AnswersView

    def serve(self, request, *args, **kwargs):
        from polku.content.views.forms import form_page

        return form_page(request, self)

    def render_landing_page(self, request, form_submission=None, *args, **kwargs):
        """Only for the preview of the editor: readers are led there after sending."""
        from polku.content.views.forms import sent

        return sent(request, self)

    def get_context(self, request, *args, **kwargs):
        facts = self.facts()
        return super().get_context(request, *args, **kwargs) | {
            "organisation_page": organisation_page_above(self),
            "retention_days": facts.retention_days,
        }


class FormQuestion(TranslatableMixin, AbstractFormField):
    """One question. Its name is the same in every language, its words are translated."""

    page = ParentalKey(FormPage, on_delete=models.CASCADE, related_name="form_fields")
    field_type = models.CharField(
        _("kind of answer"), max_length=16, choices=QUESTION_TYPES, default="singleline"
    )

    panels = [
        FieldPanel("label", heading=_("Question"), help_text=_("As you would ask it aloud.")),
        FieldPanel("help_text", heading=_("Hint"), help_text=_("Shown above the answer.")),
        FieldPanel("field_type", classname="formbuilder-type"),
        FieldPanel(
            "choices",
            classname="formbuilder-choices",
            help_text=_("One on each line. Only for questions with choices."),
        ),
        FieldPanel("required", heading=_("Everybody must answer this")),
    ]
    override_translatable_fields = [
        SynchronizedField("clean_name", overridable=False),
        SynchronizedField("default_value", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self):
        return self.label


class FormAnswer(AbstractFormSubmission):
    """What one person answered: personal data, encrypted, read by the organisation's editors only,
    deleted on the day that was promised when it was given."""

    form_data = EncryptedJSONField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    delete_on = models.DateField(db_index=True)

    class Meta:
        verbose_name = _("answer to a form")
        verbose_name_plural = _("answers to forms")

    def __str__(self):
        return f"{self.page_id} {self.submit_time}"

    @staticmethod
    def last_day(retention_days: int):
        return timezone.localdate() + timedelta(days=retention_days)
