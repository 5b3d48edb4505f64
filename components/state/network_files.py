"""Network files: the networks that browsers fetch to compute with, and their addresses.

The lesson's network has an address that changes with its content; a learner's own has one that
cannot be guessed, is in their page alone, and ends with their session.
"""

import hashlib
import secrets
import weakref
from collections.abc import Sequence
from functools import cache

from models.nn.arrays import Array
from models.nn.dense import DenseLayer
from models.nn.network import shipped_layers
from models.sharing.network_binary import network_bytes

PackedLayers = Sequence[tuple[Array, Array, str]]  # kernel, bias, activation of each

FOLDER = "networks"  # as server.networks serves them
MAX_BYTES = 2 << 20  # of a file; with a larger network Python alone computes


class OwnNetworkFile:
    """A learner's own network under a secret name, as long as it is referred to."""

    def __init__(self, layers: PackedLayers) -> None:
        self.layers = layers
        self.token = secrets.token_urlsafe(24)
        _own_files[self.token] = self

    @property
    def address(self) -> str | None:
        """Where the browser fetches it, from the lesson's root; None where it is too large."""
        size = sum(kernel.nbytes + bias.nbytes for kernel, bias, _ in self.layers)
        return None if size > MAX_BYTES else f"{FOLDER}/own/{self.token}"


_own_files: weakref.WeakValueDictionary[str, OwnNetworkFile] = weakref.WeakValueDictionary()


def own_network(token: str) -> bytes | None:
    """Return a learner's own network by its secret name; None where there is no such file."""
    file = _own_files.get(token)
    return None if file is None else network_bytes(tuple(DenseLayer(*each) for each in file.layers))


@cache
def shipped_network() -> tuple[str, bytes]:
    """Return the lesson's network: the name of its file, and its bytes."""
    content = network_bytes(shipped_layers())
    return f"{hashlib.sha256(content).hexdigest()[:16]}.unn", content


def shipped_address() -> str:
    """Return where the browser fetches the lesson's network, from the lesson's root."""
    return f"{FOLDER}/{shipped_network()[0]}"
