"""Stages of the Dense lesson: a neuron, two layers or a whole layer, as a scene tells of it."""

import numpy as np

from components.dense.collapse_view import collapse_view
from components.dense.layer_context import LayerContext
from components.dense.layer_view import layer_stage
from components.dense.neuron_view import neuron_stage
from components.dense.template_view import template_view
from components.dense.threshold_view import threshold_view
from components.drawing.network_input import first_dense
from components.scripts.keras_blank import keras_blank
from components.scripts.keras_lines import KerasLines, lines_of
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.exercises.worked_example import first_network
from models.nn.dense import DenseLayer, DenseTrace, trace_dense
from models.nn.network import shipped_layers
from models.sequential.blank import Blank

STROKE = np.array([[0.0, 1, 0], [0, 1, 0], [0, 1, 0]])
STROKE_WEIGHTS = np.array([[-1.0, 1, -1], [-1, 1, -1], [-1, 1, -1]])
ROW = np.array([[1.0, 2, 3]])
ROW_WEIGHTS = np.array([[1.0, -1, 2]])
ROW_SUM = float((ROW * ROW_WEIGHTS).sum())
BLANKS = DenseLayer(np.array([[0.5], [2.0], [-1.0]]), np.array([1.5]), "relu")
HIDDEN = DenseLayer(np.array([[1.0, 2.0]]), np.array([1.0, -2.0]))
STORY = 54  # the trained neuron that is lit at first
OUTPUT = DenseLayer(np.array([[1.0], [-1.0]]), np.array([0.0]))


def template_stage(lesson: Lesson) -> None:
    """Show a neuron whose weights look like an upright stroke, on such a stroke."""
    words = lesson.words("template")
    template_view(STROKE, STROKE_WEIGHTS, words, reach=6, is_drawable=True)


def sum_stage(lesson: Lesson, *, is_open: bool) -> None:
    """Show three values and three weights; products and sum once they may be seen."""
    words = lesson.words("template")
    template_view(ROW, ROW_WEIGHTS, words, reach=12, is_open=is_open, key="sum_view")


def bias_stage(lesson: Lesson) -> None:
    """Show the same neuron's output over its weighted sum."""
    threshold_view(ROW_SUM, -2.0, lesson.words("threshold"))


def activation_stage(lesson: Lesson) -> None:
    """Show two layers that are one straight line, or have corners."""
    collapse_view(HIDDEN, OUTPUT, lesson.words("collapse"))


def example() -> DenseTrace:
    """Return the layer of the worked example: nine inputs, four neurons."""
    return first_network().dense[0]


def watch_stage(lesson: Lesson) -> None:
    """Show a neuron of the worked example, term by term."""
    neuron_stage(example(), 0, _context(example(), (3, 3), 9.0), lesson.words("neuron"))


def watch_lines() -> KerasLines:
    """Return Keras's lines for the worked example."""
    return lines_of((3, 3), [example().layer])


def practice_lines() -> KerasLines:
    """Return Keras's lines for the neuron of three inputs."""
    return lines_of((1, 3), [BLANKS])


def practice_stage(lesson: Lesson, mode: str) -> None:
    """Let the learner compute a neuron of three inputs.

    Args:
        lesson: has the view's words.
        mode: ``blanks`` or ``alone``.
    """
    trace = trace_dense(ROW.ravel(), BLANKS)
    context, words = _context(trace, (1, 3), 3.0), lesson.words("neuron")
    neuron_stage(trace, 0, context, words, mode, key=f"{mode}_stage")


def example_layer(
    lesson: Lesson,
    *,
    panel: str = "none",
    has_edges: bool = True,
    lit: int | None = None,
    note: str = "",
) -> None:
    """Show all neurons of the worked example."""
    context = _context(example(), (3, 3), 9.0)
    words = lesson.words("layer")
    layer_stage(example(), context, words, panel=panel, has_edges=has_edges, lit=lit, note=note)


def parameters_stage(lesson: Lesson, *, is_open: bool) -> None:
    """Show the worked example's layer, and how its parameters are counted once that may be seen."""
    inputs, units = example().layer.kernel.shape
    counts = {"inputs": inputs, "units": units, "weights": inputs * units}
    note = lesson.format("count", **counts, parameters=example().layer.parameters)
    example_layer(lesson, panel="parameters" if is_open else "none", note=note if is_open else "")


def line_stage(lesson: Lesson, key: str, *, is_open: bool) -> None:
    """Show the code of the trained network's first Dense layer without its number of neurons.

    Args:
        lesson: has the question.
        key: of the question; its last answer fills the blank.
        is_open: whether it was answered, or its answer is to be shown.
    """
    blank = Blank(drawing_lines().stack)
    given = current_session().answers.given.get(f"{lesson.name}.{key}", [blank.units])
    keras_blank(blank, given[-1] if is_open else None)


def drawing_stage(lesson: Lesson) -> None:
    """Show the learner's drawing on its way through the trained network's first Dense layer."""
    session = current_session()
    trace = first_dense(session)
    follows_pad = bool(session.drawing.levels.any())  # else it reads a test image
    context = _context(trace, (28, 28), 1.0, digits=4, follows_pad=follows_pad)
    words = lesson.words("layer")
    layer_stage(trace, context, words, panel="card", lit=STORY, key="drawing_stage")


def drawing_lines() -> KerasLines:
    """Return Keras's lines for the trained network's first Dense layer."""
    return lines_of((28, 28), shipped_layers()[:1])


def _context(
    trace: DenseTrace,
    shape: tuple[int, ...],
    brightest: float,
    *,
    digits: int = 2,
    follows_pad: bool = False,
) -> LayerContext:
    """Return how a stage shows a layer, which keeps its own numbers."""
    layer = trace.layer
    return LayerContext(
        start=layer,
        shape=shape,
        brightest=brightest,
        digits=digits,
        layer_key=("stage", *layer.kernel.shape, ""),
        is_prepared=follows_pad,
        follows_pad=follows_pad,
    )
