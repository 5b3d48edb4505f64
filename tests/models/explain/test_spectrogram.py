"""A tone's frequencies stand in the spectrogram where they are in the sound."""

import numpy as np

from models.explain.spectrogram import FIRST, LAST, RATE, SECONDS, WINDOW, rising_tone, spectrogram


def frequencies(image: np.ndarray) -> np.ndarray:
    """The strongest frequency of each window with sound, in hertz."""
    loud = image.max(axis=0) > 0.3
    rows = len(image) - 1 - image[:, loud].argmax(axis=0)
    return rows * RATE / WINDOW


def test_the_tone_rises_from_its_first_frequency_to_its_last():
    found = frequencies(spectrogram(rising_tone(0.0)))
    assert (np.diff(found) >= 0).all()
    wide = 3 * RATE / WINDOW
    assert abs(found[0] - FIRST) < wide
    assert abs(found[-1] - LAST) < wide


def test_a_sound_that_begins_later_is_the_same_image_further_to_the_right():
    sound, later = rising_tone(0.0), rising_tone(0.2)
    shift = round(0.2 * RATE)
    np.testing.assert_array_equal(sound[:-shift], later[shift:])
    assert np.count_nonzero(sound) <= round(SECONDS * RATE)
    by = WINDOW // 2
    image, moved = spectrogram(rising_tone(0.0)), spectrogram(rising_tone(4 * by / RATE))
    np.testing.assert_allclose(image[:, :-4], moved[:, 4:], atol=1e-9)


def test_silence_is_black():
    assert not spectrogram(np.zeros(RATE)).any()
