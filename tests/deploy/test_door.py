"""The door alone, with nobody behind it: what nginx does before any replica is asked."""

import ssl
import sys
from collections import Counter
from http.client import HTTPConnection, HTTPSConnection

import pytest

from tests.deploy.cluster import keys_in
from tests.deploy.member import answers, free_port
from tests.deploy.nginx import nginx, with_tls
from tests.models.waiting import wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the containers are Linux's")


def test_a_flood_is_stopped_and_thirty_learners_are_not(tmp_path):
    port, nobody = free_port(), free_port()
    with nginx(tmp_path, port, nobody, nobody) as log:
        wait_until(lambda: answers(port), "nginx answers")
        answered = Counter(flood(port, 2600))
    assert "client" not in log.read_text(), "not even trouble tells who asked"
    assert answered["429"] >= 100
    assert sum(answered.values()) - answered["429"] >= 2000  # 30 learners ask 40 times or so each


def test_where_certificates_are_mounted_the_door_speaks_tls_and_sends_http_there(tmp_path):
    plain, secret, nobody = free_port(), free_port(), free_port()
    keys_in(tmp_path)
    with_tls(tmp_path, secret, tmp_path)
    trusting = ssl.create_default_context(cafile=tmp_path / "ca.pem")
    with nginx(tmp_path, plain, nobody, nobody):
        wait_until(lambda: answers(secret), "nginx answers")
        told = HTTPConnection("localhost", plain, timeout=20)
        told.request("GET", "/train?seed=1")
        answer = told.getresponse()
        assert (answer.status, answer.headers["Location"]) == (
            308,
            "https://localhost/train?seed=1",
        )
        for path in ("/nginx-health", "/nginx-health?again"):
            asked = HTTPConnection("localhost", plain, timeout=20)
            asked.request("GET", path)
            assert asked.getresponse().status == 204, "compose asks here, without TLS"
        private = HTTPSConnection("localhost", secret, timeout=20, context=trusting)
        private.request("GET", "/")
        answer = private.getresponse()
        assert answer.status == 502, "no replica is there"
        assert answer.headers["Set-Cookie"].endswith("; Secure")


def flood(port: int, requests: int) -> list[str]:
    """Ask as fast as one can over a few connections; give each answer's status."""
    found = []
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    for _ in range(requests):
        connection.request("GET", "/")
        answer = connection.getresponse()
        answer.read()
        found.append(str(answer.status))
    return found
