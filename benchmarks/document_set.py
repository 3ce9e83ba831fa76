"""One page to one PDF, as the program does it, without the files that it puts inside. A process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from site_builder.formats.tagging.finisher import mend_tags
from site_builder.formats.typesetting import typeset


def set_page(page: Path, pdf: Path, *, tags: bool = True) -> None:
    """Set a page that has its style inside."""
    variant, finish = ("pdf/ua-1", mend_tags) if tags else ("", _nothing)
    pdf.write_bytes(typeset(page.read_text("utf-8"), "", variant, finish, ()))


def _nothing(*_: object) -> None:
    pass


if __name__ == "__main__":
    set_page(Path(sys.argv[1]), Path(sys.argv[2]), tags=sys.argv[3] == "tags")
