from models.exercises.output_annotations import Annotation, annotate, parse_annotations

SAID = [("printed", "built: (None, 28, 10)"), ("error", "ValueError: shape=(32,), got (32, 10)")]


def test_quotes_are_numbered_in_the_order_they_are_explained_wherever_they_stand():
    listed = parse_annotations("- `(32, …)`: All.\n- `(None`: The batch.\n- `nowhere`: Never.")
    pieces, sentences = annotate(SAID, listed)
    assert sentences == ["All.", "The batch."]
    assert pieces[0]["marks"] == [(7, 12, 2)]
    start, end, number = pieces[1]["marks"][0]
    assert (SAID[1][1][start:end], number) == ("(32, 10)", 1)


def test_a_quote_that_ends_open_goes_to_the_end_of_its_line():
    assert Annotation("loss: …", "").span("loss: 20\nnext") == (0, 8)


def test_quotes_with_ticks_of_their_own_stand_in_two():
    (one,) = parse_annotations("- `` an `output` here ``: What it is.")
    assert (one.quote, one.words) == ("an `output` here", "What it is.")


def test_no_two_marks_lie_over_one_another():
    pieces, sentences = annotate(
        SAID[:1], parse_annotations("- `None, 28`: One.\n- `28, 10`: Two.")
    )
    assert sentences == ["One."]
    assert len(pieces[0]["marks"]) == 1
