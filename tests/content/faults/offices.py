"""Faults in municipalities, organisations, places outside and the national numbers."""

from tests.content.faults.fault import Fault

COESFELD, DUELMEN, KREIS = (f"municipalities/{name}.yml" for name in ("coesfeld", "duelmen", "kreis-coesfeld"))
BILLERBECK, SENDEN, OLFEN = (f"municipalities/{name}.yml" for name in ("billerbeck", "senden", "olfen"))
ORGANISATION = "organisations/{}.yml"

FAULTS = (
    Fault("kind unknown", BILLERBECK, "kind: stadt", "kind: dorf", ("„dorf“", "kreis, stadt, gemeinde")),
    Fault("ARS too short", SENDEN, "055580044044", "05558004404", ("12 Ziffern", "055580012012")),
    Fault("ARS with swapped digits", OLFEN, "055580036036", "055580036063", ("Ende nicht zur Mitte", "05558 0012 012")),
    Fault(
        "ARS of another town",
        "municipalities/ascheberg.yml",
        "055580004004",
        "055580012012",
        ("055580012012", "ascheberg.yml:4", "nur an einer Stelle"),
        reported=COESFELD,
        where='ars: "',
        alone=True,
    ),
    Fault("postcode too short", DUELMEN, '- "48249"', '- "4824"', ("„4824“", "fünf Ziffern")),
    Fault(
        "postcode twice",
        BILLERBECK,
        '- "48727"',
        '- "48727"\n- 48727',
        ("48727", "billerbeck.yml:6", "nur einmal"),
        where="- 48727\n",
    ),
    Fault(
        "postcode of another town",
        "municipalities/havixbeck.yml",
        '- "48329"',
        '- "48329"\n- "48301"',
        ("48301", "havixbeck.yml", "keiner von beiden"),
        hint=True,
        reported="municipalities/nottuln.yml",
        where='- "48301"',
    ),
    Fault(
        "postcode in an address", COESFELD, '  postcode: "48653"', "  postcode: D-48653", ("„D-48653“", "fünf Ziffern")
    ),
    Fault(
        "alias of another town",
        "municipalities/luedinghausen.yml",
        "- Steverstadt",
        "- Domstadt Billerbeck",
        ("Domstadt Billerbeck", "billerbeck.yml", "nur an einer Stelle"),
    ),
    Fault(
        "part twice",
        "municipalities/nottuln.yml",
        "- name: Darup",
        "- name: Darup\n- name: darup",
        ("„darup“", "nottuln.yml"),
        where="- name: darup",
    ),
    Fault(
        "place outside is a town here",
        "areas/outside.yml",
        "- {name: Nordwalde}",
        "- {name: Olfen}",
        ("„Olfen“", "municipalities/olfen.yml:1"),
    ),
    Fault(
        "place outside without name",
        "areas/outside.yml",
        "- {name: Steinfurt}",
        "- {nmae: Steinfurt}",
        ("„nmae“", "Meinten Sie „name“?"),
    ),
    Fault(
        "mailto in an address",
        COESFELD,
        "value: buergerbuero@",
        "value: mailto:buergerbuero@",
        ("mailto", ": buergerbuero@coesfeld.de"),
    ),
    Fault(
        "e-mail in words", BILLERBECK, "info@billerbeck.de", "info(at)billerbeck.de", ("(at)", ": info@billerbeck.de")
    ),
    Fault("phone with letters", SENDEN, "+49 2597 699-0", "+49 2597 RATHAUS", ("RATHAUS", "+49 2541 18-0")),
    Fault(
        "phone as it is dialled here", DUELMEN, "+49 2594 12-102", "02594/12-102", ("02594/12-102", ": +49 2594 12-102")
    ),
    Fault("fax without a number", KREIS, "+49 2541 18-9999", "keins", ("„keins“", "Rufnummer", "+49")),
    Fault(
        "contact twice",
        KREIS,
        "- kind: fax",
        "- kind: phone\n  value: +49 2541 18-1\n  source: kreis-presse\n- kind: fax",
        ("„phone“", "steht schon in Zeile", "label"),
    ),
    Fault(
        "entry at the wrong place",
        "organisations/westfalenfahrplan.yml",
        "- kind: website\n  value: https://westfalenfahrplan.de\n",
        "- aspect: general\n  text: Fahrpläne für Bus und Bahn.\n",
        ("gehört nicht hierher", "kind, label, source, value", "verschieben"),
    ),
    Fault("contact kind unknown", OLFEN, "- kind: email", "- kind: mail", ("„mail“", "„email“?")),
    Fault(
        "contact without source",
        BILLERBECK,
        "  value: +49 2543 73-0\n  source: wikipedia-2006",
        "  value: +49 2543 73-0",
        ("„source“ fehlt", "ergänzen"),
        where="- kind: phone",
    ),
    Fault("aspect unknown", DUELMEN, "- aspect: hours", "- aspect: zeiten", ("„zeiten“", "hours, appointment")),
    Fault("online kind unknown", DUELMEN, "- kind: appointment", "- kind: termin", ("„termin“", "appointment")),
    Fault(
        "online service unknown",
        KREIS,
        "  service: wunschkennzeichen",
        "  service: wunschkenzeichen",
        ("Leistung „wunschkenzeichen“", "„wunschkennzeichen“?"),
    ),
    Fault(
        "online address incomplete",
        DUELMEN,
        "  url: https://www",
        "  url: www",
        ("Internetadresse", ": https://www.duelmen.de/termine"),
    ),
    Fault("time range in words", COESFELD, "sa: 10:00-12:00", "sa: 10-12 Uhr", ("10-12 Uhr", "10:00-12:00")),
    Fault("spans overlap", COESFELD, "di: 08:00-12:30, 14:00", "di: 08:00-12:30, 12:00", ("überschneid",)),
    Fault("weekday unknown", ORGANISATION.format("auslaenderbehoerde"), "    mi: ", "    mittwoch: ", ("mittwoch",)),
    Fault(
        "lane unknown",
        ORGANISATION.format("auslaenderbehoerde"),
        "lane: telefon",
        "lane: telephon",
        ("„telephon“", "„telefon“?"),
    ),
    Fault(
        "parent unknown",
        ORGANISATION.format("elterngeldkasse"),
        "parent: kreis-coesfeld",
        "parent: kreis-borken",
        ("Stelle „kreis-borken“", "gibt es nicht"),
    ),
    Fault(
        "area unknown",
        ORGANISATION.format("wbc"),
        "area: kreis-coesfeld",
        "area: Dülmen",
        ("Gemeinde „Dülmen“", "Meinten Sie „duelmen“?"),
    ),
    Fault(
        "parents in a circle",
        ORGANISATION.format("gesundheitsamt"),
        "parent: kreis-coesfeld",
        "parent: gesundheitsamt",
        ("gesundheitsamt → gesundheitsamt", "löschen"),
    ),
    Fault(
        "a site of nothing",
        ORGANISATION.format("kfz-zulassung-luedinghausen"),
        "parent: kfz-zulassung\n",
        "",
        ("Standort", "„parent“ ergänzen"),
        where="kind: standort",
    ),
    Fault(
        "organisation's name twice",
        ORGANISATION.format("familienkasse"),
        "name: Familienkasse der Bundesagentur für Arbeit",
        "name: kreispolizeibehörde coesfeld",
        ("„Kreispolizeibehörde Coesfeld“", "familienkasse.yml:1"),
        reported=ORGANISATION.format("kreispolizeibehoerde"),
        where="name:",
    ),
    Fault(
        "organisation's alias twice",
        ORGANISATION.format("verkehrsunternehmen"),
        "kind: ",
        "aliases: [Jugendamt]\nkind: ",
        ("„Jugendamt“", "kreisjugendamt.yml", "nur an einer Stelle"),
    ),
    Fault(
        "organisation kind unknown",
        ORGANISATION.format("bund"),
        "kind: behoerde",
        "kind: ministerium",
        ("„ministerium“", "behoerde"),
    ),
    Fault(
        "an organisation named like a town",
        ORGANISATION.format("olfen"),
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
        "a national number in words", "national_numbers.yml", "0228 19240", "Bonn 19240", ("„Bonn 19240“", "Rufnummer")
    ),
)
