"""What machines read of a disclosure: schema.org in its page, DCAT for the site."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest

from site_builder.build.chain import build
from site_builder.build.orders import Settings

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
DISCLOSURE = "shili-ju/2026-budget/"
Told = Callable[..., tuple[dict[str, Any], dict[str, Any]]]


@pytest.fixture
def told(content: Path, tmp_path: Path) -> Told:
    """The Dataset and the Catalog of the small site, with another site.yaml and a title."""

    def made(site: str, title: str = "示例县测试局2026年预算公开") -> tuple[dict[str, Any], dict[str, Any]]:
        (content / "site.yaml").write_text(site, "utf-8")
        path = content / DISCLOSURE / "disclosure.yaml"
        text = path.read_text("utf-8").partition("标题:")[0]
        path.write_text(f"{text}标题: '{title}'\n", "utf-8")
        report = build(content, tmp_path / "public", Settings(pdf=False))
        assert report.published, report.findings
        catalog = json.loads((tmp_path / "public" / "data" / "catalog.jsonld").read_text("utf-8"))
        return dataset(tmp_path / "public" / DISCLOSURE / "index.html"), catalog

    return made


def dataset(page: Path) -> dict[str, Any]:
    (block,) = BLOCK.findall(page.read_text("utf-8"))
    found: dict[str, Any] = json.loads(block)
    return found


def test_every_disclosure_is_a_dataset(real_site: Path) -> None:
    """Each names itself, its year and every file beside it; nothing is blank; no two have one identifier."""
    pages = [page for page in real_site.glob("*/*/index.html") if BLOCK.search(page.read_text("utf-8"))]
    assert {page.parent for page in pages} == {file.parent for file in real_site.glob("*/*/disclosure.json")}
    names = set()
    for page in pages:
        data = dataset(page)
        assert (data["@context"], data["@type"]) == ("https://schema.org", "Dataset")
        year = page.parent.name[:4]
        assert data["temporalCoverage"] == f"{year}-01-01/{year}-12-31"
        assert all(data.values())
        assert 50 <= len(data["description"]) <= 5000
        names.add(data["identifier"])
        files = {file["contentUrl"].rpartition(f"/{page.parent.name}/")[2] for file in data["distribution"]}
        beside = {path.relative_to(page.parent).as_posix() for path in page.parent.rglob("*") if path.is_file()}
        assert files == beside - {"index.html"}
        assert all("/" in file["encodingFormat"] for file in data["distribution"])
    assert len(names) == len(pages)


def test_an_imitated_unit_is_no_author(real_site: Path) -> None:
    """An example made after a document does not name that unit as creator, and says what it is."""
    data = dataset(real_site / "qinhuangdao-etdz-office" / "2022-budget" / "index.html")
    assert data.keys().isdisjoint({"creator", "datePublished"})
    assert data["description"].startswith("示例，不是")


def test_corrected(real_site: Path) -> None:
    """The last correction is the day of the last change, in page and catalogue."""
    folder = "demo-park-bureau/2026-budget"
    assert dataset(real_site / folder / "index.html")["dateModified"] == "2026-02-20"
    catalog = json.loads((real_site / "data" / "catalog.jsonld").read_text("utf-8"))
    (own,) = [own for own in catalog["dcat:dataset"] if f"/{folder}/" in own["@id"]]
    assert own["dcterms:modified"] == {"@value": "2026-02-20", "@type": "xsd:date"}


def test_addresses_are_whole_only_where_known(told: Told) -> None:
    """With 域名 addresses are whole; without, they are relative to the file they stand in."""
    data, catalog = told("网站名称: 示例\n域名: https://example.com/a\n")
    assert data["url"] == f"https://example.com/a/{DISCLOSURE}index.html"
    files = [file["contentUrl"] for file in data["distribution"]]
    assert [own for own in files if not own.startswith(f"https://example.com/a/{DISCLOSURE}")] == []
    assert catalog["dcat:dataset"][0]["dcat:landingPage"]["@id"] == data["url"]
    data, catalog = told("网站名称: 示例\n")
    assert "url" not in data
    assert "disclosure.xlsx" in {file["contentUrl"] for file in data["distribution"]}
    assert catalog["dcat:dataset"][0]["@id"] == f"../{DISCLOSURE}index.html"


@pytest.mark.parametrize(
    ("typed", "licence"),
    [
        ("", None),
        ("可以自由使用，请注明来源。", {"@type": "CreativeWork", "text": "可以自由使用，请注明来源。"}),
        ("按 https://example.com/licence 使用", "https://example.com/licence"),
    ],
)
def test_licence(told: Told, typed: str, licence: object) -> None:
    """A licence is the address its words name, else the words; without words there is none."""
    data, _ = told(f"网站名称: 示例\n许可: {typed}\n")
    assert data.get("license") == licence


def test_typed_markup_stays_data(told: Told) -> None:
    """A title that looks like the end of the element, or like a comment, neither ends it nor is changed."""
    title = "</script><!-- <script>alert(1)</SCRIPT> & -->示例县测试局2026年预算公开"
    data, _ = told("网站名称: 示例\n", title)
    assert data["name"] == title


def test_catalogue(real_site: Path) -> None:
    """The catalogue lists every disclosure with files that are there, in terms its own context explains."""
    catalog = json.loads((real_site / "data" / "catalog.jsonld").read_text("utf-8"))
    assert catalog["@type"] == "dcat:Catalog"
    assert len(catalog["dcat:dataset"]) == len(list(real_site.glob("*/*/disclosure.json")))
    prefixes = catalog.pop("@context")
    used = {word.partition(":")[0] for word in words(catalog)}
    assert used == prefixes.keys()
    site = catalog["foaf:homepage"]["@id"].removesuffix("index.html")
    for own in catalog["dcat:dataset"]:
        assert own["dcat:distribution"]
        addresses = [own["@id"], *(file["dcat:downloadURL"]["@id"] for file in own["dcat:distribution"])]
        assert all((real_site / urldefrag(address)[0].removeprefix(site)).is_file() for address in addresses)


def words(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Every term of a vocabulary that JSON-LD uses: its keys, and its types."""
    if isinstance(value, dict):
        yield from (key for key in value if not key.startswith("@"))
        yield from ([value["@type"]] if "@type" in value else [])
    for own in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from words(own)
