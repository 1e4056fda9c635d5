"""What an editor puts on a page is in their sight: no link to the draft of others, no picture, file
or contact card of theirs. Choosers offer no such thing; a form that was made by hand could name it,
and would be told its title and its address.

What stands on the page already may stay, whoever put it there.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.utils.translation import gettext
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.snippets.models import get_snippet_models

from orgs.models import User

from . import sight

# (the model that is pointed to, the key)
Reference = tuple[type[Model], str]


def out_of_sight(user: User, page: Page) -> bool:
    """Whether the page, as it is about to be saved, points to what its editor cannot see and what
    it did not point to before."""
    if sight.owns_all(user):
        return False
    before: set[Reference] = set()
    if page.pk:
        saved = type(page).objects.get(pk=page.pk)
        before = _references(saved) | _references(saved.get_latest_revision_as_object())
    for model, key in _references(page) - before:
        seen = _in_sight(user, model)
        if seen is not None and not seen.filter(pk=key).exists():
            return True
    return False


def keep() -> None:
    """All forms of pages ask, after they have filled the page in."""
    fill_in = WagtailAdminPageForm._post_clean

    def fill_in_and_look(form: WagtailAdminPageForm) -> None:
        fill_in(form)
        if form.for_user and out_of_sight(form.for_user, form.instance):
            form.add_error(
                None,
                gettext(
                    "The page points to something that is not published and not yours. "
                    "Choose something else."
                ),
            )

    WagtailAdminPageForm._post_clean = fill_in_and_look


def _references(page: Page) -> set[Reference]:
    # Wagtail has no public way to ask for the references of what is not saved yet.
    found = ReferenceIndex._extract_references_from_object(page)
    model_of = ContentType.objects.get_for_id
    return {(model_of(kind).model_class(), key) for kind, key, _path, _place in found}


def _in_sight(user: User, model: type[Model]) -> QuerySet | None:
    """None for what belongs to nobody, such as a municipality."""
    if model is Page:
        return sight.pages_in_sight(user)
    if model in (get_image_model(), get_document_model()):
        return sight.media_in_sight(user, model)
    if model in get_snippet_models():
        return sight.own_objects(user, model)
    return None
