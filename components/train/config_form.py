"""The form of a training: its settings, and the button that starts it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from components.drawing.labeled_digit import scene_digit
from components.state import controls
from components.state.hidden_controls import is_visible
from components.state.session import current_session
from components.train.config_words import changes_text, value_text
from components.ui.lesson_text import Lesson, error_sentence
from models.data.input_encoding import ENCODINGS
from models.runtime import run_registry
from models.texts import LearnerError, sentence
from models.training.checkpoint import may_branch
from models.training.config import (
    MAX_UNITS,
    OPTIMIZERS,
    TRAIN_SIZE,
    TrainingConfig,
    lesson_config,
)
from models.training.config_text import (
    HIDDEN_ACTIVATIONS,
    MAX_HIDDEN,
    SETTINGS,
    padded_units,
)
from models.training.lineage import Lineage

SINGLE_SETTINGS = (
    "activation", "optimizer", "learning_rate", "batch_size", "epochs", "examples", "validation",
    "seed", "l2", "dropout", "pixels",
)  # fmt: skip


def _chosen_config() -> TrainingConfig:
    """Return the config that the form shows.

    Raises:
        ValueError: a setting is invalid, which only a forged browser message can be.
    """
    return _config_of(st.session_state)


def _config_of(values: Any) -> TrainingConfig:
    """Return the config that the form shows as some values, by its widgets' keys."""
    chosen = {name: values[f"plan_{name}"] for name in SINGLE_SETTINGS}
    layers = values["plan_layers"]
    if layers not in range(MAX_HIDDEN + 1):
        raise LearnerError("hidden layers", most=MAX_HIDDEN, given=layers)
    hidden = tuple(values[f"plan_units_{layer}"] for layer in range(layers))
    return TrainingConfig(hidden_units=hidden, **chosen)


def shown_config() -> TrainingConfig | None:
    """Return the config that *Train* would train now; None while a setting is invalid."""
    try:
        return _config_of(form_values())
    except (KeyError, TypeError, ValueError):  # of a forged message; *Train* shows the error
        return None


def config_values(config: TrainingConfig) -> dict[str, Any]:
    """Return what the form's widgets show for a config, by their keys."""
    values = {f"plan_{name}": getattr(config, name) for name in SINGLE_SETTINGS}
    units = padded_units(config.hidden_units)
    return values | {
        "plan_examples": config.images_of(TRAIN_SIZE),
        "plan_layers": len(config.hidden_units),
        **{f"plan_units_{layer}": units[layer] for layer in range(MAX_HIDDEN)},
    }


def form_values() -> dict[str, object]:
    """Return what the form's widgets show now, by their keys."""
    defaults = config_values(lesson_config())
    return {key: st.session_state.get(key, value) for key, value in defaults.items()}


def fill_form(values: dict[str, object]) -> None:
    """Have the form's widgets show values; for a control's callback.

    Args:
        values: by the widgets' keys.
    """
    st.session_state.update(values)


def show_settings(settings: dict) -> TrainingConfig:
    """Show settings in the form; for a button's callback.

    Args:
        settings: as ``TrainingConfig`` takes them; frozen layers train again, as the form has no
            control for them.

    Returns:
        The config that *Train* would train now.
    """
    config = replace(TrainingConfig(**settings), frozen=())
    fill_form(config_values(config))
    return config


def run_again(settings: dict, lineage: Lineage = ()) -> None:
    """Show settings in the form, and start a run with them; for a button's callback.

    Args:
        settings: as ``TrainingConfig`` takes them.
        lineage: of a branch, which starts once more from the same step; a network of another
            architecture cannot, and trains from its first step, with no layer frozen.
    """
    config, shown = TrainingConfig(**settings), show_settings(settings)
    branches = bool(lineage) and may_branch(config, TrainingConfig(**lineage[-1][0]))
    _start(lambda: config if branches else shown, lineage if branches else ())


def config_form(lesson: Lesson) -> None:
    """Let the learner choose what to train, and start it.

    Args:
        lesson: has the labels, and the help on each setting.
    """
    settings_controls(lesson)
    train_button(lesson)


def settings_controls(lesson: Lesson) -> None:
    """Let the learner choose what to train.

    Args:
        lesson: has the labels, and the help on each setting.
    """
    begin_form()
    _limit_examples()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if is_visible("units"):
            _layer_controls(lesson)
        if is_visible("activation"):
            _menu(lesson, "activation", list(HIDDEN_ACTIVATIONS), 150)
        _number(lesson, "epochs", 1, 100, 130)
    if is_visible("more"):
        _more_settings(lesson)
    _show_hidden_changes(lesson)


def begin_form() -> None:
    """Set the form's values where neither a link nor the learner has."""
    for key, value in config_values(lesson_config()).items():
        st.session_state.setdefault(key, value)


def train_button(lesson: Lesson) -> None:
    """Let the learner start a run with the settings as they are."""
    begin_form()
    st.button(
        lesson.label("train"),
        type="primary",
        icon=":material/play_arrow:",
        key="train",
        on_click=_start,
    )
    if error := current_session().errors.get("training"):
        st.error(error)


def _layer_controls(lesson: Lesson) -> None:
    layers = controls.select(
        st.segmented_control,
        lesson.label("layers"),
        range(MAX_HIDDEN + 1),
        "plan_layers",
        required=True,
    )
    for layer in range(layers):
        controls.number(
            st.number_input,
            lesson.label("units", layer=layer + 1),
            1,
            MAX_UNITS,
            f"plan_units_{layer}",
            default=config_values(lesson_config())[f"plan_units_{layer}"],
            width=170,
        )


def _more_settings(lesson: Lesson) -> None:
    with (
        st.expander(lesson.format("more settings")),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        _menu(lesson, "optimizer", list(OPTIMIZERS), 150)
        _number(lesson, "learning_rate", 1e-6, 100.0, 170, format="%.6g", step=1e-3)
        _number(lesson, "batch_size", 1, 10_000, 150)
        _image_controls(lesson)
        if is_visible("seed"):
            _number(lesson, "seed", 0, 2**31 - 1, 150, help=lesson.format("seed"))
        text = lesson.format("l2")
        _number(lesson, "l2", 0.0, 1.0, 150, format="%.6g", step=1e-4, help=text)
        text = lesson.format("dropout")
        _number(lesson, "dropout", 0.0, 0.95, 150, format="%.2f", step=0.1, help=text)
        text = lesson.format("pixels")
        _menu(
            lesson,
            "pixels",
            list(ENCODINGS),
            260,
            format_func=lambda key: value_text(lesson, "pixels", key),
            help=text,
        )


def _image_controls(lesson: Lesson) -> None:
    """Let the learner choose how many images train the network, and how many are validation."""
    validation = st.session_state["plan_validation"]
    available = TRAIN_SIZE - validation
    _number(lesson, "examples", 1, available, 170, default=available, step=1000)
    _number(
        lesson,
        "validation",
        0,
        TRAIN_SIZE - 1,
        170,
        step=1000,
        help=lesson.format("validation"),
        on_change=_keep_all_examples,
        args=(available,),
    )


def _keep_all_examples(before: int) -> None:
    """Train on all images that validation leaves, if it was all of them before."""
    if st.session_state["plan_examples"] == before:
        st.session_state["plan_examples"] = TRAIN_SIZE - st.session_state["plan_validation"]


def _limit_examples() -> None:
    """Train on all images where a link asks for more than validation leaves."""
    validation, examples = (st.session_state[f"plan_{each}"] for each in ("validation", "examples"))
    st.session_state["plan_examples"] = min(examples, TRAIN_SIZE - validation)


def _show_hidden_changes(lesson: Lesson) -> None:
    """Name the settings that are not at their default and not in sight."""
    try:
        config, defaults = _chosen_config(), lesson_config()
    except (KeyError, TypeError, ValueError):  # of a forged message; *Train* shows the error
        return
    in_sight = {
        "epochs",
        "hidden_units" * is_visible("units"),
        "activation" * is_visible("activation"),
    }
    others = {name: getattr(config, name) for name in SETTINGS if name not in in_sight}
    changed = {name: value for name, value in others.items() if value != getattr(defaults, name)}
    if changed:
        lesson.show("out of sight", settings=changes_text(lesson, changed))


def _number(
    lesson: Lesson, name: str, minimum: float, maximum: float, width: int, **options: Any
) -> None:
    key = f"plan_{name}"
    options = {"default": config_values(lesson_config())[key], "width": width} | options
    controls.number(
        st.number_input, lesson.label(f"setting {name}"), minimum, maximum, key, **options
    )


def _menu(lesson: Lesson, name: str, names: list[str], width: int, **options: object) -> None:
    options |= {"default": getattr(lesson_config(), name), "width": width}
    label = lesson.label(f"setting {name}")
    controls.select(st.selectbox, label, names, f"plan_{name}", **options)


def refusal(error: Exception) -> str:
    """Return why settings start no run, in sentences.

    Args:
        error: what their config raised; one that is no ``ValueError`` means a setting is missing.
    """
    missing = not isinstance(error, ValueError)
    reason = sentence("setting missing") if missing else error_sentence(error)
    return sentence("nothing started", reason=reason)


def _start(
    make_config: Callable[[], TrainingConfig] = _chosen_config, lineage: Lineage = ()
) -> None:
    """Start a run; an invalid setting starts nothing and changes nothing."""
    session = current_session()
    try:
        run_id = run_registry.start(
            make_config(),
            learner_id=session.id,
            lineage=lineage,
            probe=scene_digit(session).image,
        )
    except (KeyError, TypeError, ValueError) as error:
        session.errors["training"] = refusal(error)
        return
    session.errors.pop("training", None)
    session.runs.follow(run_id)
