"""What the checks read texts and sources with finds what it looks for, and nothing else."""

import pytest

from checks.lesson_calls import lesson_files, sections_named
from checks.links import dead_links
from checks.repository import make_targets
from checks.requirements import bounds, requirements
from checks.rules import Rule, different
from checks.sources import calls_that_run
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
