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

    def explorable_root_instance(self, user):
        """Who has a right at the root begins there: Wagtail would look for it on every page."""
        if not user.is_superuser and not hasattr(user, self._explorable_root_instance_cache_name):
            for page in self.instances_with_direct_explore_permission(user):
                if page.depth == 1:
                    setattr(user, self._explorable_root_instance_cache_name, page)
                    break
        return super().explorable_root_instance(user)


def hide_the_bin() -> None:
    register_permission_policy(Page, PagePolicy(Page))
