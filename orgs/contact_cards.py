"""Contact cards in the editor: each sees, chooses and changes those of their own organisations.

At the address of another organisation's card there is nothing: `fence.gate.own_snippet`."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.snippets.views import chooser
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import WRITERS, ContactCard
from .queries import contact_cards_of, organisations_written_for, writes_for_an_organisation
from .queries.contact_cards import ALL_CARDS


class OwnOrganisations(BasePermissionPolicy):
    """Rights on cards follow from memberships; Django's permission counts for all cards."""

    def user_has_permission(self, user, action):
        return user.is_active and (user.has_perm(ALL_CARDS) or writes_for_an_organisation(user))

    def user_has_permission_for_instance(self, user, action, instance):
        return (
            self.instances_user_has_any_permission_for(user, [action])
            .filter(pk=instance.pk)
            .exists()
        )

    def instances_user_has_any_permission_for(self, user, actions):
        return contact_cards_of(user) if user.is_active else ContactCard.objects.none()

    def users_with_any_permission(self, actions):
        return (
            get_user_model()
            .objects.filter(Q(memberships__role__in=WRITERS) | Q(is_superuser=True), is_active=True)
            .distinct()
        )


class ContactCardForm(WagtailAdminModelForm):
    """Offers the organisations for which one writes; where it is one, nobody has to choose."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "organisation" not in self.fields or self.for_user is None:
            return
        own = organisations_written_for(self.for_user)
        field = self.fields["organisation"]
        field.queryset = own
        if not self.instance.pk and (first := own.first()):
            field.initial = first
            self.fields["language"].initial = first.language


ContactCard.base_form_class = ContactCardForm


class _OwnCards:
    def get_object_list(self):
        return contact_cards_of(self.request.user)


class ChooseCard(_OwnCards, chooser.ChooseView):
    pass


class ChooseCardResults(_OwnCards, chooser.ChooseResultsView):
    pass


class ChosenCard(chooser.SnippetChosenView):
    def get_object(self, pk):
        return contact_cards_of(self.request.user).get(pk=pk)


class ChosenCards(chooser.SnippetChosenMultipleView):
    def get_objects(self, pks):
        return contact_cards_of(self.request.user).filter(pk__in=pks)


class NoFormOfCards(chooser.SnippetCreateView):
    """A card is written in a form of its own, so that the dialogue has none to send. Wagtail's view
    would look for one."""

    http_method_names = []


class ContactCardChooser(SnippetChooserViewSet):
    choose_view_class = ChooseCard
    choose_results_view_class = ChooseCardResults
    chosen_view_class = ChosenCard
    chosen_multiple_view_class = ChosenCards
    create_view_class = NoFormOfCards


class ContactCards(SnippetViewSet):
    """The list, the form and the places where a card is used."""

    model = ContactCard
    icon = "user"
    add_to_admin_menu = True
    menu_label = _("Contact cards")
    menu_order = 350
    list_display = ["name", "role", "organisation", "phone", "email"]
    inspect_view_enabled = False
    copy_view_enabled = False
    chooser_viewset_class = ContactCardChooser

    def get_queryset(self, request):
        return contact_cards_of(request.user)
