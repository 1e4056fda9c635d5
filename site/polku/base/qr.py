"""QR codes: an address that a phone reads from paper or from another screen."""

from dataclasses import dataclass
from io import BytesIO

import segno


@dataclass(frozen=True)
class Code:
    """`image`: a drawing as a `data:` address, which scales. `size`: how large it must be to be
    read, as the name of a class: the more there is in it, the finer it gets."""

    address: str
    image: str
    size: str


def code(address: str) -> Code:
    """Raises ValueError where the address is too long for any code."""
    try:
        made = segno.make_qr(address, error="l" if len(address) > 300 else "m")
    except segno.DataOverflowError as error:
        raise ValueError("too long for a QR code") from error
    modules = made.symbol_size(border=0)[0]
    size = "small" if modules <= 45 else "medium" if modules <= 90 else "large"
    image = made.svg_data_uri(border=2, omitsize=True, encode_minimal=True)
    return Code(address=address, image=image, size=size)


def drawing(address: str) -> bytes:
    """An SVG on white with its quiet edge, also where the page around it is dark."""
    drawn = BytesIO()
    made = segno.make_qr(address, error="m")
    made.save(drawn, kind="svg", dark="#000", light="#fff", xmldecl=False, omitsize=True)
    return drawn.getvalue()
