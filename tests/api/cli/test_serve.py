"""`qixiu serve` starts on an empty folder, says what to do next, and stops well."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest
from commandline import qixiu

START_SECONDS = 60
PROGRAM = [sys.executable, "-c", "from api.cli import main; main()"]


@contextmanager
def served(*arguments):
    """Return a running `qixiu serve`, its address and what it said until it answered.

    It does not plan, which would keep a core busy.
    """
    process = subprocess.Popen(
        [*PROGRAM, "serve", "--port", "0", *map(str, arguments)],
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"QIXIU_COMPANIONS": "false", "PYTHONUTF8": "1"},
    )
    lines = []
    try:
        while not lines or "Ctrl-C" not in lines[-1]:
            line = process.stderr.readline()
            assert line, "".join(lines)
            lines.append(line)
        yield process, re.search(r"http://\S+", lines[0])[0], "".join(lines)
    finally:
        process.kill()
        process.communicate()


def test_an_empty_folder_becomes_a_service(tmp_path):
    """The database is made, the service answers, and the first steps are told."""
    with served("--database", tmp_path / "new.db") as (_, address, said):
        with urllib.request.urlopen(f"{address}/readyz") as answer:
            assert answer.status == 200
        assert (tmp_path / "new.db").exists()
        assert str(tmp_path / "new.db") in said
        assert "qixiu user add" in said
        assert "POST /demo" in said
        assert "HTTPS" not in said


def test_the_hint_for_the_first_token_works(tmp_path):
    """The command that is shown makes a token; after it, it is not shown again."""
    file = tmp_path / "new.db"
    with served("--database", file) as (_, address, said):
        shown = re.search(r"qixiu (user add .*)", said)[1].split()
        token = qixiu(*shown).stdout.strip()
        asked = urllib.request.Request(
            f"{address}/me", headers={"Authorization": f"Bearer {token}"}
        )
        with urllib.request.urlopen(asked) as answer:
            assert b"coordinator" in answer.read()
    with served("--database", file, "--lang", "en") as (_, _, said):
        assert "user add" not in said
        assert "qixiu answers at" in said


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_being_stopped_is_a_good_end(tmp_path, end):
    """Ctrl-C and SIGTERM end the service with exit code 0 and no stack trace."""
    with served("--database", tmp_path / "new.db") as (process, _, _):
        process.send_signal(end)
        _, rest = process.communicate(timeout=START_SECONDS)
        assert (process.returncode, rest) == (0, "")


def test_the_log_has_a_line_for_each_request_and_nothing_of_it(tmp_path):
    """On standard error stands the template and the status, no token and no query."""
    with served("--database", tmp_path / "new.db") as (process, address, _):
        asked = urllib.request.Request(
            f"{address}/seniors/S017?name=x", headers={"Authorization": "Bearer t.s"}
        )
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(asked)
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        _, rest = process.communicate(timeout=START_SECONDS)
        assert "GET /seniors/{senior_id} 401" in rest
        for secret in ("S017", "name=x", "t.s"):
            assert secret not in rest


def test_others_can_get_in_only_with_a_warning(tmp_path):
    """Listening on all addresses says that nothing is encrypted."""
    with served("--database", tmp_path / "a.db", "--host", "0.0.0.0") as (_, _, said):
        assert "HTTPS" in said


def test_a_port_in_use_is_one_sentence(tmp_path):
    """Whoever has the port keeps it; the database is not touched."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        file = tmp_path / "new.db"
        done = qixiu("serve", "--port", port, "--database", file, "--lang", "en")
    assert done.exit_code == 2
    assert f"--port {port + 1}" in done.stderr
    assert not file.exists()


def test_an_address_of_another_computer_is_refused(tmp_path):
    """A host that is no address here says what would be."""
    for host in ("192.0.2.1", "no such host"):
        done = qixiu("serve", "--host", host, "--database", tmp_path / "new.db")
        assert done.exit_code == 2
        assert "127.0.0.1" in done.stderr


def test_a_folder_that_cannot_hold_a_database_is_one_sentence(tmp_path):
    """Where the database cannot be made the service does not start."""
    (tmp_path / "file").write_text("")
    file = tmp_path / "file" / "new.db"
    done = qixiu("serve", "--port", 0, "--database", file)
    assert done.exit_code == 2
    assert "Traceback" not in done.stderr
