"""XML as a stream of the objects in it: safe against entities and DTDs, and with a flat memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, Any
from xml.parsers import expat

from lxml import etree

from bot.directory.exchange.tree import local

# What `schreibe` contains; older messages have the objects in other elements, or one as the root.
OBJECTS = frozenset(
    (
        *("leistung", "spezialisierung", "leistungspezialisierung", "organisationseinheit", "onlinedienst"),
        *("formular", "zustaendigkeittransferobjekt", "loesche", "nachrichtenkopf"),
    )
)
_ENCODING = {"ERR_INVALID_ENCODING", "ERR_INVALID_CHAR", "ERR_UNKNOWN_ENCODING", "ERR_UNSUPPORTED_ENCODING"}
_TAIL = 500


class XmlFault(Exception):
    """Why the stream ends: a German message for staff, and the line."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


def objects(stream: IO[bytes]) -> Iterator[tuple[str, Any]]:
    """("root", element) first, then (normalised name, element) of every object; an element lives until the next.

    Raises XmlFault: a DOCTYPE, broken or truncated XML, a wrong declaration of the encoding.
    """
    _refuse_doctype(stream)
    stream.seek(0)
    parser = etree.iterparse(
        stream, ("start", "end"), resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    root = ""
    try:
        for name, element in _walk(parser):
            if name == "root":
                root = etree.QName(element).localname
            yield name, element
    except etree.XMLSyntaxError as error:
        raise XmlFault(error.lineno or 1, _german(error, _cut_off(stream, root))) from error


def _walk(parser: Any) -> Iterator[tuple[str, Any]]:
    inside = None
    first = True
    for event, element in parser:
        if event == "start":
            if first:
                yield "root", element
                first = False
            if inside is None and local(element) in OBJECTS:
                inside = element
            continue
        if inside is not None and element is not inside:
            continue
        if element is inside:
            yield local(element), element
            inside = None
        _forget(element)


def _forget(element: Any) -> None:
    """Free the element and its finished siblings: what has been read takes no memory."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _refuse_doctype(stream: IO[bytes]) -> None:
    """A DOCTYPE is the door of entity bombs and of files from outside (XXE); XZuFi needs none. Expat reads no further
    than the root's start tag, and it expands nothing before."""
    prolog = expat.ParserCreate()
    done = False

    def start(*_: Any) -> None:
        nonlocal done
        done = True

    def doctype(*_: Any) -> None:
        raise XmlFault(
            prolog.CurrentLineNumber,
            "Die Datei enthält eine DOCTYPE-Angabe und wird deshalb nicht gelesen (Schutz vor XXE und "
            "Entitäten-Bomben). Bitte den Export ohne DOCTYPE erzeugen.",
        )

    prolog.StartElementHandler = start
    prolog.StartDoctypeDeclHandler = doctype
    while not done and (chunk := stream.read(4096)):
        try:
            prolog.Parse(chunk, False)
        except (expat.ExpatError, LookupError, ValueError):
            return  # the other parser says what is wrong


def _cut_off(stream: IO[bytes], root: str) -> bool:
    """Whether the end of the document is missing: the root's end tag is not among the last bytes."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _TAIL))
    return f"{root}>".encode() not in stream.read().replace(b" ", b"")


def _german(error: etree.XMLSyntaxError, cut_off: bool) -> str:
    kind = etree.ErrorTypes._getName(error.code, "")
    if kind in _ENCODING:
        return (
            "Die Datei ist nicht in der Zeichenkodierung geschrieben, die ihre erste Zeile angibt. "
            'Bitte als UTF-8 speichern und encoding="UTF-8" angeben.'
        )
    if cut_off:
        return (
            "Die Datei ist leer oder bricht mittendrin ab. Bitte den Export neu erzeugen oder vollständig übertragen."
        )
    return f"Das XML ist beschädigt ({error.msg}). Bitte den Export neu erzeugen."
