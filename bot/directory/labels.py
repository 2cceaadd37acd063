"""German names of the directory's fields, for reports that staff read."""

from __future__ import annotations

LANES = {"ohne-termin": "ohne Termin", "mit-termin": "mit Termin", "telefon": "Telefon"}
DAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
FIELDS = {
    "summary": "Kurzantwort",
    "requirements": "Voraussetzungen",
    "documents": "Unterlagen",
    "procedure": "Ablauf",
    "duration": "Dauer und Fristen",
    "online": "Hinweis zu online",
    "fees": "Gebühren",
    "link": "Online-Dienst",
    "office": "Zuständigkeit",
    "office_hours": "Öffnungszeiten der Stelle",
    "office_phone": "Telefon der Stelle",
    "address": "Adresse",
    "phone": "Telefon",
    "email": "E-Mail",
    "fax": "Fax",
    "website": "Internetseite",
    "portal": "Serviceportal",
    "appointment": "Terminbuchung",
    "online_service": "Online-Dienst",
    "form": "Formular",
    **{lane: f"Öffnungszeiten ({name})" for lane, name in LANES.items()},
}


def field(name: str) -> str:
    """The German name; a name that has none (text modules of an import) as it is."""
    return FIELDS.get(name, name)
