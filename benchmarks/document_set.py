"""One page to one PDF, as the program does it, without the files that it puts inside. A process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from site_builder.formats.compaction import compact
from site_builder.formats.strokes import join_strokes
from site_builder.formats.tagging.finisher import mend_tags
from site_builder.formats.typesetting import typeset


def set_page(page: Path, pdf: Path, *, tags: bool = True) -> None:
    """Set a page that has its style inside."""
    variant, finish = ("pdf/ua-1", _finish) if tags else ("", _shrink)
    made = typeset(page.read_text("utf-8"), "", variant, finish, ())
    if isinstance(made, tuple):
        raise SystemExit(str(made))
    pdf.write_bytes(made)


def _finish(document: object, pdf: object) -> None:
    mend_tags(document, pdf)
    _shrink(document, pdf)


def _shrink(_: object, pdf: object) -> None:
    join_strokes(pdf)
    compact(pdf)


if __name__ == "__main__":
    set_page(Path(sys.argv[1]), Path(sys.argv[2]), tags=sys.argv[3] == "tags")
