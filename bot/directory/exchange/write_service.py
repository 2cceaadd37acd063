"""A Leistung or Spezialisierung → its element."""

from __future__ import annotations

from typing import Any

from bot.directory.exchange import objects as x
from bot.directory.exchange.html_text import markup
from bot.directory.exchange.read_service import MODULES, SITUATION
from bot.directory.exchange.write_elements import OWN, Builder

_MODULE_CODES = {name: code for code, name in reversed(MODULES.items()) if code < "90"}
_SYNONYM = "001"


def service(build: Builder, outer: Any, found: x.Service) -> None:
    made = build.add(outer, "leistung" if found.of is None else "spezialisierung")
    build.identifier(made, "id", found.id, x.SERVICE if found.of is None else x.SPECIAL)
    if found.of is not None:
        build.identifier(made, "leistungID", found.of, x.SERVICE)
    for key in found.keys:
        if build.new:
            build.add(made, "referenzLeistungsschluessel", key)
        else:
            build.code(made, "referenzLeiKa", "urn:de:fim:leika:leistung", key)
    for name in found.names:
        _module(build, made, x.Text("name", "de", (name,)), "02")
    for text in found.texts:
        if text.module in _MODULE_CODES:
            _module(build, made, text, _MODULE_CODES[text.module])
    _costs(build, made, found)
    for text in found.texts:
        if text.module == "duration":
            module = build.add(made, "modulBearbeitungsdauer")
            build.period(module, text.valid)
            build.localised(module, "beschreibung", text)
    _terms(build, made, found)
    _origin(build, made, found)
    for area in found.areas:
        build.area(made, "gueltigkeitGebietID", area)
    build.changed(made, found.changed)
    for tag in sorted({"de", *(text.language for text in found.texts)}):
        build.add(build.add(made, "sprachversion"), "languageCode", tag)
    build.period(made, found.valid)


def _module(build: Builder, made: Any, text: x.Text, code: str) -> None:
    module = build.add(made, "modulText")
    build.period(module, text.valid)
    build.localised(module, "inhalt", text)
    build.code(module, "leikaTextmodul", "urn:de:xzufi:codeliste:leistungstextmodulleika", code)


def _costs(build: Builder, made: Any, found: x.Service) -> None:
    texts = [text for text in found.texts if text.module == "costs"]
    if not found.costs and not texts:
        return
    module = build.add(made, "modulKosten")
    for cost in found.costs:
        entry = build.add(module, "kosten")
        choice = build.add(entry, "kostenauswahl")
        if cost.cents:
            amount = f"{cost.cents // 100}.{cost.cents % 100:02d}"
            build.add(build.add(choice, "kostenFix"), "betrag", amount, currencyCode="EUR")
        else:
            build.add(choice, "kostenFrei")
        if cost.note:
            build.add(entry, "beschreibung", markup((cost.note,)), languageCode="de")
        if cost.url:
            page = build.add(entry, "linkKostenbildung", None if build.new else cost.url)
            if build.new:
                build.add(page, "uri", cost.url)
        build.period(entry, cost.valid)
    for text in texts[:1]:
        build.period(module, text.valid)
    for text in texts:
        build.localised(module, "beschreibung", text)


def _terms(build: Builder, made: Any, found: x.Service) -> None:
    if not found.synonyms and not found.situations:
        return
    terms = build.add(made, "modulBegriffImKontext")
    for term in (*found.synonyms, *found.situations):
        entry = build.add(terms, "begriffImKontext")
        build.add(entry, "begriff", term, languageCode="de")
        kind = _SYNONYM if term in found.synonyms else SITUATION
        build.code(entry, "typ", f"{OWN}begriffimkontext", kind)


def _origin(build: Builder, made: Any, found: x.Service) -> None:
    """Who has confirmed it, and where it comes from."""
    if found.approval:
        approval = build.add(made, "modulFachlicheFreigabe")
        if found.approval.on:
            build.add(approval, "fachlichFreigegebenAm", found.approval.on.isoformat())
        build.add(approval, "fachlichFreigegebenDurch", found.approval.by, languageCode="de")
    if found.portal:
        portal = build.add(made, "modulUrsprungsportal", languageCode="de")
        build.add(portal, "uri", found.portal.url)
        build.add(portal, "titel", found.portal.title or "")
