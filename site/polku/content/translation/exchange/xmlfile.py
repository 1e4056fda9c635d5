"""XML from strangers: no document type, so no entities and nothing from elsewhere; not deep."""

import re
from xml.etree import ElementTree as ET

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from django.utils.translation import gettext as _

from .refusals import FileRefused

XML = "{http://www.w3.org/XML/1998/namespace}"
LANGUAGE, SPACE = f"{XML}lang", f"{XML}space"
DEPTH = 100
# What XML 1.0 cannot hold, not even as a reference.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Builder(ET.TreeBuilder):
    depth = 0

    def start(self, tag, attributes):
        self.depth += 1
        if self.depth > DEPTH:
            raise FileRefused(_("The file is nested too deeply to be a translation file."))
        return super().start(tag, attributes)

    def end(self, tag):
        self.depth -= 1
        return super().end(tag)


def parse(data: bytes) -> ET.Element:
    """Raises FileRefused, also for any document type."""
    parser = DefusedXMLParser(target=_Builder(), forbid_dtd=True)
    try:
        parser.feed(data)
        return parser.close()
    except DefusedXmlException:
        raise FileRefused(
            _("The file carries a document type or entities, which are not read.")
        ) from None
    except ET.ParseError as error:
        line, column = error.position
        raise FileRefused(
            _("The file is not well-formed XML: line %(line)d, column %(column)d.")
            % {"line": line, "column": column + 1}
        ) from None
    except (ValueError, LookupError):
        raise FileRefused(_("The file is in an encoding that is not read. Use UTF-8.")) from None


def serialise(root: ET.Element) -> bytes:
    """UTF-8, without a character that a reader would change."""
    text = ET.tostring(root, encoding="unicode")
    # A carriage return would be read as a line feed.
    text = text.replace("\r", "&#13;")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def local(tag: str) -> str:
    return tag.rpartition("}")[2]


def namespace(tag: str) -> str:
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""
