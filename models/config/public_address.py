"""Public address: where others reach the lesson, as far as this machine can tell."""

import socket
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from pathlib import Path

import psutil

from models.config.settings import Environment

HERE = ("localhost", "127.0.0.1", "[::1]")
EVERYWHERE = ("0.0.0.0", "::", "[::]")  # noqa: S104 - compared with, not bound
# Addresses reserved for documentation: routable as any other, but unused.
DISTANT = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))
IMAGE_MARKER = Path(__file__).parents[2] / "in-a-container"  # the Dockerfile writes it
DOCKER_MARKER = Path("/.dockerenv")  # in every container, also in one on the host's network
DOCKER_NETWORKS = ip_network("172.16.0.0/12")


@dataclass(frozen=True)
class PublicAddress:
    """Where others reach the lesson."""

    url: str = ""  # without a trailing slash; "" where there is none, or none is known
    why: str = ""  # why there is none: alone, offline, container or unlisted


def find_public_address(given: Environment) -> PublicAddress:
    """Return where others reach the lesson; looked up each time, as a laptop changes networks."""
    if given.public_url:
        return PublicAddress(given.public_url)
    if is_here(given.host):
        return PublicAddress(why="alone")
    everywhere = given.host in EVERYWHERE
    name = (own_address() if everywhere else given.host).strip("[]").lower()
    if not name:
        return PublicAddress(why="offline")
    if everywhere and is_contained(name):
        return PublicAddress(why="container")
    if given.hosts and not is_listed(name, given.hosts):
        return PublicAddress(why="unlisted")
    port = "" if given.port == 80 else f":{given.port}"
    host = f"[{name}]" if ":" in name else name
    return PublicAddress(f"http://{host}{port}{given.base_path}")


def own_address() -> str:
    """Return this machine's address in its network; "" where it has none.

    Of several it is the one on the default route. Nothing is sent.
    """
    for family, far in DISTANT:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as asks:
                asks.connect((far, 9))
                found = asks.getsockname()[0]
        except OSError:  # no route, as in a network without the internet
            continue
        if not ip_address(found).is_loopback:
            return found
    up = {name for name, state in psutil.net_if_stats().items() if state.isup}
    near = (
        ip_address(each.address)
        for name, addresses in psutil.net_if_addrs().items()
        for each in addresses
        if name in up and each.family == socket.AF_INET
    )
    return next((str(each) for each in near if not (each.is_loopback or each.is_link_local)), "")


def is_contained(address: str) -> bool:
    """Return whether an address is a container's own, unreachable from outside."""
    docker = (
        DOCKER_MARKER.exists() and ":" not in address and ip_address(address) in DOCKER_NETWORKS
    )
    return docker or IMAGE_MARKER.exists()


def is_here(host: str) -> bool:
    """Return whether only this machine can reach what listens at an address.

    >>> is_here("localhost"), is_here("127.0.0.2"), is_here("[::1]"), is_here("0.0.0.0")
    (True, True, True, False)
    """
    try:
        return host.lower() == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_listed(name: str, hosts: tuple[str, ...]) -> bool:
    """Return whether a name is one of the allowed hosts.

    >>> is_listed("a.school.example", ("*.school.example",)), is_listed("10.0.0.7", ("10.0.0.8",))
    (True, False)
    """
    return any(
        name.endswith(each[1:]) if each.startswith("*.") else name == each.strip("[]").lower()
        for each in hosts
    )
