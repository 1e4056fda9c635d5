"""What every page of the site shares."""

from contextlib import nullcontext

from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageViewRestriction, Site

from polku.base import fallback, freshness, languages, sites
from polku.base.fields import OwnField
from polku.base.minor_edits import MinorEdits, PageForm
from polku.base.page_cache.unchanged import while_unchanged


class BasePage(MinorEdits, Page):
    """A page whose language and direction come from its own locale, never from the address.

    An address in one language can show a text in another one (an alias, a fallback), so templates
    mark what the page says with `text_marks`; all around it is in the reader's language. Wagtail's
    custom base page setting is not used, because wagtail-localize does not support it.
    """

    # All pages are public: what lists, feeds and search say of them asks no password.
    private_page_options = []

    base_form_class = PageForm

    # A translator is asked for no address.
    override_translatable_fields = [OwnField("slug")]

    # Words of people who build sites, such as "slug": a page gets its address from its title, and
    # only those who look after the whole site are asked.
    promote_panels = [
        FieldPanel(name, permission="orgs.change_organisation")
        for name in ("slug", "show_in_menus", "seo_title", "search_description")
    ]

    class Meta:
        abstract = True

    def plain_address(self) -> str:
        """The path of the plain form in which its writers change it; empty where there is none."""
        return ""

    def hold(self) -> None:
        """Let one transaction at a time write this page; the lock goes with the transaction."""
        Page.objects.select_for_update(no_key=True).filter(pk=self.pk).values("pk").first()

    @property
    def language(self) -> str:
        """The code of the language in which this page's text is written."""
        page = self.alias_of if self.alias_of_id else self
        return page.locale.language_code

    @property
    def direction(self) -> str:
        return languages.direction(self.language)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        reader = get_language() or self.language
        context["text_language"] = self.language
        context["text_direction"] = self.direction
        context["text_marks"] = ""
        if self.language != reader:
            # For the elements of the page's own text, since all around it is in another language.
            context["text_marks"] = format_html(
                ' lang="{}" dir="{}"', self.language, self.direction
            )
        parent = self._get_basepath(self.path, self.depth - 1)
        context["ancestors"] = _way_to(parent, sites.site_of(request), reader)
        # A page that is being written is not out of date.
        if not getattr(request, "is_preview", False):
            context["last_check"] = freshness.last_check(self)
            if self.language != reader:
                context["foreign"] = {
                    "name": languages.name_in(self.language, reader),
                    "page": self.pk,
                    "wished": fallback.WISHED in request.GET,
                }
        return context

    def get_view_restrictions(self):
        """Asked for before each page is served."""
        if _is_any_restricted():
            return super().get_view_restrictions()
        return PageViewRestriction.objects.none()

    def publish(self, *args, **kwargs):
        """With all that others write when they hear of it: both or neither, and the page cache is
        emptied once."""
        is_in_one = transaction.get_connection().in_atomic_block
        with nullcontext() if is_in_one else transaction.atomic():
            return super().publish(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args, **kwargs):
        """The tree counts the parent's children down before it deletes: both or neither."""
        return super().delete(*args, **kwargs)


@while_unchanged
def _is_any_restricted() -> bool:
    return PageViewRestriction.objects.exists()


@while_unchanged
def _way_to(path: str, site: Site | None, reader: str) -> list[dict]:
    """From the home page down to the page at this place of the tree: the same for all below it."""
    above = [path[:end] for end in range(2 * Page.steplen, len(path) + 1, Page.steplen)]
    keys = Page.objects.filter(path__in=above).values("translation_key")
    pages = fallback.chosen(Page.objects.filter(translation_key__in=keys), reader)
    return [
        {
            "title": page.title,
            "url": fallback.address(page, reader, site=site),
            "lang": page.locale.language_code,
        }
        for page in pages.order_by("depth")
    ]
