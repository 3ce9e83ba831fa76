"""What is kept in memory, and what is made of it: of ten thousand units only the one that is asked for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from site_builder.preview import desk as desk_module
from site_builder.preview import overview as overview_module
from site_builder.preview.base import Standing, touched
from site_builder.preview.desk import Desk
from site_builder.preview.gathering import Gathering
from site_builder.preview.overview import Batch, Overview, is_overview
from site_builder.preview.page import UNFINISHED
from site_builder.preview.printing import Printing
from tests.preview.running import BUDGET, FOLDER

PAGE = f"{FOLDER}/index.html"
PORT = 8000


def nothing(*_: object) -> None:
    """Nobody is told."""


def desk(content: Path) -> Desk:
    """A desk that has nothing on it."""
    return Desk(Standing(content), PORT, Printing(nothing), Gathering().others)


def shown(made: Desk | Overview, address: str) -> str:
    """The text of an answer."""
    return made.answer(address).body.decode()


def change(content: Path, name: str, old: str, new: str) -> None:
    """Save a file with something else in it."""
    text = (content / name).read_text("utf-8")
    assert old in text
    (content / name).write_text(text.replace(old, new), "utf-8")


def counting(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> list[object]:
    """What a function is called with from now on."""
    calls, before = [], getattr(module, name)

    def counted(first: object, second: object) -> object:
        calls.append(second)
        return before(first, second)

    monkeypatch.setattr(module, name, counted)
    return calls


def units(content: Path, number: int) -> None:
    """More units beside the first, each with a folder and an address of its own."""
    for own in range(number):
        shutil.copytree(content / "shili-ju", content / f"folder-{own}")
        change(content, f"folder-{own}/unit.yaml", "shili-ju", f"unit-{own}")


def test_only_what_is_asked_for(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One page of one unit is made of that unit alone, once, and nothing else is rendered."""
    units(content, 5)
    examined = counting(monkeypatch, desk_module, "examine_unit")
    rendered = counting(monkeypatch, desk_module, "rendered")
    made = desk(content)
    assert made.answer("unit-3/2026-budget/index.html").status == 200
    assert made.answer("unit-3/2026-budget/index.html").status == 200
    assert (examined, len(rendered)) == (["folder-3"], 1)


def test_a_save_touches_its_unit(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was made of other units is kept."""
    units(content, 1)
    made = desk(content)
    shown(made, PAGE)
    shown(made, "unit-0/2026-budget/index.html")
    examined = counting(monkeypatch, desk_module, "examine_unit")
    change(content, BUDGET, "公务接待费: 0.55", "公务接待费: 7311.25")
    assert "7,311.25" in shown(made, PAGE)
    assert "7,311.25" not in shown(made, "unit-0/2026-budget/index.html")
    assert examined == ["shili-ju"]


def test_a_save_that_leaves_no_trace(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that looks as it did, but was saved, is read again."""
    made = desk(content)
    shown(made, PAGE)
    examined = counting(monkeypatch, desk_module, "examine_unit")
    made.forget(touched(content, [content.absolute() / BUDGET]))
    shown(made, PAGE)
    assert examined == ["shili-ju"]


@pytest.mark.parametrize(
    ("path", "unit"),
    [
        ("site.yaml", ""),
        ("forms/own.yaml", ""),
        ("theme/templates/base.html", ""),
        ("classifications/2026/function.csv", ""),
        ("shili-ju/unit.yaml", "shili-ju"),
        (BUDGET, "shili-ju"),
        ("../templates/base.html", ""),
    ],
)
def test_what_a_save_touches(tmp_path: Path, path: str, unit: str) -> None:
    """A save touches one unit, or everything."""
    saved = tmp_path / path if not path.startswith("..") else tmp_path.parent / "elsewhere.html"
    assert touched(tmp_path, [saved]) == {unit}


@pytest.mark.parametrize("line", ["网址名: other-name", "单位编码: 'other-name'"])
def test_an_address_that_is_not_the_folder(content: Path, line: str) -> None:
    """A unit is found by the address that its unit.yaml gives it, and by no other."""
    unit = content / "shili-ju" / "unit.yaml"
    lines = [own for own in unit.read_text("utf-8").splitlines() if not own.startswith(("网址名", "单位编码"))]
    unit.write_text("\n".join([*lines, line, ""]), "utf-8")
    made = desk(content)
    assert made.answer("other-name/2026-budget/index.html").status == 200
    assert made.answer(PAGE).status == 404


def test_a_unit_keeps_its_address_while_its_head_is_broken(content: Path) -> None:
    """A page that was shown is found again although unit.yaml does not say whose it is."""
    units(content, 1)
    made = desk(content)
    page = "unit-0/2026-budget/index.html"
    assert made.answer(page).status == 200
    change(content, "folder-0/unit.yaml", "网址名:", "网址名：")
    answer = made.answer(page)
    assert answer.status == 200
    assert "folder-0/unit.yaml" in answer.body.decode()


def test_no_findings_no_panel(real_content: Path) -> None:
    """Over a page that is in order lies nothing; a warning brings the panel, and goes with its mending."""
    assert "preview-panel" not in shown(desk(real_content), "demo-park-bureau/2026-budget/index.html")


def test_the_lines_in_question(content: Path) -> None:
    """A finding is shown with its line, marked, and two around it."""
    change(content, BUDGET, "公务接待费: 0.55", "公务接待费：0.55")
    page = shown(desk(content), PAGE)
    text = (content / BUDGET).read_text("utf-8").splitlines()
    number = next(place for place, own in enumerate(text, 1) if "公务接待费：" in own)
    assert '<li class="error">' in page
    assert f"{BUDGET}:{number}:" in page
    assert f"<mark><span>{number}</span> {text[number - 1]}</mark>" in page
    assert f"<span>{number - 1}</span> {text[number - 2]}" in page
    assert page.count("<mark><span>") <= page.count("<pre>")


def test_errors_come_first(content: Path) -> None:
    """The panel lists errors, then warnings, and counts what it does not list."""
    change(content, BUDGET, "公务接待费: 0.55", "公务接待费：0.55")
    page = shown(desk(content), PAGE)
    panel = page[page.index("preview-panel") :]
    assert panel.index('class="error"') < panel.index('class="warning"')
    assert 'class="notice"' not in panel
    assert "提示" in panel


def test_nothing_typed_beside_a_secret_is_shown(content: Path) -> None:
    """Of a file that marks a state secret no line is shown, whatever is wrong with it."""
    projects = content / FOLDER / "projects.yaml"
    projects.write_text(projects.read_text("utf-8") + "  - 名称: 示例项目\n    涉密: 是\n    金额: 777.77\n", "utf-8")
    page = shown(desk(content), PAGE)
    assert "projects.yaml:" in page
    assert "777.77" not in page


def test_text_is_never_markup(content: Path) -> None:
    """What was typed is shown as it was typed."""
    change(content, BUDGET, "公务接待费: 0.55", "公务接待费: <script>alert(1)</script>")
    page = shown(desk(content), PAGE)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_which_addresses_belong_to_the_site() -> None:
    """Addresses of the site itself are told from those of units."""
    site = ("index.html", "404.html", "search/index.html", "compare/2026/index.html", "rules/index.html", "feed.xml")
    assert all(map(is_overview, site))
    assert not any(map(is_overview, (PAGE, "shili-ju/index.html", "assets/site.css", "_preview/live.js")))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is gathered while a page is waited for."""
    monkeypatch.setattr(overview_module, "PATIENCE", -1)


@pytest.mark.usefixtures("impatient")
def test_a_page_of_all_units_says_how_far_it_is(content: Path) -> None:
    """A page is answered with what is known; when all is known it is another, and says nothing of that."""
    units(content, 2)
    gathering = Gathering()
    made = Overview(Standing(content), PORT, gathering)
    first = made.answer("index.html")
    assert (first.unfinished, first.mark) == (True, UNFINISHED)
    assert "0/3" in first.body.decode()
    batch = made.batch(2)
    assert batch
    made.take(batch, batch.gathered())
    assert "2/3" in shown(made, "index.html")
    rest = made.batch(2)
    assert rest
    assert made.batch(2) is None, "the rest is being gathered"
    made.take(rest, rest.gathered())
    whole = made.answer("index.html")
    assert not whole.unfinished
    assert whole.mark != UNFINISHED
    assert "正在汇总" not in whole.body.decode()


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("name", ["shili-ju/unit.yaml", "site.yaml"])
def test_what_is_saved_while_it_is_gathered(content: Path, name: str) -> None:
    """Of a unit that was saved while it was gathered nothing is taken."""
    made = Overview(Standing(content), PORT, Gathering())
    made.answer("index.html")
    batch = made.batch(9)
    assert batch
    gathered = batch.gathered()
    change(content, name, "示例", "改名")
    made.forget(touched(content, [content.absolute() / name]))
    made.take(batch, gathered)
    assert made.answer("index.html").unfinished


@pytest.mark.usefixtures("impatient")
def test_what_a_subordinate_saves_while_its_department_is_gathered(real_content: Path, tmp_path: Path) -> None:
    """Nor is anything taken that sums the figures of a unit that was saved meanwhile."""
    content = Path(shutil.copytree(real_content, tmp_path / "content"))
    gathering = Gathering()
    made = Overview(Standing(content), PORT, gathering)
    batch = Batch(Standing(content).base().ground, ("demo-park-bureau",))
    made._given = {"demo-park-bureau": batch}
    gathered = batch.gathered()
    change(content, "demo-botanic-garden/unit.yaml", "名称:", "名称: 改名的")
    made.take(batch, gathered)
    assert gathering.known(["demo-park-bureau"]) == ()


def test_other_units_are_counted(content: Path) -> None:
    """A page says how many errors other units have, as far as that is known."""
    units(content, 1)
    change(content, "folder-0/2026-budget/budget.yaml", "公务接待费: 0.55", "公务接待费：0.55")
    gathering = Gathering()
    made = Desk(Standing(content), PORT, Printing(nothing), gathering.others)
    before = made.answer(PAGE)
    Overview(Standing(content), PORT, gathering).answer("index.html")
    after = made.answer(PAGE)
    assert "其他单位：" not in before.body.decode()
    assert "其他单位：错误" in after.body.decode()
    assert before.mark == after.mark, "a page is not shown anew for what it does not show"


def test_a_department_shows_what_its_units_save(real_content: Path, tmp_path: Path) -> None:
    """A page that sums the figures of another unit changes with it."""
    content = Path(shutil.copytree(real_content, tmp_path / "content"))
    made = desk(content)
    page = "demo-park-bureau/2026-budget/index.html"
    before = made.answer(page).mark
    budget = content / "demo-botanic-garden" / "2026-budget" / "budget.yaml"
    lines = budget.read_text("utf-8").splitlines()
    budget.write_text("\n".join([*lines[:-1], ""]), "utf-8")
    assert made.answer(page).mark != before
