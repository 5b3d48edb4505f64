"""Check of the addresses the lesson listens on, before anything is started or announced."""

import errno
import socket
from collections.abc import Iterator

from models.config.settings import Environment

TAKEN = "{port_name} is {port}, and another program uses that port; stop it, or choose another one"
FOREIGN = (
    "{host_name} is {host!r}, which is no name or address of this machine; it can be localhost, "
    "0.0.0.0 for all its networks, or one of its addresses"
)
FORBIDDEN = (
    "{port_name} is {port}, and this user may not open that port; choose one from 1024 to 65,535"
)
SENTENCES = {
    errno.EADDRINUSE: TAKEN,
    errno.EADDRNOTAVAIL: FOREIGN,
    errno.EACCES: FORBIDDEN,
}


def check(settings: Environment) -> None:
    """Check that the lesson and its metrics can listen where the settings say.

    Raises:
        ValueError: one of them cannot, in a sentence that names the setting and what to do.
    """
    for host_name, host, port_name, port in _listeners(settings):
        names = {"host_name": host_name, "host": host, "port_name": port_name, "port": port}
        try:
            _listen(host, port)
        except socket.gaierror:
            raise ValueError(FOREIGN.format(**names)) from None
        except OSError as error:
            if error.errno not in SENTENCES:
                raise ValueError(f"port {port} of {host} cannot be opened: {error}") from None
            raise ValueError(SENTENCES[error.errno].format(**names)) from None


def _listeners(settings: Environment) -> Iterator[tuple[str, str, str, int]]:
    yield "HOST", settings.host, "PORT", settings.port
    if settings.metrics_port is not None:
        names = "UNROLLED_METRICS_HOST", "UNROLLED_METRICS_PORT"
        yield names[0], settings.metrics_host, names[1], settings.metrics_port


def _listen(host: str, port: int) -> None:
    """Listen for a moment, as the server will.

    Raises:
        OSError: it could not.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    address = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)[0][4]
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows lets two programs have one port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:  # as the server does, which is started again before the system forgets the last one
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(1)
