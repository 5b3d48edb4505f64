from components.diagnose.explore import explore_runs, own_runs, try_presets
from components.diagnose.stages import (
    diverging_stage,
    evidence_stage,
    images_control,
    memorizing_stage,
    mended_stage,
    more_data_stage,
    seeds_stage,
    size_controls,
    small_stage,
    stopping_lines,
    stopping_stage,
    three_stage,
)
from components.nav.page_footer import page_footer
from components.scenes.lesson_page import show_lesson
from components.scenes.question import Question
from components.scenes.scene import Scene
from components.ui.lesson_text import Lesson

lesson = Lesson("diagnose")
stopping = Question("stop")


def explore() -> None:
    own_runs(lesson)
    explore_runs(lesson)
    try_presets(lesson)
    page_footer(lesson)


show_lesson(
    lesson,
    (
        Scene(
            "three",
            lambda is_open: three_stage(lesson, is_open=is_open),
            question=Question("three"),
        ),
        Scene("under", lambda _: small_stage(lesson), question=Question("under")),
        Scene("mend", lambda _: mended_stage(lesson), controls=lambda: size_controls(lesson)),
        Scene(
            "over",
            lambda is_open: memorizing_stage(lesson, is_open=is_open),
            question=Question("over"),
        ),
        Scene(
            "stop",
            lambda is_open: stopping_stage(lesson, is_open=is_open),
            question=stopping,
            keras=lambda: stopping_lines() if stopping.is_open(lesson) else None,
        ),
        Scene("data", lambda _: more_data_stage(lesson), controls=lambda: images_control(lesson)),
        Scene(
            "diverge",
            lambda is_open: diverging_stage(lesson, is_open=is_open),
            question=Question("diverge"),
        ),
        Scene(
            "luck",
            lambda is_open: seeds_stage(lesson, is_open=is_open),
            question=Question("luck"),
        ),
        Scene(
            "evidence",
            lambda is_open: evidence_stage(lesson, is_open=is_open),
            question=Question("evidence"),
        ),
        Scene("explore", page=explore),
    ),
)
