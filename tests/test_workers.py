from tests.workers import COMPUTING, ROOT, WAITING, next_file

LEFT = ["tests/a.py", WAITING[1], COMPUTING[1], COMPUTING[0], "tests/b.py", WAITING[0]]


def test_one_worker_takes_what_waits_and_the_others_what_computes_the_longest_first():
    assert next_file(LEFT, waits=True) == WAITING[0]
    assert next_file(LEFT, waits=False) == COMPUTING[0]
    assert next_file(["tests/a.py", "tests/b.py"], waits=False) == "tests/a.py"


def test_at_the_end_all_help_with_what_is_left():
    assert next_file(["tests/b.py"], waits=True) == "tests/b.py"
    assert next_file([WAITING[3], WAITING[2]], waits=False) == WAITING[2]


def test_every_file_that_is_named_is_there():
    assert not [file for file in (*WAITING, *COMPUTING) if not (ROOT / file).is_file()]
