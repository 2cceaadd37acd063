"""The command line: `kreislotse …`. Each command has its own file; heavy imports happen only in the one called."""

from __future__ import annotations

from pathlib import Path

import typer

_HELP = """Kreislotse: Bürgerauskunft für die zwölf Verwaltungen im Kreis Coesfeld.

Beispiele:

  kreislotse ask "Was kostet ein neuer Perso in Dülmen?"

  kreislotse check

  kreislotse import

  kreislotse serve --port 8080
"""

app = typer.Typer(
    help=_HELP, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
)
bench = typer.Typer(help="Messungen: Last, Verstehen, Suche.", no_args_is_help=True)
app.add_typer(bench, name="bench")
report = typer.Typer(help="Berichte über das Verzeichnis.", no_args_is_help=True)
app.add_typer(report, name="report")


@app.command()
def serve(
    port: int | None = typer.Option(None, help="Port des Webzugangs, sonst KREISLOTSE_PORT oder 8080."),
    host: str | None = typer.Option(None, help="Netzadresse; 0.0.0.0 macht den Dienst im Netz erreichbar."),
) -> None:
    """Startet alles, was Bürgerinnen und Bürger brauchen. Beispiel: kreislotse serve --port 8080"""
    from bot.cli.serve import serve as run

    raise typer.Exit(run(port, host))


@app.command()
def ask(
    text: str | None = typer.Argument(None, help="Die Frage, wie jemand sie tippt."),
    municipality: str | None = typer.Option(None, "-m", "--municipality", help="Gemeinde der einbettenden Seite."),
    as_json: bool = typer.Option(False, "--json", help="Das Ergebnis als JSON."),
    batch: Path | None = typer.Option(None, help="Datei mit einem JSON-Objekt je Zeile: id, text oder turns."),
    now: str | None = typer.Option(None, help="Uhrzeit festhalten, ISO: 2026-11-28T10:30"),
) -> None:
    """Eine Frage durch den ganzen Assistenten. Beispiel: kreislotse ask "Was kostet ein Reisepass?" -m senden"""
    from bot.cli.ask import ask as run

    raise typer.Exit(run(text, municipality, as_json, batch, now))


@app.command()
def find(
    text: str | None = typer.Argument(None, help="Suchworte, wie jemand sie tippt."),
    batch: Path | None = typer.Option(None, help="Datei mit einem JSON-Objekt je Zeile: id, text."),
    as_json: bool = typer.Option(False, "--json", help="Das Ergebnis als JSON."),
) -> None:
    """Nur die Leistungssuche. Beispiel: kreislotse find "neuer perso" """
    from bot.cli.find import find as run

    raise typer.Exit(run(text, batch, as_json))


@app.command()
def check() -> None:
    """Prüft alle Dateien unter data/, ohne Modell, in Sekunden. Beispiel: kreislotse check"""
    from bot.cli.check import check as run

    raise typer.Exit(run())


@app.command(name="import")
def import_(
    xzufi: Path | None = typer.Option(None, help="XZuFi-Export: Datei, Ordner, index.txt oder ZIP-Archiv."),
    pvog: bool = typer.Option(False, "--pvog", help="Vollständiger Abruf vom PVOG-Bereitstelldienst."),
    ars: str = typer.Option("05558%", help="Zu --pvog: Regionalschlüssel, % steht für den Rest."),
    name: str | None = typer.Option(None, help="Name der Ebene im Verzeichnis, sonst export oder pvog."),
    delta: bool = typer.Option(False, "--delta", help="Zu --xzufi: Änderungen; was die Datei nicht nennt, bleibt."),
    skip_unknown: bool = typer.Option(
        False, "--skip-unknown", help="Verweise auf Objekte übergehen, die der Export nicht enthält."
    ),
    title: str | None = typer.Option(None, help="Titel der Quelle in Antworten."),
    url: str | None = typer.Option(None, help="Internetadresse der Quelle, wenn ein Objekt keine nennt."),
    now: str | None = typer.Option(None, help="Tag festhalten, ISO: 2026-11-28"),
    dry_run: bool = typer.Option(False, "--dry-run", help="Nur zeigen, was sich ändern würde."),
) -> None:
    """Übernimmt data/directory oder Portaldaten in das Verzeichnis; sofort live. Beispiel: kreislotse import"""
    if xzufi is not None:
        from bot.cli.import_exchange import import_file

        raise typer.Exit(import_file(xzufi, name or "export", delta, title, url, now, skip_unknown, dry_run))
    if pvog and dry_run:
        raise typer.BadParameter("gibt es nicht zusammen mit --pvog.", param_hint="--dry-run")
    if pvog:
        from bot.cli.import_pvog import import_pvog

        raise typer.Exit(import_pvog(ars, name or "pvog", title, url, now, skip_unknown))
    from bot.cli.import_directory import import_directory as run

    raise typer.Exit(run(dry_run))


@app.command()
def export(
    form: str = typer.Option(..., "--format", help="xzufi-2.2, xzufi-2.3, jsonld oder csv."),
    output: Path | None = typer.Option(None, "-o", "--output", help="Datei; sonst auf die Standardausgabe."),
    now: str | None = typer.Option(None, help="Zeitpunkt der Ausgabe festhalten, ISO: 2026-11-28T10:30"),
) -> None:
    """Gibt das Verzeichnis weiter, nur was heute gilt. Beispiel: kreislotse export --format csv -o leistungen.csv"""
    from bot.cli.export import export as run

    raise typer.Exit(run(form, output, now))


@app.command()
def train(
    if_changed: bool = typer.Option(
        False, "--if-changed", help="Nur, wenn sich Sätze oder Einstellungen geändert haben."
    ),
) -> None:
    """Lernt die Beispielsätze neu; das alte Modell bleibt. Beispiel: kreislotse train"""
    from bot.cli.train import train as run

    raise typer.Exit(run(if_changed))


@report.command()
def differences(
    csv: Path | None = typer.Option(None, help="Schreibt jeden Unterschied in diese Datei."),
) -> None:
    """Wo ein Import etwas anderes sagt als die eigenen Dateien. Beispiel: kreislotse report differences"""
    from bot.cli.report_differences import report_differences as run

    raise typer.Exit(run(csv))


@bench.command()
def load(
    url: str = typer.Option("http://localhost:8080", help="Adresse des laufenden Dienstes (nur dieser Rechner)."),
    users: int = typer.Option(1, help="Gleichzeitige Gespräche."),
    seconds: float = typer.Option(20.0, help="Dauer der Messung."),
    as_json: bool = typer.Option(False, "--json", help="Das Ergebnis als JSON."),
) -> None:
    """Antworten je Sekunde und Wartezeiten. Beispiel: kreislotse bench load --users 5 --seconds 30"""
    from bot.cli.bench_load import bench_load as run

    raise typer.Exit(run(url, users, seconds, as_json))


@bench.command()
def understanding(
    labels: Path | None = typer.Option(None, help="Datei mit Prüfsätzen, sonst die blinden Sätze des Projekts."),
    errors: bool = typer.Option(False, "--errors", help="Jede falsche Antwort zeigen (nicht bei den blinden Sätzen)."),
    as_json: bool = typer.Option(False, "--json", help="Das Ergebnis als JSON."),
) -> None:
    """Wie gut verstanden wird: Prüfsätze durch den ganzen Assistenten. Beispiel: kreislotse bench understanding"""
    from bot.cli.bench_understanding import bench_understanding as run

    raise typer.Exit(run(labels, errors, as_json))


@bench.command()
def nlu(
    train: Path | None = typer.Option(None, help="Trainingssätze, je Zeile: Klasse, Tabulator, Satz."),
    test: Path | None = typer.Option(None, help="Prüfsätze in derselben Form."),
    without: list[str] = typer.Option([], help="Diesen Vergleich auslassen: svm, nlpjs oder diet; mehrfach möglich."),
    diet_epochs: int = typer.Option(100, min=1, help="Durchgänge von DIET; 100 ist Rasas Vorgabe und dauert."),
    as_json: bool = typer.Option(False, "--json", help="Das Ergebnis als JSON."),
) -> None:
    """Das Sprachverstehen neben anderen Verfahren; ohne Dateien mit eigenen Sätzen. Beispiel: kreislotse bench nlu"""
    from bot.cli.bench_nlu import bench_nlu as run

    raise typer.Exit(run(train, test, without, diet_epochs, as_json))


@bench.command(name="find")
def bench_find(
    services: int = typer.Option(5000, help="Größe des erfundenen Verzeichnisses."),
    as_json: bool = typer.Option(False, "--json", help="Das Ergebnis als JSON."),
) -> None:
    """Die Leistungssuche in einem großen Verzeichnis. Beispiel: kreislotse bench find --services 5000"""
    from bot.cli.bench_find import bench_find as run

    raise typer.Exit(run(services, as_json))


@report.command()
def coverage(
    municipality: str | None = typer.Option(None, "-m", "--municipality", help="Zeigt die Lücken dieser Verwaltung."),
    csv: Path | None = typer.Option(None, help="Schreibt jede Angabe mit Zustand und Quelle in diese Datei."),
    html: Path | None = typer.Option(None, help="Schreibt den Bericht als Seite in diese Datei."),
) -> None:
    """Was bekannt, veraltet und unbekannt ist. Beispiel: kreislotse report coverage -m senden"""
    from bot.cli.report_coverage import report_coverage as run

    raise typer.Exit(run(municipality, csv, html))


@report.command()
def examples() -> None:
    """Schreibt docs/beispielgespraeche.md: wie der Kreislotse antwortet. Beispiel: kreislotse report examples"""
    from bot.cli.report_examples import report_examples as run

    raise typer.Exit(run())


@report.command()
def requests(
    retry: str | None = typer.Option(None, help="Diese Vorgangsnummer noch einmal zustellen, etwa K4TR-9XWC."),
) -> None:
    """Bitten um Rückruf: zugestellt, unterwegs, gescheitert. Beispiel: kreislotse report requests"""
    from bot.cli.report_requests import report_requests as run

    raise typer.Exit(run(retry))


def main() -> None:
    """Entry point of the console script."""
    app()
