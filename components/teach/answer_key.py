"""The answer key: each scene's question, its answers, and what learners are told of each."""

import math

import streamlit as st

from components.nav.minutes import minutes_of
from components.nav.navigation import CONTENTS, DEEPER, PATH, Entry, told_entries
from components.teach.plans import in_chosen_language
from components.ui.lesson_text import SCENE, Lesson, sections
from components.ui.question_text import ASK, OTHER, parse_question

CORRECT = "✓"


def time_needed(lesson: Lesson) -> None:
    """Show the minutes that the path's lessons take, each and together, and those of the others."""
    minutes = math.ceil(sum(minutes_of(PATH).values()))
    each, deeper = (_minutes_text(lesson, group) for group in (PATH, DEEPER))
    lesson.show("time", minutes=minutes, each=each, deeper=deeper)


def _minutes_text(lesson: Lesson, group: str) -> str:
    counts = minutes_of(group)
    return ", ".join(
        lesson.label("lesson minutes", title=entry.title, minutes=math.ceil(counts[entry.name]))
        for entry in told_entries(group)
    )


def answer_key(lesson: Lesson) -> None:
    """Show all questions of lessons told in scenes, a lesson in an expander each.

    Args:
        lesson: the page's, with its labels.
    """
    for entry in (*told_entries(PATH), *told_entries(DEEPER)):
        if questions := scene_of_questions(entry.name):
            with st.expander(entry.title):
                for key, scene in questions.items():
                    st.markdown(in_chosen_language(_question(lesson, entry, key, scene)))


def scene_of_questions(name: str) -> dict[str, int]:
    """Return the number of the scene that asks each question of a lesson, from 1.

    Args:
        name: the lesson's; in its text a question follows its scene.
    """
    found, scene = {}, 0
    for section in sections(name):
        if section.startswith(SCENE):
            scene += 1
        elif section.startswith(ASK):
            found[section.removeprefix(ASK)] = scene
    return found


def _question(lesson: Lesson, entry: Entry, key: str, scene: int) -> str:
    """Return a question in Markdown, the correct answers first."""
    text, options = parse_question(entry.name, key)
    # Beside the page's own address, as the lesson may lie below a path.
    address = "./" if entry is CONTENTS[0] else entry.name
    lines = [f"[{lesson.label('scene link', scene=scene)}]({address}?scene={scene}) · {text}", ""]
    for option in sorted(options, key=lambda each: not each.is_right):
        answer = lesson.label("any other") if option.text == OTHER else option.text
        mark = f"{CORRECT} " if option.is_right else ""
        lines.append(f"- {mark}**{answer}** · {option.feedback}")
    return "\n".join(lines)
