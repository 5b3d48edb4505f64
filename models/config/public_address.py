"""Room: under which address others reach the lesson, as far as this machine can know it."""

import socket
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from pathlib import Path

import psutil

from models.config.settings import Environment

HERE = ("localhost", "127.0.0.1", "[::1]")
EVERYWHERE = ("0.0.0.0", "::", "[::]")  # noqa: S104 - compared with, not bound
# Documentation's own networks: there is a way to them as to any other, and nobody at its end.
FAR = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))
OUR_IMAGE = Path(__file__).parents[2] / "in-a-container"  # the Dockerfile writes it
DOCKERS = Path("/.dockerenv")  # in every container of Docker's, one on the machine's network too
DOCKERS_NETWORKS = ip_network("172.16.0.0/12")


@dataclass(frozen=True)
class Room:
    """Where others reach the lesson."""

    url: str = ""  # without a slash at its end; "" where there is none, or none is known
    why: str = ""  # there is none: alone, offline, container or unlisted


def room(given: Environment) -> Room:
    """Say where others reach the lesson; looked up anew, as a laptop goes from room to room."""
    if given.public_url:
        return Room(given.public_url)
    if is_here(given.host):
        return Room(why="alone")
    everywhere = given.host in EVERYWHERE
    name = (own_address() if everywhere else given.host).strip("[]").lower()
    if not name:
        return Room(why="offline")
    if everywhere and is_contained(name):
        return Room(why="container")
    if given.hosts and not is_listed(name, given.hosts):
        return Room(why="unlisted")
    port = "" if given.port == 80 else f":{given.port}"
    return Room(f"http://{f'[{name}]' if ':' in name else name}{port}")


def own_address() -> str:
    """Find the address under which this machine is known in its network; "" where it has none.

    Of several it is the one on the way to all that is not near. Nothing is sent.
    """
    for family, far in FAR:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as asks:
                asks.connect((far, 9))
                found = asks.getsockname()[0]
        except OSError:  # there is no such way, as in a network without the internet
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
    """Whether an address is a container's own, which leads nowhere from outside."""
    docker = DOCKERS.exists() and ":" not in address and ip_address(address) in DOCKERS_NETWORKS
    return docker or OUR_IMAGE.exists()


def is_here(host: str) -> bool:
    """Whether nobody but this machine can reach what listens at an address.

    >>> is_here("localhost"), is_here("127.0.0.2"), is_here("[::1]"), is_here("0.0.0.0")
    (True, True, True, False)
    """
    try:
        return host.lower() == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_listed(name: str, hosts: tuple[str, ...]) -> bool:
    """Whether a name is one of those the lesson is reached by.

    >>> is_listed("a.school.example", ("*.school.example",)), is_listed("10.0.0.7", ("10.0.0.8",))
    (True, False)
    """
    return any(
        name.endswith(each[1:]) if each.startswith("*.") else name == each.strip("[]").lower()
        for each in hosts
    )
