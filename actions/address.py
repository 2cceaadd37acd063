"""„Wo ist das Rathaus?“, „Welche Adresse?“"""

from actions.reach import Reach


class ActionAddress(Reach):
    """Tells the address of the office in question."""

    key = "address"
