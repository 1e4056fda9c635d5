"""What came from elsewhere, so that a second import finds it again."""

from django.db import models

from .page import ActivityPage


class ImportedPage(models.Model):
    """The page made from one entry of another register.

    `digest` is that of the content as last imported: an entry that still has it changed nothing,
    and a page that no longer has it was edited here and is not overwritten.
    """

    register = models.CharField(max_length=40)
    identifier = models.CharField(max_length=100)
    page = models.OneToOneField(ActivityPage, on_delete=models.CASCADE, related_name="imported")
    digest = models.CharField(max_length=64)
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "identifier"], name="one_page_an_entry_of_a_register"
            )
        ]

    def __str__(self):
        return f"{self.register} {self.identifier}"
