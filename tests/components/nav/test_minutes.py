from components.nav.minutes import count_words, lesson_minutes, minutes_beside
from components.nav.navigation import TOLD


def test_the_lessons_that_are_told_take_a_slow_reader_an_hour_and_a_quarter_at_most():
    minutes = {name: lesson_minutes(name) for name in TOLD}
    assert min(minutes.values()) > 1
    assert sum(minutes.values()) <= 75, minutes


def test_marks_and_gaps_are_no_words():
    assert count_words("## One\n`two` *three* [[gap]], **four**") == 5  # the comma stands alone


def test_only_a_told_lesson_has_minutes_beside_its_title():
    assert minutes_beside("flatten") >= lesson_minutes("flatten")
    assert minutes_beside("glossary") is None
