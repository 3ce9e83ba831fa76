"""WeasyPrint, and what makes it quick. The only module that imports it.

Gains are instructions saved on 46 pages; time on a shared machine tells no such parts. `benchmarks/document.py`
measures the sum. The private fonts halve memory (296 to 140 MB) and save 44 % of the bytes.
"""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache, lru_cache
from hashlib import sha256
from logging import Handler, LogRecord, getLogger
from pathlib import Path
from shutil import which
from subprocess import run
from typing import Any
from xml.etree import ElementTree as ET

import weasyprint
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from site_builder.formats.proofreading import Fault, proofread
from site_builder.values.finding import BuildError

FONTS = ("Noto Sans CJK SC", "Noto Serif CJK SC")
"""The families without which Chinese would print as boxes."""

_FOLDER = Path(__file__).resolve().parent.parent.parent / ".fonts"
_TABULAR = {"table", "colgroup", "thead", "tbody", "tr"}
_SVG = "{http://www.w3.org/2000/svg}"

# Fontconfig reads this when the first document is set. Whoever has set it has chosen other fonts.
if (_FOLDER / "fonts.conf").is_file():
    os.environ.setdefault("FONTCONFIG_FILE", str(_FOLDER / "fonts.conf"))


def version() -> str:
    """What the same page may be set differently by: WeasyPrint and the fonts, known by their sizes."""
    fonts = sorted((path.name, path.stat().st_size) for path in _FOLDER.glob("*"))
    return f"weasyprint {weasyprint.__version__}, fonts {sha256(repr(fonts).encode()).hexdigest()[:8]}"


def missing_fonts() -> tuple[str, ...]:
    """The families that this machine does not have; without them Chinese would print as boxes.

    Where Fontconfig's own lister is not installed nothing is known, and nothing is said to be missing.
    """
    lister = which("fc-list")
    if lister is None:
        return ()
    found = run([lister, ":", "family"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    return tuple(font for font in FONTS if font not in found)


def typeset(
    page: str, style: str, variant: str, finisher: Callable[[Any, Any], None], attachments: Sequence[Attachment]
) -> bytes | tuple[Fault, ...]:
    """A PDF of an XHTML page; or, where it would be a wrong one, everything that is wrong with it.

    Raises `BuildError` if the page is no XHTML, or asks for what stands elsewhere.
    """
    return write(lambda: lay_out(page, style, variant), variant, finisher, attachments)


def write(
    laid_out: Callable[[], Any], variant: str, finisher: Callable[[Any, Any], None], attachments: Sequence[Attachment]
) -> bytes | tuple[Fault, ...]:
    """A PDF of the document that a function lays out, as `typeset` makes it of a page."""
    faults: list[Fault] = []

    def finish(document: Any, pdf: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
        faults.extend(proofread(document, unknown))
        finisher(document, pdf)

    try:
        with _without_collector(), _unknown_characters() as unknown:
            document = laid_out()
            data = document.write_pdf(pdf_variant=variant or None, finisher=finish, attachments=list(attachments))
    except FatalURLFetchingError as error:
        message = f"PDF 不得引用外部资源（{error}）。请改文件模板。"
        raise BuildError(message) from error
    return tuple(faults) or bytes(data)


def lay_out(page: str, style: str, variant: str, common: FontConfiguration | None = None) -> Any:  # noqa: ANN401
    """An XHTML page as a document whose pages are set and not yet drawn.

    Documents whose pages are to be put together share their fonts.
    """
    return _Page(page).render(common, stylesheets=[_rules(style)], pdf_variant=variant or None)


def fonts() -> FontConfiguration:
    """Fonts for documents whose pages are to be put together."""
    return FontConfiguration()


@lru_cache(maxsize=1)
def _rules(style: str) -> CSS:
    return CSS(string=style)


def parsed(page: str) -> ET.Element:
    """An XHTML page. Raises `BuildError` if it is none."""
    try:
        return ET.fromstring(page)  # noqa: S314 - our own page
    except ET.ParseError as error:
        message = f"文件模板写出的不是合格的 XHTML：{error}"
        raise BuildError(message) from error


def attached(name: str, data: bytes, description: str, day: datetime | None) -> Attachment:
    """A file to be carried, dated by its data: the clock would make every build another."""
    return Attachment(string=data, name=name, description=description, created=day, modified=day)


class _Page(HTML):  # type: ignore[misc]
    """A page read as XML: our templates write nothing else, and the reader is C instead of Python. Gain: 7 %."""

    def __init__(self, page: str) -> None:
        # Without a base, relative links stay relative: they name neither the place of the build nor another host.
        super().__init__(string="<html></html>", url_fetcher=URLFetcher(allowed_protocols=(), fail_on_errors=True))
        self.etree_element = parsed(page)
        for drawing in self.etree_element.iter("svg"):
            for element in drawing.iter():
                element.tag = _SVG + element.tag
        _close_up(self.etree_element)
        wrap = type(vars(self)["wrapper_element"]).from_html_root
        self.wrapper_element = wrap(self.etree_element, content_language=None)

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:  # noqa: FBT001, FBT002, ARG002 - WeasyPrint's own
        """The rules that pages begin with. Were it no longer asked for, documents would be the same."""
        return [_first_rules()]


@cache
def _first_rules() -> CSS:
    """WeasyPrint's own, but for those that give every element five more, for notes no document has.

    Gain: 3 % and 23 MB. To read the rules again costs as much as ten pages save.
    """
    rules = (Path(weasyprint.__file__).parent / "css" / "html5_ua.css").read_text("utf-8")
    return CSS(string=re.sub(r"(?m)^::(footnote|note)-.*$", "", rules))


def _close_up(page: ET.Element) -> None:
    """Take out the line breaks between rows and cells: each would be made a box, only to be dropped."""
    for element in page.iter():
        if element.tag in _TABULAR:
            element.text = None
            for child in element:
                child.tail = None


@contextmanager
def _without_collector() -> Iterator[None]:
    """Boxes are all alive until the document is done: looking through them for garbage finds none. Gain: 3 %."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _unknown_characters() -> Iterator[list[str]]:
    """Characters that are printed as boxes, as WeasyPrint tells its log: it alone knows which font it took."""
    found: list[str] = []

    class Listener(Handler):
        def emit(self, record: LogRecord) -> None:
            if record.msg.startswith(".notdef") and isinstance(record.args, tuple):
                found.append(str(record.args[0]))

    listener = Listener()
    log = getLogger("weasyprint")
    log.addHandler(listener)
    try:
        yield found
    finally:
        log.removeHandler(listener)
