"""The whole program: its commands, their help, and how little they load."""

import subprocess
import sys

import pytest
from commandline import qixiu

COMMANDS = [
    ("serve",),
    ("db", "upgrade"),
    ("db", "import"),
    ("db", "export"),
    ("db", "backup"),
    ("db", "purge"),
    ("user", "add"),
    ("user", "list"),
    ("user", "revoke"),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_in_both_languages_with_an_example(command):
    """Each help text speaks Chinese first and shows a command to copy."""
    text = qixiu(*command, "--help").stdout
    assert f"例 Example: qixiu {' '.join(command)}" in text


def test_help_loads_nothing_heavy():
    """Asking for help imports neither the web nor the database nor tables."""
    code = (
        "import sys\n"
        "from typer.testing import CliRunner\n"
        "from api.cli.app import app\n"
        "for command in (['--help'], ['db', 'upgrade', '--help']):\n"
        "    assert CliRunner().invoke(app, command).exit_code == 0\n"
        "heavy = {'numpy', 'pandas', 'fastapi', 'sqlalchemy', 'alembic'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
