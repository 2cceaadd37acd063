"""„Wie lange dauert das, bis wann, wie lange gültig?“"""

from actions.text_module import TextModule


class ActionDuration(TextModule):
    """Tells the module `duration` of a service."""

    key = "duration"
    module = "duration"
