"""„Welche Unterlagen brauche ich?“"""

from actions.text_module import TextModule


class ActionDocuments(TextModule):
    """Tells the module `documents` of a service."""

    key = "documents"
    module = "documents"
