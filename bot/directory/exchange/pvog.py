"""Client of the PVOG Bereitstelldienst: every page of a full export, in order, checked before it is kept.

OAuth2 client credentials; `GET /bereitstelldienst/api/v2/verwaltungsobjekte?index=0&ars=…` answers
`{xzufiObjekte, naechsterIndex, naechsteAnfrageUrl, vollstaendig}`.
"""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import aiohttp
from yarl import URL

from bot.directory.exchange import json_page, xml_stream
from bot.directory.exchange.pvog_spool import PageSpool, State

PATH = "/bereitstelldienst/api/v2/verwaltungsobjekte"
_RETRIED = (429, 500, 502, 503, 504)
_LONGEST_PAUSE = 60.0


class PvogError(Exception):
    """Why the retrieval ends, in German; what has been fetched is kept."""


class _Again(Exception):
    """A fault that may pass: the page is asked for again. `pause`: seconds the server wants us to wait."""

    def __init__(self, message: str, pause: float | None = None) -> None:
        self.pause = pause
        super().__init__(message)


@dataclass(frozen=True)
class Access:
    """Where and with what; `attempts` a page, `pause` in seconds before the second, doubled each time."""

    url: str
    token_url: str
    client_id: str
    client_secret: str = field(repr=False)
    attempts: int = 6
    pause: float = 1.0
    timeout: float = 120.0


async def fetch(access: Access, ars: str, spool: PageSpool, report: Callable[[str], None]) -> State:
    """Fetch what is missing into the spool; returns the complete state.

    Raises PvogError after the last attempt; the next call goes on with that page.
    """
    begin = f"{access.url.rstrip('/')}{PATH}?index=0&ars={quote(ars, safe='')}"
    state = spool.resume(begin)
    if state.pages and not state.complete:
        report(f"Weiter nach {state.pages} schon abgerufenen Seiten.")
    timeout = aiohttp.ClientTimeout(total=access.timeout)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        client = _Client(access, session, report)
        while not state.complete:
            page = await client.page(state)
            then = _after(access, state, page)
            spool.keep(state, page["xzufiObjekte"], then)
            state = then
    return state


def _after(access: Access, state: State, page: dict[str, Any]) -> State:
    """The state after a page. The next request stays with the same server, for it carries our token, and goes on."""
    if page["vollstaendig"]:
        return State(state.begin, state.next, state.index, state.pages + 1, complete=True)
    following, index = page.get("naechsteAnfrageUrl"), page.get("naechsterIndex")
    if not following and index is not None:
        following = state.begin.replace("index=0", f"index={index}", 1)
    following = urljoin(state.next, str(following or ""))
    if not page.get("naechsteAnfrageUrl") and index is None:
        raise PvogError("Der PVOG nennt keine nächste Seite und ist doch nicht vollständig. Bitte dort nachfragen.")
    if urlsplit(following)[:2] != urlsplit(access.url)[:2]:
        raise PvogError(f"Der PVOG verweist auf einen anderen Server ({urlsplit(following).netloc}). Abgebrochen.")
    if following == state.next or (isinstance(index, int) and index <= state.index):
        raise PvogError("Der PVOG nennt als nächste Seite wieder dieselbe. Bitte dort nachfragen.")
    return State(state.begin, following, index if isinstance(index, int) else state.index, state.pages + 1)


class _Client:
    def __init__(self, access: Access, session: aiohttp.ClientSession, report: Callable[[str], None]) -> None:
        self._access = access
        self._session = session
        self._report = report
        self._token: str | None = None

    async def page(self, state: State) -> dict[str, Any]:
        """The page, asked for as often as allowed."""
        pause = self._access.pause
        for attempt in range(1, self._access.attempts + 1):
            try:
                return await self._page(state.next)
            except _Again as fault:
                if attempt == self._access.attempts:
                    raise PvogError(
                        f"Seite {state.pages + 1} vom PVOG: {fault} Nach {attempt} Versuchen abgebrochen; nichts wurde "
                        "übernommen. Derselbe Befehl setzt den Abruf später an dieser Stelle fort."
                    ) from fault
                wait = min(fault.pause if fault.pause is not None else pause, _LONGEST_PAUSE)
                self._report(f"Seite {state.pages + 1}: {fault} Neuer Versuch in {wait:g} s.")
                await asyncio.sleep(wait)
                pause *= 2
        raise AssertionError("at least one attempt")

    async def _page(self, url: str) -> dict[str, Any]:
        for renewed in (False, True):
            token = await self._valid_token()
            try:
                headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
                async with self._session.get(URL(url, encoded=True), headers=headers) as response:
                    if response.status == 401 and not renewed:
                        self._token = None
                        continue
                    await self._check(response)
                    return _checked(await response.read())
            except (aiohttp.ClientError, asyncio.TimeoutError) as error:
                raise _Again(f"keine vollständige Antwort ({type(error).__name__}).") from error
        raise AssertionError("the second time is checked")

    async def _valid_token(self) -> str:
        if self._token is None:
            self._token = await self._new_token()
        return self._token

    async def _new_token(self) -> str:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._access.client_id,
            "client_secret": self._access.client_secret,
        }
        try:
            async with self._session.post(self._access.token_url, data=form) as response:
                await self._check(response)
                token = (await response.json(content_type=None))["access_token"]
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            raise _Again(f"keine Antwort der Anmeldung ({type(error).__name__}).") from error
        except (ValueError, KeyError, TypeError) as error:
            raise _Again("Die Anmeldung antwortet ohne Zugangstoken.") from error
        return str(token)

    async def _check(self, response: aiohttp.ClientResponse) -> None:
        if response.status in _RETRIED:
            wanted = response.headers.get("Retry-After", "")
            raise _Again(f"Antwort {response.status}.", float(wanted) if wanted.isdigit() else None)
        if response.status in (400, 401, 403):
            raise PvogError(
                f"Der PVOG lehnt die Anfrage ab ({response.status}). Bitte KREISLOTSE_PVOG_CLIENT_ID, "
                "KREISLOTSE_PVOG_CLIENT_SECRET und --ars prüfen."
            )
        if response.status != 200:
            raise PvogError(f"Unerwartete Antwort {response.status} von {response.url}. Bitte die Adresse prüfen.")


def _checked(body: bytes) -> dict[str, Any]:
    """The page as JSON with all its XML; what is cut off or broken is asked for again."""
    try:
        page = json.loads(body)
        complete = isinstance(page["vollstaendig"], bool)
        parts = list(json_page.parts(page["xzufiObjekte"]))
    except (ValueError, KeyError, TypeError) as error:
        raise _Again("beschädigtes JSON.") from error
    if not complete:
        raise _Again("beschädigtes JSON.")
    for part in parts:
        if isinstance(part, str):
            try:
                for _ in xml_stream.objects(io.BytesIO(part.encode())):
                    pass
            except xml_stream.XmlFault as fault:
                raise _Again(f"abgeschnittenes oder beschädigtes XML (Zeile {fault.line}).") from fault
    return dict(page)
