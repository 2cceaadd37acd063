"""What the office gets: a request as a mail or as JSON. The receivers are German offices, so it is always German."""

from __future__ import annotations

import json
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any

from bot.handover.request import Request


def mail(request: Request, sender: str, recipient: str) -> EmailMessage:
    """A plain text mail. Its Message-ID is the same at every try, so that mailboxes can drop a repetition."""
    message = EmailMessage()
    kind = "Rückruf" if request.phone else "Antwort per E-Mail"
    message["Subject"] = f"Bitte um {kind}, Vorgang {request.reference}"
    message["From"] = sender
    message["To"] = recipient
    if request.email:
        message["Reply-To"] = request.email
    message["Message-ID"] = f"<{request.key}@{parseaddr(sender)[1].rpartition('@')[2] or 'localhost'}>"
    message["X-Kreislotse-Idempotency-Key"] = request.key
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_text(request))
    return message


def document(request: Request) -> bytes:
    """The request as UTF-8 JSON; the same bytes at every try. Times are UTC."""
    content: dict[str, Any] = {
        "reference": request.reference,
        "idempotency_key": request.key,
        "organisation": request.organisation,
        "office": request.office,
        "service": request.service,
        "municipality": request.municipality,
        "topic": request.topic,
        "name": request.name,
        "phone": request.phone,
        "email": request.email,
        "best_time": request.best_time,
        "consented": f"{request.consented.isoformat()}Z" if request.consented else None,
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode()


def _text(request: Request) -> str:
    lines = [
        ("Vorgang", request.reference),
        ("An", request.office),
        ("Anliegen", request.topic),
        ("Name", request.name),
        ("Telefon", request.phone),
        ("E-Mail", request.email),
        ("Am besten erreichbar", request.best_time),
    ]
    listed = "\n".join(f"{label}: {value}" for label, value in lines if value)
    return (
        f"Diese Bitte kommt aus der Bürgerauskunft „Kreislotse“.\n\n{listed}\n\n"
        "Die Person hat eingewilligt, dass diese Angaben gespeichert und an Sie gesendet werden. "
        "Kommt dieselbe Vorgangsnummer ein zweites Mal an, ist es eine Wiederholung nach einer Störung.\n"
    )
