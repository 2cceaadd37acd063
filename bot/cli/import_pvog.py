"""`kreislotse import --pvog`: a full export of the PVOG becomes a layer of the directory."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace

from bot import paths, settings
from bot.cli.import_exchange import job_of, run
from bot.directory.exchange.pvog import Access, PvogError, fetch
from bot.directory.exchange.pvog_spool import PageSpool


def import_pvog(
    ars: str,
    name: str,
    title: str | None,
    url: str | None,
    now: str | None,
    skip_unknown: bool,
    access: Access | None = None,
) -> int:
    """Returns the exit code. Pages wait in var/pvog/<name>; they are only imported when all are there.

    `access`: where to fetch, instead of the settings.
    """
    try:
        job = job_of(name, title or "Portalverbund Onlinegateway (PVOG)", url, now)
        access = access or _access(settings.load())
    except ValueError as error:
        print(f"FEHLER: {error}", file=sys.stderr)
        return 1
    spool = PageSpool(paths.VAR / "pvog" / name)
    try:
        state = asyncio.run(fetch(access, ars, spool, lambda message: print(f"[HINWEIS] {message}", flush=True)))
    except PvogError as error:
        print(f"FEHLER: {error}", file=sys.stderr)
        return 1
    print(f"{state.pages} Seiten vom PVOG abgerufen.", flush=True)
    code = run(replace(job, repeats=True, skip_unknown=skip_unknown), spool.folder)
    if code == 0:
        spool.clear()
    else:
        spool.mark_tried(state)
    return code


def _access(current: settings.Settings) -> Access:
    values = {
        "KREISLOTSE_PVOG_URL": current.pvog_url,
        "KREISLOTSE_PVOG_TOKEN_URL": current.pvog_token_url,
        "KREISLOTSE_PVOG_CLIENT_ID": current.pvog_client_id,
        "KREISLOTSE_PVOG_CLIENT_SECRET": current.pvog_client_secret,
    }
    missing = [variable for variable, value in values.items() if not value]
    if missing:
        raise ValueError(f"Für --pvog fehlt: {', '.join(missing)}. Siehe docs/betrieb/austausch.md.")
    return Access(current.pvog_url, current.pvog_token_url, current.pvog_client_id, current.pvog_client_secret)
