"""Every page and its Markdown are in step: no section is missing and none is left over."""

import re
from collections.abc import Iterator

from checks.lesson_calls import (
    QUESTION_SECTIONS,
    SCENE_QUESTION_SECTIONS,
    families,
    lesson_files,
    patterns,
    questions_asked,
    scene_questions,
    scenes_told,
    sections_named,
    strings,
    whole_pages,
)
from checks.rules import different, rule, unless
from components.nav.navigation import CONTENTS, DEEPER, LABS, PAGES, PATH, TOLD
from components.nav.progress import prediction_keys, question_keys
from components.ui.lesson_text import (
    LABELS,
    PLACEHOLDER,
    SHARED,
    VIEW,
    scene_names,
    sections,
)
from models.languages import LESSONS, ORIGINAL
from models.texts import ERRORS

NAMES = [entry.name for entry in CONTENTS]
ALWAYS = {"title", "opening", "tour"}  # used by Lesson.show_header, and by the tour
TAUGHT = [entry.name for entry in CONTENTS if entry.group in (PATH, DEEPER, LABS)]
MAX_WORDS = 45  # of a scene
NO_GAP = re.compile(r"\{\w*\}|\[\[(?!\w+\]\])(?!\[)")  # looks like one


@rule
def a_page_and_a_text_each() -> Iterator[str]:
    """Each line of the contents has a page and a text, and there is no other."""
    yield from unless(len(set(NAMES)) == len(NAMES), f"twice in the contents: {NAMES}")
    yield from different("pages/", {file.stem for file in PAGES.glob("*.py")}, set(NAMES))
    texts = {file.stem for file in (LESSONS / ORIGINAL).glob("*.md")}
    yield from different(f"lessons/{ORIGINAL}/", texts, {*NAMES, SHARED, ERRORS})


@rule
def own_lesson() -> Iterator[str]:
    """Every page opens the lesson of its own name, which has a title and an opening.

    A lesson told in scenes opens with the first of them.
    """
    for name in NAMES:
        opens = f'Lesson("{name}")' in (PAGES / f"{name}.py").read_text("utf-8")
        yield from unless(opens, f'pages/{name}.py: without Lesson("{name}")')
        if name in TOLD:
            yield from unless(sections(name)["title"], f"{name}.md: no title")
            continue
        opened = "opening" in {section for section, _, _ in sections_named(name)}
        yield from unless(opened, f"pages/{name}.py: does not open its lesson")
        for section in ("title", "opening"):
            yield from unless(sections(name)[section], f"{name}.md: no {section}")


@rule
def sections_exist() -> Iterator[str]:
    """Every section that a page names is written."""
    for name in NAMES:
        for section, where, _ in sections_named(name):
            yield from unless(section in sections(name), f"{where}: no {section!r} in {name}.md")


@rule
def sections_used() -> Iterator[str]:
    """Every section is used by its page."""
    for name in NAMES:
        files = lesson_files(name)
        used = set().union(*(strings(path) for path in files)) | ALWAYS
        if name in TOLD:
            used |= _told_sections(name)
        used |= {
            f"{word} {key}"
            for path in files
            for key, _ in questions_asked(path)
            for word in QUESTION_SECTIONS
        }
        forms = [form for path in files for form in (*patterns(path), *families(path))]
        for section in set(sections(name)) - used - _lists(name):
            fits = any(re.fullmatch(form, section) for form in forms)
            yield from unless(fits, f"{name}.md: {section!r} is never used")


def _lists(name: str) -> set[str]:
    """Return the sections that are lists of labels or of a view's words."""
    return {section for section in sections(name) if section.startswith((LABELS, VIEW))}


def _told_sections(name: str) -> set[str]:
    """Return the sections that a lesson's table of scenes uses."""
    page = f"pages/{name}.py"
    questions = {
        f"{word} {key}" for key in scene_questions(page) for word in SCENE_QUESTION_SECTIONS
    }
    return questions | {f"scene {scene}" for scene in scenes_told(page)}


@rule
def told_in_scenes() -> Iterator[str]:
    """A lesson told in scenes has a section for each of its table, and ends with *Explore*."""
    for name in TOLD:
        page = f"pages/{name}.py"
        scenes, asked = scenes_told(page), scene_questions(page)
        found = scene_names(name)
        yield from unless(found == scenes, f"{name}.md: scenes {found}, {page} tells {scenes}")
        last = whole_pages(page)
        yield from unless(last == scenes[-1:] == ["explore"], f"{page}: does not end with explore")
        yield from unless(not sections(name)["opening"], f"{name}.md: an opening nothing shows")
        yield from unless(asked, f"{page}: asks nothing")
        # Beside them *Explore* may have questions that the learner's own run answers.
        keys = {key for key in question_keys(name) if f"predict {key}" not in sections(name)}
        yield from different(f"{page}: questions", asked, keys)
        for word in SCENE_QUESTION_SECTIONS:
            written = {s.removeprefix(f"{word} ") for s in sections(name) if s.startswith(word)}
            yield from different(f"{name}.md: {word} sections", written, asked)


@rule
def short_scenes() -> Iterator[str]:
    """No scene has more words than one reads at once, its heading aside."""
    for name in TOLD:
        for section, text in sections(name).items():
            count = len(re.sub(r"^#+ .*$", "", text, flags=re.MULTILINE).split())
            short = count <= MAX_WORDS or not section.startswith("scene ")
            yield from unless(short, f"{name}.md: {section!r} has {count} words")


@rule
def gaps_filled() -> Iterator[str]:
    """Every gap gets a value and every value a gap."""
    for name in NAMES:
        for section, where, values in sections_named(name):
            if section in sections(name) and None not in values:
                gaps = set(PLACEHOLDER.findall(sections(name)[section]))
                yield from different(f"{where}: values for {section!r}", values, gaps)


@rule
def sections_written_once() -> Iterator[str]:
    """No section is written twice or empty, and nothing looks like a gap that is none."""
    for name in NAMES:
        text = (LESSONS / ORIGINAL / f"{name}.md").read_text("utf-8")
        headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
        for heading in set(headings):
            yield from unless(headings.count(heading) == 1, f"{name}.md: {heading!r} twice")
        found = set(sections(name)) - {"title", "opening"}
        yield from different(f"{name}.md: sections", found, set(headings))
        for section, words in sections(name).items():
            if section == "opening" and name in TOLD:
                continue
            yield from unless(words, f"{name}.md: {section!r} is empty")
            no_gap = NO_GAP.search(words) or "[[" in PLACEHOLDER.sub("", words)
            yield from unless(not no_gap, f"{name}.md: something like a gap in {section!r}")


@rule
def questions_and_comparisons() -> Iterator[str]:
    """A page that teaches asks all its questions and compares each answer with what happens."""
    for name in set(TAUGHT) - set(TOLD):
        asked = {key for path in lesson_files(name) for key, _ in questions_asked(path)}
        compared = {s.removeprefix("compare ") for s in sections(name) if s.startswith("compare ")}
        yield from unless(asked, f"pages/{name}.py: asks nothing")
        yield from different(f"pages/{name}.py: questions", asked, set(prediction_keys(name)))
        yield from different(f"{name}.md: comparisons", compared, asked)


@rule
def takeaway() -> Iterator[str]:
    """Every page ends with one sentence to take away."""
    for name in NAMES:
        closes = "page_footer(lesson" in (PAGES / f"{name}.py").read_text("utf-8")
        yield from unless(closes, f"pages/{name}.py: without page_footer(lesson")
        words = sections(name)["takeaway"]
        one = words.endswith(".") and not re.search(r"[.?!]\s", words)
        yield from unless(one, f"{name}.md: not one sentence: {words!r}")
