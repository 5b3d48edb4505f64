"""The browser's mathematics against Python's: node compares what both compute of the same numbers.

Python writes what it computes into a folder, and `node --test` computes it again.
"""

import os
import subprocess
from pathlib import Path

import playwright
import pytest

from tests.js.forward import random_networks, shipped_network
from tests.js.journeys import journeys
from tests.js.network_diagrams import network_diagrams
from tests.js.network_files import network_files
from tests.js.network_inputs import network_inputs
from tests.js.network_views import network_views
from tests.js.neuron import neurons
from tests.js.pad_pictures import pad_pictures
from tests.js.preparation import prepared_drawings
from tests.js.rounding import rounded_numbers
from tests.js.wire import packed_numbers

HERE = Path(__file__).parent
NODE = Path(playwright.__file__).parent / "driver" / "node"  # the one that Playwright brings


@pytest.fixture(scope="session")
def vectors(tmp_path_factory):
    folder = tmp_path_factory.mktemp("vectors")
    random_networks(500).write(folder, "random_networks")
    shipped_network(2000).write(folder, "shipped_network")
    neurons(5).write(folder, "neurons")
    network_files().write(folder, "network_files")
    prepared_drawings(2000).write(folder, "prepared_drawings")
    packed_numbers().write(folder, "wire")
    network_diagrams().write(folder, "network_diagrams")
    network_inputs().write(folder, "network_inputs")
    network_views().write(folder, "network_views")
    journeys(20).write(folder, "journeys")
    pad_pictures().write(folder, "pad_pictures")
    rounded_numbers().write(folder, "rounded_numbers")
    return folder


def test_the_browser_computes_what_python_computes(vectors):
    files = sorted(HERE.glob("*.test.js"))
    done = subprocess.run(
        [NODE, "--test", *files],
        env=os.environ | {"UNROLLED_VECTORS": str(vectors)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
