"""From bytes to text: the encodings that Chinese offices really save."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from site_builder.values.finding import Finding
from site_builder.values.text import Place

LARGEST = 300_000
"""The largest source file in bytes; a real disclosure types less than a tenth of it."""
LONGEST = 20_000
"""The most lines of a source file; a real one has some hundreds."""
MOST_CHARACTERS = 20
"""How many bad characters of one file are listed."""

# Control characters, line ends that editors do not count, and characters without width or ink.
_BAD = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffd-\uffff]")
_SPOILT = "\ufffd"


# A file is asked for more than once in a row.
@lru_cache(maxsize=1)
def decode(file: str, data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The text of a source file with LF line ends, and what is to be said of its encoding.

    UTF-8 (with or without BOM) is read silently; UTF-16 and GBK are read with a notice, because their meaning is
    plain; anything else is an error. Every bad character is an error of its own and read as a space.
    """
    if len(data) > LARGEST:
        return "", (_refused(file, "Y01", f"文件有 {len(data):,} 字节，超过上限 {LARGEST:,}。", "请拆成几个文件。"),)
    text, name = _characters(data)
    if text is None:
        return "", (_refused(file, "Y02", "认不出文件的编码，文字会变成乱码。", "请用记事本“另存为”，编码选 UTF-8。"),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if (lines := text.count("\n")) > LONGEST:
        return "", (_refused(file, "Y01", f"文件有 {lines:,} 行，超过上限 {LONGEST:,}。", "请拆成几个文件。"),)
    bad = tuple(islice(_bad(file, text), MOST_CHARACTERS))
    return _BAD.sub(" ", text) if bad else text, (*_told(file, name), *bad)


def _told(file: str, name: str) -> Iterator[Finding]:
    if name != "UTF-8":
        message = f"文件是 {name} 编码，已按它读取。"
        yield Finding("Y04", "notice", message, Place(file), "请另存为 UTF-8，免得别的电脑上变成乱码。")


def _bad(file: str, text: str) -> Iterator[Finding]:
    line, start = 1, 0
    for found in _BAD.finditer(text):
        line += text.count("\n", start, found.start())
        start = found.start()
        place = Place(file, line, start - text.rfind("\n", 0, start))
        if found.group() == _SPOILT:
            message = "这里有一个字是乱码，文件可能没有保存完整。"
        else:
            message = f"有一个看不见的字符（编号 {ord(found.group()):04X}）。"
        yield Finding("Y03", "error", message, place, "请删掉这个字符，重新输入这一行。")


def _characters(data: bytes) -> tuple[str | None, str]:
    if wide := _wide(data):
        return data.decode(wide, errors="replace").removeprefix("\ufeff"), "UTF-16"
    text = _try(data, "utf-8-sig")
    if text is not None:
        return text, "UTF-8"
    # A damaged UTF-8 file would decode as GBK too, to other words than were typed.
    damaged = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace")
    if damaged.count(_SPOILT) * 10 < sum(not character.isascii() for character in damaged):
        return damaged, "UTF-8"
    return _try(data, "gb18030"), "GBK"


def _wide(data: bytes) -> str:
    """The kind of UTF-16 that bytes are, with or without a mark; blank if they are none."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    if b"\0" not in data:
        return ""
    for encoding, zeros in (("utf-16-le", data[1::2].count(0)), ("utf-16-be", data[::2].count(0))):
        if zeros * 20 > len(data) and _try(data, encoding) is not None:
            return encoding
    return ""


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _refused(file: str, code: str, message: str, remedy: str) -> Finding:
    return Finding(code, "error", message, Place(file), remedy)
