"""No save is ever lost: whoever has a page open sees the last one, however it was saved and how quickly."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

import pytest

from tests.preview.running import BUDGET, FOLDER, PAGE, Preview, Visitor, preview

FIGURE = "公务接待费: 0.55"
Save = Callable[[Path, str], None]


def write(path: Path, text: str) -> None:
    """As most editors save."""
    path.write_text(text, "utf-8")


def rename(path: Path, text: str) -> None:
    """As careful editors save: another file takes the place of the old one."""
    other = path.with_name(f".{path.name}.part")
    other.write_text(text, "utf-8")
    other.replace(path)


def in_two_steps(path: Path, text: str) -> None:
    """As some editors save: for a moment the file is empty, then half of it is there."""
    half = len(text) // 2
    with path.open("w", encoding="utf-8") as file:
        file.flush()
        file.write(text[:half])
        file.flush()
        file.write(text[half:])


def backup(path: Path, text: str) -> None:
    """As Vim saves: the old file is moved away, and a new one is written."""
    path.replace(path.with_name(f"{path.name}~"))
    path.write_text(text, "utf-8")
    path.with_name(f"{path.name}~").unlink()


SAVES = {own.__name__: own for own in (write, rename, in_two_steps, backup)}


def contains(page: str, text: str) -> bool:
    """Whether a page has a text."""
    return text in page


every_way = pytest.mark.parametrize("save", SAVES.values(), ids=SAVES)


@every_way
def test_a_save_is_shown(served: Preview, save: Save) -> None:
    """A page that is open is shown anew after a save, without a touch; so is the next one."""
    text = (served.content / BUDGET).read_text("utf-8")

    async def look_on() -> None:
        visitor = Visitor(served, PAGE)
        await visitor.until(lambda page: "7,311.25" not in page)
        for figure in ("311.25", "322.25"):
            saved = asyncio.to_thread(save, served.content / BUDGET, text.replace(FIGURE, f"公务接待费: 7{figure}", 1))
            await asyncio.gather(visitor.until(partial(contains, text=f"7,{figure}")), saved)

    asyncio.run(look_on())


@every_way
def test_the_last_of_many_saves_is_shown(served: Preview, save: Save) -> None:
    """Of twenty saves at odd moments the last one is shown in the end, and stays."""
    text = (served.content / BUDGET).read_text("utf-8")
    chance = Random(save.__name__)  # noqa: S311 - any moments will do

    async def save_often() -> None:
        for number in range(1, 21):
            own = text.replace(FIGURE, f"公务接待费: {7400 + number}.25", 1)
            await asyncio.to_thread(save, served.content / BUDGET, own)
            await asyncio.sleep(chance.random() / 5)

    async def look_on() -> None:
        visitor = Visitor(served, PAGE)
        await asyncio.gather(visitor.until(lambda page: "7,420.25" in page), save_often())
        assert "7,420.25" in visitor.shown[-1]

    asyncio.run(look_on())
    assert "7,420.25" in served.get()[1]


def test_a_save_while_the_page_is_loaded(served: Preview) -> None:
    """What is saved after a page was rendered and before its line is open is made up for."""
    visitor = Visitor(served, PAGE)

    async def look_on() -> None:
        visitor.look()
        served.change(FIGURE, "公务接待费: 7511.25")
        await visitor.until(lambda page: "7,511.25" in page)

    asyncio.run(look_on())


@pytest.mark.parametrize("path", [PAGE, "/shili-ju/index.html", "/index.html", "/data/2026-tables.csv"])
def test_a_page_that_nobody_has_open(served: Preview, path: str) -> None:
    """Whoever asks after a save gets what was saved, on every kind of page, whether or not anybody looks on."""
    name = "示例县测试局"
    assert served.get(path)[0] == 200
    served.change(name, "示例县改名局", "shili-ju/unit.yaml")
    served.until(lambda: "示例县改名局" in served.get(path)[1])


def test_what_stands_behind_all_pages(served: Preview) -> None:
    """A change of site.yaml, or of a file of the site's own theme, is shown too."""

    async def look_on() -> None:
        visitor = Visitor(served, PAGE)
        await visitor.until(lambda page: "示例县预决算公开" in page)
        served.change("示例县预决算公开", "改名的网站", "site.yaml")
        await visitor.until(lambda page: "改名的网站" in page)
        own = served.content / "theme" / "templates" / "components" / "notice"
        shutil.copytree(Path(__file__).parents[2] / "templates" / "components" / "notice", own)
        (own / "template.html").write_text(
            (own / "template.html").read_text("utf-8").replace("草稿。", "样稿。"), "utf-8"
        )
        await visitor.until(lambda page: "样稿。" in page)

    asyncio.run(look_on())


def test_a_new_unit_and_one_that_is_removed(served: Preview) -> None:
    """Whoever waits for a unit's page sees it appear, and sees it go."""
    page = "/new/2026-budget/index.html"

    async def look_on() -> None:
        visitor = Visitor(served, page)
        await visitor.until(lambda page: "没有这一页" in page)
        shutil.copytree(served.content / "shili-ju", served.content / "new")
        served.change("shili-ju", "new", "new/unit.yaml")
        await visitor.until(lambda page: "示例县测试局" in page)
        shutil.rmtree(served.content / "new")
        await visitor.until(lambda page: "没有这一页" in page)

    asyncio.run(look_on())


def test_a_page_that_does_not_depend_on_it(served: Preview) -> None:
    """Only pages that show something else are shown anew."""
    shutil.copytree(served.content / "shili-ju", served.content / "new")
    served.change("shili-ju", "new", "new/unit.yaml")
    visitor, other = Visitor(served, PAGE), Visitor(served, "/new/2026-budget/index.html")

    async def look_on() -> None:
        served.change(FIGURE, "公务接待费: 7611.25")
        await visitor.until(lambda page: "7,611.25" in page)
        waiting = asyncio.create_task(other.until(lambda page: "改名的网站" in page))
        await asyncio.to_thread(served.until, lambda: bool(other.shown))
        served.change("公务接待费: 7611.25", "公务接待费: 7622.25")
        await visitor.until(lambda page: "7,622.25" in page)
        served.change("示例县预决算公开", "改名的网站", "site.yaml")
        await waiting

    asyncio.run(look_on())
    assert ["改名的网站" in page for page in other.shown] == [False, True]


def test_the_folder_of_a_disclosure(served: Preview) -> None:
    """A page whose disclosure is taken away and put back is there again."""

    async def look_on() -> None:
        visitor = Visitor(served, PAGE)
        await visitor.until(lambda page: "收支总表" in page)
        (served.content / FOLDER).rename(served.content / "elsewhere")
        await visitor.until(lambda page: "收支总表" not in page)
        (served.content / "elsewhere").rename(served.content / FOLDER)
        await visitor.until(lambda page: "收支总表" in page)

    asyncio.run(look_on())


def test_the_content_folder(served: Preview) -> None:
    """The whole content may be taken away and put back, and saves are told as before."""

    async def look_on() -> None:
        visitor = Visitor(served, PAGE)
        await visitor.until(lambda page: "收支总表" in page)
        away = served.content.with_name("away")
        shutil.copytree(served.content, away)
        shutil.rmtree(served.content)
        await visitor.until(lambda page: "收支总表" not in page)
        away.rename(served.content)
        await visitor.until(lambda page: "收支总表" in page)
        served.change(FIGURE, "公务接待费: 7711.25")
        await visitor.until(lambda page: "7,711.25" in page)

    asyncio.run(look_on())


@pytest.mark.slow
def test_a_page_of_many_units(tiny: Path, tmp_path: Path) -> None:
    """Whoever has the home page open while units are gathered sees it whole in the end, and what is saved then."""
    content = Path(shutil.copytree(tiny, tmp_path / "content"))
    (tmp_path / "said").mkdir()
    last = "folder-79"
    for number in range(80):
        shutil.copytree(content / "shili-ju", content / f"folder-{number}")
    for unit in content.glob("folder-*/unit.yaml"):
        text = unit.read_text("utf-8")
        unit.write_text(
            text.replace("shili-ju", unit.parent.name).replace("示例县测试局", f"{unit.parent.name}局"), "utf-8"
        )

    async def look_on(running: Preview) -> None:
        visitor = Visitor(running, "/index.html")
        await visitor.until(lambda page: "正在汇总" not in page and f"{last}局" in page)
        assert "正在汇总" in visitor.shown[0], "there were more units than can be read in a moment"
        running.change(f"{last}局", "改名的局", f"{last}/unit.yaml")
        await visitor.until(lambda page: "改名的局" in page)

    with preview(content, tmp_path / "said") as running:
        asyncio.run(look_on(running))
    assert running.process.returncode == 0
