"""A Leistung or Spezialisierung of XZuFi 2.2 or 2.3 → `objects.Service`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.directory.exchange import html_text, values
from bot.directory.exchange.objects import Approval, Cost, Id, Link, Period, Service, Text
from bot.directory.exchange.tree import below, child, children, code, german, identifier, language, local, rich_text
from bot.directory.exchange.values import Subject

# Codes of urn:de:xzufi:codeliste:leistungstextmodulleika, and 95, 97, 98 of the PVOG → our text modules.
MODULES = {
    "05": "summary",
    "06": "details",
    "07": "legal",
    "08": "documents",
    "09": "requirements",
    "11": "procedure",
    "14": "online",
    "15": "more",
    "16": "hints",
    "22": "office",
    "23": "contact",
    "25": "appeal",
    "95": "duration",
    "97": "duration",
    "98": "costs",
}
_NAME, _NAME_FOR_PEOPLE, _TEASER = "02", "03", "24"
_ONE_PARAGRAPH = ("summary", "duration", "online")
SITUATION = "999"
"""The code of a Begriff im Kontext that is neither a synonym nor an abbreviation."""


def service(subject: Subject, element: Any, own: Id) -> Service:
    """Raises nothing: what is wrong is reported to the subject."""
    modules = list(children(element, "modultext"))
    texts = [*_text_modules(subject, modules), *_special_modules(subject, element)]
    approved = child(element, "modulfachlichefreigabe")
    terms = list(_terms(element))
    return Service(
        id=own,
        place=subject.place,
        names=tuple(dict.fromkeys([*_names(modules, _NAME_FOR_PEOPLE), *_names(modules, _NAME)])),
        keys=tuple(dict.fromkeys(_keys(subject, element))),
        synonyms=tuple(dict.fromkeys(term for term, kind in terms if kind != SITUATION)),
        situations=tuple(dict.fromkeys(term for term, kind in terms if kind == SITUATION)),
        texts=_merged(texts),
        costs=tuple(_costs(subject, element)),
        areas=values.areas(subject, children(element, "gueltigkeitgebietid")),
        forms=tuple(_forms(element)),
        portal=_portal(subject, element),
        approval=None if approved is None else _approval(subject, approved),
        changed=values.changed(subject, element),
        valid=values.period(subject, element),
        of=identifier(child(element, "leistungid", "idleistung"), "Leistung") if "spezial" in local(element) else None,
    )


def _names(modules: Iterable[Any], wanted: str) -> Iterator[str]:
    for module in modules:
        if code(child(module, "leikatextmodul")) == wanted and (name := german(children(module, "inhalt"))):
            yield " ".join(html_text.items(name))


def _keys(subject: Subject, element: Any) -> Iterator[str]:
    for reference in children(element, "referenzleika", "referenzleistungsschluessel"):
        known = identifier(reference)
        content = code(reference) or (known.value if known else "")
        if content and (key := values.leika(subject, reference, content)):
            yield key


def _terms(element: Any) -> Iterator[tuple[str, str]]:
    for module in children(element, "modulbegriffimkontext"):
        for entry in children(module, "begriffimkontext"):
            for term in children(entry, "begriff"):
                if language(term) == "de" and (content := " ".join(rich_text(term).split())):
                    yield content, code(child(entry, "typ"))


def _text_modules(subject: Subject, modules: list[Any]) -> Iterator[Text]:
    known = {code(child(module, "leikatextmodul")) for module in modules}
    for module in modules:
        number = code(child(module, "leikatextmodul"))
        name = MODULES.get(number)
        if number == _TEASER and "05" not in known:
            name = MODULES["05"]
        if name is not None:
            yield from _localised(subject, name, module, "inhalt")


def _special_modules(subject: Subject, element: Any) -> Iterator[Text]:
    for number, name in (("95", "modulbearbeitungsdauer"), ("97", "modulfrist"), ("98", "modulkosten")):
        for module in children(element, name):
            yield from _localised(subject, MODULES[number], module, "beschreibung")


def _localised(subject: Subject, name: str, module: Any, part: str) -> Iterator[Text]:
    valid = values.period(subject, module)
    for content in children(module, part):
        tag = language(content)
        found = html_text.items(rich_text(content))
        if tag is None or not found:
            continue
        values.check_encoding(subject, " ".join(found), content)
        yield Text(name, tag, (" ".join(found),) if name in _ONE_PARAGRAPH else found, valid)


def _merged(texts: Iterable[Text]) -> tuple[Text, ...]:
    """Modules that mean the same here (Bearbeitungsdauer and Frist) become one; a repeated item counts once."""
    found: dict[tuple[str, str, Period], dict[str, None]] = {}
    for text in texts:
        found.setdefault((text.module, text.language, text.valid), {}).update(dict.fromkeys(text.items))
    return tuple(Text(module, tag, tuple(items), valid) for (module, tag, valid), items in found.items())


def _costs(subject: Subject, element: Any) -> Iterator[Cost]:
    for module in children(element, "modulkosten"):
        for entry in children(module, "kosten"):
            fixed, free = below(entry, "betrag"), below(entry, "kostenfrei", "beschreibungkostenfreiheit")
            valid = values.period(subject, entry)
            note = " ".join(html_text.items(german(children(entry, "beschreibung")))) or None
            page = child(entry, "linkkostenbildung")
            address = None if page is None else (child(page, "uri") if len(page) else page)
            url = None if address is None else values.url(subject, address)
            if fixed is not None:
                cents = values.amount(subject, fixed)
                if cents is not None:
                    yield Cost(cents, note, url, valid)
            elif free is not None:
                yield Cost(0, note, url, valid)


def _forms(element: Any) -> Iterator[Id]:
    for module in children(element, "moduldokument"):
        for reference in module.iter():
            if local(reference) == "referenzformularid" and (form := identifier(reference, "Formular")):
                yield form


def _portal(subject: Subject, element: Any) -> Link | None:
    return next(
        filter(None, (values.link(subject, portal) for portal in children(element, "modulursprungsportal"))), None
    )


def _approval(subject: Subject, element: Any) -> Approval | None:
    by = german(children(element, "fachlichfreigegebendurch"))
    return Approval(by, values.day(subject, child(element, "fachlichfreigegebenam"))) if by else None
