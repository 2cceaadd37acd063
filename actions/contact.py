"""„Welche Telefonnummer, welche E-Mail?“"""

from actions.reach import Reach


class ActionContact(Reach):
    """Tells the contact of the office in question."""

    key = "contact"
