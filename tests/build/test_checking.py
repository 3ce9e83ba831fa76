"""A check of many units: all of them, one of them, in one process or in several."""

from __future__ import annotations

import re
import shutil
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.build import checking
from site_builder.build.checking import check
from site_builder.build.examine import Examined, examine_unit
from site_builder.build.ground import Ground
from site_builder.checks.subject import Subject
from site_builder.publish import workers
from site_builder.publish.workers import Crew
from site_builder.values.finding import BuildError
from tests.build.sites import BUDGET, copies, edit


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The folders of the units that were examined. No unit may still be there when the second next is begun."""
    seen: list[str] = []
    there: list[weakref.ref[Subject]] = []

    def noted(ground: Ground, name: str) -> Examined:
        assert not any(own() for own in there[:-1])
        seen.append(name)
        own = examine_unit(ground, name)
        there.append(weakref.ref(own.disclosures[0].subject))
        return own

    monkeypatch.setattr(checking, "examine_unit", noted)
    return iter([seen])


def test_no_unit_is_held(content: Path, examined: Iterator[list[str]]) -> None:
    """Each unit is let go once it is said what there is to say of it, so that a province can be checked."""
    assert len(check(copies(content, 4)).units) == 5
    assert next(examined) == ["shili-ju", "unit-00", "unit-01", "unit-02", "unit-03"]


def test_only_what_is_asked_for_is_examined(content: Path, examined: Iterator[list[str]]) -> None:
    """A check of one unit examines no other."""
    copies(content, 2)
    edit(content / BUDGET, "公务接待费: 0.55", "公务接待费: 多")
    assert not [own for own in check(content, ["unit-01"]).findings if own.severity == "error"]
    assert next(examined) == ["unit-01"]


def test_an_address_of_two_units(content: Path, examined: Iterator[list[str]]) -> None:
    """Asked for one unit alone, a check still finds that an earlier one has its address, and says which."""
    copies(content, 2)
    edit(content / "unit-01/unit.yaml", "unit-01", "unit-00")
    (found,) = (own for own in check(content, ["unit-01"]).findings if own.code == "D09")
    assert found.source.file == "unit-01/unit.yaml"
    assert "测试0局" in found.message
    assert not [own for own in check(content, ["unit-00"]).findings if own.code == "D09"]
    assert next(examined) == ["unit-01", "unit-00"]


def test_several_processes_say_the_same(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Units, findings and their order do not depend on who examines them, or on who is ready first."""
    copies(content, 5)
    edit(content / BUDGET, "公务接待费: 0.55", "公务接待费: 多")
    alone = check(content)
    monkeypatch.setattr(checking, "FEW", 0)
    monkeypatch.setattr(workers, "BATCH", 1)
    assert check(content, crew=Crew(2)) == alone
    assert alone.findings


@pytest.mark.parametrize("name", ["", ".", "/", "不在"])
def test_a_name_of_no_unit(content: Path, name: str) -> None:
    """Whoever asks for no unit, as with a variable that is not set, is not told that nothing is wrong."""
    with pytest.raises(BuildError, match="单位文件夹"):
        check(content, [name])


def test_a_department_speaks_of_its_units(real_content: Path, tmp_path: Path) -> None:
    """What a department's audit finds in its units' files is said when the department is checked alone."""
    content = Path(shutil.copytree(real_content, tmp_path / "content"))
    path = content / "demo-botanic-garden/2026-budget/budget.yaml"
    path.write_text(re.sub(r"[0-9]+\.[0-9]+", "99999.99", path.read_text("utf-8"), count=1), "utf-8")
    places = {(own.code, own.source.file) for own in check(content, ["demo-park-bureau"]).findings}
    assert ("B41", "demo-botanic-garden/2026-budget/budget.yaml") in places


def test_a_name_that_is_nearly_right(content: Path) -> None:
    """Among thousands of units only the nearest names are told."""
    copies(content, 20)
    with pytest.raises(BuildError) as refused:
        check(content, ["shili"])
    assert "shili-ju" in str(refused.value)
    assert len(str(refused.value)) < 120
