"""An organisation's page in another language, where one of its activities is translated first.

Wagtail makes the missing parent as an alias: live, and in the wrong language. Ours is a page of its
own that nobody sees before it is translated, and it waits for its translator.
"""

from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from orgs.models import OrganisationPage


def own_page_from_alias(page: Page) -> None:
    """Make an organisation page that was just made as an alias a page of its own, not live, and
    open it for translation."""
    page = page.specific
    if not isinstance(page, OrganisationPage) or page.alias_of_id is None:
        return
    original = OrganisationPage.objects.get(pk=page.alias_of_id)
    page.alias_of = None
    page.live = False
    page.has_unpublished_changes = True
    page.first_published_at = page.last_published_at = page.live_revision = None
    page.save(clean=False)
    page.save_revision(changed=False, clean=False)
    source, _made = TranslationSource.get_or_create_from_instance(original)
    Translation.objects.get_or_create(source=source, target_locale=page.locale)
