"""Pages that belong to the whole site, and pages of organisations that are no activities."""

from .about import AboutPage
from .form import FormAnswer, FormPage, FormQuestion
from .guidance import GuidancePointPage
from .guide import GuidePage
from .home import HomePage
from .local_guide import LocalGuidePage
from .news import NewsPage
from .topic import TopicPage

__all__ = [
    "AboutPage",
    "FormAnswer",
    "FormPage",
    "FormQuestion",
    "GuidancePointPage",
    "GuidePage",
    "HomePage",
    "LocalGuidePage",
    "NewsPage",
    "TopicPage",
]
