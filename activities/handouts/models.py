"""The store of handouts: bounded, cleaned by itself, and never the only place of anything."""

from django.db import models
from django.utils.timezone import now


class Handout(models.Model):
    """One handout, from the wish for it to the file.

    It is known by the digest of its own text: whoever asks for the same words gets the same file,
    and what has changed since is another handout.
    """

    class Status(models.TextChoices):
        WAITING = "waiting"
        READY = "ready"
        FAILED = "failed"

    digest = models.CharField(max_length=64, primary_key=True)
    html = models.TextField()
    # On how many pages it should fit, if it can; 0 where that does not matter.
    pages_wanted = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    file = models.BinaryField(null=True)
    asked_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["asked_at"], name="handout_asked_at")]

    def __str__(self):
        return self.digest
