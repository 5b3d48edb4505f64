"""Explore: the learner's own runs by their notices, every recorded run, and settings to try."""

from collections.abc import Sequence

import streamlit as st

from components.diagnose.charts import climbing_chart, loss_chart, loss_legend, payload
from components.diagnose.run_charts import run_charts
from components.diagnose.stages import CLIMB
from components.nav.navigation import page_named
from components.nav.scene_links import scene_button, scene_number
from components.state import controls
from components.state.run_history import RunSummary
from components.state.session import current_session
from components.train.config_words import changes_text
from components.train.current_run import store_abandoned_runs
from components.train.diagnostics import TAUGHT, notice_text
from components.train.presets import choose_preset
from components.train.run_comparison import run_number
from components.ui.lesson_text import Lesson, scene_names
from models.exercises.recorded_runs import DIVERGED, RUNS, recorded_run
from models.runtime import run_registry
from models.training.config import TrainingConfig, lesson_config
from models.training.config_text import SETTINGS
from models.training.diagnostics import Diagnostic, diagnose
from models.training.presets import PRESETS

TRAIN = Lesson("train")


def own_runs(lesson: Lesson) -> None:
    """Show what the notices find in each of the learner's runs that ended.

    Args:
        lesson: has the words.
    """
    session = current_session()
    store_abandoned_runs(session)
    ended = session.runs.ended
    lesson.show("yours" if ended else "no runs")
    for run in ended:
        _own_run(lesson, run)


def _own_run(lesson: Lesson, run: RunSummary) -> None:
    view = run_registry.get(run.id)
    title = lesson.label("your run", number=run_number(run.name))
    settings = changed_settings(TrainingConfig(**run.settings))
    st.markdown(f"**{title}** · {settings} · {run.accuracy:.1%}")
    if view is None:
        st.markdown(lesson.label("forgotten"))
    else:
        _show_notices(lesson, diagnose(view), run.id)


def changed_settings(config: TrainingConfig) -> str:
    """Return in words what differs from the usual settings, and its epochs and images anyway."""
    usual = lesson_config()
    changed = {
        name: getattr(config, name)
        for name in SETTINGS
        if name in ("hidden_units", "epochs", "examples")
        or getattr(config, name) != getattr(usual, name)
    }
    return changes_text(TRAIN, changed)


def _show_notices(lesson: Lesson, notices: Sequence[Diagnostic], place: str) -> None:
    """Show notices by name, each with its text and where it is taught."""
    if not notices:
        st.markdown(lesson.label("nothing found"))
    for notice in notices:
        with st.expander(lesson.label(f"name {notice.name}"), icon=":material/school:"):
            st.markdown(notice_text(TRAIN, notice))
            if scene := TAUGHT.get(notice.name):
                label = lesson.label("see scene", scene=scene_number(lesson.name, scene))
                scene_button(label, f"see_{place}_{notice.name}", lesson.name, scene)


def explore_runs(lesson: Lesson) -> None:
    """Let the learner choose one of the recorded runs, and show its losses and its notices.

    Args:
        lesson: has the words.
    """
    lesson.show("recorded")
    number = controls.select(
        st.selectbox,
        lesson.label("recorded run"),
        range(len(RUNS)),
        "diagnose_run",
        default=0,
        format_func=lambda each: changed_settings(RUNS[each]),
    )
    config = RUNS[number]
    run = recorded_run(config)
    title = changed_settings(config)
    if config == DIVERGED:
        chart, axis = climbing_chart("explored", run, title, *CLIMB), "steps"
    else:
        chart, axis = loss_chart("explored", run, title, end=config.epochs), "epochs"
    data = payload(lesson, "explore", [chart], loss_legend(lesson), axis=axis, fills=False)
    run_charts(data, key="explored_run")
    _show_notices(lesson, run.notices, f"recorded_{number}")


def try_presets(lesson: Lesson) -> None:
    """Lead to *Train* with the settings of a preset.

    Args:
        lesson: has the words.
    """
    lesson.show("try")
    with st.container(horizontal=True):
        for name in PRESETS:
            label = lesson.label("try preset", name=TRAIN.label(f"preset {name}"))
            if st.button(label, key=f"try_{name}", on_click=choose_preset, args=(name,)):
                current_session().scenes.numbers["train"] = len(scene_names("train"))
                st.switch_page(page_named("train"))
