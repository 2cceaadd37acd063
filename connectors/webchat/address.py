"""Who calls: the address that rate limits count by."""

from __future__ import annotations

from collections.abc import Collection

from aiohttp import web


def caller(request: web.Request, trusted_proxies: Collection[str]) -> str:
    """The address of the peer, or what the nearest trusted proxy reports as its own peer.

    Of X-Forwarded-For the rightmost address that is no trusted proxy counts: all left of it is the caller's claim.
    """
    address = request.remote or "unknown"
    if address not in trusted_proxies:
        return address
    chain = ",".join(request.headers.getall("X-Forwarded-For", [])).split(",")
    for hop in reversed([hop.strip() for hop in chain if hop.strip()]):
        address = hop
        if hop not in trusted_proxies:
            break
    return address[:64]
