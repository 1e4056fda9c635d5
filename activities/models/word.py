"""The vocabulary: words by which activities are found."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from polku.base.words import LONGEST


class Word(models.Model):
    """A word of published texts, or of the name of a theme, an audience or an area.

    `lexeme`: what stands for it in `ActivityText.search`: of a text the word itself, of a name its
    code. `language`: in which a theme is called so; empty where all readers may use the word.
    `pieces`: as `polku.base.words` cuts it, so that a slip of the finger still finds it.
    """

    word = models.CharField(max_length=LONGEST)
    lexeme = models.CharField(max_length=LONGEST)
    language = models.CharField(max_length=10, blank=True)
    written = models.CharField(max_length=200)
    pieces = ArrayField(models.CharField(max_length=LONGEST), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["word", "lexeme", "language"], name="one_word_a_lexeme_and_language"
            )
        ]
        indexes = [
            models.Index(fields=["word"], name="word_beginning", opclasses=["varchar_pattern_ops"]),
            GinIndex(fields=["word"], name="word_trigrams", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["pieces"], name="word_pieces"),
        ]

    def __str__(self):
        return self.written
