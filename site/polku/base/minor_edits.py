"""A small change of a page: its editor ticks a box, and translations need no new look.

The mark belongs to the revision that is made with it. It is no field of the page and never in a
revision's content, from which it would come back; the box is empty each time.
"""

from django import forms
from django.dispatch import Signal
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail_localize.fields import TranslatableField, get_translatable_fields

from polku.base import languages

# Arguments: revision, is_minor. Sent where the mark was set, or where a revision is written over.
revision_saved = Signal()

LABEL = _("Only small changes")
HELP = _(
    "Tick this when the text means the same as before, such as after a spelling mistake: its "
    "translations stay up to date. Without it they are marked as outdated."
)


class MinorEditField(forms.BooleanField):
    def __init__(self):
        super().__init__(label=LABEL, help_text=HELP, required=False)


class MinorEdits:
    """For a page, which has `save_revision`."""

    is_minor_edit = False

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        revision = super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)
        if self.is_minor_edit or overwrite_revision:
            revision_saved.send(type(self), revision=revision, is_minor=self.is_minor_edit)
        self.is_minor_edit = False
        return revision


class MinorEditForm(forms.Form):
    is_minor_edit = MinorEditField()


class PageForm(WagtailAdminPageForm):
    """The form of a page in Wagtail's admin. The box stands beside “Publish”, in
    templates/wagtailadmin/pages/edit.html; a field of the form itself would be shown for each
    page, by Wagtail's `render_missing_fields`."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # What is written there is in the language of the page; around it is that of the writer.
        # Inside a stream `cms.js` does the same.
        language = self.instance.locale.language_code if self.instance.locale_id else ""
        for each in get_translatable_fields(type(self.instance)) if language else ():
            field = self.fields.get(each.field_name)
            if isinstance(each, TranslatableField) and isinstance(field, forms.CharField):
                marks = {"lang": language, "dir": languages.direction(language)}
                field.widget.attrs.update(marks)

    @cached_property
    def minor_edit_form(self) -> MinorEditForm:
        return MinorEditForm(self.data if self.is_bound else None)

    def save(self, commit=True):
        page = super().save(commit=commit)
        # What is published or sent to review counts: a draft is saved many times, also by itself.
        page.is_minor_edit = (
            not self.is_deferred_validation
            and self.minor_edit_form.is_valid()
            and self.minor_edit_form.cleaned_data["is_minor_edit"]
        )
        return page
