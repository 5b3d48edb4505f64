"""Scripts on a page: the learner sets something in them, has them run, and sees what came."""

import streamlit as st

from components.remote.task_status import await_result, submit
from components.scripts.script_runs import mark_of, ran, when
from components.state import controls
from components.state.session import current_session
from components.ui.code_block import script_view
from components.ui.lesson_text import Lesson
from models.exercises.output_annotations import parse_annotations
from models.exercises.scripts import SCRIPTS, ScriptParameter, Settings, differing_lines, source

SIGNS = {"wrong": "−", "fixed": "+"}


def knob_choice(group: str, knob: ScriptParameter) -> str:
    """Let the learner set one thing in a group's scripts."""
    return controls.select(
        st.selectbox,
        f"`{knob.name} =`",
        knob.choices,
        f"knob_{group}_{knob.name}",
        default=knob.choices[0],
        width=300,
    )


def settings_choice(group: str, names: tuple[str, ...]) -> dict[str, Settings]:
    """Let the learner set what the scripts of a group leave open.

    Args:
        group: a folder of ``lessons/code``.
        names: of the scripts in it.

    Returns:
        The settings of each script.
    """
    knobs = {knob.name: knob for name in names for knob in SCRIPTS[f"{group}/{name}"]}
    chosen = {name: knob_choice(group, knob) for name, knob in knobs.items()}
    return {
        name: {knob.name: chosen[knob.name] for knob in SCRIPTS[f"{group}/{name}"]}
        for name in names
    }


def name_of(lesson: Lesson, key: str, *scripts: str) -> str:
    """Name what these scripts try; with a mark once the learner has seen them all run."""
    asked, name = current_session().requests, lesson.format(f"name {key}")
    seen = all(script in asked and asked[script].result for script in scripts)
    return lesson.format("tried", name=name) if seen else name


def trial_choice(lesson: Lesson, label: str, scripts: dict[str, tuple[str, ...]]) -> str:
    """Let the learner turn to one of several trials; those whose scripts they ran bear a mark.

    Args:
        lesson: has their names.
        label: of the control; in small letters its key.
        scripts: of each trial, by its key.
    """
    labels = {each: name_of(lesson, each, *scripts[each]) for each in scripts}
    return controls.select(
        st.segmented_control,
        label,
        list(scripts),
        label.lower(),
        format_func=labels.get,
        required=True,
        label_visibility="collapsed",
    )


def run_button(lesson: Lesson, group: str, settings: dict[str, Settings]) -> None:
    """Have all scripts of a group run; those that have run already only if all have.

    Args:
        lesson: has the button's words.
        group: a folder of ``lessons/code``.
        settings: of each script.
    """
    runs = {name: ran(f"{group}/{name}", chosen) for name, chosen in settings.items()}
    missing = [name for name, asked in runs.items() if not asked or asked.error]
    pending = any(asked and asked.pending for asked in runs.values())

    def run() -> None:
        for name in missing or settings:
            before = runs[name]
            kept = before.result if before else None
            after = kept["ran_at"] if kept else 0.0
            arguments = {
                "script": f"{group}/{name}",
                "settings": settings[name],
                "newer_than": after,
            }
            submit(f"{group}/{name}", mark_of(settings[name]), "run_script", arguments)

    st.button(
        lesson.format("run" if missing or pending else "run again"),
        key=f"run_{group}",
        type="primary" if missing else "secondary",
        icon=":material/play_arrow:",
        on_click=run,
        disabled=pending,
    )


def script_column(
    lesson: Lesson, group: str, name: str, settings: dict[str, Settings], other: str = ""
) -> None:
    """Show one script, and what came of it.

    Args:
        lesson: has the title and the words about the run; a section named after the script and
            the group explains the parts of what it says.
        group: a folder of ``lessons/code``.
        name: of the script in it.
        settings: of each script.
        other: the script it is compared with; none is.
    """
    script = f"{group}/{name}"
    text = source(script, settings[name])
    beside = source(f"{group}/{other}", settings[other]) if other else text
    asked = ran(script, settings[name])
    told, key = asked and asked.result, f"says {name} {group.rpartition('/')[2]}"
    script_view(
        f"script_{script}",
        lesson.format(f"{name} code"),
        text,
        differing_lines(text, beside),
        SIGNS.get(name, ""),
        told,
        parse_annotations(lesson.format(key)),
        note=when(lesson, told) if told else "",
    )
    if asked:
        await_result(asked, dict, lesson.format("running"))
    elif script in current_session().requests:
        st.info(lesson.format("changed"))
