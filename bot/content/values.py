"""What single values look like in staff files. Each function returns the value, or raises ValueError with the German
correction: what is wrong, and how to write it."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urlsplit

from bot.content.suggest import fold

_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}\.?")
_OWN_NETWORK = re.compile(r"localhost|.*\.(?:local|localhost|lan|intern|internal)|[\d.]+|.*:.*")
_EXAMPLE = re.compile(r"(?:.*\.)?(?:example\.\w+|example|test|invalid)")
_EMAIL = re.compile(r"[\w.+-]+@(?:[a-z0-9äöüß-]+\.)+[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"\+49 [1-9]\d+[\d -]*\d|0800 ?\d[\d ]+\d|1\d{2,5}")
_YEARS = range(1900, 2101)


def date(value: str) -> dt.date:
    """`2026-12-24`."""
    if (german := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", value)) is not None:
        day, month, year = german.groups()
    elif (iso := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", value)) is not None:
        year, month, day = iso.groups()
    else:
        raise ValueError(f"„{value}“ ist kein Datum. Bitte so schreiben: 2026-12-24")
    try:
        found = dt.date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"Den Tag „{value}“ gibt es nicht. Bitte so schreiben: 2026-12-24") from None
    if found.isoformat() != value:
        raise ValueError(f"„{value}“ ist kein Datum in der Form Jahr-Monat-Tag. Bitte so schreiben: {found}")
    if found.year not in _YEARS:
        raise ValueError(f"Das Jahr in „{value}“ kann nicht stimmen. Bitte prüfen.")
    return found


def truth(value: str) -> bool:
    """`true` or `false`."""
    if value not in ("true", "false"):
        raise ValueError(f"„{value}“: hier geht nur true (ja) oder false (nein).")
    return value == "true"


def amount(value: str) -> float:
    """Euros with a point and at most two decimals: `46.00`."""
    if re.fullmatch(r"\d{1,5}(\.\d{1,2})?", value):
        return float(value)
    if value.startswith("-"):
        raise ValueError(f"„{value}“ ist ein negativer Betrag. Bitte ohne Minus schreiben: {value.lstrip('- ')}")
    euros = re.fullmatch(r"([\d.]*\d),(\d{2}|-+)?\s*(?:€|euro|eur)?|(\d+)\s*(?:€|euro|eur)", value.casefold())
    example = "46.00"
    if euros is not None:
        cents = euros[2] if euros[2] and euros[2].isdigit() else "00"
        example = f"{(euros[1] or euros[3]).replace('.', '')}.{cents}"
    raise ValueError(f"„{value}“ ist kein Betrag in Euro. Bitte mit Punkt und ohne € schreiben: {example}")


def web_address(value: str) -> str:
    """A complete address that everybody can open: http(s), no blanks, a host with a domain (umlauts are fine)."""
    try:
        host = urlsplit(value).hostname or ""
    except ValueError:
        host = ""
    bare = re.sub(r"^\w*:?/*", "", re.sub(r"\s", "", value)) if not value.startswith("www.") else value
    if not value.startswith(("https://", "http://")):
        hint = f"so schreiben: https://{bare}" if _HOST.match(bare) and "/" in f"{value}/" else "mit https:// beginnen."
        hint = "mit https:// beginnen." if re.match(r"(?:javascript|data|file|mailto|tel|ftp):", value) else hint
        raise ValueError(f"„{value}“ ist keine vollständige Internetadresse. Bitte {hint}")
    if re.search(r"[\s<>\"\\^`{|}]", value):
        raise ValueError(
            f"„{value}“ enthält ein Leerzeichen oder ein unerlaubtes Zeichen. Bitte aus dem Browser kopieren."
        )
    if _OWN_NETWORK.fullmatch(host):
        raise ValueError(f"„{value}“ ist nur im eigenen Netz erreichbar. Bitte die öffentliche Adresse eintragen.")
    if not _HOST.fullmatch(host) or "@" in urlsplit(value).netloc:
        raise ValueError(
            f"In „{value}“ stimmt der Name der Seite nicht. Bitte so schreiben: https://www.coesfeld.de/seite"
        )
    return value


def is_example(address: str) -> bool:
    """Whether a web address is one of those reserved for examples (RFC 2606, RFC 6761)."""
    try:
        return _EXAMPLE.fullmatch(urlsplit(address).hostname or "") is not None
    except ValueError:
        return False


def email(value: str) -> str:
    """`info@kreis-coesfeld.de`."""
    if _EMAIL.fullmatch(value):
        return value
    bare = re.sub(r"^mailto:", "", value.replace(" ", "").replace("(at)", "@").replace("[at]", "@"))
    example = bare if _EMAIL.fullmatch(bare) else "info@kreis-coesfeld.de"
    raise ValueError(f"„{value}“ ist keine E-Mail-Adresse. Bitte so schreiben: {example}")


def phone(value: str) -> str:
    """`+49 2541 18-0`, `0800 1110111` or a short number such as `115`."""
    if _PHONE.fullmatch(value):
        return value
    national = re.fullmatch(r"(?:\+49|0049)?[\s(]*0?[\s)]*([1-9]\d{1,4})[\s)/-]+([\d\s/-]*\d)", value)
    example = f"+49 {national[1]} {national[2].replace('/', ' ').strip()}" if national else "+49 2541 18-0"
    raise ValueError(f"„{value}“ ist keine Rufnummer. Bitte so schreiben: {example}")


def national_number(value: str) -> str:
    """As `phone`, or within Germany: `0228 19240`."""
    return value if re.fullmatch(r"0\d+ \d[\d ]+\d", value) else phone(value)


def leika(value: str) -> str:
    """14 digits, the first two 99."""
    digits = re.sub(r"[\s.-]", "", value)
    if re.fullmatch(r"99\d{12}", value):
        return value
    if re.fullmatch(r"99\d{12}", digits):
        raise ValueError(f"Der LeiKa-Schlüssel „{value}“ wird ohne Leerzeichen und Punkte geschrieben: {digits}")
    raise ValueError(
        f"„{value}“ ist kein LeiKa-Schlüssel. Er hat 14 Ziffern und beginnt mit 99; hier sind es {len(digits)}."
    )


def ars(value: str) -> str:
    """12 digits: 05558, then the association and the municipality: `055580012012`. Source: Statistische Ämter."""
    found = re.fullmatch(r"05558(\d{4})(\d{3})", value)
    if found is None:
        raise ValueError(f"„{value}“ ist kein Regionalschlüssel im Kreis Coesfeld. Er hat 12 Ziffern: 055580012012")
    if found[1] != f"0{found[2]}":
        raise ValueError(f"Im Regionalschlüssel „{value}“ passt das Ende nicht zur Mitte. Form: 05558 0012 012")
    return value


def postcode(value: str) -> str:
    """Five digits."""
    if not re.fullmatch(r"\d{5}", value):
        raise ValueError(f"„{value}“ ist keine Postleitzahl. Bitte fünf Ziffern schreiben: 48653")
    return value


def topic(value: str) -> str:
    """Small letters without umlauts."""
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", value) or len(value) > 40:
        raise ValueError(
            f"Das Thema „{value}“ hat die falsche Form. Bitte klein und ohne Umlaute schreiben: {fold(value)[:40]}"
        )
    return value
