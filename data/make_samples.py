"""Makes the sample pictures a learner can upload: ``python -m data.make_samples``.

Real handwriting, from MNIST's test images, on paper and boards that are computed.
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).parent.parent))  # python data/make_samples.py works too

from data.handwriting import photographed, placed, written
from models.data.datasets import load
from models.nn.arrays import Array

SAMPLES = Path(__file__).parent / "samples"
SIDEWAYS = 6  # EXIF: the camera was held upright and stored its picture lying
WARM_PAPER, BLUE_INK = (1.0, 0.97, 0.9), (-0.06, 0.0, 0.16)


def _ink(index: int, canvas: tuple[int, int], size: float, where: tuple[float, float], **pen):
    rng = np.random.default_rng(index)
    return placed(written(load("mnist").test.images[index], rng, **pen), canvas, size, where)


def _photo(ink: Array, seed: int) -> Image.Image:
    """Blue ink on warm paper, in uneven light."""
    gray = photographed(ink, np.random.default_rng(seed), jpeg=False)[..., np.newaxis]
    colors = gray * WARM_PAPER + ink[..., np.newaxis] * BLUE_INK
    return Image.fromarray((np.clip(colors, 0, 1) * 255).astype(np.uint8))


def _gray(values: Array) -> Image.Image:
    return Image.fromarray((np.clip(values, 0, 1) * 255).astype(np.uint8))


def make() -> None:
    """Write all samples; README.md says of each what it is."""
    SAMPLES.mkdir(exist_ok=True)
    photo = _photo(_ink(15, (500, 400), 0.42, (0.72, 0.25), pen=0.4), 3)
    photo.save(SAMPLES / "photo_of_a_5.jpg", quality=80)
    sideways = _photo(_ink(32, (360, 360), 0.5, (0.4, 0.6), pen=0.6), 8)
    exif = Image.Exif()
    exif[0x0112] = SIDEWAYS
    sideways = sideways.transpose(Image.Transpose.ROTATE_90)
    sideways.save(SAMPLES / "photo_of_a_3_held_sideways.jpg", quality=80, exif=exif)
    _gray(1 - _ink(17, (300, 300), 0.3, (0.15, 0.9), pen=0.15)).save(
        SAMPLES / "thin_7_in_a_corner.png"
    )
    chalk = 0.12 + 0.75 * _ink(1, (240, 320), 0.8, (0.5, 0.5), pen=0.75)
    chalk += np.random.default_rng(2).normal(0, 0.02, chalk.shape)
    _gray(chalk).save(SAMPLES / "chalk_2.jpg", quality=85)
    Image.fromarray(load("mnist").test.images[4]).save(SAMPLES / "mnist_4.png")


if __name__ == "__main__":
    make()
