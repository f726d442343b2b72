"""The community that `qixiu demo` plans."""

from scheduler.cli import bundled


def test_the_fixture_is_taken_where_it_is(tmp_path):
    """In a copy of the project nothing is written."""
    assert bundled.bundled_community(tmp_path / "data") == bundled.FIXTURE
    assert not (tmp_path / "data").exists()


def test_without_fixtures_the_same_files_are_made(tmp_path, monkeypatch):
    """An installed program makes the community from its seed, byte for byte."""
    fixture = bundled.FIXTURE
    monkeypatch.setattr(bundled, "FIXTURE", tmp_path / "nowhere")
    made = bundled.bundled_community(tmp_path / "data")
    for file in fixture.iterdir():
        assert (made / file.name).read_bytes() == file.read_bytes()
