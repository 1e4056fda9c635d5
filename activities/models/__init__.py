from .activity import Activity, ActivityText, Occurrence
from .facts import COURSE_FACTS, Facts
from .imported import ImportedPage
from .listing import ListingPage
from .need import NeedPage, Symbol
from .page import ActivityPage
from .schedule import DateChange, Schedule
from .vocabulary import (
    Answer,
    Attendance,
    Audience,
    ChildCare,
    FinalTest,
    Joining,
    Kind,
    Level,
    Theme,
)

__all__ = [
    "COURSE_FACTS",
    "Activity",
    "ActivityPage",
    "ActivityText",
    "Answer",
    "Attendance",
    "Audience",
    "ChildCare",
    "DateChange",
    "Facts",
    "FinalTest",
    "ImportedPage",
    "Joining",
    "Kind",
    "Level",
    "ListingPage",
    "NeedPage",
    "Occurrence",
    "Schedule",
    "Symbol",
    "Theme",
]
