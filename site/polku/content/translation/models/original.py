"""Which language an editor has chosen as the original of a text."""

from django.db import models


class Original(models.Model):
    """The language that the others are made from, where it is not that of the page made first."""

    translation_key = models.UUIDField(primary_key=True)
    language = models.CharField(max_length=10)

    wagtail_reference_index_ignore = True

    def __str__(self):
        return self.language
