"""Kinds of tests, as pytest's markers: ``make quick`` leaves out all that takes long.

What needs a browser or the shared trainer is known by its fixtures or its folder; what starts a
trainer of its own is marked where it stands (``pytest.mark.cluster``), as are single tests that
compute for seconds (``long``) and the few that take minutes (``slow``).
"""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FIXTURES = {"browser": "browser", "trainer": "cluster"}
FOLDERS = {
    "tests/browser/": "browser",
    "tests/models/engine/": "trains",
    "tests/models/tasks/": "trains",
}
FILES = {  # they train networks on their way, or compute for seconds: by measured processor time
    "tests/hostile/test_flood.py": "long",
    "tests/models/data/test_photographs.py": "long",
    "tests/components/train/test_run_comparison.py": "trains",
    "tests/components/train/test_step_explainer.py": "trains",
    "tests/models/data/test_input_encoding.py": "trains",
    "tests/models/exercises/test_program_order.py": "trains",
    "tests/models/exercises/test_scripts.py": "trains",
    "tests/models/explain/test_neuron_off.py": "trains",
    "tests/models/export/test_older_keras.py": "trains",
    "tests/models/export/test_run_files.py": "trains",
    "tests/models/training/test_checkpoint.py": "trains",
    "tests/models/training/test_diagnostics.py": "trains",
    "tests/models/training/test_evaluation.py": "trains",
    "tests/models/training/test_presets.py": "trains",
    "tests/models/worker/test_plain_errors.py": "trains",
}


def kinds(item: pytest.Item) -> set[str]:
    """Return the markers a test gets by its fixtures, its folder and its file."""
    path = item.path.relative_to(ROOT).as_posix()
    found = {kind for name, kind in FIXTURES.items() if name in getattr(item, "fixturenames", ())}
    found |= {kind for folder, kind in FOLDERS.items() if path.startswith(folder)}
    return found | ({FILES[path]} if path in FILES else set())
