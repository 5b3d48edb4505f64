"""The runs of an experiment: a stored one beside the learner's own, and the conclusion."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.questions.prediction import WIDTH
from components.remote.task_status import await_result, submit
from components.state import controls
from components.state.experiment_defaults import default_value
from components.state.session import current_session
from components.ui.bar_charts import Bar, bar_chart
from components.ui.dates import date_text
from components.ui.lesson_text import Lesson
from models.exercises.experiments import LAB_EXPERIMENTS, partial_results, stored_run

Conclusion = tuple[str, dict[str, Any]]  # a section, and its gaps


def stored_and_own_run(
    lesson: Lesson,
    name: str,
    show: Callable[[dict, str], None],
    conclusion: Callable[[dict], Conclusion],
) -> None:
    """Show the stored run and the learner's own side by side, and the conclusion.

    Args:
        lesson: has the experiment's texts.
        name: a key of ``LAB_EXPERIMENTS``.
        show: draws a result, partial or complete; called with a key for its widgets.
        conclusion: returns the section that follows from a complete result.
    """
    stored, own = stored_run(name), None
    sides = st.grid(2, min_column_width=330, gap="medium")
    with sides.cell():
        lesson.show("stored run", **_origin_gaps(lesson, name, stored))
        show(stored, f"{name}_stored")
    with sides.cell():
        lesson.show("own run")
        own = _own_run(lesson, name, show)
    section, gaps = conclusion(own or stored)
    show_conclusion(lesson, section, "own" if own else "stored", **gaps)


def show_conclusion(lesson: Lesson, section: str, whose: str, **gaps: object) -> None:
    """Show in one sentence what follows, and from which numbers.

    Args:
        lesson: has the section, and the label of whose numbers they are.
        section: what follows.
        whose: own or stored, of a run; or figures.
        **gaps: live values in the section.
    """
    with st.container(border=True, key="conclusion"):
        whose = lesson.label(f"whose {whose}")
        lesson.show("conclusion", whose=whose, sentence=lesson.format(section, **gaps))


def show_chart(figure: go.Figure, words: str, key: str) -> None:
    """Show a chart without a toolbar."""
    with st.container(width=WIDTH):
        st.plotly_chart(figure, config={"displayModeBar": False}, alt=words, key=key)


def show_error_rates(lesson: Lesson, result: dict, changed: dict[str, bool], key: str) -> None:
    """Show the error rate of each part on the validation images, and a table of its metrics.

    Args:
        lesson: has the chart's texts, and a label for each part.
        result: partial or complete.
        changed: of each part, whether it is the changed case.
        key: of the chart.
    """
    parts = {name: result["parts"][name] for name in changed if name in result["parts"]}
    final = {name: part["points"][-1] for name, part in parts.items()}
    bars = [
        Bar(lesson.label(f"part {name}"), 1 - point["validation_accuracy"], changed[name])
        for name, point in final.items()
    ]
    if bars:
        chart = bar_chart(bars, lesson.format("misclassified"))
        show_chart(chart, lesson.format("bars in words"), f"bars_{key}")
        st.table(_metrics_table(lesson, parts), width="content")


def _metrics_table(lesson: Lesson, parts: dict[str, dict]) -> pd.DataFrame:
    rows = {
        lesson.label(f"part {name}"): {
            lesson.label("column parameters"): f"{part['parameters']:,}"
            if "parameters" in part
            else "…",
            lesson.label("column epoch"): f"{part['points'][-1]['epoch']:.3g}",
            lesson.label("column accuracy"): f"{part['points'][-1]['validation_accuracy']:.2%}",
        }
        for name, part in parts.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index")


def _own_run(lesson: Lesson, name: str, show: Callable[[dict, str], None]) -> dict | None:
    """Let the learner start a run, show it, and return its result once it is complete."""
    request = current_session().requests.get(_request_name(name))
    _settings_form(lesson, name, busy=request is not None and request.pending)
    if request is None:
        lesson.show("not run")
        return None
    key = f"{name}_own"

    def show_partial(reports: tuple[dict, ...]) -> None:
        show({"parts": partial_results(reports)}, key)

    await_result(request, dict, lesson.format("training"), show_partial)
    if request.result is not None:
        lesson.show("run with", settings=_settings_text(lesson, request.result["settings"]))
        show(request.result, key)
    elif not request.pending and partial_results(request.reports):
        show_partial(request.reports)
    return request.result


def _request_name(name: str) -> str:
    return f"lab {name}"


def _settings_form(lesson: Lesson, name: str, *, busy: bool) -> None:
    """Let the learner choose the run's settings, and start it."""
    rows = LAB_EXPERIMENTS[name].settings
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for setting, row in rows.items():
            controls.number(
                st.number_input,
                lesson.label(f"setting {setting}"),
                row.minimum,
                row.maximum,
                f"{name}_{setting}",
                default=default_value(f"{name}_{setting}"),
                step=row.step,
                width=150,
            )
        st.button(
            lesson.label("run it"),
            icon=":material/play_arrow:",
            type="primary",
            key=f"run_{name}",
            disabled=busy,
            on_click=_start_run,
            args=(name,),
        )


def _start_run(name: str) -> None:
    """Start a run with the current settings.

    A press right after typing finds them in the session state only.
    """
    chosen = {
        setting: st.session_state[f"{name}_{setting}"] for setting in LAB_EXPERIMENTS[name].settings
    }
    arguments = {"name": name, "settings": chosen}
    submit(_request_name(name), str(chosen), "train_experiment", arguments)


def _origin_gaps(lesson: Lesson, name: str, stored: dict) -> dict[str, str]:
    made = date.fromisoformat(stored["made"])
    return {
        "settings": _settings_text(lesson, stored["settings"]),
        "made": date_text(made),
        "seconds": stored["seconds"],
        "name": name,
    }


def _settings_text(lesson: Lesson, settings: dict[str, int]) -> str:
    labels = {each: lesson.label(f"setting {each}").lower() for each in settings}
    return ", ".join(f"{labels[each]} {value:,}" for each, value in settings.items())
