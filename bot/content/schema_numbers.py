"""The shape of data/directory/national_numbers.yml."""

from __future__ import annotations

from pydantic import validator

from bot.content import values
from bot.content.schema_base import StaffEntry


class NationalNumbers(StaffEntry):
    """Numbers that answers name even when the database is not there, so none may be missing."""

    polizei: str
    feuerwehr_rettungsdienst: str
    behoerdennummer: str
    aerztlicher_bereitschaftsdienst: str
    sperr_notruf: str
    telefonseelsorge: str
    telefonseelsorge_2: str
    telefonseelsorge_kurz: str
    hilfetelefon_gewalt_gegen_frauen: str
    nummer_gegen_kummer_kinder: str
    giftnotruf: str

    _are_numbers = validator("*", allow_reuse=True)(values.national_number)
