"""Reading one text file that somebody else has written, whatever it is: size, kind, encoding, invisible characters."""

from __future__ import annotations

import re
import stat
import unicodedata
from pathlib import Path

from yaml.reader import Reader

from bot.content.problems import ContentError, Problem

MAX_BYTES = 1_000_000
# What a word processor leaves behind and nobody sees: it must not make `+49 2541 18-0` another number.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile("[\u00a0\u2007\u2009\u202f]")


def read(path: Path) -> str:
    """The text of `path` in composed Unicode (NFC), without invisible characters; lines keep their numbers.

    Raises ContentError if it cannot be read as text in UTF-8, or has more than MAX_BYTES.
    """
    raw = _bytes(path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = "Die Datei ist nicht in UTF-8 gespeichert. Bitte im Editor „Speichern als UTF-8“ wählen."
        raise ContentError([Problem(path, line, message)]) from None
    text = unicodedata.normalize("NFC", _SPACES.sub(" ", _INVISIBLE.sub("", text)))
    if (found := Reader.NON_PRINTABLE.search(text)) is not None:
        message = f"Hier steht ein Steuerzeichen (U+{ord(found[0]):04X}). Bitte die Zeile neu tippen."
        raise ContentError([Problem(path, text.count("\n", 0, found.start()) + 1, message)])
    return text


def _bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ContentError([Problem(path, 1, "Das ist keine Datei. Bitte löschen oder umbenennen.")])
        if status.st_size > MAX_BYTES:
            size = f"{status.st_size / 1_000_000:.1f}".replace(".", ",")
            message = f"Die Datei hat {size} MB, erlaubt ist 1 MB. Bitte prüfen, ob es die richtige Datei ist."
            raise ContentError([Problem(path, 1, message)])
        return path.read_bytes()
    except FileNotFoundError:
        raise ContentError([Problem(path, 1, "Diese Datei fehlt. Bitte wiederherstellen.")]) from None
    except OSError as error:
        message = f"Die Datei lässt sich nicht lesen ({error.strerror}). Bitte Rechte oder Verknüpfung prüfen."
        raise ContentError([Problem(path, 1, message)]) from None
