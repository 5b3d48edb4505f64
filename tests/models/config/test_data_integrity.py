"""What the lesson comes with is looked at before it begins."""

import shutil
import subprocess
import sys

import pytest

from models.config.data_integrity import DATA, FILES, SUMS, verify
from models.data.datasets import DATASETS

ROOT = DATA.parent


@pytest.fixture
def copy(tmp_path):
    for name in (*FILES, SUMS.name):
        shutil.copy(DATA / name, tmp_path)
    return tmp_path


def test_every_shipped_file_is_the_one_that_was_shipped():
    verify()
    assert [line.split()[1] for line in SUMS.read_text("ascii").splitlines()] == list(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(copy, name):
    (copy / name).unlink()
    with pytest.raises(ValueError, match=f"{name} cannot be read .No such file"):
        verify(copy / SUMS.name)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_named(copy, name):
    with (copy / name).open("r+b") as file:
        file.seek(-100, 2)
        file.write(bytes(50))
    with pytest.raises(ValueError, match=f"{name} is damaged"):
        verify(copy / SUMS.name)


@pytest.mark.parametrize("name", FILES)
def test_a_list_that_leaves_a_file_out_is_no_list(copy, name):
    sums = copy / SUMS.name
    lines = sums.read_text("ascii").splitlines(keepends=True)
    sums.write_text("".join(line for line in lines if name not in line), "ascii")
    with pytest.raises(ValueError, match=f"{SUMS.name} names no {name}; put the lesson's own"):
        verify(sums)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"not a sum\n", b"\xff\xfe\x00", bytes(99)])
def test_a_list_that_is_empty_or_something_else_is_no_list(copy, content):
    sums = copy / SUMS.name
    sums.write_bytes(content)
    with pytest.raises(ValueError, match=f"{SUMS.name} names no {FILES[0]}"):
        verify(sums)


def test_every_dataset_is_among_the_files_that_are_looked_at():
    assert {source.file.name for source in DATASETS.values()} <= set(FILES)


def test_without_its_data_the_lesson_ends_at_its_start_with_one_sentence(tmp_path):
    shutil.copy(ROOT / "app.py", tmp_path)
    for name in ("components", "models", "pages", "lessons", ".streamlit", "server"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copytree(DATA, tmp_path / "data")
    (tmp_path / "data" / "mnist.npz").write_bytes(b"not MNIST")
    ended = subprocess.run(
        [sys.executable, "app.py"], cwd=tmp_path, capture_output=True, text=True, timeout=120
    )
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "mnist.npz is damaged" in ended.stderr
    assert "Traceback" not in ended.stderr
