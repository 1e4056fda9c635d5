"""What nobody finds in the editor's door, administrators neither: pages in the bin."""

from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from polku.base.bin import without_bin


class PagePolicy(PagePermissionPolicy):
    """Explorer, search, reports, the admin's own API and `orgs.fence` ask here what there is."""

    def explorable_instances(self, user):
        return without_bin(super().explorable_instances(user))

    def instances_user_has_any_permission_for(self, user, actions):
        return without_bin(super().instances_user_has_any_permission_for(user, actions))


def hide_the_bin() -> None:
    register_permission_policy(Page, PagePolicy(Page))
