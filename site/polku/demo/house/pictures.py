"""Pictures of the house, drawn where they are needed: simple shapes in the colours of Polku."""

from collections.abc import Callable
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont
from wagtail.models import Collection

from polku.base.models import SiteImage

SIZE = (1200, 675)
# Edges are drawn twice as fine, and made smaller.
FINE = 2
NIGHT, LEAF, SAND, CREAM, SUN, ROSE, WOOD = (
    "#14463a",
    "#2c6b58",
    "#f3e3c3",
    "#fbf3e2",
    "#f0b545",
    "#e2566a",
    "#8a5a34",
)


def picture(name: str, collection: Collection) -> SiteImage:
    """The drawing with this name in the collection; drawn where it is not there yet."""
    there = SiteImage.objects.filter(title=_TITLES[name], collection=collection).first()
    if there:
        return there
    image = Image.new("RGB", tuple(FINE * side for side in SIZE), SAND)
    _DRAWN_BY[name](ImageDraw.Draw(image))
    written = BytesIO()
    image.resize(SIZE, Image.Resampling.LANCZOS).save(written, "PNG", optimize=True)
    return SiteImage.objects.create(
        title=_TITLES[name],
        collection=collection,
        file=ContentFile(written.getvalue(), name=f"{name}.png"),
    )


def _language_cafe(draw: ImageDraw.ImageDraw) -> None:
    """Two people at a table with cups, and what they say."""

    def at(*numbers: int) -> list[int]:
        return [FINE * number for number in numbers]

    draw.rectangle(at(0, 520, 1200, 675), fill="#e4cfa3")
    draw.rounded_rectangle(at(510, 60, 690, 270), FINE * 14, fill="#cfe3d8")
    draw.ellipse(at(600, 85, 660, 145), fill=SUN)
    draw.polygon(at(510, 256, 575, 180, 630, 232, 690, 190, 690, 270, 510, 270), fill=LEAF)
    for middle, coat, skin in ((300, NIGHT, "#c68a5e"), (900, ROSE, "#8d5a3c")):
        draw.rounded_rectangle(at(middle - 105, 330, middle + 105, 620), FINE * 90, fill=coat)
        draw.ellipse(at(middle - 70, 185, middle + 70, 335), fill=skin)
    draw.pieslice(at(225, 165, 375, 325), 175, 365, fill="#3a2a20")
    draw.pieslice(at(815, 160, 985, 370), 165, 375, fill=LEAF)
    draw.rounded_rectangle(at(250, 470, 950, 510), FINE * 18, fill=WOOD)
    draw.rectangle(at(575, 510, 625, 650), fill=WOOD)
    for start in (400, 720):
        draw.ellipse(at(start + 62, 418, start + 98, 452), outline=CREAM, width=FINE * 8)
        draw.rounded_rectangle(at(start, 410, start + 80, 470), FINE * 14, fill=CREAM)
    draw.rounded_rectangle(at(395, 110, 505, 195), FINE * 30, fill="white")
    draw.polygon(at(400, 165, 385, 215, 445, 190), fill="white")
    draw.text(at(450, 152), "Moi", fill=NIGHT, anchor="mm", font=ImageFont.load_default(FINE * 42))
    draw.rounded_rectangle(at(700, 120, 805, 195), FINE * 30, fill="white")
    draw.polygon(at(800, 165, 815, 215, 755, 190), fill="white")
    for start in (725, 746, 767):
        draw.ellipse(at(start, 150, start + 14, 164), fill=NIGHT)


_TITLES = {"language_cafe": "Kielikahvila"}
_DRAWN_BY: dict[str, Callable] = {"language_cafe": _language_cafe}
