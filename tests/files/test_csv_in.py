"""CSV files as other programs write them."""

from pathlib import Path

import pytest
from builders import MONDAY

from scheduler.domain.words import Tag
from scheduler.errors import InputError
from scheduler.files.community import CommunityFiles, read_community

CARERS = "carer_id,name,role\nC1,人员甲,helper\n"
SHIFTS = "carer_id,day,start,end\nC1,mon,08:30,11:30\n"
SENIORS = "senior_id,name,tag,lat,lon\nS1,老人甲,green,31.99,118.77\n"


def read(folder: Path, seniors: str | bytes) -> CommunityFiles:
    data = seniors if isinstance(seniors, bytes) else seniors.encode()
    (folder / "seniors.csv").write_bytes(data)
    (folder / "carers.csv").write_text(CARERS, encoding="utf-8")
    (folder / "shifts.csv").write_text(SHIFTS, encoding="utf-8")
    return read_community(folder, MONDAY)


@pytest.mark.parametrize(
    "seniors",
    [
        "\ufeff" + SENIORS,
        SENIORS.replace("\n", "\r\n"),
        SENIORS.replace("\n", "\r"),
        SENIORS.replace("\n", "\n\n"),
        SENIORS.replace("\n", ",,\n"),
        SENIORS + "\u3000, ,,,\n",
        SENIORS.replace("S1,", '"S1" ,'),
        SENIORS.replace("S1", "Ｓ１"),
        SENIORS.replace("green", " 绿 "),
        "编号,姓 名,三色 ,ＬＡＴ,Lon\nS1,老人甲,绿,３１．９９,118.77\n",
    ],
    ids=[
        "mark",
        "crlf",
        "cr",
        "blank lines",
        "blank columns",
        "spaces only",
        "quotes",
        "wide id",
        "spaces",
        "headings",
    ],
)
def test_one_table_in_many_forms_is_read_the_same(tmp_path: Path, seniors: str):
    """Marks, line ends, blanks, wide letters and either language do not matter."""
    files = read(tmp_path, seniors)
    (senior,) = files.seniors
    assert (senior.senior_id, senior.name, senior.tag) == ("S1", "老人甲", Tag.GREEN)
    assert (senior.lat, senior.lon) == (31.99, 118.77)
    assert files.warnings == ()


def test_rows_keep_their_numbers_past_blank_and_long_ones(tmp_path: Path):
    """A blank row and a cell of two lines count as one row each."""
    head, first = SENIORS.splitlines()
    text = f'{head},notes\n\n{first},"a\nb"\nS2,老人乙,blue,31.99,118.77,\n'
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    assert [finding.row for finding in caught.value.findings] == [4]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_other_encodings_are_read_with_a_warning(tmp_path: Path, encoding: str):
    """Names come through from GBK and UTF-16, and the encoding is named."""
    files = read(tmp_path, SENIORS.encode(encoding))
    assert files.seniors[0].name == "老人甲"
    assert encoding in files.warnings[0].says.en


def test_chinese_file_names_are_known(tmp_path: Path):
    """A table may go by its Chinese name."""
    (tmp_path / "老人.csv").write_text(SENIORS, encoding="utf-8")
    (tmp_path / "人员.csv").write_text(CARERS, encoding="utf-8")
    (tmp_path / "排班.CSV").write_text(SHIFTS, encoding="utf-8")
    assert len(read_community(tmp_path, MONDAY).seniors) == 1
