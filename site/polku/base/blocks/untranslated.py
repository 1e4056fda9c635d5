"""What is the same in every language."""

from wagtail import blocks


class Untranslated:
    """For blocks of numbers and dates: wagtail-localize finds nothing in them to translate, and
    copies them as they are."""

    def get_translatable_segments(self, value) -> list:
        return []


class PlainLineBlock(Untranslated, blocks.CharBlock):
    """A line such as a phone number."""


class PlainLinesBlock(Untranslated, blocks.TextBlock):
    """Lines such as dates."""
