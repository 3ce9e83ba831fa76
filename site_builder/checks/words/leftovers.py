"""What is left over in texts: placeholders of templates, codes of web pages and Word, garbled characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.checks.check import check
from site_builder.checks.subject import Subject
from site_builder.checks.texts import Texts
from site_builder.checks.words.hits import around, hits
from site_builder.values.finding import Finding
from site_builder.values.outcome import Outcome

# Every branch begins with a literal character: so the search skips whatever cannot begin one.
_PLACEHOLDER = re.compile(
    r"X(?<![A-Za-z].)X+(?![A-Za-z0-9])|x(?<![A-Za-z].)x+(?![A-Za-z0-9])|ＸＸ+|××+|＊＊+|__+_|＿＿+|？？+|\?\?+"
    r"|某某(?=[年局委办厅院处市县区镇乡村部单项])|某年某月"
    r"|年[ \u3000\d]*月[ \u3000]+日(?![常均期])|（[ \u3000]+）"
    r"|待补充(?=$|[\s，。；、）)】\]]|内容|说明)|待填[写报]|待(?<=[（(【\[].)[定补填][）)】\]]|待(?<!\S.)[定补填]$"
    r"|此处(?:填写|输入|插入|添加|省略)|在此处?(?:填写|输入)|请(?<![申邀提]请)(?:在此|输入|填写)|点击(?:此处|输入|添加)|单击(?:此处|输入|添加)"
    r"|目标内容\s*\d|示例文[字本]|样例文[字本]|TODO(?![A-Za-z])|FIXME|TBD(?![A-Za-z])",
    re.MULTILINE,
)
_STARS = re.compile(r"\*(?<![\d*].)\*+(?![\d*])")
_CODE = re.compile(
    r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|\{\{|\{%|\$\{|«[^«»]*»"
    r"|MERGEFIELD|HYPERLINK|PAGEREF|EMBED (?=[A-Z])"
    r"|Error! (?:Reference|Bookmark|Hyperlink)[\w ]*|错误[!！]\s*(?:未找到引用源|未定义书签|超链接引用无效)"
    r"|#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|_x[0-9A-Fa-f]{4}_"
)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});")
_GARBLED = re.compile(
    "[\ue000-\uf8ff\ufffd\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\U000f0000-\U0010ffff]"
    "|锟斤拷?|烫烫|屯屯屯|锛[\u4e00-\u9fff]|銆[\u4e00-\u9fff]|鈥|â€|ï¼|ã€"
)


@check("L01", "没有留下模板的占位文字", "warning", "公开的文字应当是填好的", source="custom")
def placeholders(subject: Subject) -> Iterator[Finding] | Outcome:
    """No text still says what is to be filled in, such as XX, ____ or 待补充."""
    texts = subject.own_words
    return _placeholders(texts) if texts else "not_applicable"


@check("L02", "没有网页代码和乱码", "warning", "公开的文字应当读得通", source="custom")
def codes(subject: Subject) -> Iterator[Finding] | Outcome:
    """No text shows HTML, fields of Word or Excel, or characters that nobody can read."""
    texts = subject.own_words
    return _codes(texts) if texts else "not_applicable"


def _placeholders(texts: Texts) -> Iterator[Finding]:
    for words, (match, *_) in (*hits(texts, _PLACEHOLDER), *hits(_outside_markdown(texts), _STARS)):
        yield Finding(
            "L01",
            "warning",
            f"“{around(words.text, match.span())}”里的“{match[0]}”像是没有填完的占位文字。",
            words.at(match.start()),
            "请填上实际内容；没有这项内容就删去。",
            words.place,
            match[0],
        )


def _codes(texts: Texts) -> Iterator[Finding]:
    for words, (match, *_) in (*hits(texts, _CODE), *hits(_outside_markdown(texts), _ENTITY)):
        yield Finding(
            "L02",
            "warning",
            f"“{around(words.text, match.span())}”里的“{match[0]}”是网页、文档或模板的代码，会原样印出来。",
            words.at(match.start()),
            "请删去代码，只留文字。",
            words.place,
            match[0],
        )
    for words, (match, *_) in hits(texts, _GARBLED):
        shown = "、".join(f"U+{ord(character):04X}" for character in match[0])
        yield Finding(
            "L02",
            "warning",
            f"第 {match.start() + 1} 个字起有乱码（{shown}），读的人看不到原来的字。",
            words.at(match.start()),
            "请照原件重新输入这几个字。",
            words.place,
            shown,
        )


def _outside_markdown(texts: Texts) -> Texts:
    """The texts in which `**` and `&nbsp;` are printed as they stand."""
    return Texts(words for words in texts if not words.passage)
