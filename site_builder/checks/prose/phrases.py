"""The turns of phrase around a figure: what only leads to it, how it changed, of which year it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Role = Literal["level", "base", "change", "rate", "share", "other"]
"""An amount; an earlier one to compare with; a change; a rate of change; a share of a whole; something else."""

RISES = ("增加", "增长", "上升", "上涨", "提高", "上调", "净增", "增")
"""Words for more than before."""

FALLS = ("减少", "下降", "降低", "压减", "压缩", "下调", "净减", "减", "降")
"""Words for less than before."""

_VERB = "|".join((*RISES, *FALLS))
_CHANGE = re.compile(rf"(?P<head>.*?)(?P<verb>{_VERB})了?(?:额|数额|金额|幅度|率|幅)?(?:约|为|是|共|共计|：)*$")
_COMPARED = re.compile(
    r"(?:同比|[比较与同](?:\d{4}年|上年|上一年|去年)[^，；。]{0,8}?(?:相比|比较|比)?)(?:有所|略有|稍有|整体|总体|共|净|，)*$"
)
_COMPARISON = re.compile(r"[比较与同](?:\d{4}年|上年|上一年|去年)度?[^，；。]{0,6}|同比")
_BASE = re.compile(
    r"(?P<head>.*?)[比较与同](?:20\d\d年|上年|上一年|去年)度?(?:同期)?的?(?:年初)?(?:预算|执行|决算|完成)?[数额]?(?:的|为|：)*$"
)
_SHARE = re.compile(r"(?P<head>.*?)占(?P<whole>.*?)的?(?:比例|比重|比)?(?:约|为|是|：)*$")
_EACH = re.compile(r"每|人均|户均|单价|标准|日均|折合")
_YEAR = re.compile(
    r"(?<![比较与同])(?:(?P<year>20\d\d)年(?!末|底|初|\d{1,2}月|以)"
    r"|(?P<last>上年|上一年|去年)(?!末|底|初|结转)|(?P<this>本年|今年|当年))度?"
)

_LEAD = re.compile(
    r"(?:[，、；：（）|]|其中|主要(?:包括|有|是)?|包括|按[^，。：]{2,12}：|[^，。]*（[类款]）|分别[是为]?|另外|另有|同时|以及|及|而|即"
    r"|[一二三四五]是|第?[一二三四五六七八九十]+[是、）]|\d{1,2}[.、）]"
    r"|(?:20\d\d年|上年|上一年|去年|本年|今年|当年|全年)度?(?:预算)?(?:安排)?|截至|年初|年末|年底|末|底|\d{1,2}月|\d{1,2}日"
    r"|[本我](?:单位|部门|[局委办院校所站馆处会厅镇乡园]|中心|街道)|单位|部门|预算|(?:增加|减少|增长|下降)?的?(?:主要)?原因[是为：]|总体上?)"
)
_TAIL = re.compile(
    r"(?:[：、（）|]|（[类款项]）|20\d\d年度?|为|是|共|计|共计|合计|总计|总额|总数|小计|达到?|预算数?|安排|拟安排|列支"
    r"|支出|经费|资金|金额|数额?|预计|拟|编列|核定|整体|总体|情况|约)$"
)
_PLAIN_TAIL = re.compile(
    r"(?:[：、（|]|（[类款项]）|20\d\d年度?|为|是|共|计|共计|合计|总计|达到?|预算数|安排|拟安排|列支|预计|编列|约)$"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What the words before a figure make of it."""

    role: Role
    """What it is."""
    head: str
    """The words that may name it."""
    sign: int = 0
    """For a change or its rate: 1 more, -1 less."""
    whole: str = ""
    """For a share: the words that name the whole."""


def phrase_of(words: str, unit: str) -> Phrase:
    """What the words before an amount or percentage make of it."""
    if _EACH.search(words) or unit == "个百分点":
        return Phrase("other", words)
    if unit == "%" and (share := _SHARE.fullmatch(words)):
        return Phrase("share", share["head"], whole=share["whole"])
    if change := _CHANGE.fullmatch(words):
        sign = 1 if change["verb"] in RISES else -1
        head = change["head"]
        if compared := _COMPARED.search(head):
            head = head[: compared.start()]
        return Phrase("rate" if unit == "%" else "change", head, sign)
    if unit != "%" and (base := _BASE.fullmatch(words)):
        return Phrase("base", base["head"])
    return Phrase("other" if unit == "%" else "level", words)


def year_of(words: str, this_year: int) -> int | None:
    """The year that words speak of last; None if they name none. A year of comparison is not theirs."""
    found = None
    for match in _YEAR.finditer(words):
        found = int(match["year"] or (this_year - 1 if match["last"] else this_year))
    return found


def comparison(words: str) -> str:
    """The last comparison with another year that words make, such as `比上年预算`; blank if they make none."""
    found = _COMPARISON.findall(words)
    return found[-1] if found else ""


def names_in(words: str) -> Iterator[str]:
    """What the words may name, less and less of it: words that only lead to a name or from it are taken off."""
    starts = [0]
    while lead := _LEAD.match(words, starts[-1]):
        starts.append(lead.end())
    for start in starts:
        name = words[start:]
        while name:
            yield name
            tail = _TAIL.search(name)
            name = name[: tail.start()] if tail else ""


def bare(words: str) -> str:
    """The words without those that only lead to a name or from it; 支出 and 经费 stay."""
    while lead := _LEAD.match(words):
        words = words[lead.end() :]
    while tail := _PLAIN_TAIL.search(words):
        words = words[: tail.start()]
    return words
