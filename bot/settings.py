"""The environment, read once into one frozen object. No other module reads environment variables."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot import paths


@dataclass(frozen=True)
class Settings:
    """Everything an operator can set. Each field names its variable; defaults suit a fresh checkout."""

    directory_url: str = f"sqlite:///{paths.VAR / 'directory.sqlite'}"
    """KREISLOTSE_DIRECTORY_URL: SQLAlchemy URL of the directory (facts of the twelve administrations)."""
    conversations_url: str = f"sqlite:///{paths.VAR / 'conversations.sqlite'}"
    """KREISLOTSE_CONVERSATIONS_URL: SQLAlchemy URL of conversations (edge state and Rasa's tracker events)."""
    host: str = "127.0.0.1"
    """KREISLOTSE_HOST: interface of the public edge; `0.0.0.0` only if asked for."""
    port: int = 8080
    """KREISLOTSE_PORT: port of the public edge."""
    rasa_port: int = 5005
    """KREISLOTSE_RASA_PORT: loopback port of Rasa."""
    actions_port: int = 5055
    """KREISLOTSE_ACTIONS_PORT: loopback port of the action server."""
    turn_timeout: float = 2.8
    """KREISLOTSE_TURN_TIMEOUT: seconds after which a citizen gets an apology instead of an answer."""
    messages_per_second: float = 4.0
    """KREISLOTSE_MESSAGES_PER_SECOND: sustained rate allowed to one conversation."""
    message_burst: int = 240
    """KREISLOTSE_MESSAGE_BURST: messages one conversation may send at once before the rate applies."""
    conversations_per_second: float = 10.0
    """KREISLOTSE_CONVERSATIONS_PER_SECOND: sustained rate of new conversations from one address."""
    conversation_burst: int = 600
    """KREISLOTSE_CONVERSATION_BURST: new conversations one address may open at once before the rate applies."""
    trusted_proxies: tuple[str, ...] = field(default=())
    """KREISLOTSE_TRUSTED_PROXIES: comma-separated addresses whose X-Forwarded-For is believed."""
    xzufi_agency: str = "kreislotse"
    """KREISLOTSE_XZUFI_AGENCY: schemeAgencyID of our own objects in an XZuFi export."""
    pvog_url: str = ""
    """KREISLOTSE_PVOG_URL: base of the PVOG Bereitstelldienst, without `/bereitstelldienst/…`; no default."""
    pvog_token_url: str = ""
    """KREISLOTSE_PVOG_TOKEN_URL: where OAuth2 client credentials are exchanged for a token."""
    pvog_client_id: str = ""
    """KREISLOTSE_PVOG_CLIENT_ID: given by the operator of the PVOG."""
    pvog_client_secret: str = field(default="", repr=False)
    """KREISLOTSE_PVOG_CLIENT_SECRET: as above; never logged."""
    smtp_host: str = ""
    """KREISLOTSE_SMTP_HOST: mail server that delivers requests for a callback; without it none go by e-mail."""
    smtp_port: int = 587
    """KREISLOTSE_SMTP_PORT: its port."""
    smtp_security: str = "starttls"
    """KREISLOTSE_SMTP_SECURITY: `starttls`, `tls` (from the first byte on) or `none` (only on the own machine)."""
    smtp_user: str = ""
    """KREISLOTSE_SMTP_USER: empty for a server that asks for none."""
    smtp_password: str = field(default="", repr=False)
    """KREISLOTSE_SMTP_PASSWORD: never logged."""
    smtp_sender: str = ""
    """KREISLOTSE_SMTP_SENDER: address that the mails come from."""
    webhook_secret: str = field(default="", repr=False)
    """KREISLOTSE_WEBHOOK_SECRET: signs requests delivered to a web address; without it none go there."""
    request_retention_days: int = 30
    """KREISLOTSE_REQUEST_RETENTION_DAYS: after so many days a delivered request is deleted here."""


def load(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from `environment`. Raises ValueError (German, naming the variable) on an unusable value."""
    given: dict[str, object] = {}
    for name, spec in Settings.__dataclass_fields__.items():
        variable = f"KREISLOTSE_{name.upper()}"
        if (raw := environment.get(variable)) is None:
            continue
        try:
            given[name] = _parse(raw, str(spec.type))
        except ValueError:
            raise ValueError(f"{variable}={raw!r} ist kein gültiger Wert. Erwartet: {spec.type}.") from None
    return Settings(**given)  # type: ignore[arg-type]


def _parse(raw: str, kind: str) -> object:
    if kind == "int":
        return int(raw)
    if kind == "float":
        return float(raw)
    if kind.startswith("tuple"):
        return tuple(part.strip() for part in raw.split(",") if part.strip())
    return raw
