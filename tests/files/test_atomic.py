"""Files appear whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from scheduler.files.atomic import write_whole, write_whole_folder


def test_a_new_file_appears_with_its_folder(tmp_path: Path):
    """A file is written into a folder that did not exist before."""
    write_whole(tmp_path / "a" / "b.txt", lambda draft: touch(draft, "new"))
    assert (tmp_path / "a" / "b.txt").read_text() == "new"


def test_a_failure_leaves_the_old_file(tmp_path: Path):
    """A writer that stops half-way changes nothing and leaves nothing behind."""
    (tmp_path / "b.txt").write_text("old")

    def stop_halfway(draft: Path) -> None:
        touch(draft, "ne")
        raise OSError(errno.ENOSPC, "no space left")

    with pytest.raises(OSError, match="no space left") as failure:
        write_whole(tmp_path / "b.txt", stop_halfway)
    assert [file.read_text() for file in tmp_path.iterdir()] == ["old"]
    assert failure.value.filename == str(tmp_path / "b.txt")


def test_a_link_stays_a_link(tmp_path: Path):
    """What a link leads to is replaced, not the link."""
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "b.txt").write_text("old")
    (tmp_path / "b.txt").symlink_to(tmp_path / "shared" / "b.txt")
    write_whole(tmp_path / "b.txt", lambda draft: touch(draft, "new"))
    assert (tmp_path / "b.txt").is_symlink()
    assert (tmp_path / "shared" / "b.txt").read_text() == "new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path):
    """A named pipe hands on what is written, and is not replaced by a file."""
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_whole(tmp_path / "pipe", lambda draft: touch(draft, "new"))
    assert os.read(reader, 10) == b"new"
    os.close(reader)
    assert (tmp_path / "pipe").is_fifo()


def test_a_folder_that_cannot_be_names_the_path_that_was_asked_for(tmp_path: Path):
    """A failure to write several files names their folder, not the draft beside it."""
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match=r"file/x") as failure:
        write_whole_folder(tmp_path / "file" / "x", lambda draft: None, ())
    assert failure.value.filename == str(tmp_path / "file" / "x")


def touch(path: Path, text: str) -> None:
    path.write_text(text)
