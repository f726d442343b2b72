"""Why the operating system refused, in both languages."""

import errno
import os
from pathlib import Path

import pytest

from scheduler.files.reasons import cannot_be_read, reason


@pytest.mark.parametrize(
    ("number", "chinese"),
    [(errno.ENOSPC, "磁盘已满"), (errno.EROFS, "磁盘是只读的")],
)
def test_known_reasons_are_told_in_chinese(number, chinese):
    """The numbers of the common refusals have a Chinese sentence."""
    text = reason(OSError(number, os.strerror(number)))
    assert (text.zh, text.en) == (chinese, os.strerror(number))


def test_an_unknown_reason_is_told_as_the_system_tells_it():
    """A refusal without a number is handed on."""
    assert reason(OSError("odd")).zh == "odd"


def test_a_folder_in_a_file_s_place(tmp_path: Path):
    """Opening a folder as a file gives a sentence that says what it is."""
    with pytest.raises(OSError, match="directory") as failure:
        tmp_path.read_text()
    assert cannot_be_read(failure.value).zh == "无法读取：这是一个文件夹，不是文件"
