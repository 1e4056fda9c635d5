"""Reading a file by the standard, and writing it anew."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _

from .. import xmlfile
from ..refusals import FileRefused
from . import codes, grammar, inline, references, rules
from .units import File


def read(data: bytes) -> File:
    """Raises FileRefused with the first constraint of the standard that the file breaks."""
    file = without_codes(xmlfile.parse(data))
    for unit in file.units:
        _refuse(
            _("In the unit “%(unit)s”: %(fault)s") % {"unit": unit.id, "fault": fault}
            for fault in codes.faults(unit)
        )
    return file


def without_codes(root: ET.Element) -> File:
    """As `read`, but for the constraints on inline codes, each of which is about one text."""
    _refuse(grammar.faults(root))
    _refuse(rules.faults_of_characters(root))
    file = File.of(root)
    _refuse(rules.faults(file))
    _refuse(references.faults(file))
    return file


def _refuse(faults: Iterator[str]) -> None:
    for sentence in faults:
        raise FileRefused(sentence)


def rewrite(file: File) -> bytes:
    """The file anew, with the texts that were read from it."""
    for unit in file.units:
        for part in unit.parts:
            for element, tokens in zip(
                part.text_elements, (part.source, part.target), strict=False
            ):
                attributes, tail = dict(element.attrib), element.tail
                element.clear()
                element.attrib.update(attributes)
                element.tail = tail
                inline.write(tokens, element)
    return xmlfile.serialise(file.root)
