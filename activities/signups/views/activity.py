"""How pages of signing up name an activity."""

from django.utils.translation import get_language

from activities.models import Activity
from activities.queries import cards

# The organiser's pages stand below this one in the navigation of the door.
PART = "sign_up_lists:list"


def shown(activity: Activity) -> dict:
    """Its name, address and place, as the reader finds them."""
    card = next(iter(cards([activity], get_language())), None)
    if card is None:
        name = activity.organisation.name
        return {"title": name, "url": "", "lang": "", "dir": "", "place": "", "organiser": name}
    return {
        "title": card.title,
        "url": card.url,
        "lang": card.lang,
        "dir": card.dir,
        "place": card.place,
        "organiser": activity.organisation.name,
    }
