"""How often one network address may do what needs no sign-in."""

import ipaddress

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from django.http import HttpRequest

from polku.base.encryption import keyed_digest


def within(request: HttpRequest, action: str, *about: object) -> bool:
    """Whether it may do this once more with the same object; counts the attempt.

    `action` stands in ACCOUNT_RATE_LIMITS of the settings. The address is remembered as a keyed
    digest only.
    """
    address = _network(get_adapter().get_client_ip(request))
    key = keyed_digest(":".join(map(str, (action, *about, address))))
    # Its public face lets every GET pass; ours are counted where they make work.
    usage = ratelimit.consume(
        request, app="allauth.account", action=action, key=key, limit_get=True
    )
    return usage is not None


def _network(address: str) -> str:
    """Of IPv6 the part that belongs to one household: in the rest it chooses as it likes."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4 or found.ipv4_mapped:
        return address
    return str(ipaddress.ip_network((int(found), 64), strict=False))
