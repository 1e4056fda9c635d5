"""Pictures and files for everyone: site editors fill this collection, and whoever writes pages may
choose from it."""

from wagtail.models import Collection

NAME = "For everyone"


def collection() -> Collection:
    """The collection below the root that bears this name; made where it is not there."""
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=NAME).first() or root.add_child(name=NAME)
