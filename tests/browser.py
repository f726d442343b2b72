"""A browser without a window, where the machine has one."""

import shutil
import subprocess

import pytest

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser") if (path := shutil.which(name))),
    None,
)
in_a_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="chromium is not installed: the page cannot be opened"
)


def chromium(*arguments):
    """Run the browser."""
    options = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
    subprocess.run(
        [CHROMIUM, *options, *arguments], check=True, capture_output=True, timeout=120
    )
