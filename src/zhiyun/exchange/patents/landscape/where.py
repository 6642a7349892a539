"""Where the set comes from: offices, provinces, districts of Chongqing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from zhiyun.exchange.patents.landscape.figures import Column, Drawing, Figure, Row, Set, share
from zhiyun.exchange.patents.landscape.names import place_named
from zhiyun.gateways.analytics import sums
from zhiyun.kernel.said import Named, Said

CHONGQING = "500000"
MOST, MOST_OFFICES = 34, 15
_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "CN": ("中国", "China"), "US": ("美国", "United States"), "JP": ("日本", "Japan"), "KR": ("韩国", "Korea"),
    "EP": ("欧洲专利局", "European Patent Office"), "WO": ("世界知识产权组织", "WIPO"), "DE": ("德国", "Germany"),
    "FR": ("法国", "France"), "GB": ("英国", "United Kingdom"), "RU": ("俄罗斯", "Russia"), "IN": ("印度", "India"),
    "CA": ("加拿大", "Canada"), "AU": ("澳大利亚", "Australia"), "ES": ("西班牙", "Spain"), "BR": ("巴西", "Brazil"),
    "TW": ("中国台湾", "Taiwan, China"), "HK": ("中国香港", "Hong Kong, China"), "IT": ("意大利", "Italy"),
}  # fmt: skip
"""Offices by the codes of WIPO's standard ST.3; others are shown by their code."""


def figures(*, of: Set) -> tuple[Figure, ...]:
    """Draw offices, provinces and districts."""
    return (offices(of=of), provinces(of=of), districts(of=of))


def offices(*, of: Set) -> Figure:
    """Count by the office that published."""
    found = _asked(of, sums.OFFICES)
    return Figure(
        key="offices",
        title=Said("受理局"),
        drawing=Drawing.BARS if found else Drawing.NONE,
        columns=(
            Column(Said("国别")),
            Column(Said("件数"), is_figure=True),
            Column(Said("占比"), is_figure=True),
        ),
        rows=tuple(
            Row(
                (
                    Named(office, *_NAMES.get(office, ("", ""))),
                    patents,
                    share(part=patents, whole=of.totals.patents),
                ),
                asks=f"CY={office}",
            )
            for office, patents in found[:MOST_OFFICES]
        ),
        said=(
            Said(
                "都是%(office)s公布的，%(patents)s件。",
                office=Named("", *_NAMES.get(found[0][0], (found[0][0], found[0][0]))),
                patents=f"{found[0][1]:,}",
            ),
        )
        if len(found) == 1
        else (),
        method=(Said("共%(all)s个国家、地区和组织，列出前%(most)s个。", all=len(found), most=MOST_OFFICES),)
        if len(found) > MOST_OFFICES
        else (),
    )


def provinces(*, of: Set) -> Figure:
    """Count by the province of the first applicant's address."""
    found = _asked(of, sums.PROVINCES)
    known = of.totals.with_province
    said: list[Said] = []
    ranked = [code for code, _ in found]
    if len(found) == 1:
        said.append(
            Said(
                "写明中国地址的都在%(place)s，%(patents)s件。",
                place=place_named(code=ranked[0]),
                patents=f"{known:,}",
            )
        )
    elif CHONGQING in ranked:
        said.append(
            Said(
                "重庆%(patents)s件，占%(share)s，在%(all)s个地区中居第%(rank)s位。",
                patents=f"{of.totals.in_chongqing:,}",
                share=share(part=of.totals.in_chongqing, whole=known),
                all=len(found),
                rank=ranked.index(CHONGQING) + 1,
            )
        )
    return Figure(
        key="provinces",
        title=Said("各省市"),
        drawing=Drawing.BARS if found else Drawing.NONE,
        columns=(
            Column(Said("地区")),
            Column(Said("件数"), is_figure=True),
            Column(Said("占比"), is_figure=True),
        ),
        rows=tuple(
            Row((place_named(code=code), patents, share(part=patents, whole=known)), asks=f"RG={code}")
            for code, patents in found[:MOST]
        ),
        said=tuple(said),
        method=(Said("按第一申请人的地址归到行政区划；境外和没有写明的不计。"),),
        lacking=Said("中国地址"),
        without=of.totals.patents - known,
        of=of.totals.patents,
    )


def districts(*, of: Set) -> Figure:
    """Count by district of Chongqing; a development zone is no district."""
    found = _asked(of, sums.DISTRICTS.format(province=sums.text(CHONGQING)))
    said_where = [(code, patents) for code, patents in found if code]
    unsaid = sum(patents for code, patents in found if not code)
    return Figure(
        key="districts",
        title=Said("重庆各区县"),
        drawing=Drawing.BARS if said_where else Drawing.NONE,
        columns=(
            Column(Said("区县")),
            Column(Said("件数"), is_figure=True),
            Column(Said("占比"), is_figure=True),
        ),
        rows=tuple(
            Row(
                (place_named(code=code), patents, share(part=patents, whole=of.totals.in_chongqing)),
                asks=f"RG={code}",
            )
            for code, patents in said_where
        ),
        said=() if said_where else (Said("没有写明重庆区县的专利。"),),
        method=(Said("只写开发区、新区或者只写到市的不归入区县。"),),
        lacking=Said("区县"),
        without=unsaid,
        of=of.totals.in_chongqing,
    )


def _asked(of: Set, text: str) -> list[tuple[Any, ...]]:
    return of.ask(text)
