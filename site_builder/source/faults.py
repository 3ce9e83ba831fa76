"""What is said of a clerk's YAML when it goes wrong: one function for each fault, in plain Chinese, with the cure."""

from __future__ import annotations

from site_builder.values.finding import Finding
from site_builder.values.text import Place, brief

_BLANKS = {"\t": "制表符（Tab）", "\u3000": "全角空格", "\xa0": "不换行空格"}
_TEXT_CURE = "它是文字，就给整个值加引号"


def blank_indent(place: Place, sign: str) -> Finding:
    """A line is indented with something else than spaces."""
    return _error("Y10", f"行首用了{_BLANKS[sign]}缩进。", place, "请改用半角空格，每级两个。")


def wrong_colon(place: Place, key: str, sign: str, line: str, mended: str) -> Finding:
    """A key is followed by a full-width colon, or by no space."""
    fault = "全角冒号“：”" if sign == "：" else "冒号，后面没有空格"
    message = f"“{brief(key)}”后面用了{fault}。程序读到的是一整段文字“{brief(line)}”。"
    return _error("Y11", message, place, f"请写成“{brief(mended)}”：半角冒号，后面一个空格。")


def risky_start(place: Place, value: str, quoted: str) -> Finding:
    """A value begins with a sign that means something else there."""
    if value == "-":
        return _error("Y12", "内容只有一个“-”，程序会当作列表。", place, "没有数就留空；它是文字就加引号。")
    message = f"内容“{brief(value)}”以“{value[0]}”开头，这个符号另有用途。"
    return _error("Y12", message, place, f"请给整个值加引号：{brief(quoted)}。")


def quotes_inside(place: Place, value: str, quoted: str) -> Finding:
    """A value begins with a quote sign that belongs to its text."""
    message = f"内容“{brief(value)}”以引号开头，引号结束后还有别的字。"
    return _error("Y12", message, place, f"引号是内容的一部分，就在外面再加一层单引号：{brief(quoted)}。")


def text_after_bracket(place: Place, value: str, quoted: str) -> Finding:
    """A text begins with a bracket."""
    message = f"内容“{brief(value)}”以“{value[0]}”开头，括号结束后还有别的字。"
    return _error("Y12", message, place, f"{_TEXT_CURE}：{brief(quoted)}。")


def backslash(place: Place, rest: str) -> Finding:
    """A backslash between double quotes means something else than itself."""
    message = f"双引号里的“{rest[:1]}”另有用途，“{brief(rest)}”会变成别的字。"
    return _error("Y12", message, place, "请把外面的双引号改成单引号。")


def lost_comment(place: Place, lost: str) -> Finding:
    """The rest of a value is taken for a comment."""
    message = f"“ #”后面的“{brief(lost)}”会被当作注释丢掉。"
    return _error("Y13", message, place, "它是内容，就给整个值加引号；它是注释，就另起一行写。")


def colon_inside(place: Place, value: str, quoted: str) -> Finding:
    """A value holds a colon that reads as one more key."""
    message = f"内容“{brief(value)}”里有半角冒号，程序会以为又是一个“键: 值”。"
    return _error("Y14", message, place, f"{_TEXT_CURE}：{brief(quoted)}；或改用全角冒号。")


def below_value(place: Place, line: str) -> Finding:
    """A key or list item stands below a key that has a value already."""
    message = f"“{brief(line)}”缩进得太深：上一行已经有内容，下面不能再写键或列表。"
    return _error("Y15", message, place, "请与上一行的键对齐；或把上一行的内容删去。")


def no_colon(place: Place, line: str) -> Finding:
    """A line among keys has no colon."""
    remedy = "每行写成“键: 值”；它是上一行的下半句，就再缩进两格。"
    return _error("Y16", f"这一行没有冒号，读到“{brief(line)}”。", place, remedy)


def no_space_after_dash(place: Place, line: str) -> Finding:
    """A list item's dash is glued to its text."""
    return _error("Y17", f"“-”后面没有空格，读到“{brief(line)}”。", place, "列表的每一条写成“- 内容”，“-”后空一格。")


def unclosed(place: Place, value: str) -> Finding:
    """A quotation or bracket never ends."""
    name = "引号" if value[0] in "\"'" else f"“{value[0]}”"
    message = f"{name}没有配对，从这里起读到“{brief(value)}”，一直没有结束。"
    return _error("Y18", message, place, f"请补上另一半；{_TEXT_CURE}，里面有单引号就写两个。")


def lonely_key(place: Place, key: str, before: str) -> Finding:
    """A word in braces has no colon: most often a thousands separator or a full-width colon took it apart."""
    if before[-1:].isdigit() and key[:3].isdigit():
        message = f"花括号里的逗号把数字拆成了两半，读到“{brief(before)}”和“{brief(key)}”。"
        return _error("Y19", message, place, "请去掉千分位逗号，或给整个数字加引号。")
    remedy = f"请写成“键: 值”，半角冒号，后面一个空格；{_TEXT_CURE}。"
    return _error("Y19", f"花括号里的“{brief(key)}”后面没有冒号。", place, remedy)


def twice(place: Place, key: str, first: int) -> Finding:
    """A key is typed twice."""
    message = f"“{brief(key)}”写了两次，第一次在第 {first} 行。"
    return _error("Y20", message, place, "请只留一个；两处都要就合并。")


def reference(place: Place, sign: str, name: str) -> Finding:
    """An anchor, alias or merge key."""
    remedy = f"请把内容写出来；{_TEXT_CURE}。"
    return _error("Y21", f"“{sign}{brief(name)}”这种写法不能用。", place, remedy)


def tag(place: Place, name: str) -> Finding:
    """A type tag."""
    return _error("Y22", f"“{brief(name)}”这种写法不能用。", place, f"请删去它；{_TEXT_CURE}。")


def too_deep(place: Place, deepest: int) -> Finding:
    """Nesting beyond reason."""
    return _error("Y23", f"内容套了超过 {deepest} 层，后面没有再读。", place, "请检查缩进和括号。")


def too_many(place: Place, most: int) -> Finding:
    """More values than a disclosure can have."""
    return _error("Y24", f"一个文件里超过 {most:,} 个值，后面没有再读。", place, "请拆成几个文件。")


def second_document(place: Place) -> Finding:
    """A file holds two documents."""
    return _error("Y25", "一个文件里有两份内容，以“---”分隔。", place, "请删去“---”，或拆成两个文件。")


def no_word(place: Place) -> Finding:
    """A key is a list or a map."""
    return _error("Y26", "键必须是一个词，不能是列表或一组“键: 值”。", place, "请检查括号和缩进。")


def more(place: Place, count: int) -> Finding:
    """The rest of a long list."""
    return _error("Y28", f"这个文件另有 {count} 处写法不对，没有逐条列出。", place, "请先改好上面的，再检查一次。")


_PROBLEMS = (
    ("could not find expected ':'", "这一行缺少冒号。", "每行写成“键: 值”，冒号用半角，后面空一格。"),
    (
        "mapping values are not allowed",
        "这里多了一个冒号，或者缩进和上一行对不齐。",
        "内容里有“: ”就给整个值加引号；否则请检查缩进。",
    ),
    (
        "did not find expected key",
        "这一行的缩进和上下行对不齐，或者引号没有配对。",
        "同一级的键要从同一列开始；值里有引号时给整个值加单引号。",
    ),
    ("document start", "这一行的缩进和第一行对不齐。", "同一级的键要从同一列开始。"),
    ("block sequence entries", "这里不能直接写“- ”。", "列表要另起一行，并比上一行多缩进两格。"),
    ("did not find expected '-'", "列表中有一行没有以“- ”开头。", "请检查缩进，每一条都以“- ”开头。"),
    (
        "did not find expected ',' or",
        "花括号或方括号里缺少半角逗号，或者括号没有配对。",
        "各项之间用半角逗号加空格；内容里有冒号或逗号就给它加引号。",
    ),
    ("escape", "双引号里的“\\”另有用途。", "请把双引号改成单引号。"),
    ("unexpected end of stream|unexpected document", "引号没有配对。", "请检查引号是否成对。"),
    ("cannot start any token|node content", "这里的符号不能作为内容的开头。", "请给整个值加引号。"),
    ("anchor|alias|tag", "“&”“*”“!”不能作为内容的开头。", "请给整个值加引号。"),
)
"""What the parser says → what it means to a clerk, and the cure."""


def unreadable(place: Place, problem: str, line: str) -> Finding:
    """The parser cannot go on; `problem` is what it says."""
    found = (entry for entry in _PROBLEMS if any(sign in problem for sign in entry[0].split("|")))
    if "expected ','" in problem and "，" in line:
        return _error("Y27", f"括号里的逗号要用半角，读到“{brief(line, 40)}”。", place, "各项之间用半角逗号加空格。")
    other = ("", "这一行的写法读不懂。", "请检查冒号、缩进、引号和括号。")
    _, message, remedy = next(found, other)
    if line:
        message = f"{message.removesuffix('。')}，读到“{brief(line, 40)}”。"
    return _error("Y27", message, place, remedy)


def _error(code: str, message: str, place: Place, remedy: str) -> Finding:
    return Finding(code, "error", message, place, remedy)
