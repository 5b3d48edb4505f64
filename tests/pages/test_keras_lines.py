"""The lines of Keras beside a scene make what the scene says Keras prints of them."""

import keras
import pytest

from components.state.session import Session
from components.ui.question_text import OTHER, parse_question
from models.sequential.blank import GAP
from models.sequential.model import LayerStack, layer
from models.sequential.summary import summary_rows
from tests.pages.visit import at_scene, choose, control, session, words

SCENES = {
    "flatten": {2: (3, 3), 4: (3, 3), 8: (3, 3), 9: (28, 28)},
    "dense": {5: (3, 3), 6: (1, 3), 7: (1, 3), 8: (3, 3), 12: (28, 28)},
    "network": {1: (28, 28), 2: (28, 28), 3: (28, 28), 4: (28, 28)},
    "train": {1: (28, 28), 3: (28, 28)},
    "step": {2: (28, 28)},
}
"""Every scene with lines, and the shape of the image on its stage."""
CASES = [(lesson, number) for lesson, scenes in SCENES.items() for number in scenes]


def built(code: str) -> keras.Sequential:
    """What the lines make, up to where they want images."""
    keras.utils.clear_session()
    names: dict = {}
    exec(code.partition("network.fit(")[0], names)
    return names["network"]


def program(at) -> str:
    """The lines of a scene; before those of a training, the lines of its network."""
    code = at.code[0].value
    return code if "keras.Sequential" in code else f"{at_scene('train', 1).code[0].value}\n{code}"


def as_table(network: keras.Sequential) -> list[tuple[str, str, str]]:
    return [
        (
            f"{each.name} ({type(each).__name__})",
            str(each.output.shape),
            f"{each.count_params():,}",
        )
        for each in network.layers
    ]


@pytest.mark.parametrize(("lesson", "number"), CASES)
def test_keras_builds_of_the_lines_what_the_table_says(lesson, number):
    at = at_scene(lesson, number)
    network = built(program(at))
    assert network.input_shape == (None, *SCENES[lesson][number])
    table = at.table[0].value
    assert [(name, *row) for name, *row in table.itertuples()] == as_table(network)
    assert f"**{network.count_params():,}**" in "".join(each.value for each in at.markdown)


def test_no_question_has_lines_beside_it_that_might_answer_it():
    learner = Session()
    assert not at_scene("flatten", 1, learner).code
    assert not at_scene("dense", 10, Session()).code


def test_the_lines_of_the_training_are_those_of_the_learners_own_settings():
    at = at_scene("train", 3)
    choose(at, "plan_epochs", 3)
    choose(at, "plan_optimizer", "momentum")
    code = program(at)
    network = built(code)
    assert (network.optimizer.name, float(network.optimizer.momentum)) == ("sgd", 0.9)
    assert "epochs=3," in code
    choose(at, "plan_dropout", 0.5)
    assert not at.code  # they would be other lines


def test_hiding_keras_hides_its_lines_too():
    learner = Session()
    learner.display.hidden = ("keras",)
    assert not at_scene("flatten", 2, learner).code


def test_a_summary_is_of_flatten_and_dense_alone():
    with pytest.raises(ValueError, match="Conv2D"):
        summary_rows(LayerStack((28, 28, 1), (layer("Conv2D"),)))


# The blank

BLANK_SCENE = 11
QUESTION = "dense.line"


def filled(number: int | None = None):
    """The scene with the blank, once a number was written into it."""
    at = at_scene("dense", BLANK_SCENE, Session())
    if number is None:
        return at
    control(at, f"guess_{QUESTION}").set_value(number).run()
    return at.button(key=f"check_{QUESTION}").click().run()


def table_of(at) -> list[tuple[str, ...]]:
    return [(name, *row) for name, *row in at.table[0].value.itertuples()]


def test_the_blank_is_one_until_a_number_is_written_and_the_row_asked_for_hides_it():
    at = filled()
    assert f"Dense({GAP}, activation=" in at.code[0].value
    assert table_of(at)[-1] == ("dense (Dense)", "(None, ?)", "100,480")
    assert "128" not in at.code[0].value + str(table_of(at))


@pytest.mark.parametrize("number", [1, 10, 128, 784, 785])
def test_keras_makes_the_row_that_is_shown_of_any_number_in_the_blank(number):
    at = filled(number)
    network = built(at.code[0].value)
    row = as_table(network)[-1]
    assert table_of(at)[0] == as_table(network)[0]
    assert table_of(at)[-1][1:] == row[1:]
    is_right = network.count_params() == 100_480
    assert session(at).answers.correct[QUESTION] == is_right
    assert len(table_of(at)) == (2 if is_right else 3)


def test_the_usual_wrong_numbers_of_the_blank_are_known_and_keras_refuses_zero():
    _, options = parse_question("dense", "line")
    told = {option.text: option.feedback for option in options}
    assert [option.text for option in options if option.is_right] == ["128"]
    assert set(told) == {"128", "785", "784", "100480", "10", "0", OTHER}
    assert told["0"] in words(filled(0))
    assert len(table_of(filled(0))) == 2
    with pytest.raises(ValueError, match="positive integer"):
        built(filled(0).code[0].value)
