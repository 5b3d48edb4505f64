"""Words are spelled alike everywhere, and one word stands for a thing."""

import re
from collections.abc import Iterator
from functools import cache

from spellchecker import SpellChecker

from checks.rules import ROOT, read, relative, rule, unless
from components.nav.navigation import CONTENTS
from models.languages import LANGUAGES, LESSONS, ORIGINAL, in_language

LESSON_FILES = sorted((LESSONS / ORIGINAL).glob("*.md"))
DOCS = [ROOT / "docs" / f"{name}.md" for name in ("teacher", "administrator", "accessibility")]
TEXTS = [*LESSON_FILES, ROOT / "README.md", ROOT / "data" / "README.md", *DOCS]
GLOSSARY = LESSONS / ORIGINAL / "glossary.md"
OWN_WORDS = set(" ".join(read("checks/words.txt").splitlines()[1:]).split())
BESIDE_THE_POINT = (
    r"```.*?```",  # programs
    r"``.+?``",  # code with a backtick in it
    r"(?m)^## [^\n]*",  # the keys of sections
    r"(?m)^- [\w ]+: ",  # the keys of a list
    r"`[^`]*`",
    r"\[\[\w+\]\]",  # gaps
    r"(?<=\])\([^)]*\)",  # where a link leads
    r"https?://\S+",
    r"&\w+;",
    r"<[^>]+>",
)
WORD = r"(?<![\w./\\$-])[A-Za-z]+(?:['’][a-z]+)?(?![\w/]|\.\w)"
OTHER_WORDS = {
    r"fully[ -]connected": "Dense",
    r"neurones?": "neuron",
    r"nodes?": "unit",
    r"flattening layers?": "Flatten",
    r"\w*colour\w*": "color",
    r"grey\w*": "gray",
    r"centr(e|ed|es|ing)": "center",
    r"\w*behaviour\w*": "behavior",
    r"neighbour\w*": "neighbor",
    r"normalis\w+": "normalize",
    r"licences?": "license",
    r"theatres?": "theater",
    r"labelled": "labeled",
    r"initializ\w+": "first weights",
    r"optimis\w+": "optimizer, as Keras writes it",
}
"""Words the lesson avoids, each with the one it uses instead."""
SPEAKERS = (
    "it|they|networks?|models?|layers?|neurons?|units?|rows?|pixels?|weights?|bias|biases|loss"
    "|digits?|images?|pages?|summary|Keras|Flatten|Dense|Softmax|ReLU"
)
VOICE = {
    r"pictures?|(?<!cheat )sheets?": "image, or drawing (the learner's)",
    r"ink levels?|(no|any|without) ink": "pixel value; blank",
    r"places?": "index (in a vector), position (in an image)",
    r"(?<!\*)(?<!Keras: )units?": "neuron",
    r"edges?": "connection",
    r"(?<!Keras: )kernels?": "weights (Keras: kernel), or filter",
    r"bends?|bent|bending": "activation function, nonlinear",
    r"chances?|(an?|the|its|each|every|what|which|ten) shares?|shares? (of|out)": "probability",
    r"reads? (\S+ )?right|right answers?": "correct, accuracy",
    r"(take|takes|took|taken|taking) (it|this|that|them|one|the|an?)( \S+){0,3} for": "classify",
    rf"({SPEAKERS}) (says?|said|speaks?|spoke|knows?|knew|wants?|wanted|complains?|thinks?)": (
        "what happens, in the field's words"
    ),
    r"foretells?|foretold": "predict",
    r"judged|judging|judges? (it|the)": "evaluate",
    r"held[ -]out|unseen": "validation images, test images",
    r"blam(e|es|ed|ing)": "gradient",
    r"way (back|there)": "forward pass, backward pass",
    r"nudg(e|es|ed|ing)": "update",
    r"(every|each|this|that|any) moment('s)?": "training step",
    r"train on": "resume",
    r"r(an|uns?|unning) away": "diverge",
    r"by heart": "memorize",
    r"chains?(?! rule)|joints?": "model, layers",
    r"(?<!\()permut\w+": "shuffle",
    r"mend(s|ed|ing)?|cur(e|es|ed|ing)": "fix",
    r"reckon(s|ed|ing)?": "calculate",
    r"(is|are|was|were|'s) (always )?(another|others)(?=[,.:;])": "different",
    r"(?<!classifier )heads?|bills?": "classifier head; cost",
    r"whoever|nobody|somebody|whosoever": "you, we",
    r"(?<!each )one (must|can|may|has|does|knows|learns|wants|sees|reads|loses)": "you, we",
    r"(bias|biases|number|weight|value|mean|digit|once|times|\d) an? "
    r"(unit|neuron|image|picture|channel|pixel|epoch|layer|digit)": "per",
    r"(\d|\]\]) %": "no space before %",
}
"""What the voice of the lesson avoids, with what it writes instead: docs/contributing.md."""
NOT_YET = (
)  # fmt: skip
"""Texts that are not written in this voice yet."""


def prose(text: str) -> str:
    """Return a text without its code, its gaps and its addresses."""
    for part in BESIDE_THE_POINT:
        text = re.sub(part, " ", text, flags=re.DOTALL)
    return text


@cache
def dictionary() -> SpellChecker:
    """Return the dictionary, read once for all texts."""
    return SpellChecker(distance=1)


def misspelled(text: str) -> set[str]:
    """Return the words of a text that neither the dictionary nor our own list has."""
    words = {re.sub(r"['’]s$", "", word).lower() for word in re.findall(WORD, prose(text))}
    return dictionary().unknown(words - OWN_WORDS) - OWN_WORDS


def other_words(text: str) -> list[str]:
    """Return each word of a text for which the lesson has another one, with that one."""
    return [
        f"{found[0]}: write {instead}"
        for other, instead in OTHER_WORDS.items()
        for found in re.finditer(rf"\b({other})\b", prose(text), re.IGNORECASE)
    ]


def off_voice(text: str) -> list[str]:
    """Return what in a text is not in the lesson's voice, each with what to write instead."""
    return [
        f"{found[0]}: write {instead}"
        for pattern, instead in VOICE.items()
        for found in re.finditer(rf"(?<!\w)({pattern})(?!\w)", prose(text), re.IGNORECASE)
    ]


def terms(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield every term of a glossary, with the titles of the pages that teach it."""
    for term, line in re.findall(r"^- \*\*(.+?)\*\*(?: \(.+?\))? ·(.+)$", text, re.MULTILINE):
        yield term.strip("`"), re.findall(r"\*([^*]+)\*", line.partition("→")[2])


@rule
def spelling() -> Iterator[str]:
    """Every word of the lesson and the manuals is in the dictionary or in checks/words.txt."""
    for path in TEXTS:
        for word in sorted(misspelled(path.read_text("utf-8"))):
            yield f"{relative(path)}: {word}"


@rule
def one_word_a_thing() -> Iterator[str]:
    """Each thing has one word; the glossary alone names the others."""
    for path in TEXTS:
        if path != GLOSSARY:
            for found in other_words(path.read_text("utf-8")):
                yield f"{relative(path)}: {found}"


@rule
def voice() -> Iterator[str]:
    """Texts are in the lesson's voice: plain, in the field's words, and to *you*."""
    for path in LESSON_FILES:
        if path.stem not in NOT_YET:
            for found in off_voice(path.read_text("utf-8")):
                yield f"{relative(path)}: {found}"


@rule
def texts_not_in_voice_yet() -> Iterator[str]:
    """Every text that is not in this voice yet is still not; else it leaves the list."""
    for name in NOT_YET:
        text = (LESSONS / ORIGINAL / f"{name}.md").read_text("utf-8")
        yield from unless(off_voice(text), f"{name}.md is done")


@rule
def glossary_terms() -> Iterator[str]:
    """Some lesson uses every term of the glossary."""
    lessons = " ".join(
        " ".join(path.read_text("utf-8").lower().split())
        for path in LESSON_FILES
        if path != GLOSSARY
    )
    found = [term for term, _ in terms(GLOSSARY.read_text("utf-8"))]
    yield from unless(len(found) > 30, f"{relative(GLOSSARY)}: only {len(found)} terms found")
    for term in found:
        used = re.search(rf"\b{term.lower()}(s|es|d)?\b", lessons)
        yield from unless(used, f"{relative(GLOSSARY)}: no lesson uses {term!r}")


@rule
def glossary_pages() -> Iterator[str]:
    """Every term of the glossary names pages that teach it, and these exist."""
    for language in LANGUAGES:
        glossary = LESSONS / language / GLOSSARY.name
        text = glossary.read_text("utf-8")
        with in_language(language):
            titles = {entry.title for entry in CONTENTS}
        for term, taught in terms(text):
            yield from unless(taught, f"{relative(glossary)}: {term!r} names no page")
        for line in re.findall(r"→ (.+)$", text, re.MULTILINE):
            for page in re.findall(r"\*([^*]+)\*", line):
                known = page in titles
                yield from unless(known, f"{relative(glossary)}: no page is called {page!r}")
