"""The intent model and the service finder weighed against each other.

The model hears the tone of a question („wie lange“, „was kostet“), the finder its subject. Where the model is unsure,
or takes a question about a service for something else (a parking permit for a parking space), the subject decides,
and the tone is the most probable one that a question about a service can have.
"""

from __future__ import annotations

from actions.question import Question

SERVICE_ASPECTS = (
    *("overview", "requirements", "documents", "fee", "duration", "online", "office", "appointment"),
    *("hours", "open_now", "contact", "address", "progress", "report", "compare"),
)
"""Intents that ask something about a service."""
_NEVER_OVERRULED = frozenset({"emergency", "violence", "crisis", "follow_up", "change_municipality"})
_NOT_UNDERSTOOD = frozenset({"", "nlu_fallback"})
# Set on tests/sentences/dev.jsonl.
_SUBJECT_SURE = 0.8
_TONE_SURE = 0.9
_TONE_HEARD = 0.12


def service_aspect(question: Question) -> str | None:
    """The aspect of a service to answer instead of the recognised intent; None if the intent stands."""
    intent = question.intent
    if intent in SERVICE_ASPECTS or intent in _NEVER_OVERRULED or question.outside is not None:
        return None
    if intent in _NOT_UNDERSTOOD:
        return _tone(question) if question.found.decision != "none" else None
    if question.found.decision != "one":
        return None
    sure = question.found.candidates[0].score >= _SUBJECT_SURE and question.confidence < _TONE_SURE
    return _tone(question) if sure else None


def _tone(question: Question) -> str:
    heard = [(share, name) for name, share in question.ranking if name in SERVICE_ASPECTS and share >= _TONE_HEARD]
    return max(heard)[1] if heard else "overview"
