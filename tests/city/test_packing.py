"""A community's files arrive as they were sent, and any change of them is noticed."""

import pytest

from scheduler.city import packing
from scheduler.city.packing import pack, unpacked
from scheduler.errors import InputError


@pytest.fixture
def community(tmp_path):
    folder = tmp_path / "甲"
    folder.mkdir()
    for name in ("老人.csv", "policy.toml", "letter.docx"):
        (folder / name).write_text(name, "utf-8")
    return folder


def test_tables_and_policy_arrive(community, tmp_path):
    """Under the folder's name, nothing else with them, and gone afterwards."""
    with unpacked(pack(community), tmp_path) as copy:
        assert copy.name == "甲"
        assert sorted(file.name for file in copy.iterdir()) == [
            "policy.toml",
            "老人.csv",
        ]
        assert (copy / "老人.csv").read_text("utf-8") == "老人.csv"
    assert not copy.exists()


def test_a_workbook_arrives_with_the_policy_beside_it(tmp_path):
    """Other workbooks beside it stay."""
    for name in ("甲.xlsx", "乙.xlsx", "policy.toml"):
        (tmp_path / name).write_text(name, "utf-8")
    with unpacked(pack(tmp_path / "甲.xlsx"), None) as copy:
        assert copy.name == "甲.xlsx"
        assert sorted(f.name for f in copy.parent.iterdir()) == [
            "policy.toml",
            "甲.xlsx",
        ]


def test_the_digest_tells_data_apart(community):
    """Words, names and number of tables count, and nothing else in the folder."""
    digests = [pack(community).digest()]
    (community / "letter.docx").write_text("changed", "utf-8")
    assert pack(community).digest() == digests[0]
    (community / "老人.csv").write_text("changed", "utf-8")
    digests.append(pack(community).digest())
    (community / "老人.csv").rename(community / "seniors.csv")
    digests.append(pack(community).digest())
    (community / "policy.toml").unlink()
    digests.append(pack(community).digest())
    assert len(set(digests)) == 4


def test_what_is_too_large_is_not_read(community, monkeypatch):
    """A finding names the community."""
    monkeypatch.setattr(packing, "MOST_BYTES", 3)
    with pytest.raises(InputError) as raised:
        pack(community)
    assert raised.value.findings[0].file == "甲"
