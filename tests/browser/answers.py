"""A peer whose answers use everything the page can show."""

from __future__ import annotations

from typing import Any

from tests.connectors.rasa_peer import RasaPeer

FEE = """Für einen Personalausweis zahlen Sie in Dülmen:
46,00 € ab 24 Jahren
27,60 € unter 24 Jahren

Zuständig ist das Bürgerbüro Dülmen."""

GREETING = """Guten Tag, ich bin der Kreislotse, ein Auskunftsprogramm des Kreises Coesfeld und seiner Gemeinden.

Fragen Sie mich nach Ausweisen, Öffnungszeiten, Gebühren oder der zuständigen Stelle."""


class AnsweringPeer(RasaPeer):
    """`Perso` gives a full answer, `Ausweis` a question back, anything else an echo with hostile markup."""

    def outcome(self, message: dict[str, Any]) -> dict[str, Any]:
        outcome = super().outcome(message)
        text = message["message"]
        if text == "/greeting":
            return {**outcome, "text": GREETING}
        if "Perso" in text or "personalausweis" in text:
            return {**outcome, **_fee()}
        if "Ausweis" in text:
            return {**outcome, **_clarify()}
        if "brennt" in text:
            return {
                **outcome,
                "status": "emergency",
                "text": "Rufen Sie sofort 112 an.",
                "links": [_link("112", "tel:112")],
            }
        return {**outcome, **_hostile()}


def _fee() -> dict[str, Any]:
    return {
        "aspect": "fee",
        "service": "personalausweis",
        "municipality": "duelmen",
        "text": FEE,
        "links": [
            _link("Termin buchen", "https://www.example.org/termin", "appointment"),
            _link("02594 12-0", "tel:+49259412000"),
            _link("buergerbuero@example.org", "mailto:buergerbuero@example.org", "email"),
        ],
        "sources": [
            {
                "url": "https://www.example.org/gebuehr",
                "as_of": "2025-01-01",
                "state": "verified",
                "title": "PAuswGebV",
            },
            {"url": "https://www.example.org/amt", "as_of": "2024-11-30", "state": "unverified", "title": ""},
        ],
        "buttons": [_button("Unterlagen", "aspect=documents"), _button("Öffnungszeiten", "aspect=hours")],
    }


def _clarify() -> dict[str, Any]:
    return {
        "status": "clarify",
        "text": "Welchen Ausweis meinen Sie?",
        "buttons": [_button("Personalausweis", "service=personalausweis"), _button("Reisepass", "service=reisepass")],
    }


def _hostile() -> dict[str, Any]:
    return {
        "text": "<b>fett</b> <img src=x onerror=alert(1)> https://example.org bleibt Text",
        "links": [_link("böse", "javascript:alert(1)", "website"), _link("alt", "http://example.org", "website")],
    }


def _link(label: str, url: str, kind: str = "phone") -> dict[str, str]:
    return {"label": label, "url": url, "kind": kind}


def _button(title: str, payload: str) -> dict[str, str]:
    return {"title": title, "payload": payload}
