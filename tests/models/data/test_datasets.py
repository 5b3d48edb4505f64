"""MNIST as it was published: every byte, and in its original order."""

import hashlib
import struct
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import numpy as np
import pytest

from models.data.datasets import DATA, DATASETS, first_examples, load, load_examples

IDX_FILES = {
    "train-images-idx3-ubyte": ("train", "images", "6bbc9ace898e44ae57da46a324031adb"),
    "train-labels-idx1-ubyte": ("train", "labels", "a25bea736e30d166cdddb491f175f624"),
    "t10k-images-idx3-ubyte": ("test", "images", "2646ac647ad5339dbf082846283269ea"),
    "t10k-labels-idx1-ubyte": ("test", "labels", "27ae3e4e09519cfbb04c329615203637"),
}


def as_idx(array):
    """Write an array of bytes the way the originals are: magic, lengths, then the bytes."""
    magic = 0x800 + array.ndim  # 08 stands for unsigned bytes, then the number of axes
    return struct.pack(f">{1 + array.ndim}i", magic, *array.shape) + array.tobytes()


@pytest.mark.parametrize("file", IDX_FILES)
def test_written_back_as_idx_each_file_has_its_published_md5(file):
    part, name, md5 = IDX_FILES[file]
    array = getattr(getattr(load("mnist"), part), name)
    assert hashlib.md5(as_idx(array)).hexdigest() == md5


@pytest.mark.parametrize("file", IDX_FILES)
def test_the_md5_sums_stand_beside_the_file_in_its_readme(file):
    assert f"| {file} | {IDX_FILES[file][2]} |" in (DATA / "README.md").read_text("utf-8")


def test_the_training_labels_count_as_published():
    counts = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
    assert np.bincount(load("mnist").train.labels).tolist() == counts


def test_the_training_pixels_have_the_published_mean_and_deviation():
    ink = load("mnist").train.images / np.float32(255)
    assert ink.mean(dtype=float) == pytest.approx(0.13066, abs=5e-6)
    assert ink.std(dtype=float) == pytest.approx(0.30811, abs=5e-6)


@pytest.mark.parametrize("count", [1, 60, 10_001])
def test_the_first_examples_are_those_of_the_whole_part(count):
    first, whole = first_examples("mnist", "test", count), load_examples("mnist", "test")
    assert np.array_equal(first.images, whole.images[:count])
    assert np.array_equal(first.labels, whole.labels[:count])
    assert not first.images.flags.writeable


@pytest.mark.parametrize("name", DATASETS)
def test_every_dataset_has_one_label_a_picture_and_a_class_for_every_label(name):
    dataset = load(name)
    for examples in (dataset.train, dataset.test):
        assert examples.images.ndim in (3, 4)
        assert examples.images.dtype == examples.labels.dtype == np.uint8
        assert examples.labels.shape == (len(examples.images),)
        assert np.unique(examples.labels).tolist() == list(range(len(dataset.classes)))


@pytest.mark.parametrize("name", DATASETS)
def test_no_array_of_a_dataset_can_be_written_to(name):
    dataset = load(name)
    for examples in (dataset.train, dataset.test):
        with pytest.raises(ValueError, match="read-only"):
            examples.images[0, 0, 0] = 1
        with pytest.raises(ValueError, match="read-only"):
            examples.labels[0] = 1


@pytest.mark.parametrize("name", DATASETS)
def test_a_dataset_is_loaded_once_a_process(name):
    assert load(name) is load(name)


def test_a_class_that_opens_the_page_at_once_reads_the_pictures_once(monkeypatch, tmp_path):
    pupils, pictures = 6, np.zeros((20_000, 28, 28), np.uint8)  # large enough to overlap
    labels = np.zeros(20_000, np.uint8)
    file = tmp_path / "class.npz"
    np.savez_compressed(file, x_train=pictures, y_train=labels, x_test=pictures, y_test=labels)
    monkeypatch.setitem(DATASETS, "class", replace(DATASETS["mnist"], file=file))
    ready = Barrier(pupils)

    def open_page(_):
        ready.wait()
        return load("class")

    with ThreadPoolExecutor(pupils) as room:
        loaded = list(room.map(open_page, range(pupils)))
    assert len({id(dataset.train.images) for dataset in loaded}) == 1
    assert len({id(dataset.test.images) for dataset in loaded}) == 1


def test_an_unknown_dataset_is_refused_naming_the_known_ones():
    with pytest.raises(ValueError, match="no dataset is called 'cifar'") as refusal:
        load("cifar")
    assert all(name in str(refusal.value) for name in DATASETS)
