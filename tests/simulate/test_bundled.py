"""The community that `qixiu demo` plans."""

from datetime import date

from scheduler.files.community import read_community
from scheduler.simulate import bundled


def test_the_fixture_is_taken_where_it_is(tmp_path):
    """In a copy of the project nothing is written."""
    assert bundled.bundled_community(tmp_path / "data") == bundled.FIXTURE
    assert not (tmp_path / "data").exists()


def test_seed_and_size_are_those_of_the_fixture():
    """The community made anew is the one that the fixtures' own command makes."""
    command = f"qixiu generate --seniors {bundled.SENIORS} --seed {bundled.SEED} "
    assert command in (bundled.FIXTURE.parent / "README.md").read_text("utf-8")


def test_without_fixtures_the_community_is_made(tmp_path, monkeypatch):
    """An installed program makes it from its seed (here: a smaller one)."""
    monkeypatch.setattr(bundled, "FIXTURE", tmp_path / "nowhere")
    monkeypatch.setattr(bundled, "SENIORS", 12)
    made = bundled.bundled_community(tmp_path / "data")
    assert len(read_community(made, date(2026, 11, 23)).seniors) == 12
