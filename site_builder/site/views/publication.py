"""A disclosure as an act of publication: the head that government pages print, and their labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.book.disclosure import STAGES, Disclosure, Unit
from site_builder.site.views.frame import Pairs, SiteView

EXAMPLES: Mapping[str, str] = {"公开件": "示例，不是该单位发布的文件", "演示": "演示，单位和数字都是虚构的"}
"""Kind of an example → what every file that has room for it says."""

_WAYS = ("联系电话", "电子邮箱", "联系地址")


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask about a disclosure."""

    name: str
    """The unit, or else who answers for the site; blank if nobody is known."""
    ways: Pairs
    """联系电话, 电子邮箱, 联系地址, as far as they are known."""


def contact(site: SiteView, unit: Unit, disclosure: Disclosure) -> Contact:
    """The unit if unit.yaml says how to reach it, else the site; whoever is imitated by an example is not asked."""
    own = tuple((key, str(unit.fields[key])) for key in _WAYS if unit.fields.get(key))
    if own and disclosure.example != "公开件":
        return Contact(str(unit.name), own)
    return Contact(site.fields.get("主办单位", ""), tuple(pair for pair in site.contacts if pair[0] in _WAYS))


def publication_facts(unit: Unit, disclosure: Disclosure) -> Pairs:
    """索引号, 发布机构, 公开日期 …: what is known of the publication; nothing is said in place of what is not."""
    fields = disclosure.entry.fields
    real = disclosure.example != "公开件"
    stated = (
        ("索引号", fields.get("索引号")),
        ("主题分类", fields.get("主题分类")),
        # Whoever is imitated by an example has not published it.
        ("发布机构" if real else "公开单位", publisher(unit, disclosure) or unit.name),
        ("发文字号", fields.get("发文字号")),
        ("成文日期", fields.get("成文日期")),
        ("批复日期", disclosure.approved),
        ("公开日期", published_at(disclosure)),
        ("更正日期", disclosure.corrected),
        ("公开方式", fields.get("公开方式") or ("主动公开" if real else "")),
        ("预算年度", str(disclosure.year)),
        ("保密审查", disclosure.secrecy_review),
        ("表样", disclosure.form),
    )
    return tuple((label, str(text)) for label, text in stated if text)


def publication_labels(site: SiteView, unit: Unit, disclosure: Disclosure) -> Pairs:
    """ArticleTitle, PubDate and the other labels of a disclosure's page, as far as they are known."""
    told = (
        ("ArticleTitle", disclosure.title),
        ("PubDate", published_at(disclosure)),
        ("ContentSource", publisher(unit, disclosure)),
        ("Keywords", f"{unit.name};{disclosure.year}年;{_kind(disclosure)}"),
        ("Author", publisher(unit, disclosure)),
        ("Url", f"{site.address}{unit.slug}/{disclosure.name}/index.html" if site.address else ""),
    )
    return tuple((label, str(text)) for label, text in told if text)


def publisher(unit: Unit, disclosure: Disclosure) -> str:
    """发布机构: the unit itself unless another is stated; blank for an example that imitates a unit."""
    stated = disclosure.entry.fields.get("发布机构", "")
    return str(stated or ("" if disclosure.example == "公开件" else unit.name))


def published_at(disclosure: Disclosure) -> str:
    """公开日期, with 公开时间 if that was typed too: a time that nobody stated is not made up."""
    time = disclosure.entry.fields.get("公开时间", "")
    return " ".join(filter(None, (disclosure.published, time))) if disclosure.published else ""


def _kind(disclosure: Disclosure) -> str:
    return str(disclosure.entry.fields.get("文种", "")) or f"{STAGES[disclosure.stage]}公开"
