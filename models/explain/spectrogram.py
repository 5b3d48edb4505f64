"""Sound as numbers, and as an image: which frequencies it has at which time."""

import numpy as np

from models.nn.arrays import Array, readonly

RATE = 16_000  # values of a second
WINDOW = 512  # values that are looked at together
FREQUENCIES = 64  # rows: the lowest 2,000 hertz
FIRST, LAST = 300, 1500  # hertz, at the tone's beginning and end
SECONDS = 0.4  # that the tone lasts


def rising_tone(begin: float) -> Array:
    """Return a second of sound: a tone that rises, and silence around it, (RATE,).

    Args:
        begin: seconds of silence before it.
    """
    time = np.arange(round(SECONDS * RATE)) / RATE
    # The phase of a frequency that grows evenly.
    phase = 2 * np.pi * (FIRST * time + (LAST - FIRST) * time**2 / (2 * SECONDS))
    sound = np.zeros(RATE)
    start = round(begin * RATE)
    sound[start : start + len(time)] = np.sin(phase)
    return readonly(sound)


def spectrogram(sound: Array) -> Array:
    """Return how strong each frequency is in each window, from 0 to 1, (FREQUENCIES, windows).

    Args:
        sound: (values,), at least one window.

    Returns:
        The lowest frequency is the last row.
    """
    count = 1 + 2 * (len(sound) - WINDOW) // WINDOW
    starts = np.arange(count) * (WINDOW // 2)
    windows = np.stack([sound[start : start + WINDOW] for start in starts]) * np.hanning(WINDOW)
    strength = np.abs(np.fft.rfft(windows))[:, :FREQUENCIES].T[::-1]
    return readonly(strength / (strength.max() or 1.0))
