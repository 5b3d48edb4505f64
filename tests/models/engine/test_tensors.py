import numpy as np
import pytest

from models.data.datasets import Examples
from models.engine.tensors import SPLITS, full_tensors, sparse_partitions


def some_pictures(count: int = 40) -> Examples:
    """Pictures of 5×4 with ink here and there; the last column never has any."""
    random = np.random.default_rng(3)
    images = random.integers(1, 256, (count, 5, 4), np.uint8)
    images *= random.random(images.shape) < random.random((count, 1, 1)) / 2
    images[:, :, -1] = 0
    return Examples(images, np.arange(count, dtype=np.uint8))


@pytest.mark.parametrize("permuted", [False, True])
def test_parts_hold_every_picture_once_with_its_label_and_all_its_ink(permuted):
    examples = some_pictures()
    images, labels, _ = map(np.asarray, full_tensors(examples, permuted=permuted))
    put_together = {}
    for part in sparse_partitions(examples, permuted=permuted):
        for values, label in zip(np.asarray(part.images), np.asarray(part.labels), strict=True):
            image = np.zeros(images.shape[1], np.uint8)
            image[np.asarray(part.pixels)] = values
            put_together[int(label)] = image
    assert len(put_together) == len(labels)
    for label, image in zip(labels, images, strict=True):
        np.testing.assert_array_equal(put_together[int(label)], image)


def test_parts_leave_out_what_none_of_their_pictures_inks():
    parts = sparse_partitions(some_pictures())
    widths = [part.images.shape[1] for part in parts]
    assert len(parts) == len(SPLITS) + 1
    assert widths == sorted(widths)
    assert widths[0] < widths[-1] <= 15, "a column of five is white in every picture"


def test_fewer_pictures_than_parts_are_parted_too():
    examples = some_pictures(2)
    assert sorted(
        int(label) for part in sparse_partitions(examples) for label in np.asarray(part.labels)
    ) == [
        0,
        1,
    ]


def test_the_same_pictures_are_parted_once():
    examples = some_pictures()
    assert sparse_partitions(examples) is sparse_partitions(examples)
    assert sparse_partitions(examples) is not sparse_partitions(examples, permuted=True)
