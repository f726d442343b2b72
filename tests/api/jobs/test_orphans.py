"""A working process ends with the one it works for, however early that died."""

import os
import subprocess
import sys
import time

import pytest

PARENT = """
import multiprocessing, os, sys, time
from api.jobs.orphans import end_with_parent

def work(seconds):
    time.sleep(seconds)
    end_with_parent()
    time.sleep(60)

if __name__ == "__main__":
    child = multiprocessing.get_context("spawn").Process(
        target=work, args=(float(sys.argv[1]),)
    )
    child.start()
    print(child.pid, flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("late_seconds", [0.0, 1.0])
def test_no_orphan_is_left(tmp_path, late_seconds):
    """Killed before or after its child looks for it, a parent takes the child along."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    command = [sys.executable, script, str(late_seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        time.sleep(0.5)
        parent.kill()
    assert _ends(child)


def _ends(process: int) -> bool:
    for _ in range(200):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
