"""From bytes to text: the encodings that Chinese offices really save."""

from __future__ import annotations

import re

from site_builder.values.finding import Finding
from site_builder.values.text import Place

LARGEST = 2_000_000
"""The largest source file in bytes; a real disclosure types less than a twentieth of it."""

_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def decode(file: str, data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The text of a source file with LF line ends, and what is to be said of its encoding.

    UTF-8 (with or without BOM) is read silently; UTF-16 with BOM and GBK are read with a notice, because their
    meaning is plain; anything else is an error and gives empty text.
    """
    if len(data) > LARGEST:
        return "", (_refused(file, "Y01", f"文件有 {len(data):,} 字节，超过上限 {LARGEST:,}。", "请拆成几个文件。"),)
    text, name = _characters(data)
    if text is None:
        message = "认不出文件的编码，文字会变成乱码。"
        return "", (_refused(file, "Y02", message, "请用记事本“另存为”，编码选 UTF-8。"),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if bad := _BAD.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        place = Place(file, line, bad.start() - text.rfind("\n", 0, bad.start()))
        message = f"有一个看不见的控制字符（U+{ord(bad.group()):04X}）。"
        return "", (Finding("Y03", "error", message, place, "请删掉这个字符，重新输入这一行。"),)
    if name == "UTF-8":
        return text, ()
    message = f"文件是 {name} 编码，已按它读取。"
    return text, (Finding("Y04", "notice", message, Place(file), "请另存为 UTF-8，免得别的电脑上变成乱码。"),)


def _characters(data: bytes) -> tuple[str | None, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _try(data, "utf-16"), "UTF-16"
    text = _try(data, "utf-8-sig")
    if text is not None:
        return text, "UTF-8"
    return _try(data, "gb18030"), "GBK"


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _refused(file: str, code: str, message: str, remedy: str) -> Finding:
    return Finding(code, "error", message, Place(file), remedy)
