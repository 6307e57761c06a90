"""Which machines may be asked: those of the open web, and none of the network that the program runs in."""

import ipaddress
import socket
from collections.abc import Callable

# Whether a machine may be asked, by its IP address and port.
MayAsk = Callable[[str, int], bool]

# The ports of the web; those below `_FIRST_FREE` that are others belong to mail and the like.
_WEB_PORTS, _FIRST_FREE = (80, 443), 1024
# What a translator of addresses takes for one of the old kind (RFC 6052), at its end.
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(ip: str, port: int) -> bool:
    """Whether an IP address, in whatever form, is one of the open web, and the port may be that of a web server."""
    address = _plain(ipaddress.ip_address(ip.partition("%")[0]))
    is_open = address.is_global and not address.is_multicast
    return is_open and (port in _WEB_PORTS or port >= _FIRST_FREE)


def machines_of(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host. Raises OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def _plain(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Return the IPv4 address that one of IPv6 stands for, where it stands for one."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    translated = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _TRANSLATED else None
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or translated or address
