"""The door at which the service listens, taken before anything else is touched."""

import errno
import ipaddress
import socket

from scheduler.errors import Finding, InputError, Text
from scheduler.files.reasons import reason


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that holds an address and a port; 0 takes a free one.

    Raises
    ------
    scheduler.errors.InputError
        If the address is not this computer's, or the port is taken or not allowed.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise InputError([Finding("--host", _NO_HOST, value=host)]) from None
    family, kind, protocol, _, address = found[0]
    door = socket.socket(family, kind, protocol)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
    except OSError as error:
        door.close()
        raise InputError([_refused(error, host, port)]) from None
    return door


_NO_HOST = Text(
    "没有这个地址；只在本机用请填 127.0.0.1，所有网卡请填 0.0.0.0",
    "no such address; should be 127.0.0.1 for this computer only, 0.0.0.0 for all",
)


def _refused(error: OSError, host: str, port: int) -> Finding:
    if error.errno == errno.EADDRNOTAVAIL:
        return Finding("--host", _NO_HOST, value=host)
    why = reason(error)
    if error.errno == errno.EADDRINUSE:
        why = Text("已被另一个程序占用", "another program listens there")
    says = Text(
        f"不能用：{why.zh}；请换一个，例如 --port {port + 1}",
        f"cannot be used: {why.en}; take another, such as --port {port + 1}",
    )
    return Finding("--port", says, value=str(port))


def address_of(door: socket.socket) -> str:
    """Return the address at which the service is reached from this computer."""
    host, port = door.getsockname()[:2]
    if host in ("0.0.0.0", "::"):
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def is_open_to_others(door: socket.socket) -> bool:
    """Return whether other computers can get in."""
    return not ipaddress.ip_address(door.getsockname()[0]).is_loopback
