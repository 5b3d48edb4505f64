"""What the checks read texts and sources with finds what it looks for, and nothing else."""

import pytest

from checks.javascript import GAP, literals
from checks.lesson_calls import lesson_files, sections_named
from checks.links import dead_links
from checks.repository import make_targets
from checks.requirements import bounds, requirements
from checks.rules import Rule, different
from checks.sources import calls_that_run
from checks.widget_words import keys_named, words_of_html, words_of_script
from checks.words import misspelled, other_words, terms


def test_a_misspelled_word_is_found_in_prose_and_not_in_code_gaps_or_addresses():
    assert misspelled("A wieght is `wieghted`, [[wieght]] and [so](wieght.md).") == {"wieght"}


def test_the_lessons_own_word_is_named_for_each_other_one():
    assert other_words("A grey node in `colour`.") == ["node: write unit", "grey: write gray"]


def test_a_term_is_read_with_the_pages_that_teach_it():
    text = "- **unit** · one output → *Dense*, *Train*\n- **loss** · without a page"
    assert list(terms(text)) == [("unit", ["Dense", "Train"]), ("loss", [])]


def test_a_link_to_no_page_and_no_file_is_dead(tmp_path):
    text = tmp_path / "text.md"
    text.write_text("[a](/nowhere) [b](/train#x) [c](gone.md) [d](text.md#h) [e](http://far.away)")
    assert list(dead_links(text)) == ["/nowhere", "gone.md"]


def test_a_requirement_without_a_reason_or_a_bound_is_seen():
    text = "# All of it.\nbare>=1\n-r other.txt\nnaked<2\n# for pictures\na>=1,<2\nb==1  # own"
    (bare, none), (naked, still_none), (_, shared), (exact, own) = requirements(text)
    assert (none, still_none, shared, own) == ("", "", "for pictures", "own")
    assert [bounds(each) for each in (bare, naked, exact)] == [{">="}, {"<"}, {"=="}]


def test_make_targets_are_read_from_code_and_not_from_prose():
    text = (
        "To make sure, type `make run` or `PORT=9000 make test PYTEST='-k dense'`.\n"
        "```sh\n$ cd unrolled && make lint  # make coffee\nmake PYTHON=/usr/bin/python3\n"
        "make -j2 format clean\n```\nThen make tea: `x = make(tea)`."
    )
    assert make_targets(text) == {"run", "test", "lint", "format", "clean"}


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from dill import loads",
        "eval('1')",
        "builtins.exec(code)",
        "np.load(file, allow_pickle=True)",
        "np.load(file, allow_pickle=given)",
        "keras.saving.load_model(file)",
        "os.system(line)",
        "subprocess.run(line, shell=True)",
    ],
)
def test_a_call_that_would_run_or_unpack_is_seen(source):
    assert list(calls_that_run(source))


def test_a_pages_sections_are_found_in_its_components_too():
    assert {"components/dense/activation.py", "components/dense/layer_tables.py"} <= lesson_files(
        "dense"
    )
    assert "matrix" in {section for section, _, _ in sections_named("dense")}
    assert "components/network/stage_tables.py" not in lesson_files("dense")


def test_a_rule_that_cannot_read_its_file_is_broken():
    def absent():
        """A field is there."""
        yield from different("field", {}["field"], "there")

    assert Rule(absent).faults() == ["KeyError: 'field'"]


def test_of_two_sets_only_the_difference_is_named():
    assert list(different("pages", {"a", "b"}, {"b", "c"})) == [
        "pages: missing ['c'], too many ['a']"
    ]


def test_modules_that_a_page_imports_by_name_belong_to_its_lesson():
    assert "components/experiments/width.py" in lesson_files("experiments")
    assert "components/experiments/width.py" not in lesson_files("weights")


def test_literals_are_read_with_their_gaps_and_the_calls_they_stand_in():
    source = """// "no"
    const half = count / 2 / "a".length; /* 'no' */
    throw new Error(`no ${names.map((name) => `<${name}>`).join(", ")} in ${part("b")}`);
    if (/["'`]/.test(text)) words["c d"] = 'it\\'s';"""
    found = {each.text: each.calls for each in literals(source)}
    assert found == {
        "a": (),
        f"no {GAP} in {GAP}": ("Error(",),
        f"<{GAP}>": ("Error(", "names.map("),
        ", ": ("Error(", ".join("),
        "b": ("Error(", "part("),
        "c d": ("words[",),
        "it\\'s": (),
    }


@pytest.mark.parametrize(
    "source",
    [
        'part("play").textContent = playing ? "Pause" : words.play;',
        'setText(part("a"), `${count} images`);',
        'canvas.setAttribute("aria-label", "weights");',
        "const words = `row ${row}`;",
        'return "Choose a pixel.";',
        'list.append(make("li", { className: "big" }, "weight"));',
        'make("button", { type: "button", textContent: "Undo" });',
        'setText(part("title"), "Gradient");',
        'setText(part("title"), isOpen ? words.open : "closed");',
        'ctx.fillText("epoch", left, top);',
    ],
)
def test_words_in_a_script_are_found(source):
    assert len(list(words_of_script(source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "throw new RangeError(`no order is called ${name}`);",
        'console.error("The browser and Python disagree");',
        'setText(part("title"), words["the title"]);',
        'setText(part("title"), words[isOpen ? "open" : "closed"]);',
        'setText(part("title"), "dL/dvector");',
        'if (key === "Home") return "ArrowUp";',
        'find(root, "tr td");',
        "ctx.font = `600 ${size}px ${theme.font}`;",
        'make("p", { className: large ? "big note" : "note" });',
        "line.style.transform = `translate(${x}px, ${y}px)`;",
        'text.textContent = "÷ = x";',
        "// Choose a pixel.",
    ],
)
def test_what_a_script_says_to_programmers_and_to_the_browser_is_no_words(source):
    assert list(words_of_script(source)) == []


def test_words_in_html_are_found_and_empty_marked_elements_are_not():
    html = (
        '<p class="hint big" data-word="hint"></p>\n<b>x × w</b>'
        '<p>Choose <i>one</i>.</p><input aria-label="Ink" data-word-label="ink">'
    )
    found = [(2, "Choose"), (2, "one"), (2, 'aria-label="Ink"')]
    assert words_of_html(html) == found


def test_keys_of_words_are_read_from_scripts_and_html():
    script = 'words.play; words["to end"]; words[order === "size" ? "one" : "other"]; words(at);'
    html = '<p data-word="hint"></p><i data-word-label="to start" data-part="i"></i>'
    assert keys_named(script) == {"play", "to end", "one", "other"}
    assert keys_named(html) == {"hint", "to start"}
