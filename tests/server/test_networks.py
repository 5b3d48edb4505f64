"""Networks reach browsers: the lesson's for good, a learner's own while their session lasts."""

import gc
from itertools import pairwise

import numpy as np
import pytest
from starlette.applications import Starlette

from components.state.network_files import (
    MAX_BYTES,
    OwnNetworkFile,
    own_network,
    shipped_address,
    shipped_network,
)
from components.state.session import Session
from models.nn.dense import DenseLayer, packed_layers, random_layer
from models.nn.network import shipped_layers
from models.sharing.network_binary import layers_in
from server import networks
from server.compression import ENCODERS, Compression
from tests.server.test_shell import answer

app = Starlette(routes=networks.routes(shipped_network, own_network))
BOTH = "gzip, br"


def layers(*sizes: int) -> tuple[DenseLayer, ...]:
    return tuple(random_layer(a, b, "relu", 1, 4) for a, b in pairwise(sizes))


def test_the_lessons_network_stays_under_an_address_that_changes_with_its_content():
    status, headers, body = answer(app, path=f"/{shipped_address()}")
    assert status == 200
    assert b"immutable" in headers[b"cache-control"]
    assert b"public" in headers[b"cache-control"]
    for found, expected in zip(layers_in(body), shipped_layers(), strict=True):
        np.testing.assert_array_equal(found.kernel, expected.kernel)
    assert answer(app, path="/networks/0123456789abcdef.unn")[0] == 404


def test_a_network_is_sent_compressed_and_only_the_lessons_is_kept_so(monkeypatch):
    count = []
    monkeypatch.setitem(ENCODERS, "br", lambda body: count.append(len(body)) or b"small")
    compressing, own = Compression(app), OwnNetworkFile(packed_layers(layers(9, 40)))
    for address, times in ((shipped_address(), 1), (own.address, 3)):
        count.clear()
        for _ in range(3):
            status, headers, body = answer(compressing, path=f"/{address}", accept_encoding=BOTH)
            assert (status, headers[b"content-encoding"], body) == (200, b"br", b"small")
        assert len(count) == times


def test_a_learners_own_network_is_stored_nowhere_and_ends_with_their_session():
    session, other = Session(), Session()
    trained = layers(784, 5, 10)
    for each in (session, other):
        each.network.adopt("a run", trained)
    address = session.network.own_address()
    assert address != other.network.own_address()
    assert address == session.network.own_address(), "the same as long as it is the same network"
    status, headers, body = answer(app, path=f"/{address}")
    assert status == 200
    assert headers[b"cache-control"] == b"private, no-store"
    np.testing.assert_array_equal(layers_in(body)[1].kernel, trained[1].kernel)

    session.network.adopt("another run", layers(784, 3, 10))
    another = session.network.own_address()
    assert another != address
    gc.collect()
    assert answer(app, path=f"/{address}")[0] == 404
    assert answer(app, path=f"/{another}")[0] == 200
    del session
    gc.collect()
    assert answer(app, path=f"/{another}")[0] == 404


@pytest.mark.parametrize("token", ["x", "0" * 32, "%00", "..", "own"])
def test_no_network_is_found_by_guessing(token):
    assert OwnNetworkFile(packed_layers(layers(2, 2))).address
    assert answer(app, path=f"/networks/own/{token}")[0] == 404


def test_a_network_of_more_than_two_megabytes_stays_with_python():
    session = Session()
    session.network.adopt("a run", layers(784, 300, 10))
    assert session.network.own_address()
    units = MAX_BYTES // (784 * 4) + 1
    session.network.adopt("a run", (random_layer(784, units, "relu", 0, 4),))
    assert session.network.own_address() is None
