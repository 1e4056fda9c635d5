from .activity import Activity, ActivityText, Occurrence
from .facts import COURSE_FACTS, Facts
from .imported import ImportedPage
from .listing import ListingPage
from .need import NeedPage, Symbol
from .page import ActivityPage
from .schedule import DateChange, Schedule
from .vocabulary import (
    Along,
    Answer,
    AskedContact,
    Attendance,
    Audience,
    ChildCare,
    FinalTest,
    Joining,
    Kind,
    Level,
    SigningUp,
    Theme,
)
from .word import Word

__all__ = [
    "COURSE_FACTS",
    "Activity",
    "ActivityPage",
    "ActivityText",
    "Along",
    "Answer",
    "AskedContact",
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
    "SigningUp",
    "Symbol",
    "Theme",
    "Word",
]
