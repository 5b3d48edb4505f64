"""Scene bar: Back, dots and Next; keys, a swipe and a presenter's remote do the same."""

from components.nav.navigation import next_page
from components.state.session import current_session
from components.ui.lesson_text import COMMON, Lesson
from components.ui.widget_bridge import widget, widget_event


def scene_bar(lesson: Lesson, number: int, count: int) -> None:
    """Let the learner turn scenes.

    Args:
        lesson: whose scenes.
        number: of the scene that is shown, from 1.
        count: of its scenes.
    """

    def turn() -> None:
        wanted = widget_event("scene_bar", "turn")
        scene, of = (
            (wanted.get("scene"), wanted.get("lesson")) if isinstance(wanted, dict) else (None, "")
        )
        if of == lesson.name and type(scene) is int and 1 <= scene <= count:
            current_session().scenes.numbers[lesson.name] = scene

    widget("scene_bar")(
        key="scene_bar",
        data={
            "lesson": lesson.name,
            "scene": number,
            "scenes": count,
            "hasNext": next_page(lesson.name) is not None,
            "words": COMMON.words("scene bar"),
        },
        on_turn_change=turn,
    )
