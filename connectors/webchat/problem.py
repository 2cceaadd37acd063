"""Every error of the HTTP interface as a problem detail (RFC 9457) with a German title; never a stack trace."""

from __future__ import annotations

import json
import logging
import math
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler
from sqlalchemy.exc import SQLAlchemyError

from connectors.webchat.security import add_security_headers

_log = logging.getLogger(__name__)

TITLES: Final = {
    400: "Die Anfrage ist nicht lesbar.",
    401: "Der Zugangsschlüssel des Gesprächs fehlt oder passt nicht.",
    404: "Das gibt es hier nicht.",
    405: "Diese Methode ist hier nicht erlaubt.",
    408: "Die Anfrage kam zu langsam an.",
    409: "Die Anfrage passt nicht zum Stand des Gesprächs.",
    413: "Die Anfrage ist zu groß.",
    415: "Bitte als application/json senden.",
    422: "Eine Angabe der Anfrage ist ungültig.",
    429: "Das waren zu viele Anfragen in kurzer Zeit. Bitte warten Sie einen Moment.",
    500: "Da ist uns ein Fehler passiert. In einer Notlage: 112 oder 110.",
    503: "Der Dienst ist gerade nicht verfügbar. Bitte versuchen Sie es in einer Minute noch einmal. "
    "In einer Notlage: 112 oder 110.",
}


class Problem(Exception):
    """Raised by handlers to end a request with a problem detail."""

    def __init__(self, status: int, detail: str = "", retry_after: float | None = None) -> None:
        """`detail` is German and never echoes what the caller sent; `retry_after` in seconds."""
        super().__init__(detail or TITLES[status])
        self.status = status
        self.detail = detail
        self.retry_after = retry_after


def problem_response(problem: Problem) -> web.Response:
    """The response for `problem`."""
    body: dict[str, object] = {"type": "about:blank", "title": TITLES[problem.status], "status": problem.status}
    if problem.detail:
        body["detail"] = problem.detail
    response = web.Response(
        status=problem.status,
        text=json.dumps(body, ensure_ascii=False),
        content_type="application/problem+json",
    )
    if problem.retry_after is not None:
        response.headers["Retry-After"] = str(max(1, math.ceil(problem.retry_after)))
    if problem.status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="conversation"'
    return response


@web.middleware
async def problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn whatever goes wrong behind it, aiohttp's own errors included, into a problem detail."""
    response = await _answer(request, handler)
    add_security_headers(response)
    return response


async def _answer(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except Problem as problem:
        return problem_response(problem)
    except web.HTTPException as error:
        if error.status < 400:
            return _copy(error)
        response = problem_response(Problem(error.status if error.status in TITLES else 400))
        if "Allow" in error.headers:
            response.headers["Allow"] = error.headers["Allow"]
        return response
    except SQLAlchemyError as error:
        # Only the kind of the error: its message holds the statement's parameters.
        _log.error("The database of conversations failed: %s", type(error).__name__)
        return problem_response(Problem(503, retry_after=60))
    except Exception:
        _log.exception("Unexpected error")
        return problem_response(Problem(500))


def _copy(error: web.HTTPException) -> web.Response:
    """A redirect or 304 that aiohttp raised, as a plain response."""
    headers = {name: value for name, value in error.headers.items() if name.lower() != "content-type"}
    return web.Response(status=error.status, headers=headers)
