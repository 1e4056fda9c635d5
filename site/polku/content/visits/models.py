"""How often pages are read and what is looked for in vain: numbers, and nothing of anybody."""

from django.db import models
from django.db.models import Q


class PageVisits(models.Model):
    """Of one page, in one language, on one day."""

    day = models.DateField()
    language = models.CharField(max_length=20)
    path = models.CharField(max_length=500)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "path"], name="visits_of_page_and_day")
        ]
        verbose_name = "visits of a page"
        verbose_name_plural = "visits of pages"

    def __str__(self):
        return f"{self.day} {self.path}: {self.number}"


class VainSearches(models.Model):
    """Searches without a result that asked for the same facets, on one day. `facets`: their names,
    separated by blanks; none of their values."""

    day = models.DateField()
    language = models.CharField(max_length=20)
    facets = models.CharField(max_length=300)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "language", "facets"], name="vain_searches")
        ]
        verbose_name = "searches without result"
        verbose_name_plural = "searches without result"

    def __str__(self):
        return f"{self.day} {self.language} {self.facets}: {self.number}"


class VainWords(models.Model):
    """Words that found nothing. Until they have come often enough there is only a `digest` of them,
    from which nobody reads them: what one person alone looks for may say who they are."""

    digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=20)
    words = models.CharField(max_length=200, blank=True)
    number = models.PositiveIntegerField(default=0)
    last_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["last_on"], name="vain_words_without", condition=Q(words=""))
        ]
        verbose_name = "words without result"
        verbose_name_plural = "words without result"

    def __str__(self):
        return f"{self.language}: {self.number}"
