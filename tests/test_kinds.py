from tests.kinds import FILES, FOLDERS, ROOT, kinds


def test_every_file_and_folder_that_is_named_is_there():
    assert not [name for name in (*FILES, *FOLDERS) if not (ROOT / name).exists()]


def test_a_test_is_of_the_kind_of_its_fixtures(request, monkeypatch):
    assert kinds(request.node) == set()
    monkeypatch.setattr(request.node, "fixturenames", ["browser", "trainer"])
    assert kinds(request.node) == {"browser", "cluster"}
