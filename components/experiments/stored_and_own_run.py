"""Lab run: a training that is stored beside the learner's own, and what follows from it."""

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
from components.state.session import RemoteRequest, current_session
from components.ui.bar_charts import Bar, bar_chart
from components.ui.lesson_text import Lesson
from models.exercises.experiments import LAB_EXPERIMENTS, partial_results, stored_run

Conclusion = tuple[str, dict[str, Any]]  # a section, and its gaps


def runs(
    lesson: Lesson,
    name: str,
    show: Callable[[dict, str], None],
    conclude: Callable[[dict], Conclusion],
) -> None:
    """Show the stored run and the learner's own side by side, and conclude from the latter.

    Args:
        lesson: the experiment's words.
        name: a key of ``LAB_EXPERIMENTS``.
        show: draws what was found, so far or at the end; told a key for its widgets.
        conclude: the sentence that follows from the figures.
    """
    stored, own = stored_run(name), None
    sides = st.grid(2, min_column_width=330, gap="medium")
    with sides.cell():
        lesson.show("stored run", **_origin(name, stored))
        show(stored, f"{name}_stored")
    with sides.cell():
        lesson.show("own run")
        own = _own(lesson, name, show)
    section, gaps = conclude(own or stored)
    say_conclusion(lesson, section, "your run" if own else "the stored run", **gaps)


def say_conclusion(lesson: Lesson, section: str, whose: str, **gaps: object) -> None:
    """Say in one sentence what follows, and from which figures."""
    with st.container(border=True, key="conclusion"):
        lesson.show("conclusion", whose=whose, sentence=lesson.format(section, **gaps))


def show_chart(figure: go.Figure, words: str, key: str) -> None:
    """Show a chart that stands still."""
    with st.container(width=WIDTH):
        st.plotly_chart(figure, config={"displayModeBar": False}, alt=words, key=key)


def misread_bars(lesson: Lesson, found: dict, words: dict[str, tuple[str, bool]], key: str) -> None:
    """Draw which share of the test images each part reads wrongly, and list its figures.

    Args:
        lesson: says what the chart shows.
        found: what was trained, so far or at the end.
        words: what each part is called, and whether it is the changed case.
        key: of the chart.
    """
    parts = {name: found["parts"][name] for name in words if name in found["parts"]}
    last = {name: part["points"][-1] for name, part in parts.items()}
    bars = [
        Bar(words[name][0], 1 - point["held_out_accuracy"], words[name][1])
        for name, point in last.items()
    ]
    if bars:
        chart = bar_chart(bars, lesson.format("misread"))
        show_chart(chart, lesson.format("bars in words"), f"bars_{key}")
        st.table(_figures({words[name][0]: part for name, part in parts.items()}), width="content")


def _figures(parts: dict[str, dict]) -> pd.DataFrame:
    rows = {
        words: {
            "parameters": f"{part['parameters']:,}" if "parameters" in part else "…",
            "epoch": f"{part['points'][-1]['epoch']:.3g}",
            "test images read right": f"{part['points'][-1]['held_out_accuracy']:.2%}",
        }
        for words, part in parts.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index")


def _own(lesson: Lesson, name: str, show: Callable[[dict, str], None]) -> dict | None:
    place = f"lab {name}"
    asked = current_session().requests.get(place)
    _settings(name, busy=asked is not None and asked.pending)
    if asked is None:
        lesson.show("not run")
        return None
    key = f"{name}_own"
    await_result(
        asked,
        dict,
        lesson.format("training"),
        lambda news: show({"parts": partial_results(news)}, key),
    )
    if asked.result is not None:
        lesson.show("run with", settings=_in_words(name, asked.result["settings"]))
        show(asked.result, key)
    elif not asked.pending:
        _unfinished(asked, show, key)
    return asked.result


def _unfinished(asked: RemoteRequest, show: Callable[[dict, str], None], key: str) -> None:
    if parts := partial_results(asked.reports):
        show({"parts": parts}, key)


def _settings(name: str, *, busy: bool) -> None:
    """Let the learner set the run, and start it."""
    rows = LAB_EXPERIMENTS[name].settings
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for setting, row in rows.items():
            controls.number(
                st.number_input,
                row.label,
                row.minimum,
                row.maximum,
                f"{name}_{setting}",
                default=default_value(f"{name}_{setting}"),
                step=row.step,
                width=150,
            )
        st.button(
            "Run it yourself",
            icon=":material/play_arrow:",
            type="primary",
            key=f"run_{name}",
            disabled=busy,
            on_click=_run,
            args=(name,),
        )


def _run(name: str) -> None:
    """Run with what is set now, which a press soon after it was typed finds in the session only."""
    chosen = {
        setting: st.session_state[f"{name}_{setting}"] for setting in LAB_EXPERIMENTS[name].settings
    }
    submit(f"lab {name}", str(chosen), "train_experiment", {"name": name, "settings": chosen})


def _origin(name: str, stored: dict) -> dict[str, str]:
    return {
        "settings": _in_words(name, stored["settings"]),
        "made": f"{date.fromisoformat(stored['made']):%-d %B %Y}",
        "seconds": stored["seconds"],
        "name": name,
    }


def _in_words(name: str, settings: dict[str, int]) -> str:
    rows = LAB_EXPERIMENTS[name].settings
    return ", ".join(f"{rows[each].label.lower()} {value:,}" for each, value in settings.items())
