from components.nav.minutes import count_words, lesson_minutes, minutes_beside, minutes_of
from components.nav.navigation import DEEPER, PATH


def test_the_lessons_of_the_path_take_a_slow_reader_an_hour_and_a_quarter_at_most():
    minutes = minutes_of(PATH)
    assert min(minutes.values()) > 1
    assert sum(minutes.values()) <= 75, minutes


def test_what_goes_deeper_takes_ten_minutes_at_most_beside_the_path():
    minutes = minutes_of(DEEPER)
    assert {"diagnose", "backprop"} <= minutes.keys()
    assert max(minutes.values()) <= 10, minutes
    assert not minutes.keys() & minutes_of(PATH).keys()


def test_marks_and_gaps_are_no_words():
    assert count_words("## One\n`two` *three* [[gap]], **four**") == 5  # the comma stands alone


def test_only_a_told_lesson_has_minutes_beside_its_title():
    assert minutes_beside("flatten") >= lesson_minutes("flatten")
    assert minutes_beside("glossary") is None
