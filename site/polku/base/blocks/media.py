"""Pictures and films. Nothing is ever loaded from another host."""

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from .features import FEATURES

# What browsers play, and what they read as captions: ending → media type.
VIDEO_TYPES = {".mp4": "video/mp4", ".webm": "video/webm"}
CAPTION_TYPES = {".vtt": "text/vtt"}


def _ending(document) -> str:
    return PurePosixPath(document.file.name).suffix.lower()


class PictureBlock(blocks.StructBlock):
    """Wagtail's image block asks for the alternative text at each use, unless the picture is
    said to be decoration."""

    image = ImageBlock(
        label=_("picture"),
        help_text=_(
            "Say in one sentence what the picture shows, for those who cannot see it. Only a "
            "picture that says nothing is decoration."
        ),
    )
    caption = blocks.CharBlock(label=_("text below the picture"), required=False)

    class Meta:
        label = _("Picture")
        icon = "image"
        template = "blocks/picture.html"


class VideoValue(blocks.StructValue):
    @property
    def media_type(self) -> str:
        return VIDEO_TYPES[_ending(self["file"])]


class VideoBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("what the film is about"))
    file = DocumentChooserBlock(label=_("film"), help_text=_("A file that ends in .mp4 or .webm."))
    captions = DocumentChooserBlock(
        label=_("captions"),
        required=False,
        help_text=_("A file that ends in .vtt: the spoken words as text in the film."),
    )
    transcript = blocks.RichTextBlock(
        label=_("the same as text"),
        required=False,
        features=FEATURES,
        help_text=_("What is said and shown, for those who cannot hear or see the film."),
    )

    class Meta:
        label = _("Film")
        icon = "media"
        help_text = _("Every film needs captions or the same as text.")
        template = "blocks/video.html"
        value_class = VideoValue

    def clean(self, value):
        value = super().clean(value)
        errors = {}
        if _ending(value["file"]) not in VIDEO_TYPES:
            errors["file"] = ValidationError(
                _("This file is no film that browsers play. Choose one that ends in .mp4 or .webm.")
            )
        if value["captions"] and _ending(value["captions"]) not in CAPTION_TYPES:
            errors["captions"] = ValidationError(
                _("This file holds no captions. Choose one that ends in .vtt.")
            )
        has_transcript = bool(value["transcript"] and value["transcript"].source.strip())
        if not value["captions"] and not has_transcript:
            errors["transcript"] = ValidationError(
                _("Add captions, or write here what is said and shown.")
            )
        if errors:
            raise StructBlockValidationError(errors)
        return value


class VideoLinkValue(blocks.StructValue):
    @property
    def host(self) -> str:
        return (urlsplit(self["url"]).hostname or "").removeprefix("www.")


class VideoLinkBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("what the film is about"))
    url = blocks.URLBlock(label=_("address of the film"))

    class Meta:
        label = _("Link to a film elsewhere")
        icon = "link-external"
        help_text = _("Readers see a link and where it leads. The film is not shown on the page.")
        template = "blocks/video_link.html"
        value_class = VideoLinkValue
