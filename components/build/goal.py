"""The workbench's goal: a program of five lines by choice, which real Keras runs and judges."""

import re

import streamlit as st

from components.remote.task_status import await_result, ensure_request, submit
from components.scripts.script_runs import mark_of, ran, when
from components.state import controls
from components.state.session import current_session
from components.ui.code_block import script_view
from components.ui.lesson_text import COMMON, Lesson
from models.exercises.five_lines import (
    LEAST_ACCURACY,
    LINES,
    MOST_PARAMETERS,
    SCRIPT,
    answer_of,
    causes,
    settings_of,
    verdict,
)
from models.exercises.output_annotations import annotate, parse_annotations
from models.exercises.scripts import ScriptParameter, Settings, source

GOAL = "goal"  # the key of its question
PLACE = f"build.{GOAL}"
SAYS = "says fix five_lines"  # the section on what Keras may say
MODULE = re.compile(r"keras\.(?:\w+\.)?(?=[A-Z])")  # what the menus leave out, as all lines have it
LIMITS = {  # of conditions, as their labels have them
    "has_few_parameters": {"most": f"{MOST_PARAMETERS:,}"},
    "is_accurate": {"least": LEAST_ACCURACY},
}
MARKS = {True: "✓", False: "✗"}


def goal(lesson: Lesson) -> None:
    """Let the learner choose five lines of a program, and show what Keras makes of them.

    Args:
        lesson: has the words.
    """
    _restore()
    sides = st.grid(2, min_column_width=330, gap="medium")
    with sides.cell():
        lesson.show(f"ask {GOAL}", parameters=f"{MOST_PARAMETERS:,}", accuracy=LEAST_ACCURACY)
        settings = _lines_choice(lesson)
        request = ran(SCRIPT, settings)
        st.button(
            lesson.label("goal check"),
            key="check_goal",
            type="primary",
            icon=":material/play_arrow:",
            on_click=_check,
            args=(settings,),
            disabled=bool(request and request.pending),
        )
        if request and await_result(request, dict, lesson.format("running")):
            _show_verdict(lesson, settings, request.result)
        elif request is None and SCRIPT in current_session().requests:
            st.info(lesson.format("changed"))
    with sides.cell():
        _show_program(lesson, settings, request.result if request else None)


def _lines_choice(lesson: Lesson) -> Settings:
    """Let the learner choose each line."""
    places = st.grid(2, min_column_width=200, gap="small")
    settings = {}
    for line in LINES:
        with places.cell(column_span=2 if line is LINES[-1] else 1):  # the loss has a long name
            settings[line.name] = _line_choice(lesson, line)
    return settings


def _show_program(lesson: Lesson, settings: Settings, result: dict | None) -> None:
    """Show the program, and what Keras said of it."""
    script_view(
        f"script_{SCRIPT}",
        lesson.format("program"),
        source(SCRIPT, settings),
        ran=result,
        note=when(lesson, result) if result else "",
    )


def _line_choice(lesson: Lesson, line: ScriptParameter) -> str:
    return controls.select(
        st.selectbox,
        lesson.label(f"line {line.name}"),
        line.choices,
        _key(line),
        default=line.choices[0],
        format_func=lambda code: MODULE.sub("", code),
    )


def _key(line: ScriptParameter) -> str:
    return f"goal_{line.name}"


def _show_verdict(lesson: Lesson, settings: Settings, result: dict) -> None:
    """Show which conditions the program meets, and a sentence on whatever keeps it from others."""
    found = verdict(result)
    current_session().answers.correct[PLACE] = found.is_right
    rows = "\n".join(
        f"- {MARKS[is_met]} {lesson.label(f'goal {name}', **LIMITS.get(name, {}))}"
        for name, is_met in vars(found).items()
    )
    title = COMMON.label("correct" if found.is_right else "not quite")
    st.markdown(f"**{title}**\n\n{rows}")
    _, sentences = annotate(result["said"], parse_annotations(lesson.format(SAYS)))
    st.markdown("\n\n".join(sentences))
    if found.runs and not found.is_accurate:
        for cause in causes(settings):
            lesson.show(f"cause {cause}")


def _check(settings: Settings) -> None:
    answers = current_session().answers
    answers.given.setdefault(PLACE, []).append(answer_of(settings))
    answers.unverified.discard(PLACE)
    submit(SCRIPT, mark_of(settings), "run_script", _arguments(settings))


def _restore() -> None:
    """Have Keras judge again what the tab stored; what is no answer is dropped."""
    answers = current_session().answers
    if PLACE not in answers.unverified:
        return
    answers.unverified.discard(PLACE)
    settings = settings_of(answers.given[PLACE][-1])
    answers.correct.pop(PLACE, None)
    if settings is None:
        del answers.given[PLACE]
        return
    for line in LINES:
        st.session_state[_key(line)] = settings[line.name]
    ensure_request(SCRIPT, mark_of(settings), "run_script", _arguments(settings))


def _arguments(settings: Settings) -> dict:
    return {"script": SCRIPT, "settings": settings}
