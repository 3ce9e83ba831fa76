"""Printed documents, read with tools that did not make them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pikepdf

from site_builder.sheets.sheet import Sheet
from tests.examination import Examination, examine


@dataclass(frozen=True)
class Document:
    """One PDF beside the sheets that it prints."""

    path: Path
    title: str
    sheets: tuple[Sheet, ...]
    published: str
    """公开日期; blank if none is stated."""

    def __hash__(self) -> int:
        """Documents are told apart by their paths."""
        return hash(self.path)

    @cached_property
    def file(self) -> pikepdf.Pdf:
        """The opened file."""
        return pikepdf.open(self.path)

    @cached_property
    def numbers(self) -> dict[tuple[int, int], int]:
        """Page object → its number, counted from 0."""
        return {page.obj.objgen: number for number, page in enumerate(self.file.pages)}

    @cached_property
    def pages(self) -> list[str]:
        """Each page's text, without white space."""
        command = ["pdftotext", "-layout", "-enc", "UTF-8", str(self.path), "-"]
        text = subprocess.run(command, capture_output=True, check=True, timeout=50).stdout.decode()
        return ["".join(page.split()) for page in text.split("\f")[:-1]]

    @cached_property
    def copied(self) -> list[str]:
        """Each page's text as it is drawn, without white space; what stands in the margins is drawn last."""
        command = ["pdftotext", "-raw", "-enc", "UTF-8", str(self.path), "-"]
        text = subprocess.run(command, capture_output=True, check=True, timeout=50).stdout.decode()
        return ["".join(page.split()) for page in text.split("\f")[:-1]]

    @cached_property
    def lines(self) -> list[str]:
        """The lines of all pages as they are laid out."""
        command = ["pdftotext", "-layout", "-enc", "UTF-8", str(self.path), "-"]
        return subprocess.run(command, capture_output=True, check=True, timeout=50).stdout.decode().splitlines()


Documents = tuple[Document, ...]


@cache
def documents(site: Path, examination: Path) -> Documents:
    return tuple(_documents(site, examine(examination)))


def _documents(site: Path, examination: Examination) -> Iterator[Document]:
    for audited in examination.disclosures:
        disclosure = audited.subject.disclosure
        path = site / audited.subject.unit.slug / disclosure.name / "disclosure.pdf"
        yield Document(path, str(disclosure.title), audited.subject.sheets, str(disclosure.published))


def squeezed(text: str) -> str:
    return "".join(text.split())


def code_map(font: Any) -> dict[int, str]:  # noqa: ANN401 - pikepdf objects answer to any name
    """Glyph → text, by the font's ToUnicode table."""
    found: dict[int, str] = {}
    table = bytes(font.ToUnicode.read_bytes()).decode("ascii")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return found


def shown(page: pikepdf.Page) -> Iterator[tuple[int, int, str | None]]:
    """Every glyph of a page: marked-content number (-1 outside), glyph number, text."""
    fonts = {name: code_map(font) for name, font in page.Resources.get("/Font", {}).items()}
    marks: list[int] = []
    codes: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator in {"BDC", "BMC"}:
            inner = operands[1].get("/MCID", -1) if operator == "BDC" and hasattr(operands[1], "get") else -1
            marks.append(int(inner))
        elif operator == "EMC":
            marks.pop()
        elif operator == "Tf":
            codes = fonts[str(operands[0])]
        elif operator in {"Tj", "TJ"}:
            parts = operands[0] if operator == "TJ" else operands
            data = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            for start in range(0, len(data), 2):
                glyph = int.from_bytes(data[start : start + 2], "big")
                yield (marks[-1] if marks else -1), glyph, codes.get(glyph)


@cache
def marked(document: Document) -> dict[tuple[int, int], str]:
    """(page, marked-content number) → text."""
    found: dict[tuple[int, int], str] = {}
    for number, page in enumerate(document.file.pages):
        for mark, _, text in shown(page):
            found[number, mark] = found.get((number, mark), "") + (text or "\ufffd")
    return found


def elements(node: Any) -> Iterator[Any]:  # noqa: ANN401
    """Structure elements in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def text_of(document: Document, node: Any, page: Any = None) -> str:  # noqa: ANN401
    """What a structure element says."""
    page = node.get("/Pg", page)
    said = ""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            said += marked(document).get((document.numbers[page.objgen], kid), "")
        elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
            said += marked(document).get((document.numbers[kid.get("/Pg", page).objgen], int(kid.MCID)), "")
        elif isinstance(kid, pikepdf.Dictionary):
            said += text_of(document, kid, page)
    return said


def links(file: pikepdf.Pdf) -> set[str]:
    """Every address that a file's pages lead to."""
    notes = [note for page in file.pages for note in page.get("/Annots", pikepdf.Array())]
    return {str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A}


def outline(document: Document) -> dict[str, int]:
    """Bookmark → number of its page, counted from 0."""
    found: dict[str, int] = {}

    def walk(items: list[pikepdf.OutlineItem]) -> None:
        for item in items:
            action = item.action or pikepdf.Dictionary()
            target = item.destination if item.destination is not None else action.D
            assert isinstance(target, pikepdf.Array)
            found.setdefault(squeezed(item.title), document.numbers[target[0].objgen])
            walk(list(item.children))

    with document.file.open_outline() as opened:
        walk(list(opened.root))
    return found
