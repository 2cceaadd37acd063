"""One try to deliver a request, by SMTP or to a web address."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ssl

import aiohttp
import aiosmtplib

from bot.handover import letter
from bot.handover.delivery import Target
from bot.handover.request import Request
from bot.settings import Settings

TIMEOUT = 20.0
"""Seconds for one try; well below the outbox's lease."""
SIGNATURE, TIMESTAMP, IDEMPOTENCY_KEY = "X-Kreislotse-Signature", "X-Kreislotse-Timestamp", "Idempotency-Key"


class NotDelivered(Exception):
    """The message says why, without anything about the citizen."""


async def send(request: Request, target: Target, settings: Settings, timestamp: int, timeout: float = TIMEOUT) -> None:
    """Returns when the other side has taken the request. Raises NotDelivered. `timestamp`: seconds since 1970."""
    try:
        if target.kind == "email":
            await asyncio.wait_for(_mail(request, target.address, settings, timeout), timeout)
        else:
            await asyncio.wait_for(_post(request, target.address, settings.webhook_secret, timestamp), timeout)
    except aiosmtplib.SMTPRecipientsRefused as error:
        raise NotDelivered(f"Postfach abgelehnt ({error.recipients[0].code})") from None
    except aiosmtplib.SMTPResponseException as error:
        raise NotDelivered(f"Mailserver antwortet mit {error.code}") from None
    except (aiosmtplib.SMTPException, aiohttp.ClientError, asyncio.TimeoutError, OSError, ssl.SSLError) as error:
        raise NotDelivered(f"nicht erreichbar ({type(error).__name__})") from None


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """`sha256=…`: HMAC-SHA256 of `<timestamp>.<body>` in hexadecimal, so that an old delivery cannot be replayed."""
    return "sha256=" + hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()


async def _mail(request: Request, recipient: str, settings: Settings, timeout: float) -> None:
    await aiosmtplib.send(
        letter.mail(request, settings.smtp_sender, recipient),
        hostname=settings.smtp_host,
        port=settings.smtp_port,
        username=settings.smtp_user or None,
        password=settings.smtp_password or None,
        use_tls=settings.smtp_security == "tls",
        # A misspelt setting must not mean „unencrypted“.
        start_tls=settings.smtp_security not in ("tls", "none"),
        timeout=timeout,
    )


async def _post(request: Request, url: str, secret: str, timestamp: int) -> None:
    body = letter.document(request)
    headers = {
        "Content-Type": "application/json",
        IDEMPOTENCY_KEY: request.key,
        TIMESTAMP: str(timestamp),
        SIGNATURE: signature(secret, timestamp, body),
    }
    async with (
        aiohttp.ClientSession() as session,
        # A redirect could lead personal data to anybody.
        session.post(url, data=body, headers=headers, allow_redirects=False) as response,
    ):
        if not 200 <= response.status < 300:
            raise NotDelivered(f"Gegenstelle antwortet mit {response.status}")
