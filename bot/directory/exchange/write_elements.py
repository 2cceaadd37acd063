"""Elements of XZuFi of one version, and the values that all objects share."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from lxml import etree

from bot.directory.exchange import objects as x
from bot.directory.exchange.html_text import markup
from bot.directory.exchange.values import ARS_SCHEME

Version = Literal["2.2", "2.3"]
NAMESPACES = {"2.2": "http://xoev.de/schemata/xzufi/2_2_0", "2.3": "http://xoev.de/schemata/xzufi/2_3_1"}
OWN = "urn:kreislotse:codeliste:"
"""Code lists of our own begin so: where the list of the standard could not be obtained."""
LISTS = {
    "urn:de:xzufi:codeliste:leistungstextmodulleika": "20240216",
    "urn:de:fim:leika:leistung": "20210101",
    "urn:de:xoev:codeliste:erreichbarkeit": "3",
    "urn:xoev-de:fim:codeliste:onlinedienstlinktyp": "01",
}
"""Versions of code lists."""


class Builder:
    """Makes elements below others; `new`: XZuFi 2.3."""

    def __init__(self, version: Version) -> None:
        self._space = NAMESPACES[version]
        self.new = version == "2.3"

    def root(self, name: str) -> Any:
        """An element of its own."""
        return etree.Element(f"{{{self._space}}}{name}", nsmap={"xzufi": self._space})

    def localised(self, module: Any, name: str, text: x.Text) -> None:
        """A text with its language, as markup."""
        self.add(module, name, markup(text.items), languageCode=text.language)

    def changed(self, made: Any, changed: date | None) -> None:
        """versionsinformation."""
        if changed:
            version = self.add(made, "versionsinformationen" if self.new else "versionsinformation")
            self.add(version, "geaendertDatumZeit", f"{changed.isoformat()}T00:00:00")

    def period(self, made: Any, valid: x.Period) -> None:
        """gueltigkeit, unless it is always."""
        if valid == x.ALWAYS:
            return
        span = self.add(made, "gueltigkeit")
        if valid.starts:
            self.add(span, "beginn", f"{valid.starts.isoformat()}T00:00:00")
        if valid.ends:
            self.add(span, "ende", f"{valid.ends.isoformat()}T23:59:59")

    def area(self, made: Any, name: str, area: x.AreaId) -> None:
        """A Gebiet by its ARS, or by an id of this directory."""
        if area.ars:
            self.add(made, name, area.ars, schemeAgencyID="destatis", schemeID=ARS_SCHEME)
        elif area.other:
            self.identifier(made, name, area.other, "")

    def identifier(self, made: Any, name: str, known: x.Id, object_class: str) -> None:
        """An Identifikator; the schemeID is the class, unless the id has its own."""
        scheme = known.scheme or object_class
        given = {"schemeAgencyID": known.agency, "schemeID": scheme}
        self.add(made, name, known.value, **{key: text for key, text in given.items() if text})

    def code(self, made: Any, name: str, code_list: str, code: str, label: str | None = None) -> None:
        """A code of a code list; `code` and `name` have no namespace."""
        part = self.add(made, name, listURI=code_list, listVersionID=LISTS.get(code_list, "1"))
        etree.SubElement(part, "code").text = code
        if label:
            etree.SubElement(part, "name").text = label

    def add(self, outer: Any, name: str, text: str | None = None, **attributes: str) -> Any:
        """A new element at the end of `outer`."""
        part = etree.SubElement(outer, f"{{{self._space}}}{name}", attributes)
        part.text = text
        return part
