"""Scene: one screen of a lesson, a row of its page's table."""

from collections.abc import Callable
from dataclasses import dataclass

from components.scenes.question import Question
from components.scripts.keras_lines import KerasLines


@dataclass(frozen=True)
class Scene:
    """A heading with at most 45 words, a stage, and at most three controls or one question.

    The words are the section ``scene <name>`` of the lesson's text.
    """

    name: str
    # Draws it; gets whether the question's answer may be seen.
    stage: Callable[[bool], None] = lambda _: None
    controls: Callable[[], None] | None = None
    question: Question | None = None
    keras: Callable[[], KerasLines | None] | None = None  # what does the same in Keras
    page: Callable[[], None] | None = None  # shown instead, as long as it needs; for *Explore*
