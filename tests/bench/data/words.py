"""The words by which texts are found."""

from activities.models import Activity
from activities.services import texts


def index() -> None:
    """As publishing makes them, for all texts at once."""
    texts.index(Activity.objects.all())
