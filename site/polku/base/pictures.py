"""What a picture tells besides what it shows: cameras and phones write into the file where and when
it was taken, and with what. None of that goes to the public.
"""

from io import BytesIO

from django.core.files.base import ContentFile, File
from PIL import ExifTags, Image, UnidentifiedImageError
from wagtail.images.models import WagtailImageFieldFile

# How each kind is written anew; a JPEG without a second loss. Pictures that move stay as they are.
_WRITTEN = {
    "JPEG": {"quality": "keep"},
    "MPO": {"quality": 95},  # of phones: a JPEG with a second one behind it
    "PNG": {},
    "WEBP": {"quality": 95},
    "AVIF": {"quality": 90},
}


class PictureFile(WagtailImageFieldFile):
    """The file of a picture, whichever form or job brings it."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        super().save(name, without_traces(content), save)
        self._file = None  # the one that was sent; from now on the stored one is read


def without_traces(file: File) -> File:
    """The same picture without camera data, save how it is turned; the file itself where it holds
    none or is no picture that can be read."""
    file.seek(0)
    try:
        with Image.open(file) as picture:
            told = picture.getexif() or picture.info.keys() & {"xmp", "comment", "photoshop"}
            told = told or getattr(picture, "text", None)
            moves = picture.format != "MPO" and getattr(picture, "n_frames", 1) > 1
            if told and not moves and picture.format in _WRITTEN:
                return ContentFile(_written_anew(picture), name=file.name)
    except (UnidentifiedImageError, OSError, SyntaxError):
        pass
    file.seek(0)
    return file


def _written_anew(picture: Image.Image) -> bytes:
    kept = Image.Exif()
    turned = picture.getexif().get(ExifTags.Base.Orientation)
    if turned:
        kept[ExifTags.Base.Orientation] = turned
    kind = "JPEG" if picture.format == "MPO" else picture.format
    written = BytesIO()
    picture.save(
        written,
        kind,
        **_WRITTEN[picture.format],
        exif=kept.tobytes() if turned else b"",
        icc_profile=picture.info.get("icc_profile"),
        xmp=b"",
        comment=b"",
    )
    return written.getvalue()
