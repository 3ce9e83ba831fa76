"""The labels (网页标签) that government pages carry, and the words of site.yaml that fill them."""

from __future__ import annotations

from collections.abc import Mapping

SITE_LABELS: Mapping[str, str] = {
    "SiteName": "网站名称",
    "SiteDomain": "域名",
    "SiteIDCode": "网站标识码",
}
"""Labels of every page → key of site.yaml."""

COLUMN_LABELS: Mapping[str, str] = {
    "ColumnName": "栏目名称",
    "ColumnDescription": "栏目说明",
    "ColumnKeywords": "栏目关键词",
    "ColumnType": "栏目类型",
}
"""Labels of lists and disclosures → key of site.yaml."""
