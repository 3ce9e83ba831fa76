"""Which faces documents are set in: a 仿宋 for running text where the machine has one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped] # it ships none
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]

from site_builder.formats import typesetting

CHARACTERS = [chr(code) for code in (*range(0x20, 0x7F), *range(0x3000, 0x3020), *range(0x4E00, 0x9FA0), 0xFF0C)]

SET = """
import sys
from pathlib import Path
from tests.formats.test_errata import document
from site_builder.formats.document import render_document
from site_builder.site.theme import theme
content = Path(sys.argv[1])
made = render_document(document(content), theme(content))
assert isinstance(made, bytes), made
Path(sys.argv[2]).write_bytes(made)
"""


def put_font(folder: Path, family: str) -> None:
    """A face of one weight in which every character is the same square."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 800), (800, 800), (800, 0)):
        pen.lineTo(corner)
    pen.closePath()
    font = FontBuilder(1000)
    font.setupGlyphOrder([".notdef", "square"])
    font.setupCharacterMap({ord(character): "square" for character in CHARACTERS})
    font.setupGlyf({".notdef": pen.glyph(), "square": pen.glyph()})
    font.setupHorizontalMetrics({".notdef": (1000, 0), "square": (1000, 0)})
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupNameTable({"familyName": family, "styleName": "Regular"})
    font.setupOS2()
    font.setupPost()
    font.save(folder / "own.ttf")


@pytest.mark.slow
@pytest.mark.parametrize("family", ["FangSong_GB2312", "FangSong", "STFangsong"])
def test_running_text_is_set_in_fangsong(content: Path, tmp_path: Path, family: str) -> None:
    """A machine's 仿宋 is taken for running text, and for that alone: it has no bold face to be thickened."""
    narrative = content / "shili-ju" / "2026-budget" / "narrative.md"
    narrative.write_text("## 一、总体情况\n\n本年**支出**不变。\n", "utf-8")
    put_font(tmp_path, family)
    fonts = typesetting._FOLDER / "fonts.conf"
    (tmp_path / "fonts.conf").write_text(
        f"<fontconfig><include ignore_missing='yes'>{fonts if fonts.is_file() else '/etc/fonts/fonts.conf'}</include>"
        f"<dir>{tmp_path}</dir><cachedir>{tmp_path / 'cache'}</cachedir></fontconfig>",
        "utf-8",
    )
    pdf = tmp_path / "own.pdf"
    command = [sys.executable, "-c", SET, str(content), str(pdf)]
    subprocess.run(command, check=True, timeout=200, env={"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "PATH": ""})
    with pikepdf.open(pdf) as file:
        used = {str(name) for name in (font.BaseFont for font in file.pages[-1].Resources.Font.values())}
    assert [name.partition("+")[2] for name in used if family in name] == [family]
