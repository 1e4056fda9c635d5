"""Which texts readers miss in their language."""

from django.db import models


class Wish(models.Model):
    """How often readers have asked for one text in one language; nothing of who they are."""

    translation_key = models.UUIDField()
    language = models.CharField(max_length=10)
    number = models.PositiveIntegerField(default=0)
    last_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "language"], name="one_count_of_wishes"
            )
        ]

    def __str__(self):
        return f"{self.number} × {self.language}"
