from .activity import Activity, ActivityText, Occurrence
from .facts import Audience, Facts, Kind, Theme
from .page import ActivityPage, Schedule

__all__ = [
    "Activity",
    "ActivityPage",
    "ActivityText",
    "Audience",
    "Facts",
    "Kind",
    "Occurrence",
    "Schedule",
    "Theme",
]
