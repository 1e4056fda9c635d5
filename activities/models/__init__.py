from .activity import Activity, ActivityText, Occurrence
from .facts import Audience, Facts, Kind, Theme
from .imported import ImportedPage
from .page import ActivityPage
from .schedule import Schedule

__all__ = [
    "Activity",
    "ActivityPage",
    "ActivityText",
    "Audience",
    "Facts",
    "ImportedPage",
    "Kind",
    "Occurrence",
    "Schedule",
    "Theme",
]
