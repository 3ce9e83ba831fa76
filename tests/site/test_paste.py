"""The page that is pasted into other sites: everything disclosed, in elements that editors keep."""

from __future__ import annotations

import re
from pathlib import Path

from tests.examination import Examination
from tests.site.test_pages import Tag, begun, pages

KEPT = {"h2", "h3", "h4", "h5", "p", "strong", "em", "a", "ul", "ol", "li", "br", "time", "del", "ins", "blockquote"}
KEPT |= {"table", "caption", "thead", "tbody", "tr", "th", "td"}


def pasted(page: Tag) -> Tag:
    (own,) = (tag for tag in page.all("div") if tag.has("paste"))
    return own


def test_plain_elements(real_site: Path) -> None:
    """What is copied has headings, paragraphs, lists and tables, no styles, no anchors, and no links into this site."""
    own_pages = [pasted(page) for path, page in pages(real_site).items() if path.endswith("/paste.html")]
    assert own_pages
    for page in own_pages:
        assert {tag.name for tag in page.all()} <= KEPT
        assert not [tag for tag in page.all() if tag.attributes.keys() & {"id", "style", "align", "border"}]
        assert all(re.match("https?://", tag.attributes["href"]) for tag in page.all("a"))
        assert all(tag.attributes.get("scope") for tag in page.all("th"))
        assert all(len(table.own("caption")) == 1 for table in page.all("table"))


def test_tables_are_the_sheets(real_site: Path, real: Examination) -> None:
    """Cell by cell its tables say what the sheets say, with the same spans; those of the narrative follow."""
    for subject in (own.subject for own in real.disclosures):
        path = f"{subject.unit.slug}/{subject.disclosure.name}/paste.html"
        parts = [part for sheet in subject.sheets for part in sheet.parts]
        tables = list(pasted(pages(real_site)[path]).all("table"))
        assert len(tables) >= len(parts)
        for table, part in zip(tables, parts, strict=False):
            (body,) = table.own("tbody")
            shown = [
                (tag.text, int(tag.attributes.get("rowspan", "1")), int(tag.attributes.get("colspan", "1")))
                for tag in body.all("th", "td")
            ]
            assert shown == [(cell.text, cell.rows, cell.columns) for cell in begun(part)]
