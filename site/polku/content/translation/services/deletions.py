"""What becomes of a text when one of its pages is deleted for good.

What was made from that page is from then on a translation of what the page itself was made from. Is
it the original that goes, another one takes its place: the one made first that people wrote as a
whole, and that is public.
"""

from wagtail.models import Page

from polku.base.bin import without_bin
from polku.content import originals
from polku.content.translation.models import Original, Standing, Wording

from . import wordings
from .reversal import UNKNOWN


def before_deletion(page: Page) -> None:
    """In the transaction that deletes the page, as long as what is known of it is still there."""
    heirs = list(
        Standing.objects.filter(says__page=page)
        .select_related("page__locale", "says")
        .order_by("page__pk")
    )
    if not heirs:
        return
    version = wordings.current(page).version
    standing = Standing.objects.filter(page=page).select_related("says__page").first()
    if standing and standing.says:
        _follow(heirs, standing.says, version)
    elif standing is None:
        _take_its_place(page, heirs, version)


def _take_its_place(page: Page, heirs: list[Standing], version: int) -> None:
    first = next(filter(_may_be_original, heirs), heirs[0])
    others = [heir for heir in heirs if heir is not first]
    if first.says.version == version:
        _follow(others, wordings.current(first.page), version)
    else:
        # None of them is known to say what another one says.
        _follow(others, wordings.known(first.page, UNKNOWN), version)
    Standing.objects.filter(pk=first.pk).update(says=None)
    if not _may_be_original(first):
        return
    Original.objects.update_or_create(
        translation_key=page.translation_key,
        defaults={"language": first.page.locale.language_code},
    )
    # Rooms above may keep the language of what is gone until an editor chooses another one.
    known = originals.registered([page.translation_key])[page.translation_key]
    if known == first.page.locale.language_code:
        Standing.objects.filter(pk=first.pk).delete()


def _follow(heirs: list[Standing], says: Wording, version: int) -> None:
    """Those that said the last words of the page that goes say these; the others are outdated."""
    for heir in heirs:
        is_in_line = heir.says.version == version
        heir.says = says if is_in_line else wordings.known(says.page, UNKNOWN)
        heir.save(update_fields=["says"])


def _may_be_original(standing: Standing) -> bool:
    is_whole = not standing.is_partial and not standing.is_machine
    page = standing.page
    return is_whole and page.live and without_bin(Page.objects.filter(pk=page.pk)).exists()
