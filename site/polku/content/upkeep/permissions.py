"""What nobody finds in the editor's door, administrators neither: pages in the bin."""

from posixpath import commonprefix

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Subquery
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

    def get_all_permissions_for_user(self, user):
        """Each with the key of the root of all pages."""
        root = Page.objects.filter(depth=1).order_by("path").values("pk")[:1]
        return super().get_all_permissions_for_user(user).annotate(root_key=Subquery(root))

    def explorable_root_instance(self, user):
        """Who has rights in the trees of several languages begins at the root of all: Wagtail would
        look for it on every page of the admin."""
        if not user.is_superuser and not hasattr(user, self._explorable_root_instance_cache_name):
            pages = self.instances_with_direct_explore_permission(user)
            common = commonprefix([page.path for page in pages])
            if pages and len(common) < 2 * Page.steplen:
                root = self._root(user, common[: Page.steplen])
                setattr(user, self._explorable_root_instance_cache_name, root)
        return super().explorable_root_instance(user)

    def _root(self, user, path: str) -> Page:
        """What else one asks of it is read then."""
        key = self.get_cached_permissions_for_user(user)[0].root_key
        known = ["id", "path", "depth"]
        return Page.from_db(DEFAULT_DB_ALIAS, known, [key, path, 1])


def hide_the_bin() -> None:
    register_permission_policy(Page, PagePolicy(Page))
