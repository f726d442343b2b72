"""Bytes to text, whatever encoding a community's computer uses."""

import codecs

from scheduler.errors import Text
from scheduler.files.findings import Findings

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r"))
_FEW_CONTROLS = 8
_WORKBOOK_MARK = b"PK\x03\x04"
_SAVE_AS = Text("请另存为“CSV UTF-8”", "save it as 'CSV UTF-8'")


def decode(data: bytes, file: str, findings: Findings) -> str | None:
    """Return the text of a file, None if it is not text; notes what was unusual."""
    text, encoding = _decoded(data)
    if text is None or _is_binary(text):
        findings.error(file, _not_text(data), row=_first_bad_row(data))
        return None
    if encoding != "utf-8-sig":
        findings.warn(
            file,
            Text(
                f"文件编码是 {encoding}，已照此读取；{_SAVE_AS.zh}更稳妥",
                f"read as {encoding}, not UTF-8; to be safe, {_SAVE_AS.en}",
            ),
        )
    return text


def encoding_of(data: bytes) -> str | None:
    """Return the encoding in which text can be appended to a file, None if to none."""
    for mark, encoding in zip(_UTF16_MARKS, ("utf-16-le", "utf-16-be"), strict=True):
        if data.startswith(mark):
            return encoding
    text, encoding = _decoded(data)
    return None if text is None else encoding.removesuffix("-sig")


def _decoded(data: bytes) -> tuple[str | None, str]:
    encodings = ("utf-16",) if data[:2] in _UTF16_MARKS else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return None, ""


def _is_binary(text: str) -> bool:
    data = text.encode(errors="surrogatepass")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return "\x00" in text or controls > _FEW_CONTROLS + len(data) // 1000


def _not_text(data: bytes) -> Text:
    if data.startswith(_WORKBOOK_MARK):
        return Text(
            "这不是文本文件，像是改了扩展名的 Excel 工作簿；请改回 .xlsx，或另存为 CSV",
            "not text but a renamed workbook; name it .xlsx, or save it as CSV",
        )
    return Text(
        f"这不是文本文件（既不是 UTF-8 也不是 GBK）；{_SAVE_AS.zh}",
        f"not a text file, neither UTF-8 nor GBK; {_SAVE_AS.en}",
    )


def _first_bad_row(data: bytes) -> int | None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return None
