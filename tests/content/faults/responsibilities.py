"""Faults in responsibilities: unknown names, gaps, overlaps, stages, validity."""

from tests.content.faults.fault import Fault


def _file(name: str) -> str:
    return f"responsibilities/{name}.yml"


JUGENDAMT, KFZ, POLIZEI = _file("jugendamt"), _file("kfz"), _file("polizei")
INTAKE = "{{organisation: {}, area: senden, stage: intake, reason: Annahme., law: § 3 OZG}}"
COUNTY = "  area: kreis-coesfeld\n"

FAULTS = (
    Fault(
        "service unknown",
        JUGENDAMT,
        "beistandschaft",
        "beistandshaft",
        ("Leistung „beistandshaft“", "„beistandschaft“?"),
        where="services:",
    ),
    Fault(
        "service in words",
        _file("amtsgericht"),
        r"\[kirchenaustritt\]",
        "[Kirchenaustritt erklären]",
        ("Kirchenaustritt erklären", "„kirchenaustritt“?"),
    ),
    Fault(
        "organisation unknown",
        _file("elterngeld"),
        "organisation: elterngeldkasse",
        "organisation: elterngeldkase",
        ("Stelle „elterngeldkase“", "„elterngeldkasse“?"),
    ),
    Fault(
        "organisation by its alias",
        KFZ,
        "organisation: kfz-zulassung",
        "organisation: Straßenverkehrsamt",
        ("Straßenverkehrsamt", "„kfz-zulassung“?"),
    ),
    Fault(
        "area unknown",
        _file("bundid"),
        "area: kreis-coesfeld",
        "area: kreis-coesfelt",
        ("Gemeinde „kreis-coesfelt“", "„kreis-coesfeld“?"),
    ),
    Fault(
        "excluded area unknown",
        _file("bauaufsicht"),
        r"\[coesfeld, duelmen\]",
        "[coesfeld, duelman]",
        ("Gemeinde „duelman“", "„duelmen“?"),
    ),
    Fault(
        "gap",
        _file("gesundheitsamt"),
        COUNTY,
        f"{COUNTY}  excluded: [senden]\n",
        ("Für senden ist niemand zuständig", "ergänzen"),
        where="rules:",
    ),
    Fault(
        "overlap",
        _file("familienkasse"),
        "rules:\n",
        "rules:\n- organisation: bund\n  area: kreis-coesfeld\n  reason: Doppelt.\n  law: § 67 EStG\n",
        ("Für alle Städte und Gemeinden sind zwei Stellen", "in Zeile 3", "ausnehmen"),
        where="- organisation: familienkasse",
    ),
    Fault(
        "service in two files",
        _file("deutschlandticket"),
        r"\[deutschlandticket\]",
        "[deutschlandticket, kindergeld]",
        ("„kindergeld“", "deutschlandticket.yml:1", "nur einmal"),
        reported=_file("familienkasse"),
        where="services:",
    ),
    Fault(
        "service twice in a file",
        POLIZEI,
        r"\[waffenbesitzkarte,",
        "[waffenbesitzkarte, waffenbesitzkarte,",
        ("„waffenbesitzkarte“", "polizei.yml:1", "nur einmal"),
    ),
    Fault(
        "stage unknown",
        _file("aufstiegs-bafoeg"),
        COUNTY,
        f"{COUNTY}  stage: entscheidung\n",
        ("„entscheidung“", "intake, decision"),
        where="  stage: ",
    ),
    Fault(
        "taken in but not decided",
        _file("apothekennotdienst"),
        COUNTY,
        f"{COUNTY}  stage: intake\n",
        ("Wer entscheidet über „apothekennotdienst“?", "decision ergänzen"),
        where="services:",
    ),
    Fault(
        "taken in by two",
        _file("auslaenderbehoerde"),
        "rules:\n",
        f"rules:\n- {INTAKE.format('bund')}\n- {INTAKE.format('wbc')}\n",
        ("Für senden sind zwei Stellen", "in Zeile 3"),
        where="- {organisation: wbc",
    ),
    Fault(
        "validity ends before it starts",
        _file("unternehmenskonto"),
        COUNTY,
        f"{COUNTY}  valid_from: 2026-02-01\n  valid_to: 2026-01-01\n",
        ("endet am 2026-01-01, bevor sie am 2026-02-01 beginnt", "berichtigen"),
        where="  valid_to: ",
    ),
    Fault(
        "nobody afterwards",
        _file("aerztlicher-notdienst"),
        COUNTY,
        f"{COUNTY}  valid_to: 2026-12-31\n",
        ("ab dem 2027-01-01 niemand zuständig", "ergänzen"),
        where="rules:",
    ),
    Fault(
        "nobody until then",
        _file("gesundheitsamt"),
        COUNTY,
        f"{COUNTY}  valid_from: 2027-03-01\n",
        ("bis zum 2027-02-28 niemand zuständig",),
        where="rules:",
        alone=True,
    ),
    Fault(
        "two from a day on",
        JUGENDAMT,
        "rules:\n",
        "rules:\n- {organisation: bund, area: coesfeld, valid_from: 2027-01-01, reason: Neu., law: § 3 OZG}\n",
        ("Für coesfeld sind ab dem 2027-01-01 zwei Stellen",),
        where="- organisation: coesfeld",
        alone=True,
    ),
    Fault(
        "never applies",
        _file("wirtschaft"),
        COUNTY,
        f"{COUNTY}  excluded: [kreis-coesfeld]\n",
        ("gilt nie", "„excluded“ berichtigen"),
        where="  excluded:",
        alone=True,
    ),
    Fault(
        "excluded but not inside",
        _file("jobcenter"),
        "  area: olfen\n",
        "  area: olfen\n  excluded: [senden]\n",
        ("„senden“ liegt nicht in „olfen“", "löschen"),
        where="  excluded:",
    ),
    Fault(
        "excluded twice",
        JUGENDAMT,
        r"excluded: \[coesfeld, duelmen\]",
        "excluded: [coesfeld, duelmen, duelmen]",
        ("„duelmen“ ist zweimal ausgenommen", "löschen"),
    ),
    Fault(
        "reason missing",
        _file("bundid"),
        "  reason: Die BundID ist ein Angebot des Bundes.\n",
        "",
        ("„reason“ fehlt", "ergänzen"),
        where="- organisation: bund",
        alone=True,
    ),
    Fault(
        "nobody decides for others' service",
        "services/gartenwasserzaehler.yml",
        "level: .*",
        "level: extern",
        ("eine andere Stelle", "responsibilities/ eintragen"),
        alone=True,
    ),
)
