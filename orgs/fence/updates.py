"""Repair of wagtail-localize: bringing translations up to date can publish them at once, and asks
nobody whether they may. So an editor could publish what nobody has approved."""

from django import forms
from wagtail_localize.views.update_translations import UpdateTranslationsView

from orgs import translation_guard


class GuardedUpdate(UpdateTranslationsView):
    """Offers, and takes, "Publish immediately" from those only who may publish each of them. It
    stands behind `polku.content.translation.views.machine`."""

    def get_form(self) -> forms.Form:
        form = super().get_form()
        if not translation_guard.may_publish(self.request.user, self.object):
            publish = form.fields["publish_translations"]
            publish.disabled = True  # whatever is sent
            publish.widget = forms.HiddenInput()
        return form
