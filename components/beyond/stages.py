"""Stages of the lesson on what comes next: shuffled pixels, sequences, sound, a first neuron."""

import numpy as np
import pandas as pd
import streamlit as st

from components.drawing.labeled_digit import scene_image
from components.state import controls
from components.ui.lesson_text import Lesson
from components.ui.numbers import HIDDEN
from components.ui.picture_row import Figure, picture_stage
from components.ui.stage_panel import stage_panel
from models.exercises.experiments import stored_run, validation_accuracy
from models.exercises.transforms import reorder
from models.explain.spectrogram import RATE, rising_tone, spectrogram
from models.nn.arrays import Array
from models.nn.layer_cost import VGG16_MAP, VGG16_UNITS, flatten_head, pooling_head

BEGIN, INPUTS, THRESHOLD = "sound_begin", "origin_inputs", "origin_threshold"  # controls
LATEST = 0.5  # seconds at which the sound begins
NAMES = "ABC"  # of the inputs


def shuffled_stage(lesson: Lesson, *, is_open: bool) -> None:
    """Show the digit and its pixels shuffled; what both networks make of it once it may be seen."""
    lines = []
    if is_open:
        run = stored_run("permuted")
        for name in ("dense", "cnn"):
            before, after = (
                f"{validation_accuracy(run, part):.1%}" for part in (name, f"{name}_permuted")
            )
            lines.append(lesson.label(f"shuffled {name}", before=before, after=after))
    picture_stage(
        [
            Figure(scene_image(), lesson.label("your digit")),
            Figure(reorder(scene_image(), "shuffled"), lesson.label("shuffled")),
        ],
        lines,
    )


def sequence_stage(lesson: Lesson, *, is_open: bool) -> None:
    """Show two sentences as rows of words, and where one word of both is in the vector."""
    word = lesson.label("word")
    sentences = [lesson.label(name).split() for name in ("sentence", "longer sentence")]
    vocabulary = sorted(set().union(*sentences))
    steps = max(map(len, sentences))
    column, figures, lines = vocabulary.index(word), [], []
    for sentence in sentences:
        row = sentence.index(word)
        figures.append(
            Figure(
                one_hot_rows(sentence, vocabulary, steps),
                " ".join(sentence),
                mark={"row": row, "column": column, "side": 1},
            )
        )
        gaps = {"row": row, "width": len(vocabulary), "column": column}
        index = row * len(vocabulary) + column if is_open else HIDDEN
        lines.append(lesson.label("index of word", word=word, **gaps, index=index))
    picture_stage(figures, lines)


def one_hot_rows(sentence: list[str], vocabulary: list[str], steps: int) -> Array:
    """Return a sentence as numbers: a row per word, with a 1 in the column of that word.

    Args:
        sentence: at most so many words.
        vocabulary: all words there are.
        steps: rows; those behind the sentence are 0.

    >>> one_hot_rows(["b", "a"], ["a", "b"], 3)
    array([[0., 1.],
           [1., 0.],
           [0., 0.]])
    """
    rows = np.zeros((steps, len(vocabulary)))
    for step, word in enumerate(sentence):
        rows[step, vocabulary.index(word)] = 1
    return rows


def begin_control(lesson: Lesson) -> None:
    """Let the learner choose when the sound begins."""
    controls.number(st.slider, lesson.label("begins at"), 0.0, LATEST, BEGIN, default=0.2, step=0.1)


def sound_stage(lesson: Lesson) -> None:
    """Show a sound of one second as an image: at the beginning, and where the slider has it."""
    chosen = st.session_state.get(BEGIN)
    begin = chosen if isinstance(chosen, float) and 0 <= chosen <= LATEST else 0.2
    images = [spectrogram(rising_tone(each)) for each in (0.0, begin)]
    picture_stage(
        [
            Figure(image, lesson.label("sound", seconds=f"{seconds:.1f}"))
            for image, seconds in zip(images, (0.0, begin), strict=True)
        ],
        [
            lesson.label("axes of sound"),
            lesson.label("sound values", rate=f"{RATE:,}", shift=f"{round(begin * RATE):,}"),
        ],
    )


def origin_controls(lesson: Lesson) -> None:
    """Let the learner switch the three inputs, and move the threshold."""
    controls.select_several(
        st.pills,
        lesson.label("inputs on"),
        list(NAMES),
        INPUTS,
        default=list(NAMES[:2]),
        selection_mode="multi",
    )
    controls.number(st.slider, lesson.label("threshold"), 1, len(NAMES), THRESHOLD, default=2)


def origin_stage(lesson: Lesson) -> None:
    """Show the neuron of McCulloch and Pitts: a switch that is on from a number of inputs on."""
    chosen = st.session_state.get(INPUTS, list(NAMES[:2]))
    threshold = st.session_state.get(THRESHOLD, 2)
    inputs = np.array([float(name in chosen) for name in NAMES])
    total = int(inputs.sum())
    is_on = total >= threshold
    numbers = [f"{value:.0f}" for value in inputs]
    picture_stage(
        [
            Figure(
                inputs[:, np.newaxis],
                lesson.label("inputs", names=", ".join(NAMES)),
                numbers=numbers,
            ),
            Figure(
                np.array([[float(is_on)]]),
                lesson.label("cell on" if is_on else "cell off"),
                numbers=[str(int(is_on))],
            ),
        ],
        [
            lesson.label(
                "reached" if is_on else "not reached",
                sum=" + ".join(numbers),
                total=total,
                threshold=threshold,
            )
        ],
    )


def heads_stage(lesson: Lesson, *, is_open: bool) -> None:
    """Show what both heads cost behind VGG16's convolutions, once that may be seen."""
    costs = {
        "Flatten": flatten_head(VGG16_MAP, VGG16_UNITS),
        "GlobalAveragePooling2D": pooling_head(VGG16_MAP, VGG16_UNITS),
    }
    columns = [lesson.label(name) for name in ("reads", "parameters")]
    rows = [
        [f"{cost.inputs:,}", f"{cost.parameters:,}" if is_open else HIDDEN]
        for cost in costs.values()
    ]
    with stage_panel():
        st.table(pd.DataFrame(rows, index=list(costs), columns=columns), width="content")
        shape = " × ".join(map(str, VGG16_MAP))
        st.markdown(lesson.label("map of vgg", shape=shape, units=f"{VGG16_UNITS:,}"))
