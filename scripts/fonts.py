"""Prepares `.fonts/`: the faces that documents are set in, cut out of this machine's, and a configuration naming them.

Documents are then the same on every machine. A small face also takes less time and memory, and gives smaller files,
than a collection of five languages: characters of everyday use are kept apart from the rare ones, and their outlines
become TrueType's, of which a part is a third smaller than one of cubic curves.
Fonts put into the folder by hand are used too, such as a 仿宋 for running text.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from ctypes import CDLL, POINTER, byref, c_char_p, c_uint, c_void_p, string_at
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

FOLDER = Path(__file__).resolve().parent.parent / ".fonts"
FACES = {
    "song": "Noto Serif CJK SC:style=Regular",
    "song-bold": "Noto Serif CJK SC:style=Bold",
    "hei": "Noto Sans CJK SC:style=Regular",
    "hei-bold": "Noto Sans CJK SC:style=Bold",
    "kai": "AR PL UKai CN",
}
"""File name → the face it is cut from."""

CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir prefix="relative">.</dir>
<cachedir prefix="xdg">fontconfig</cachedir>
{}
</fontconfig>
"""

_RARE = """<alias binding="same"><family>{0}</family><accept><family>{0} Rare</family></accept></alias>"""
"""What a family lacks is taken from its rare part. That has a name of its own: of two files with one name, WeasyPrint
would write one font, and characters of the other would come out as different ones."""

_SIGNS = ((0x20, 0x2FFF), (0x3000, 0x303F), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF))
"""Everything that is no 汉字: Latin, numerals, units, arrows, punctuation, full-width forms."""

_NEEDLESS = ("GSUB", "GPOS", "BASE", "VORG", "vhea", "vmtx")
"""Tables for vertical lines, other languages' forms and fine spacing; without them there are half as many glyphs."""

_DROPPED = 3
"""HarfBuzz's number for the set of tables to leave out."""

_KEEPING_NUMBERS = 2
"""HarfBuzz's flag for leaving glyphs their numbers. CFF's outlines have numbers too, and strict readers go by these."""

_FAMILY_NAMES = {1, 3, 4, 6, 16}
"""Records of the table of names that tell fonts apart."""

_ERROR = 0.001
"""How far an outline may stray from the original: a thousandth of the type's size."""

_SIGNATURES = {
    "hb_blob_create_from_file_or_fail": (c_void_p, c_char_p),
    "hb_face_create": (c_void_p, c_void_p, c_uint),
    "hb_subset_input_create_or_fail": (c_void_p,),
    "hb_subset_input_unicode_set": (c_void_p, c_void_p),
    "hb_subset_input_set": (c_void_p, c_void_p, c_uint),
    "hb_set_clear": (None, c_void_p),
    "hb_set_add": (None, c_void_p, c_uint),
    "hb_set_add_range": (None, c_void_p, c_uint, c_uint),
    "hb_set_invert": (None, c_void_p),
    "hb_subset_input_set_flags": (None, c_void_p, c_uint),
    "hb_subset_or_fail": (c_void_p, c_void_p, c_void_p),
    "hb_face_reference_blob": (c_void_p, c_void_p),
    "hb_blob_get_data": (c_void_p, c_void_p, POINTER(c_uint)),
}


_COUNTS = (
    *("maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours", "maxTwilightPoints", "maxStorage"),
    *("maxFunctionDefs", "maxInstructionDefs", "maxStackElements", "maxSizeOfInstructions"),
    *("maxComponentElements", "maxComponentDepth"),
)
_PROFILE = {"tableVersion": 0x00010000, "maxZones": 1, **dict.fromkeys(_COUNTS, 0)}
"""The `maxp` table of a face without instructions; what depends on the outlines is counted when it is written."""


class Source(NamedTuple):
    """Where a face is cut from."""

    file: str
    """The file that has it."""
    index: int
    """Its number in the file."""
    outlines: str
    """CFF or TrueType."""


def main() -> None:
    """Cut what this machine has; without any of it documents are set in the system's fonts."""
    found = {name: source for name, face in FACES.items() if (source := locate(face))}
    if "song" not in found:
        sys.stderr.write("没有找到 Noto CJK 字体，PDF 将使用系统字体 / no Noto CJK fonts, PDFs use the system's\n")
        return
    FOLDER.mkdir(exist_ok=True)
    common = sorted(everyday())
    with ProcessPoolExecutor() as pool:
        list(pool.map(prepare, found, found.values(), [common] * len(found)))
    # Last: with it, the folder is whole.
    families = sorted({face.partition(":")[0] for face in FACES.values()})
    aliases = "\n".join(_RARE.format(family) for family in families)
    (FOLDER / "fonts.conf").write_text(CONFIGURATION.format(aliases), "utf-8")


def prepare(name: str, source: Source, common: list[int]) -> None:
    """Write the two parts of a face."""
    parts = {
        f"{name}.ttf": with_quadratic_curves(cut(source, common)),
        f"{name}-rare.otf": renamed(cut(source, common, others=True)),
    }
    for file, data in parts.items():
        # Fontconfig remembers what a folder holds until a file comes or goes.
        (FOLDER / file).unlink(missing_ok=True)
        (FOLDER / file).write_bytes(data)


def locate(face: str) -> Source | None:
    """The file that has a face."""
    command = ["fc-list", "--format", "%{index} %{fontformat} %{file}\n", face]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()  # noqa: S603
    faces = sorted(Source(file, int(index), form) for index, form, file in (line.split(" ", 2) for line in lines))
    return faces[0] if faces else None


def everyday() -> Iterable[int]:
    """The signs, and the 汉字 of GB 2312."""
    for first, last in _SIGNS:
        yield from range(first, last + 1)
    for high in range(0xB0, 0xF8):
        yield from map(ord, bytes(byte for low in range(0xA1, 0xFF) for byte in (high, low)).decode("gb2312", "ignore"))


def cut(source: Source, characters: Iterable[int], *, others: bool = False) -> bytes:
    """A face with these characters alone, or with all others alone."""
    harfbuzz = _library()
    file = harfbuzz["hb_blob_create_from_file_or_fail"](source.file.encode())
    face = harfbuzz["hb_face_create"](file, source.index)
    wanted = harfbuzz["hb_subset_input_create_or_fail"]()
    kept = harfbuzz["hb_subset_input_unicode_set"](wanted)
    harfbuzz["hb_set_clear"](kept)
    for character in characters:
        harfbuzz["hb_set_add_range"](kept, character, character)
    if others:
        harfbuzz["hb_set_invert"](kept)
        if source.outlines == "CFF":
            harfbuzz["hb_subset_input_set_flags"](wanted, _KEEPING_NUMBERS)
    dropped = harfbuzz["hb_subset_input_set"](wanted, _DROPPED)
    for table in _NEEDLESS:
        harfbuzz["hb_set_add"](dropped, int.from_bytes(table.encode(), "big"))
    length = c_uint()
    blob = harfbuzz["hb_face_reference_blob"](harfbuzz["hb_subset_or_fail"](face, wanted))
    return string_at(harfbuzz["hb_blob_get_data"](blob, byref(length)), length.value)


def renamed(data: bytes) -> bytes:
    """The rare part of a face under a family name of its own."""
    font = TTFont(BytesIO(data))
    for record in font["name"].names:
        if record.nameID in _FAMILY_NAMES:
            record.string = record.toUnicode() + (" Rare" if record.nameID in {1, 16} else "-Rare")
    written = BytesIO()
    font.save(written, reorderTables=None)
    return written.getvalue()


def with_quadratic_curves(data: bytes) -> bytes:
    """A face with TrueType's outlines instead of CFF's; one that has them already stays as it is."""
    font = TTFont(BytesIO(data))
    if "glyf" in font:
        return data
    outlines = font.getGlyphSet()
    glyphs = {name: _quadratic(outlines, name, _ERROR * font["head"].unitsPerEm) for name in font.getGlyphOrder()}
    font["loca"], font["glyf"], font["maxp"] = newTable("loca"), newTable("glyf"), newTable("maxp")
    font["glyf"].glyphOrder, font["glyf"].glyphs = font.getGlyphOrder(), glyphs
    vars(font["maxp"]).update(_PROFILE, numGlyphs=len(glyphs))
    font["post"].formatType = 3
    font.sfntVersion = "\0\1\0\0"
    del font["CFF "]
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def _quadratic(outlines: object, name: str, error: float) -> object:
    pen = TTGlyphPen(outlines)
    outlines[name].draw(Cu2QuPen(pen, error, reverse_direction=True))
    return pen.glyph()


def _library() -> dict[str, object]:
    # HarfBuzz does this in a second per face, and WeasyPrint needs it anyway.
    libraries = CDLL("libharfbuzz.so.0"), CDLL("libharfbuzz-subset.so.0")
    functions = {}
    for name, (result, *arguments) in _SIGNATURES.items():
        functions[name] = getattr(libraries["subset" in name], name)
        functions[name].restype, functions[name].argtypes = result, arguments
    return functions


if __name__ == "__main__":
    main()
