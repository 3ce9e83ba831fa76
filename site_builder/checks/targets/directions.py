"""The comparison sign (对比符号) against what an indicator means: costs have upper limits, good things lower ones."""

from __future__ import annotations

import re
from collections.abc import Callable

from site_builder.checks.check import check
from site_builder.checks.targets.single import TARGETS, each, said
from site_builder.checks.targets.vocabulary import (
    CHANGE,
    SPENDING,
    asks_share,
    is_cost,
    is_full_at_best,
    is_kept_in,
    is_money,
    is_percent,
)
from site_builder.checks.works import Indicator
from site_builder.values.finding import Finding

_AT_LEAST = frozenset("≥≧>＞") | {">="}
_AT_MOST = frozenset("≤≦<＜") | {"<="}

_BAD = re.compile(
    r"(?:投诉|信访|上访|稳控|事故|差错|错误|失误|违规|违纪|违法|超标|泄密|故障|死亡|伤亡|感染|流失|污染|逾期|超期|"
    r"延误|拖欠|欠薪|中断|[漏瞒迟]报|返工|偏差|误差|空置|闲置|损失|浪费|火灾|辍学|失业|退货|不合格|差评|再访|复发|"
    r"负面舆情|安全事件|能耗|消耗|排放|耗电|耗水)"
    r"(?:发生|出现)?(?:率|量|[次件起宗例人]?数|数量|[人起件]次|比例|事件|事项|情况|天数|时间|金额|次)?$"
)
# What is done about bad things is good.
_DONE_ABOUT = re.compile(
    r"无|零|未|杜绝|防|免|减|降|查|控制|管控|挽|追|服务|培训|慰问|走访|安置|资助|统计|化解|打击|"
    r"[处受办清治]理|处[置罚]|排[查除]|消[除纳]|整改|修|监测|预警|检[修测验出]|节[约省能]|救|调解|"
    r"应[对急]|演练|模拟|接[听到访收]|收[治集到]|[回吸征]收|回访|扑|登记|参保|达标|保险|补[偿贴助]|兜底|帮扶|发现|揭"
)
_WELCOME_MONEY = re.compile(
    r"收[入益]|产值|投资|撬动|带动|回报|利润|营收|效益|[增税筹]|到位|引进|挽回|标准|补[助贴偿]|奖|捐|支持|投入|"
    r"保障|贷款|授信|[人生户]均[^成]*经费$"
)
_WAITING = re.compile(
    r"(?:完成|响应|办理|处理|处置|到达|到场|等待|等候|支付|拨付|审批|反馈|答复|办结|完工|竣工)"
    r"(?:时[间长限]|期限|周期|天数)$"
)
_TIME_UNIT = re.compile(r"(?:小时|分钟|秒|个?工作日|[天日月年]|个月)")
_FRUGAL = re.compile(r"会议|公务|调整|变更|接待|出国|编制|编外|用[水电油药]|[农]药|车辆|公车")


@check("P08", "对比符号与指标的意思一致", "warning", TARGETS, source="reprint")
@each
def signs_follow_the_meaning(own: Indicator) -> Finding | None:
    """Costs and bad things have no lower limit, good things no upper one."""
    rules: tuple[Callable[[Indicator, str], Finding | None], ...]
    if own.value.comparison in _AT_LEAST and own.value.number:
        rules = (_bad_at_least, _cost_at_least, _wait_at_least)
    elif own.value.comparison in _AT_MOST and own.value.number:
        rules = (_good_at_most, _output_at_most)
    else:
        rules = (_always_bad,)
    return next((found for rule in rules if (found := rule(own, own.short))), None)


def _is_bad(name: str) -> bool:
    return bool(_BAD.search(name)) and not _DONE_ABOUT.search(name) and not CHANGE.search(name)


def _bad_at_least(own: Indicator, name: str) -> Finding | None:
    if not _is_bad(name):
        return None
    message = f"越少越好，值却写成不少于：“{own.stated}”。"
    return said("P08", "warning", own, message, "请改成“≤”；如果说的是减少了多少或处理了多少，请在名称里写出来。")


def _always_bad(own: Indicator, name: str) -> Finding | None:
    number = own.number
    if number is None or number < 90 or not is_percent(own) or not (_is_bad(name) and asks_share(name)):
        return None
    return said("P08", "warning", own, f"越低越好，值却写成“{own.stated}”。", "请核对；一般写“=0%”或“≤”某个上限。")


def _cost_at_least(own: Indicator, name: str) -> Finding | None:
    money = is_cost(own) and (is_money(own) or not own.value.unit) and SPENDING.search(name)
    if not (money or is_kept_in(name)) or CHANGE.search(name) or (money and _WELCOME_MONEY.search(name)):
        return None
    message = f"要管住花钱，值却写成不少于：“{own.stated}”。"
    right = "≤100%" if is_percent(own) else f"≤{own.value.rest}"
    return said("P08", "warning", own, message, f"请写上限，例如“{right}”。", right)


def _wait_at_least(own: Indicator, name: str) -> Finding | None:
    if own.level_two != "时效" or "提前" in name or not _WAITING.search(name) or not _TIME_UNIT.match(own.value.unit):
        return None
    right = f"≤{own.value.rest}"
    return said("P08", "warning", own, f"越短越好，值却写成不少于：“{own.stated}”。", f"请改成“{right}”。", right)


def _good_at_most(own: Indicator, name: str) -> Finding | None:
    if not is_percent(own) or not is_full_at_best(name) or is_kept_in(name):
        return None
    spent = "执行" in name
    if spent and is_cost(own):
        return None
    message = f"越高越好，值却写成上限“{own.stated}”，做到 0 也算达标。"
    right = "=100%" if own.number == 100 else f"≥{own.value.rest}"
    return said("P08", "notice" if spent else "warning", own, message, f"请改成“{right}”。", right)


def _output_at_most(own: Indicator, name: str) -> Finding | None:
    if own.level_two != "数量" or not own.value.unit or is_percent(own) or is_money(own):
        return None
    limited = any(words.search(name) for words in (_FRUGAL, CHANGE, SPENDING))
    if limited or _is_bad(name) or _TIME_UNIT.match(own.value.unit):
        return None
    message = f"是产出数量，值却写成上限“{own.stated}”，做得再少也算达标。"
    return said("P08", "notice", own, message, "要做这么多，就写“=”或“≥”；确实是限额的，放到成本指标里。")
