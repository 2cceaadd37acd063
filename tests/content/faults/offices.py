"""Faults in municipalities, organisations, places outside and the national numbers."""

from tests.content.faults.fault import Fault, insert


def _town(slug: str) -> str:
    return f"municipalities/{slug}.yml"


def _office(slug: str) -> str:
    return f"organisations/{slug}.yml"


def _contact(name: str, slug: str, kind: str, value: str, *says: str) -> Fault:
    """A contact more for a town, with a wrong value."""
    return Fault(
        name,
        _town(slug),
        "contacts:\n",
        f"contacts:\n- kind: {kind}\n  value: {value}\n  source: gv2019\n",
        says,
        where=f"  value: {value}",
    )


def _hours(name: str, slug: str, day: str, *says: str) -> Fault:
    """Opening hours for an office that has none."""
    block = f"\nopening_hours:\n- lane: telefon\n  week:\n    {day}\n  source: gv2019\n"
    return Fault(name, _office(slug), r"\Z", block, says, where=f"    {day}")


FAULTS = (
    Fault("kind unknown", _town("billerbeck"), "kind: stadt", "kind: dorf", ("„dorf“", "kreis, stadt, gemeinde")),
    Fault("ARS too short", _town("senden"), "055580044044", "05558004404", ("12 Ziffern", "055580012012")),
    Fault("ARS with swapped digits", _town("olfen"), "055580036036", "055580036063", ("passt das Ende nicht", "Form")),
    Fault(
        "ARS of another town",
        _town("ascheberg"),
        "055580004004",
        "055580012012",
        ("055580012012", "ascheberg.yml:4", "nur an einer Stelle"),
        reported=_town("coesfeld"),
        where="ars: ",
        alone=True,
    ),
    Fault("postcode too short", _town("duelmen"), '- "48249"', '- "4824"', ("„4824“", "fünf Ziffern")),
    Fault(
        "postcode twice",
        _town("billerbeck"),
        '- "48727"',
        '- "48727"\n- 48727',
        ("48727", "billerbeck.yml:6", "nur einmal"),
        where="- 48727\n",
    ),
    Fault(
        "postcode of another town",
        _town("havixbeck"),
        '- "48329"',
        '- "48329"\n- "48301"',
        ("48301", "havixbeck.yml", "keiner von beiden"),
        hint=True,
        reported=_town("nottuln"),
        where='- "48301"',
    ),
    Fault(
        "postcode in an address", _town("coesfeld"), '  postcode: "', '  postcode: "D-', ("„D-48653“", "fünf Ziffern")
    ),
    Fault(
        "alias is another town",
        _town("luedinghausen"),
        "aliases:\n",
        "aliases:\n- Rosendahl\n",
        ("„Rosendahl“", "municipalities/rosendahl.yml:1", "nur an einer Stelle"),
        where="- Rosendahl\n",
    ),
    Fault(
        "part twice",
        _town("nottuln"),
        "- name: Darup",
        "- name: Darup\n- name: darup",
        ("„darup“", "nottuln.yml", "nur an einer Stelle"),
        where="- name: darup",
    ),
    insert("place outside is a town here", "areas/outside.yml", "- ", "- {name: Olfen}\n", "„Olfen“", "olfen.yml:1"),
    insert(
        "place outside without name", "areas/outside.yml", "- ", "- {nmae: Hier}\n", "„nmae“", "Meinten Sie „name“?"
    ),
    _contact("mailto in an address", "coesfeld", "email", "mailto:a@coesfeld.de", "mailto", ": a@coesfeld.de"),
    _contact("e-mail in words", "billerbeck", "email", "info(at)billerbeck.de", "(at)", ": info@billerbeck.de"),
    _contact("phone with letters", "senden", "phone", "+49 2597 RATHAUS", "RATHAUS", "so schreiben: +49 2541 18-0"),
    _contact("phone as it is dialled here", "duelmen", "phone", "02594/12-999", "02594/12-999", ": +49 2594 12-999"),
    _contact("phone with a bracketed zero", "rosendahl", "phone", "+49 (0)2547 77-0", "(0)", ": +49 2547 77-0"),
    _contact("fax without a number", "kreis-coesfeld", "fax", "keins", "„keins“", "Rufnummer", "+49"),
    _contact("website without a host", "havixbeck", "website", "https://", "Name der Seite", "https://www.coesfeld.de"),
    Fault(
        "contact twice",
        _town("havixbeck"),
        "contacts:\n",
        "contacts:\n" + "- {kind: phone, value: +49 2507 12, source: gv2019}\n" * 2,
        ("„+49 2507 12“", "steht schon in Zeile", "löschen"),
        where=" {kind: phone, value: +49 2507 12, source: gv2019}\n- kind",
    ),
    Fault("contact kind unknown", _town("olfen"), "- kind: email", "- kind: mail", ("„mail“", "„email“?")),
    Fault(
        "contact without source",
        _town("ascheberg"),
        "contacts:\n",
        "contacts:\n- kind: email\n  value: a@ascheberg.de\n",
        ("„source“ fehlt", "ergänzen"),
        where="- kind: email\n  value: a@",
    ),
    Fault(
        "entry at the wrong place",
        _office("westfalenfahrplan"),
        "contacts:\n",
        "contacts:\n- aspect: general\n  text: Fahrpläne für Bus und Bahn.\n  source: gv2019\n",
        ("gehört nicht hierher", "kind, label, source, value", "verschieben"),
        where="- aspect: general",
    ),
    insert(
        "aspect unknown",
        _office("apothekerkammer"),
        "kind:",
        "notes:\n- {aspect: zeiten, text: Nachts., source: gv2019}\n",
        "„zeiten“",
        "hours, appointment",
        where="- {aspect: zeiten",
    ),
    insert(
        "online kind unknown",
        _office("familienkasse"),
        "kind:",
        "online:\n- {kind: termin, label: Termin, url: https://www.coesfeld.de, source: gv2019}\n",
        "„termin“",
        "erlaubt sind nur online_service, form, appointment",
        where="- {kind: termin",
    ),
    insert(
        "online service unknown",
        _office("bezirksregierung-koeln"),
        "kind:",
        "online:\n- {kind: form, service: wunschkenzeichen, label: X, url: https://www.coesfeld.de, source: gv2019}\n",
        "Leistung „wunschkenzeichen“",
        "„wunschkennzeichen“?",
        where="- {kind: form",
    ),
    insert(
        "online address incomplete",
        _office("kassenaerztliche-vereinigung"),
        "kind:",
        "online:\n- {kind: form, label: X, url: www.coesfeld.de/x, source: gv2019}\n",
        "Internetadresse",
        ": https://www.coesfeld.de/x",
        where="- {kind: form",
    ),
    _hours("time range in words", "bund", "sa: 10-12 Uhr", "10-12 Uhr", "10:00-12:00"),
    _hours("spans overlap", "amtsgericht", "di: 08:00-12:30, 12:00-16:00", "überschneid"),
    _hours("weekday unknown", "elterngeldkasse", "mittwoch: 08:00-12:00", "mittwoch"),
    Fault("lane unknown", _office("auslaenderbehoerde"), "lane: telefon", "lane: telephon", ("telephon", "telefon")),
    Fault(
        "parent unknown",
        _office("elterngeldkasse"),
        "parent: .*",
        "parent: kreis-borken",
        ("Stelle „kreis-borken“", "gibt es nicht"),
    ),
    Fault(
        "area by its name", _office("wbc"), "area: .*", "area: Dülmen", ("Gemeinde „Dülmen“", "Meinten Sie „duelmen“?")
    ),
    Fault(
        "parents in a circle",
        _office("gesundheitsamt"),
        "parent: .*",
        "parent: gesundheitsamt",
        ("gesundheitsamt → gesundheitsamt", "löschen"),
    ),
    Fault(
        "a site of nothing",
        _office("kfz-zulassung-luedinghausen"),
        "parent: .*\n",
        "",
        ("Standort", "„parent“ ergänzen"),
        where="kind: standort",
    ),
    Fault(
        "organisation's name twice",
        _office("unternehmenskonto"),
        "name: .*",
        "name: jobcenter  kreis coesfeld",
        ("jobcenter  kreis coesfeld", "jobcenter.yml:1", "nur an einer Stelle"),
    ),
    insert(
        "organisation's alias twice",
        _office("warnung-bund"),
        "kind:",
        "aliases: [Jugendamt]\n",
        "„Jugendamt“",
        "kreisjugendamt.yml",
        "nur an einer Stelle",
    ),
    Fault(
        "organisation kind unknown", _office("wfc"), "kind: .*", "kind: verein", ("„verein“", "amt, standort, behoerde")
    ),
    Fault(
        "an organisation named like a town",
        _office("olfen"),
        do=lambda path: path.write_text("name: Rathaus\nkind: amt\n"),
        says=("„olfen“", "umbenennen: olfen-amt.yml"),
    ),
    Fault(
        "a national number missing",
        "national_numbers.yml",
        'polizei: "110"\n',
        "",
        ("„polizei“ fehlt", "ergänzen"),
        where="feuerwehr",
    ),
    Fault(
        "a national number in words",
        "national_numbers.yml",
        "giftnotruf: .*",
        "giftnotruf: Bonn",
        ("„Bonn“", "Rufnummer", "+49"),
    ),
)
