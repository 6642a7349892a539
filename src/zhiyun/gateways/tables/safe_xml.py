"""XML of a workbook from strangers: no document types, hence no entities, and nothing is fetched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import BinaryIO, Final
from xml.parsers import expat

Start = Callable[[str, Mapping[str, str]], None]
_SEPARATOR: Final = " "
_ENCODING: Final = "utf-8"


class Unsound(Exception):
    """XML that is broken, not UTF-8, or that declares a document type."""


def check_sound(xml: bytes) -> None:
    """Raise `Unsound` when ``xml`` is broken or declares a document type."""
    _parse(expat.ParserCreate(_ENCODING), xml)


def check_sound_file(xml: BinaryIO) -> None:
    """Like `check_sound`, for XML that is read piece by piece."""
    _parse(expat.ParserCreate(_ENCODING), xml)


def read_elements(xml: bytes, start: Start) -> None:
    """Call ``start(local name, attributes)`` for each element in order; raises `Unsound`."""
    parser = expat.ParserCreate(_ENCODING, namespace_separator=_SEPARATOR)
    local: dict[str, str] = {}

    def on_start(name: str, attributes: Mapping[str, str]) -> None:
        known = local.get(name)
        if known is None:
            known = local[name] = name.rpartition(_SEPARATOR)[2]
        start(known, attributes)

    parser.StartElementHandler = on_start
    _parse(parser, xml)


def _parse(parser: expat.XMLParserType, xml: bytes | BinaryIO) -> None:
    # Without a document type no entity can be declared: nothing to expand, nothing to fetch.
    def on_doctype(*_: object) -> None:
        raise Unsound("a document type is declared")

    # In another encoding the same bytes may be other elements to another reader.
    def on_declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() != _ENCODING:
            raise Unsound(f"the encoding is {encoding[:20]}")

    parser.StartDoctypeDeclHandler = on_doctype
    parser.XmlDeclHandler = on_declaration
    try:
        if isinstance(xml, bytes):
            parser.Parse(xml, True)
        else:
            parser.ParseFile(xml)
    except expat.ExpatError as error:
        raise Unsound(str(error)) from error


def local_attribute(attributes: Mapping[str, str], name: str) -> str:
    """Give the attribute whose name without its namespace is ``name``, or an empty text."""
    for key, value in attributes.items():
        if key.rpartition(_SEPARATOR)[2] == name:
            return value
    return ""
