"""Where others reach the lesson: what is known on a laptop, in a container, and in no network."""

from ipaddress import ip_address

import pytest

from models.config import public_address as rooms
from models.config.public_address import PublicAddress, find_public_address, own_address
from models.config.settings import read


def there(**given: str) -> PublicAddress:
    return find_public_address(read(given))


def known(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Take this machine for one that has an address, and is no container."""
    monkeypatch.setattr(rooms, "own_address", lambda: address)
    monkeypatch.setattr(rooms, "is_contained", lambda _: False)


@pytest.mark.parametrize("host", ["", "localhost", "127.0.0.2", "::1"])
def test_a_lesson_for_this_machine_alone_is_reached_by_it_alone(host):
    assert there(HOST=host) == PublicAddress(why="alone")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "[::]"])
def test_a_lesson_for_every_network_is_reached_at_this_machines_own_address(monkeypatch, host):
    known(monkeypatch, "192.168.1.20")
    assert there(HOST=host) == PublicAddress("http://192.168.1.20:8501")
    assert there(HOST=host, PORT="80") == PublicAddress("http://192.168.1.20")
    known(monkeypatch, "fd00::20")
    assert there(HOST=host, PORT="9000") == PublicAddress("http://[fd00::20]:9000")
    known(monkeypatch, "")
    assert there(HOST=host) == PublicAddress(why="offline")


def test_a_lesson_that_listens_at_one_address_or_name_is_reached_there():
    assert there(HOST="10.0.0.7") == PublicAddress("http://10.0.0.7:8501")
    assert there(HOST="[fd00::7]") == PublicAddress("http://[fd00::7]:8501")
    assert there(HOST="lesson.school.example") == PublicAddress("http://lesson.school.example:8501")


def test_an_address_that_would_be_refused_is_given_to_nobody(monkeypatch):
    known(monkeypatch, "192.168.1.20")
    assert there(HOST="0.0.0.0", UNROLLED_HOSTS="localhost") == PublicAddress(why="unlisted")
    listed = there(HOST="0.0.0.0", UNROLLED_HOSTS="localhost,192.168.1.20")
    assert listed == PublicAddress("http://192.168.1.20:8501")


def test_what_is_set_is_what_others_are_told_in_a_container_too(monkeypatch, tmp_path):
    monkeypatch.setattr(rooms, "own_address", lambda: "172.17.0.2")
    monkeypatch.setattr(rooms, "DOCKER_MARKER", tmp_path)  # which is there
    assert there(HOST="0.0.0.0") == PublicAddress(why="container")
    monkeypatch.setattr(rooms, "own_address", lambda: "192.168.1.20")  # on the machine's network
    assert there(HOST="0.0.0.0") == PublicAddress("http://192.168.1.20:8501")
    monkeypatch.setattr(rooms, "IMAGE_MARKER", tmp_path)
    assert there(HOST="0.0.0.0") == PublicAddress(why="container")
    public = "https://school.example/unrolled"
    assert there(HOST="0.0.0.0", UNROLLED_PUBLIC_URL=f"{public}/") == PublicAddress(public)


def test_without_a_way_out_the_address_in_the_near_network_is_found(monkeypatch):
    with_a_way = own_address()
    monkeypatch.setattr(rooms, "DISTANT", ())
    without = own_address()
    for each in filter(None, (with_a_way, without)):
        assert not ip_address(each).is_loopback
    assert bool(without) >= (bool(with_a_way) and ":" not in with_a_way)
