"""Where a request came from, when our own proxies stand in between."""

from __future__ import annotations

import ipaddress


def forwarded_for(peer: str, header: str, *, proxies: int) -> str:
    """Give the address that the outermost of our ``proxies`` saw; without any, or without its word, ``peer``.

    Each proxy adds the address it saw to the end of X-Forwarded-For; whatever stands further left was written by
    the visitor and is not believed.
    """
    if proxies < 1:
        return peer
    seen = [address.strip() for address in header.split(",")]
    if len(seen) < proxies:
        return peer
    try:
        return str(ipaddress.ip_address(seen[-proxies]))
    except ValueError:
        return peer
