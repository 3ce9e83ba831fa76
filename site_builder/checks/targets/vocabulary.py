"""The words of indicators: which names ask for a rate, which things are good, which are bad, which cost money."""

from __future__ import annotations

import re
from functools import lru_cache

from site_builder.checks.works import Indicator

_REMEMBERED = 4096
"""Names of indicators come back in every law, and from unit to unit."""

_SHARE = re.compile(r"(?:率|比例|占比|比重|百分比|满意度|知晓度)$")
# Their own units are times, speeds, money per person …, or none at all.
_OTHER_RATIO = re.compile(
    r"(?:[频效利汇速功税费心曲斜倍]|周转|分辨|生产|产出|死亡|发病|患病|出生|发案|案发|容积|换手|负荷|采样|"
    r"刷新|犯罪|离婚|单产)率$"
)

CHANGE = re.compile(
    r"增长|增加|增幅|增值|提高|提升|上升|上涨|改善|超额|翻番|下降|降低|降幅|减少|压减|压缩|缩短|"
    r"节约|节省|节支|节能|同比|环比|较上年|比上年"
)
"""Names that speak of a change: neither full nor small nor low means anything against them."""

MONEY_UNIT = re.compile(r"(?:百|千|[十百千]?万|亿|万亿)?元")
"""Units that begin with money."""

SPENDING = re.compile(r"成本|费用|支出|经费|造价|单价|总价|投资|价格|金额|数额|控制数|工资|[^公]费$|预算数|预算额")
"""Names that speak of money spent."""

_KEPT_IN = re.compile(r"(?:成本|预算|费用|支出|经费|造价|投资|三公|资金|概算).{0,4}控制.{0,2}$|控制[数额价]$")

_FULL = (
    "满意|及时|合格|达标|准确|完成|到位|合规|覆盖|知晓|办结|整改|成活|存活|完好|接通|落实|验收|通过|优良|执行|发放|"
    "公开|响应|处置|处理|办理|回复|答复|归档|保存|挂牌|建档|运行|运转|保障|满足|在线|达产|按期|按时|准时|审核|支付|"
    "兑付|兑现|专款专用|持证|参与|普及|配备|配套|有效|安全|履约|合法|正确|规范|完整|真实|匹配|稳定|结案|清运|"
    "收集|治理|修复"
)
_HIGH = re.compile(rf"(?:{_FULL})(?:[率度性]|程度|比例)$")
# Where the plan can be overfulfilled, or where the thing counted is not part of the whole.
_BEYOND = re.compile(
    r"收入|税|产值|产量|投资|招商|引资|签约额|销售|营收|利润|营业额|交易额|出口|消费|增加值|增值|保值|征收|毛入|床位|"
    r"人均|拉动|贡献|回报|收益|杠杆|放大|撬动|目标|任务|计划|指标|经济|增"
)
_BROKEN = re.compile(
    r"不|未|无法|难|逾期|超期|延期|投诉|退|差错|错误|失误|[^免]误|违|漏|事故|故障|流失|辍学|闲置|空置|污染|损坏|死"
)


@lru_cache(maxsize=_REMEMBERED)
def asks_share(name: str) -> bool:
    """Whether a name asks for a share of a whole, which is stated in percent."""
    return bool(_SHARE.search(name)) and not _OTHER_RATIO.search(name)


@lru_cache(maxsize=_REMEMBERED)
def is_full_at_best(name: str) -> bool:
    """Whether a name asks for a share that is better the nearer it comes to 100 %, such as 合格率 and 及时性."""
    return bool(_HIGH.search(name)) and not CHANGE.search(name) and not _BROKEN.search(name)


def may_exceed(name: str) -> bool:
    """Whether a share may truly be above 100 %, such as the 完成率 of a revenue plan."""
    return bool(_BEYOND.search(name) or CHANGE.search(name)) and not re.search(r"满意|及时|准确", name)


def is_kept_in(name: str) -> bool:
    """Whether a name asks for spending to be kept within a limit, such as 预算控制率."""
    return bool(_KEPT_IN.search(name))


def is_cost(own: Indicator) -> bool:
    """Whether an indicator stands under 成本, in either system of levels."""
    return own.level_one == "成本" or own.level_two in {"成本", "经济成本"}


def is_money(own: Indicator) -> bool:
    """Whether a value is an amount of money."""
    return bool(MONEY_UNIT.match(own.value.unit))


def is_percent(own: Indicator) -> bool:
    """Whether a value is a percentage and nothing else."""
    return own.value.unit in {"%", "％"}
