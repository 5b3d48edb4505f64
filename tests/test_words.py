"""The words: spelled alike everywhere, one word a thing, and no link that leads nowhere."""

import re
from pathlib import Path

import pytest
from spellchecker import SpellChecker

from components.nav.navigation import CONTENTS
from components.ui.lesson_text import LANGUAGE, LESSONS

ROOT = Path(__file__).parent.parent
LESSON_FILES = sorted((LESSONS / LANGUAGE).glob("*.md"))
DOCS = [ROOT / "docs" / "teacher.md", ROOT / "docs" / "administrator.md"]
TEXTS = [*LESSON_FILES, ROOT / "README.md", ROOT / "data" / "README.md", *DOCS]
GLOSSARY = LESSONS / LANGUAGE / "glossary.md"
OWN_WORDS = set(
    " ".join((ROOT / "tests" / "words.txt").read_text("utf-8").splitlines()[1:]).split()
)
BESIDE_THE_POINT = (
    r"```.*?```",  # programs
    r"`[^`]*`",
    r"\[\[\w+\]\]",  # gaps
    r"(?<=\])\([^)]*\)",  # where a link leads
    r"https?://\S+",
    r"<[^>]+>",
)
WORD = r"(?<![\w./\\$-])[A-Za-z]+(?:['’][a-z]+)?(?![\w/]|\.\w)"
OTHER_WORDS = {
    r"fully[ -]connected": "Dense",
    r"neurones?": "neuron",
    r"nodes?": "unit",
    r"flattening layers?": "Flatten",
    r"colou?rless|\w*color\w*": "colour",
    r"gray\w*": "grey",
    r"cent(er|ered|ers|ering)": "centre",
    r"\w*behavior\w*": "behaviour",
    r"neighbors?|neighborhoods?": "neighbour",
    r"normaliz\w+": "normalise",
    r"initializ\w+": "first weights",
    r"optimis\w+": "optimizer, as Keras writes it",
}
"""What the lesson does not say, and what it says instead."""

named = pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())


def prose(text):
    """A text without its code, its gaps and its addresses."""
    for part in BESIDE_THE_POINT:
        text = re.sub(part, " ", text, flags=re.DOTALL)
    return text


def misspelled(text, checker=SpellChecker(distance=1)):  # noqa: B008 - read once for all texts
    words = {re.sub(r"['’]s$", "", word).lower() for word in re.findall(WORD, prose(text))}
    return checker.unknown(words - OWN_WORDS) - OWN_WORDS


def other_words(text):
    return [
        f"{found[0]}: say {said}"
        for other, said in OTHER_WORDS.items()
        for found in re.finditer(rf"\b({other})\b", prose(text), re.IGNORECASE)
    ]


def terms():
    """Every term of the glossary, with the titles of the pages that teach it."""
    text = GLOSSARY.read_text("utf-8")
    for line in re.findall(r"^- \*\*(.+?)\*\* ·(.+)$", text, re.MULTILINE):
        yield line[0], re.findall(r"\*([^*]+)\*", line[1].partition("→")[2])


def dead_links(path):
    """Every address in a text of ours that leads to no file, page or heading of ours."""
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8")):
        file, _, _ = target.partition("#")
        if re.match(r"\w+:", target) or not file:
            continue
        there = (
            file.strip("/") in {"", *(entry.name for entry in CONTENTS)}
            if file.startswith("/")
            else (path.parent / file).exists()
        )
        if not there:
            yield target


@named
def test_every_word_is_spelled_as_the_dictionary_or_our_list_has_it(path):
    assert misspelled(path.read_text("utf-8")) == set()


@pytest.mark.parametrize(
    "path",
    [path for path in TEXTS if path != GLOSSARY],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_each_thing_is_called_by_its_one_word(path):
    assert other_words(path.read_text("utf-8")) == []


def test_every_term_of_the_glossary_is_used_in_some_lesson():
    lessons = " ".join(
        " ".join(path.read_text("utf-8").lower().split())
        for path in LESSON_FILES
        if path != GLOSSARY
    )
    found = list(terms())
    assert len(found) > 30
    unused = [term for term, _ in found if not re.search(rf"\b{term.lower()}(s|es|d)?\b", lessons)]
    assert unused == []


def test_every_page_the_glossary_sends_to_exists():
    titles = {entry.title for entry in CONTENTS}
    sent = re.findall(r"→ (.+)$", GLOSSARY.read_text("utf-8"), re.MULTILINE)
    pages = {page for line in sent for page in re.findall(r"\*([^*]+)\*", line)}
    assert pages
    assert pages - titles == set()
    assert all(taught for _, taught in terms())


@named
def test_no_link_of_ours_leads_nowhere(path):
    assert list(dead_links(path)) == []


def test_the_readme_tells_of_every_page_and_of_no_other():
    told = set(
        re.findall(r"^\| `/(\w*)` \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    )
    assert told == {"", *(entry.name for entry in CONTENTS[1:])}


def test_the_checks_find_what_they_look_for(tmp_path):
    assert misspelled("A wieght is `wieghted`, [[wieght]] and [so](wieght.md).") == {"wieght"}
    assert other_words("A gray node in `color`.") == ["node: say unit", "gray: say grey"]
    text = tmp_path / "text.md"
    text.write_text("[a](/nowhere) [b](/train#x) [c](gone.md) [d](text.md#h) [e](http://far.away)")
    assert list(dead_links(text)) == ["/nowhere", "gone.md"]
