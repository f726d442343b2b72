"""`qixiu user`: tokens shown once, listed without secrets, taken back at once."""

import json

import pytest
from commandline import qixiu
from sqlalchemy import select

from api.services.users import caller_of
from api.store.tables import AuditRow

ADD = ("user", "add", "张三", "--role")


pytestmark = pytest.mark.usefixtures("named")


def valid(store, clock, token):
    """Return whether a token opens the door."""
    with store.reading() as session:
        return caller_of(session, clock.now(), token) is not None


def trail(store):
    """Return the audit trail's actors and actions."""
    with store.reading() as session:
        return session.execute(select(AuditRow.actor, AuditRow.action)).all()


def test_the_first_user_is_added_to_an_empty_database(store, clock):
    """The tables are made, and standard output is the token and nothing else."""
    added = qixiu(*ADD, "coordinator")
    assert added.exit_code == 0, added.output
    assert valid(store, clock, added.stdout.strip())
    assert ("command line", "user.add") in trail(store)


def test_the_list_shows_no_secret(store):
    """Neither the token's secret nor its digest is in any output."""
    token = qixiu(*ADD, "coordinator").stdout.strip()
    token_id, secret = token.split(".")
    for option in ("--json", "--lang=zh", "--lang=en"):
        listed = qixiu("user", "list", option)
        assert token_id in listed.stdout
        assert secret not in listed.output
    (entry,) = json.loads(qixiu("user", "list", "--json").stdout)
    assert set(entry) == {
        *("user_id", "name", "role", "organisation", "carer_id"),
        *("token_id", "expires_at", "state"),
    }
    assert ("command line", "user.list") in trail(store)


@pytest.mark.parametrize("by", ["user_id", "token_id", "token"])
def test_a_revoked_token_opens_nothing(store, clock, by):
    """By the user's id, by the token's, or by the whole token; twice does no harm."""
    added = json.loads(qixiu(*ADD, "coordinator", "--json").stdout)
    added["token_id"] = added["token"].split(".")[0]
    revoked = qixiu("user", "revoke", added[by], "--json")
    assert json.loads(revoked.stdout) == {"revoked": [added["token_id"]]}
    assert not valid(store, clock, added["token"])
    again = qixiu("user", "revoke", added[by], "--lang", "en")
    assert again.exit_code == 0
    assert "no token" in again.stderr
    (entry,) = json.loads(qixiu("user", "list", "--json").stdout)
    assert entry["state"] == "revoked"
    assert ("command line", "token.revoke") in trail(store)


def test_only_the_token_named_is_revoked(store, clock):
    """Another user's token goes on."""
    first = qixiu(*ADD, "coordinator").stdout.strip()
    second = qixiu(*ADD, "auditor").stdout.strip()
    qixiu("user", "revoke", first)
    assert valid(store, clock, second)


def test_an_unknown_user_is_not_revoked():
    """A slip is said, with exit code 2."""
    qixiu(*ADD, "coordinator")
    assert qixiu("user", "revoke", "U0").exit_code == 2


@pytest.mark.parametrize(
    ("options", "about"),
    [
        (["boss"], "--role"),
        (["carer"], "--carer"),
        (["carer", "--carer", "C99"], "--carer 'C99'"),
        (["organisation"], "--organisation"),
        (["organisation", "--organisation", "x"], "--organisation 'x'"),
        (["coordinator", "--carer", "C01"], "--carer 'C01'"),
        (["auditor", "--organisation", "x", "--carer", "C01"], "--carer 'C01'"),
    ],
)
def test_who_does_not_fit_is_refused(small, options, about):
    """A role needs its carer or organisation, and no other takes one."""
    refused = qixiu(*ADD, *options, "--lang", "en")
    assert refused.exit_code == 2
    assert f"error {about}" in refused.stderr
    assert json.loads(qixiu("user", "list", "--json").stdout) == []


def test_a_user_without_a_name_is_refused():
    """A token of which nobody knows whose it is would help nobody."""
    refused = qixiu("user", "add", " ", "--role", "auditor", "--lang", "en")
    assert refused.exit_code == 2
    assert "say who it is" in refused.stderr


def test_a_carer_and_an_organisation_that_are_there(small):
    """What the table of carers names is taken."""
    organisation = next(c.organisation for c in small.carers if c.organisation)
    assert qixiu(*ADD, "carer", "--carer", "C01").exit_code == 0
    added = qixiu(*ADD, "organisation", "--organisation", organisation)
    assert added.exit_code == 0, added.output


def test_settings_that_are_wrong_are_all_named(monkeypatch):
    """Each wrong variable is named, with what would be right."""
    monkeypatch.setenv("QIXIU_PORT", "eight")
    monkeypatch.setenv("QIXIU_HEAVY_SOLVES", "0")
    refused = qixiu("user", "list", "--lang", "en")
    assert refused.exit_code == 2
    assert "QIXIU_PORT: should be a whole number" in refused.stderr
    assert "QIXIU_HEAVY_SOLVES: should be 1 or more" in refused.stderr


def test_another_kind_of_database_is_refused_without_its_password():
    """The address is not repeated, as it may hold a password."""
    refused = qixiu("user", "list", "--database", "mysql://u:secret@h/d")
    assert refused.exit_code == 2
    assert "postgresql://" in refused.stderr
    assert "secret" not in refused.output


def test_a_missing_file_is_not_made_by_looking(tmp_path):
    """Listing users of a file that is not there makes no file."""
    file = tmp_path / "nothing.db"
    refused = qixiu("user", "list", "--database", file, "--lang", "en")
    assert refused.exit_code == 2
    assert "no such file" in refused.stderr
    assert not file.exists()
