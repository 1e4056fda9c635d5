"""The codes in which the facts of an activity are said."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    ACTIVITY = "activity", _("activity")
    COURSE = "course", _("course")
    GUIDANCE = "guidance", _("guidance and counselling")
    AUTHORITY_SERVICE = "authority_service", _("authority’s own service")


class Theme(models.TextChoices):
    LANGUAGE = "language", _("Language")
    WORK = "work", _("Work")
    STUDIES = "studies", _("Studies")
    # Not the home page, which English calls the same.
    HOUSING = "housing", pgettext_lazy("theme", "Home")
    MONEY = "money", _("Money")
    FAMILY = "family", _("Family")
    HEALTH = "health", _("Health")
    WELLBEING = "wellbeing", _("Wellbeing")
    FRIENDS = "friends", _("Friends")
    AUTHORITIES = "authorities", _("Papers and authorities")
    RIGHTS = "rights", _("Rights")
    SAFETY = "safety", _("Safety")
    LEISURE = "leisure", _("Leisure")
    DIGITAL = "digital", _("Computers and phones")


class Audience(models.TextChoices):
    EVERYONE = "everyone", _("Everyone")
    WOMEN = "women", _("Women only")
    MEN = "men", _("Men only")
    FAMILIES = "families", _("Families")
    PARENTS = "parents", _("Parents")
    CHILDREN = "children", _("Children")
    YOUNG = "young", _("Young people")
    ADULTS = "adults", _("Adults")
    OLDER = "older", _("Older people")
    JOBSEEKERS = "jobseekers", _("Jobseekers")
    NEWCOMERS = "newcomers", _("New in Finland")


class Attendance(models.TextChoices):
    IN_PERSON = "in_person", _("On the spot")
    ONLINE = "online", _("On the internet")
    HYBRID = "hybrid", _("On the spot or on the internet")


class Answer(models.TextChoices):
    """To a question that an editor may not be able to answer."""

    YES = "yes", _("Yes")
    NO = "no", _("No")

    __empty__ = _("Not known")


class ChildCare(models.TextChoices):
    NONE = "none", _("No")
    OFFERED = "offered", _("Yes, somebody looks after the children")
    COME_ALONG = "come_along", _("Children can come along")

    __empty__ = _("Not known")


class Joining(models.TextChoices):
    """How somebody takes part for the first time."""

    COME = "come", _("Just come")
    PHONE = "phone", _("Call")
    EMAIL = "email", _("Write an e-mail")
    WEB = "web", _("Fill in a form on the internet")
    WORKER = "worker", _("Only through a worker who refers")


class Level(models.TextChoices):
    """Language skills: the Common European Framework of Reference, its lower levels divided as in
    the Finnish national curricula (kielitaidon tasojen kuvausasteikko), which courses quote. In
    rising order."""

    A0 = "A0", _("A0, no skills yet")
    A1_1 = "A1.1", "A1.1"
    A1_2 = "A1.2", "A1.2"
    A1_3 = "A1.3", "A1.3"
    A2_1 = "A2.1", "A2.1"
    A2_2 = "A2.2", "A2.2"
    B1_1 = "B1.1", "B1.1"
    B1_2 = "B1.2", "B1.2"
    B2_1 = "B2.1", "B2.1"
    B2_2 = "B2.2", "B2.2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"


class FinalTest(models.TextChoices):
    NONE = "none", _("No test")
    OWN = "own", _("The course’s own test")
    # Kielitaidon päättötestaus, which ends integration training.
    FINAL_LANGUAGE_TEST = "final_language_test", _("Final language test of integration training")
    YKI = "yki", _("National Certificate of Language Proficiency (YKI)")


class SigningUp(models.TextChoices):
    """For what one signs up on this site."""

    DATE = "date", _("Yes, for one date at a time")
    SERIES = "series", _("Yes, once for all dates")

    __empty__ = _("No")


class Along(models.TextChoices):
    """Who may come along with somebody who signs up."""

    CHILDREN = "children", pgettext_lazy("who comes along", "Children")
    ADULTS = "adults", _("Other adults")


class AskedContact(models.TextChoices):
    """Whether who signs up says how to reach them."""

    NEEDED = "needed", _("Required")
    NONE = "none", _("Do not ask")

    __empty__ = _("Ask, but do not require it")
