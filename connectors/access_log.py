"""The access log: what was called and how it ended, without texts, addresses or usable ids."""

from __future__ import annotations

import hashlib

from aiohttp import web
from aiohttp.abc import AbstractAccessLogger


class AccessLogger(AbstractAccessLogger):
    """One line a request: method, route, short hash of the conversation, status, milliseconds."""

    def log(self, request: web.BaseRequest, response: web.StreamResponse, time: float) -> None:
        """Write the line; unknown paths are not written, they may hold anything."""
        route, conversation = "-", ""
        if isinstance(request, web.Request) and (resource := request.match_info.route.resource) is not None:
            route = resource.canonical
            conversation = short_hash(request.match_info.get("conversation", ""))
        if route.startswith("/health") and response.status == 200:
            return
        self.logger.info("%s %s %s %d %.0f ms", request.method, route, conversation, response.status, time * 1000)


def short_hash(identifier: str) -> str:
    """Eight hex digits that tell conversations apart in the log but open none."""
    return "#" + hashlib.sha256(identifier.encode("utf-8", "replace")).hexdigest()[:8] if identifier else "-"
