"""The first page of the admin."""

from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.admin.views import home

from . import queries

# Said in our boxes, or of no use to editors.
REPLACED = (
    home.RecentEditsPanel,
    home.UpgradeNotificationPanel,
    home.UserObjectsInWorkflowModerationPanel,
    home.WhatsNewInWagtailVersionPanel,
    home.WorkflowObjectsToModeratePanel,
)
# Where all of a box can be seen, and where one line of it leads; else to the page's editor.
ALL = {"reviews": "upkeep_cms:reviews", "links": "upkeep_cms:links"}


class Dashboard(Component):
    name = "upkeep"
    template_name = "upkeep/cms/dashboard.html"
    order = 10

    class Media:
        css = {"all": ["upkeep/dashboard.css"]}

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {"boxes": [_shown(box) for box in queries.dashboard.boxes(user)]}


def panels(request, found: list) -> None:
    found[:] = [Dashboard(), *(panel for panel in found if not isinstance(panel, REPLACED))]


def _shown(box: queries.dashboard.Box) -> dict:
    return {
        "title": box.title,
        "nothing": box.nothing,
        "count": box.count,
        "is_more_than_counted": box.is_more_than_counted,
        "url": reverse(ALL[box.name]) if box.name in ALL else None,
        "lines": [
            {
                "title": line.page.title,
                "language": line.page.locale.language_code,
                "day": line.day,
                "note": line.note,
                "url": reverse("upkeep_cms:review", args=[line.page.pk])
                if box.name == "reviews"
                else reverse("wagtailadmin_pages:edit", args=[line.page.pk]),
            }
            for line in box.lines
        ],
    }
