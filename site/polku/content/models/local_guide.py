"""What a municipality says itself about the matter of a guide page."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from orgs.models import Area, OrganisationKind, OrganisationPage
from orgs.queries import owner_of
from polku.base import fallback
from polku.base.fields import BlocksField
from polku.base.pages import BasePage
from polku.content.blocks import ContentBlocks

from .guide import GuidePage


class LocalGuidePage(BasePage):
    """A municipality's own text, in one language.

    It belongs to a guide page in all its languages, so it is known by that page's translation key
    (`guide_key`): a reader of Arabic finds it though the editor chose the Finnish page.
    """

    guide_page = models.ForeignKey(
        GuidePage,
        verbose_name=_("page of the guide"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text=_("Your text is shown on this page, in each of its languages that you write."),
    )
    guide_key = models.UUIDField(editable=False, null=True, db_index=True)
    municipality = models.ForeignKey(
        Area,
        verbose_name=_("municipality"),
        on_delete=models.PROTECT,
        limit_choices_to={"kind": "municipality", "valid_to": None},
        related_name="+",
    )
    body = BlocksField(ContentBlocks(), verbose_name=_("text"))

    template = "content/local_guide_page.html"
    parent_page_types = ["orgs.OrganisationPage"]
    subpage_types = []
    content_panels = [
        *BasePage.content_panels,
        PageChooserPanel("guide_page", "content.GuidePage"),
        FieldPanel("municipality"),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.FilterField("guide_key"),
        index.FilterField("municipality"),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("guide_page", overridable=False),
        SynchronizedField("municipality", overridable=False),
    ]

    class Meta:
        verbose_name = _("municipality’s own text of the guide")
        verbose_name_plural = _("municipalities’ own texts of the guide")

    @classmethod
    def can_create_at(cls, parent):
        """Only municipalities write them."""
        return (
            super().can_create_at(parent)
            and isinstance(parent.specific, OrganisationPage)
            and parent.specific.organisation.kind == OrganisationKind.MUNICIPALITY
        )

    def clean(self):
        super().clean()
        if not self.guide_page:
            raise ValidationError({"guide_page": _("Choose the page of the guide.")})
        owner = owner_of(self)
        if owner and self.municipality_id:
            own = owner.areas.filter(kind="municipality")
            if own.exists() and not own.filter(pk=self.municipality_id).exists():
                raise ValidationError(
                    {
                        "municipality": _("Choose your own municipality: %(names)s.")
                        % {"names": ", ".join(area.name for area in own)}
                    }
                )

    def save(self, *args, **kwargs):
        # Kept when that page goes, since its translations may stay.
        if self.guide_page:
            self.guide_key = self.guide_page.translation_key
        return super().save(*args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        reader = get_language()
        written = GuidePage.objects.filter(translation_key=self.guide_key)
        guide = fallback.chosen(written, reader).first()
        return super().get_context(request, *args, **kwargs) | {
            "guide_url": fallback.address(guide, reader, request) if guide else ""
        }
