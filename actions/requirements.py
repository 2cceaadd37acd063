"""„Wer darf das, ab wann, unter welchen Voraussetzungen?“"""

from actions.text_module import TextModule


class ActionRequirements(TextModule):
    """Tells the module `requirements` of a service."""

    key = "requirements"
    module = "requirements"
