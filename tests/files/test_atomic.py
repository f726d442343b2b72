"""Files appear whole or not at all."""

from pathlib import Path

import pytest

from scheduler.files.atomic import write_whole


def test_a_new_file_appears_with_its_folder(tmp_path: Path):
    """A file is written into a folder that did not exist before."""
    write_whole(tmp_path / "a" / "b.txt", lambda draft: touch(draft, "new"))
    assert (tmp_path / "a" / "b.txt").read_text() == "new"


def test_a_failure_leaves_the_old_file(tmp_path: Path):
    """A writer that stops half-way changes nothing and leaves nothing behind."""
    (tmp_path / "b.txt").write_text("old")

    def stop_halfway(draft: Path) -> None:
        touch(draft, "ne")
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        write_whole(tmp_path / "b.txt", stop_halfway)
    assert [file.read_text() for file in tmp_path.iterdir()] == ["old"]


def touch(path: Path, text: str) -> None:
    path.write_text(text)
