"""Running commands in tests, and the smallest data folder to run them on."""

import os
import time
from pathlib import Path
from typing import Any

from builders import carer, problem, roster, senior
from typer.testing import CliRunner

from api.cli.app import app
from scheduler.files.community import CommunityFiles, write_community


def qixiu(*arguments: object) -> Any:
    """Return what a command prints and its exit code."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def one_and_one(folder: Path) -> Path:
    """Return a folder with one senior and one carer, who works every day."""
    files = CommunityFiles(
        policy=problem().policy,
        seniors=(senior("S1"),),
        carers=(carer("C1"),),
        roster=roster("C1"),
    )
    write_community(folder, files)
    return folder


def is_gone(group: int) -> bool:
    """Return whether no process of the group is left within half a minute."""
    for _ in range(300):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
