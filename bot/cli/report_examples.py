"""`kreislotse report examples`: how the assistant talks, one answer per aspect, from the directory and the wording.

The understanding is left out: the page changes only with facts and wording, not with a newly trained model.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from actions import together
from actions.outcome import Outcome
from actions.question import Question
from actions.render import render
from actions.routing import capability
from bot import paths, settings
from bot.directory import queries
from bot.directory.hours.calendar import BERLIN
from bot.directory.session import open_engine, reading

SERVICES = ("personalausweis", "kfz-neuzulassung", "hund-anmelden", "baugenehmigung", "sperrmuell")
MUNICIPALITIES = ("senden", "duelmen", "rosendahl")
NOW = datetime(2026, 11, 23, 10, tzinfo=BERLIN)
PAGE = paths.ROOT / "docs" / "beispielgespraeche.md"
# aspects asked in one message → the question as a heading
_ASKED: dict[tuple[str, ...], str] = {
    ("overview",): "Ich brauche Infos dazu.",
    ("requirements",): "Welche Voraussetzungen gelten?",
    ("documents",): "Welche Unterlagen brauche ich?",
    ("fee",): "Was kostet das?",
    ("duration",): "Wie lange dauert das?",
    ("online",): "Geht das online?",
    ("office",): "Wo muss ich hin?",
    ("appointment",): "Brauche ich einen Termin?",
    ("hours",): "Wann ist dort geöffnet?",
    ("open_now",): "Ist dort jetzt geöffnet?",
    ("contact",): "Wie erreiche ich die Stelle?",
    ("address",): "Wie ist die Adresse?",
    ("progress",): "Ist mein Antrag schon fertig?",
    ("documents", "online", "fee"): "Welche Unterlagen brauche ich, geht das online und was kostet es?",
}
_HEAD = """# Beispielgespräche

So antwortet der Kreislotse: zu fünf Leistungen in drei Gemeinden je eine Antwort auf jede Art von Frage.
Die Uhr steht auf Montag, 23.11.2026, 10 Uhr.

Diese Seite schreibt `kreislotse report examples`. Bitte nicht von Hand ändern: Fakten stehen in `data/directory/`,
der Wortlaut in `data/answers/`. Nach einer Änderung dort: `kreislotse import`, dann `kreislotse report examples`.
"""


def report_examples(output: Path = PAGE) -> int:
    """Writes the page; returns the exit code."""
    try:
        with reading(open_engine(settings.load().directory_url), NOW.date()) as session:
            output.write_text(page(session), "utf-8")
    except SQLAlchemyError:
        print("FEHLER: Das Verzeichnis ist nicht lesbar. Bitte zuerst `kreislotse import` ausführen.", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"FEHLER: {error}", file=sys.stderr)
        return 1
    print(f"{output} geschrieben.")
    return 0


def page(session: Session) -> str:
    """The whole page as Markdown."""
    return "\n".join((_HEAD, *_sections(session)))


def _sections(session: Session) -> Iterator[str]:
    names = queries.service_names(session, SERVICES)
    for service in SERVICES:
        yield f"## {names[service]}\n"
        for slug in MUNICIPALITIES:
            place = queries.place(session, slug)
            assert place is not None, slug
            yield f"### {names[service]}, {place.name}\n"
            for aspects, asked in _ASKED.items():
                question = Question("", aspects[0], 1.0, NOW, service=service, municipality=slug)
                main = capability(aspects[0]).answer(question, session)
                answer = together.complete(main, question, session, aspects[1:])
                yield _entry(asked, render(answer, question, place))


def _entry(asked: str, outcome: Outcome) -> str:
    extras = []
    if outcome.links:
        extras.append("Links: " + " · ".join(f"[{link.label}]({link.url})" for link in outcome.links))
    if outcome.buttons:
        extras.append("Schaltflächen: " + " · ".join(button.title for button in outcome.buttons))
    head = f"**{asked}** (`{outcome.aspect}`, `{outcome.status}`)"
    return "\n\n".join((head, _quoted(outcome.text), *extras)) + "\n"


def _quoted(text: str) -> str:
    """As a quotation that keeps its lines: in Markdown, a line before another one of the same paragraph ends in a
    backslash."""
    paragraphs = (paragraph.replace("\n", "\\\n> ") for paragraph in text.split("\n\n"))
    return "\n>\n".join(f"> {paragraph}" for paragraph in paragraphs)
