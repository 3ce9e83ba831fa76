"""The components: each has examples, each example renders, and styles name no colour or size of their own."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from site_builder.site.theme import BUILT_IN, Theme
from tests.conftest import Typed, artifacts
from tests.site.test_pages import Tag, parse

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
COMPONENTS = sorted(path.name for path in (TEMPLATES / "components").iterdir())
TOKENS = (ROOT / "assets" / "css" / "tokens.css").read_text("utf-8")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|color)a?\(|\b(?:white|black|red|gr[ae]y)\b(?!-)")

every_component = pytest.mark.parametrize("name", COMPONENTS)


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    spec = spec_from_file_location("components", ROOT / "scripts" / "components.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    # A dataclass looks for its module among those that are imported.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def style(name: str, kind: str = "style") -> str:
    """What a component's style says, without its comments and without what it supposes of a browser."""
    path = TEMPLATES / "components" / name / f"{kind}.css"
    text = path.read_text("utf-8") if path.exists() else ""
    return re.sub(r"/\*.*?\*/|@supports[^{]*", "", text, flags=re.DOTALL)


def sections(page: Tag) -> list[Tag]:
    """The components on the page that shows them."""
    (main,) = page.all("main")
    return main.own("section")


def test_every_component_has_examples() -> None:
    """A component says what it is for and shows itself."""
    assert [name for name in COMPONENTS if not (TEMPLATES / "components" / name / "examples.yaml").exists()] == []


@every_component
def test_examples_render(name: str, script: ModuleType) -> None:
    """Every example makes elements that close, with ids of their own, without inline style or script."""
    own = script.component(TEMPLATES / "components" / name)
    page = parse(script.page((own,)))
    (section,) = sections(page)
    titles = [tag.text for tag in section.own("h3")]
    assert own.purpose
    assert titles[: len(own.examples)] == list(own.examples)
    shown = [tag for tag in section.children if isinstance(tag, Tag)][2:]
    assert all(list(tag.all()) or tag.text.strip() for tag in shown)
    assert not [tag for tag in page.all() if "style" in tag.attributes or tag.name == "style"]
    assert all(tag.attributes.get("src") and not tag.text for tag in page.all("script"))


def test_all_examples_stand_on_one_page(script: ModuleType) -> None:
    """No two components use one id, so that any may stand beside any other."""
    page = parse(script.page(tuple(map(script.component, script.folders()))))
    ids = [tag.attributes["id"] for tag in page.all() if "id" in tag.attributes]
    assert sorted({own for own in ids if ids.count(own) > 1}) == []


@every_component
def test_examples_cover_the_macros(name: str, script: ModuleType) -> None:
    """Whatever pages take from a component is shown by an example of it."""
    asks = re.compile(rf'{{% from "components/{name}/template.html" import ([^%]*) %}}')
    pages = [path.read_text("utf-8") for path in (TEMPLATES / "pages").glob("*.html")]
    taken = {macro.strip() for page in pages for found in asks.findall(page) for macro in found.split(",")}
    shown = {example.get("宏") for example in script.component(TEMPLATES / "components" / name).examples.values()}
    assert taken <= shown


@every_component
def test_every_component_is_used(name: str) -> None:
    """A component stands on some page, itself or within another, or its style does."""
    asks = re.compile(rf'"components/{name}/template\.html"|class="[^"]*\b{name}\b')
    others = [path for path in TEMPLATES.rglob("*.html") if path.parent.name != name]
    assert any(asks.search(path.read_text("utf-8")) for path in others)


PROJECTS = """
项目:
  - {名称: 办公楼修缮, 科目: 2010302, 金额: 3}
  - {名称: 档案整理, 科目: 2010302, 金额: 2}
  - {涉密: 是, 依据: 定密单}
  - {名称: 培训, 科目: 2010302, 金额: 1}
"""


def test_contents_have_every_table_once(typed: Typed) -> None:
    """Tables of one kind fold into one entry, each of them once, also that of a project which is not named."""
    own = typed({"projects.yaml": PROJECTS})
    (artifact,) = (each for each in artifacts(own.examination) if each.template == "pages/disclosure.html")
    page = parse(Theme((BUILT_IN,)).render(artifact.template, artifact.view, artifact.root))
    (contents,) = (nav for nav in page.all("nav") if nav.has("contents"))
    slugs = [f"#{sheet.slug}" for sheet in own.sheets]
    found = [link.attributes["href"] for link in contents.all("a") if link.attributes["href"] in slugs]
    assert found == slugs
    folds = [fold for fold in contents.all("details") if "4 张" in fold.own("summary")[0].text]
    assert [len(list(fold.all("li"))) for fold in folds] == [4]


@every_component
def test_styles_take_their_colours_from_the_tokens(name: str) -> None:
    """A colour of its own would stay as it is by night and in strong contrast."""
    assert COLOUR.findall(style(name)) == []


@every_component
def test_styles_know_their_tokens(name: str) -> None:
    """Every custom property that a style asks for is a token, or is set by the frame of pages."""
    known = set(re.findall(r"(--[\w-]+):", TOKENS + (ROOT / "assets" / "css" / "site.css").read_text("utf-8")))
    assert set(re.findall(r"var\((--[\w-]+)", style(name))) <= known


@every_component
def test_styles_of_documents_take_their_colours_from_paper(name: str) -> None:
    """On paper, too, a component names no colour of its own, but those that documents have."""
    own = style(name, "document")
    known = set(re.findall(r"(--[\w-]+):", (ROOT / "assets" / "css" / "document.css").read_text("utf-8")))
    assert COLOUR.findall(own) == []
    assert set(re.findall(r"var\((--[\w-]+)", own)) <= known


@every_component
def test_sizes_grow_with_the_text(name: str) -> None:
    """On a screen no type is set in pixels, and nothing moves by itself."""
    screen = re.sub(r"@media print \{.*", "", style(name), flags=re.DOTALL)
    assert re.findall(r"font(?:-size)?:[^;]*\d(?:px|pt)[^;]*", screen) == []
    assert re.findall(r"(?:transition|animation|scroll-behavior)\b", screen) == []


def test_every_choice_of_display_is_answered(script: ModuleType) -> None:
    """Styles ask for the choices that there are, and for each of them but the one that changes nothing."""
    page = parse(script.page((script.component(TEMPLATES / "components" / "display"),)))
    choices = {tag.attributes["id"] for tag in page.all("input")}
    asked = set(re.findall(r":has\(#([\w-]+):checked\)", TOKENS + style("display")))
    assert asked == choices - {"display-auto"}
    labels = [label for label in page.all("label") if list(label.all("input")) and label.text.strip()]
    assert len(labels) == len(choices)


def test_light_colours_are_the_plain_ones() -> None:
    """By day, without wish for contrast, a page has the colours that paper and older browsers get."""
    plain, soft = TOKENS.split("@supports")[0], TOKENS.split("display-contrast")[1]
    wanted = dict(re.findall(r"(--\w+): (#\w+);", plain))
    assert dict(re.findall(r"(--\w+): light-dark\((#\w+), #\w+\);", soft)) == wanted


def luminance(colour: str) -> float:
    """WCAG's relative luminance."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("which", "least"), [("soft", 4.5), ("strong", 7)])
def test_contrast_of_the_tokens(which: str, least: float, side: int) -> None:
    """Text stands out from every ground it is set on; focus is seen on paper and on heads (WCAG 2.2, 1.4.3, 1.4.11)."""
    strong, soft = TOKENS.split("@supports")[1].split("display-contrast")
    text = soft if which == "soft" else strong
    colours = {name: pair[side] for name, *pair in re.findall(r"(--\w+): light-dark\((#\w+), (#\w+)\);", text)}
    colours |= {name: colours[other] for name, other in re.findall(r"(--\w+): var\((--\w+)\);", text)}
    for ground in ("--paper", "--head", "--total"):
        for name in ("--ink", "--muted", "--accent", "--warn"):
            assert contrast(colours[name], colours[ground]) >= least, (name, ground)
        assert contrast(colours["--focus"], colours[ground]) >= 3, ground
    assert contrast(colours["--ink"], colours["--mark"]) >= least
