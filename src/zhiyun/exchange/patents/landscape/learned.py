"""What universities and institutes hold, in which fields and chains, and which firms of Chongqing file beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from zhiyun.exchange.patents.landscape.figures import Column, Drawing, Figure, Row, Set, Totals
from zhiyun.exchange.patents.landscape.names import applicants_named, field_named, fields_by_number, spans_ask
from zhiyun.exchange.patents.landscape.where import CHONGQING
from zhiyun.gateways.analytics import sums
from zhiyun.ip.applicants import Kind
from zhiyun.ip.classification.chains import Chain, Chains
from zhiyun.ip.patent import Right
from zhiyun.ip.standing import TERMS, is_living
from zhiyun.kernel.said import Named, Said

T = TypeVar("T")
LEARNED: Final = (Kind.UNIVERSITY, Kind.INSTITUTE)
UNIVERSITIES: Final = 15
PARTNERS: Final = 3
FIRMS_NAMED: Final = 3


def figures(*, of: Set, chains: Chains) -> tuple[Figure, ...]:
    """Draw the stock by holder, by chain, and who holds it in the chains in which Chongqing's firms file."""
    wanted: dict[str, int] = dict(_asked(of, sums.OF_KIND.format(kinds=sums.text(Kind.UNIVERSITY.value))))
    return (_universities(of, wanted), *_by_chain(of, chains))


@dataclass(frozen=True, slots=True)
class _Stock:
    """What is held in a chain: patents not known to have ended, those known to be in force, those from Chongqing."""

    patents: int
    living: int
    in_chongqing: int


@dataclass(frozen=True, slots=True)
class _Firms:
    """Chongqing's firms in a chain: how many, the patents they hold together, and the names of the largest."""

    firms: int
    patents: int
    names: tuple[str, ...]


def _by_chain(of: Set, chains: Chains) -> tuple[Figure, Figure]:
    pairs = chains.of_groups(str(group) for (group,) in of.ask(sums.GROUPS))
    values = ", ".join(f"({sums.text(group)}, {sums.text(code)})" for group, code in pairs) or "('', '')"
    totals, holders = _stock(of, values)
    firms = _firms(of, values)
    method = (
        _assigned(chains),
        Said(
            "存量是没有已知失效的：法律状态说失效、撤回、驳回的不算，申请满20年的发明、满10年的实用新型、满15年的外观设计不算（专利法第四十二条）；没有法律状态的不能断定仍然有效。"
        ),
    )
    return (
        _chains(of, chains, totals, firms, method),
        _partners(of, chains, totals, holders, firms, method),
    )


def _assigned(chains: Chains) -> Said:
    """Say by which table classes belong to chains."""
    if chains is Chains.shipped():
        return Said(
            "重庆12个先进制造业集群取自“33618”现代制造业集群体系；哪个 IPC 归入哪个集群由本系统自拟，没有官方依据，属推断。一件可以在几条链上。"
        )
    edition = chains.concordance.edition
    return Said(
        "按《%(table)s》（%(version)s）把 IPC 归入产业链，一件可以在几条链上；%(source)s。",
        table=edition.name,
        version=edition.version,
        source=edition.source,
    )


def _stock(of: Set, values: str) -> tuple[dict[str, _Stock], dict[str, list[tuple[str, _Stock]]]]:
    told = {status: is_living(status) for status, _ in _asked(of, sums.STATUSES)}
    year = of.data_on.year if of.data_on else 0
    found = _asked(
        of,
        sums.CHAIN_STOCK.format(
            chains=values,
            kinds=sums.listed([kind.value for kind in LEARNED]),
            living=sums.listed([status for status, lives in told.items() if lives]),
            ended=sums.listed([status for status, lives in told.items() if lives is False]),
            province=sums.text(CHONGQING),
            inventions=year - TERMS[Right.INVENTION],
            models=year - TERMS[Right.UTILITY_MODEL],
            designs=year - TERMS[Right.DESIGN],
        ),
    )
    totals: dict[str, _Stock] = {}
    holders: dict[str, list[tuple[str, _Stock]]] = defaultdict(list)
    for chain, applicant, *counts in found:
        if applicant is None:
            totals[chain] = _Stock(*counts)
        else:
            holders[chain].append((applicant, _Stock(*counts)))
    return totals, holders


def _firms(of: Set, values: str) -> dict[str, _Firms]:
    found = _asked(
        of,
        sums.CHAIN_FIRMS.format(
            chains=values,
            province=sums.text(CHONGQING),
            firm=sums.text(Kind.COMPANY.value),
            most=FIRMS_NAMED,
        ),
    )
    names = applicants_named(of=of, keys=sorted({applicant for _, applicant, *_ in found}))
    held: dict[str, _Firms] = {}
    for chain, applicant, firms, patents in found:
        named = held[chain].names if chain in held else ()
        held[chain] = _Firms(firms, patents, (*named, names[applicant]))
    return held


def _chains(
    of: Set, chains: Chains, totals: dict[str, _Stock], firms: dict[str, _Firms], method: tuple[Said, ...]
) -> Figure:
    ranked = sorted(totals, key=lambda code: (-totals[code].patents, code))
    none = _Firms(0, 0, ())
    said: tuple[Said, ...] = (Said("本专题没有高校和科研单位的存量专利归得进产业链。"),)
    if ranked:
        first = ranked[0]
        said = (
            Said(
                "高校和科研单位存量最多的产业链是%(chain)s，%(patents)s件，其中重庆的%(own)s件；同链有%(firms)s家重庆企业申请过专利。",
                chain=_named(chains.by_code[first]),
                patents=f"{totals[first].patents:,}",
                own=f"{totals[first].in_chongqing:,}",
                firms=f"{firms.get(first, none).firms:,}",
            ),
            Said("其中已知有效的%(living)s件。", living=f"{totals[first].living:,}")
            if of.totals.with_status
            else Said("数据里没有法律状态，不知道哪些仍然有效。"),
        )
    return Figure(
        key="chains",
        title=Said("高校和科研单位存量，按产业链（推断）"),
        drawing=Drawing.BARS if ranked else Drawing.NONE,
        columns=(
            Column(Said("产业链")),
            Column(Said("存量"), is_figure=True),
            *_told(of, Column(Said("已知有效"), is_figure=True)),
            Column(Said("重庆的存量"), is_figure=True),
            Column(Said("重庆企业"), is_figure=True),
            Column(Said("重庆企业的专利"), is_figure=True),
        ),
        rows=tuple(
            Row(
                (
                    _named(chains.by_code[code]),
                    totals[code].patents,
                    *_told(of, totals[code].living),
                    totals[code].in_chongqing,
                    firms.get(code, none).firms,
                    firms.get(code, none).patents,
                ),
                cells_ask=_opened(of, chains.by_code[code], totals[code], firms.get(code, none)),
            )
            for code in ranked
        ),
        said=said,
        method=(*method, Said("屏幕上点开一格，列出的也有已失效的。")),
        lacking=Said("分类号"),
        without=of.totals.patents - of.totals.with_class,
        of=of.totals.patents,
    )


def _opened(of: Set, chain: Chain, stock: _Stock, firms: _Firms) -> tuple[str, ...]:
    """Give the conditions of a chain's cells: what is held, what of it in Chongqing, what firms there hold; none of nought."""
    classes = spans_ask(spans=_spans(chain))
    held = f"AT=({' OR '.join(kind.value for kind in LEARNED)}) AND {classes}"
    in_chongqing = f"{held} AND RG={CHONGQING}" if stock.in_chongqing else ""
    of_firms = f"AT={Kind.COMPANY.value} AND RG={CHONGQING} AND {classes}" if firms.patents else ""
    return (held, "", *_told(of, ""), in_chongqing, "", of_firms)


def _partners(
    of: Set,
    chains: Chains,
    totals: dict[str, _Stock],
    holders: dict[str, list[tuple[str, _Stock]]],
    firms: dict[str, _Firms],
    method: tuple[Said, ...],
) -> Figure:
    ranked = sorted(
        (code for code in totals if code in firms), key=lambda code: (-totals[code].patents, code)
    )
    shown = [(code, key, stock) for code in ranked for key, stock in holders.get(code, ())[:PARTNERS]]
    names = applicants_named(of=of, keys=sorted({key for _, key, _ in shown}))
    return Figure(
        key="chain-partners",
        title=Said("可以对接重庆企业的高校和科研单位（推断）"),
        drawing=Drawing.NONE,
        columns=(
            Column(Said("高校或者科研单位")),
            Column(Said("存量"), is_figure=True),
            *_told(of, Column(Said("已知有效"), is_figure=True)),
            Column(Said("产业链")),
            Column(Said("同链专利最多的重庆企业")),
        ),
        rows=tuple(
            Row(
                (
                    names[key],
                    stock.patents,
                    *_told(of, stock.living),
                    _named(chains.by_code[code]),
                    "、".join(firms[code].names),
                ),
                asks=f'GR="{key}" AND {spans_ask(spans=_spans(chains.by_code[code]))}',
            )
            for code, key, stock in shown
        ),
        said=() if shown else (Said("没有哪条产业链既有重庆企业申请专利，又有高校和科研单位的存量。"),),
        method=(
            Said(
                "每条产业链列出存量最多的%(most)s家；只说明分类相同，能不能用、愿不愿转要由双方谈；点开列出的也有已失效的。",
                most=PARTNERS,
            ),
            *method[:1],
        ),
        lacking=Said("申请人或者分类号"),
        without=of.totals.patents - min(of.totals.with_class, of.totals.with_applicant),
        of=of.totals.patents,
    )


def _told(of: Set, what: T) -> tuple[T, ...]:
    """Give what tells who is in force, or nothing where no status is known: a column of noughts would be no answer."""
    return (what,) if of.totals.with_status else ()


def _named(chain: Chain) -> Named:
    return Named("", chain.name, chain.name_en)


def _spans(chain: Chain) -> Iterator[tuple[str, str]]:
    for span in chain.spans:
        yield f"{span.first}", f"{span.last}"


def _universities(of: Set, wanted: dict[str, int]) -> Figure:
    ranked = sorted(wanted, key=lambda key: (-wanted[key], key))[:UNIVERSITIES]
    names = applicants_named(of=of, keys=ranked)
    fields = fields_by_number()
    stock: dict[str, list[tuple[int, int]]] = {key: [] for key in ranked}
    for key, field, patents in _asked(of, sums.STOCK.format(applicants=sums.listed(ranked))):
        stock[key].append((-patents, field))
    rows = [
        Row(
            (
                names[key],
                wanted[key],
                *(field_named(field=fields[field]) if field else "" for field in _first_three(stock[key])),
            ),
            asks=f'GR="{key}"',
        )
        for key in ranked
    ]
    return _ranked(of.totals, rows, len(wanted))


def _how_many(everyone: int, listed: int) -> Said:
    if not everyone:
        return Said("没有高校的专利。")
    if listed < everyone:
        return Said("本专题有%(all)s所高校的专利，列出前%(most)s所。", all=everyone, most=listed)
    return Said("本专题有%(all)s所高校的专利。", all=everyone)


def _ranked(totals: Totals, rows: list[Row], everyone: int) -> Figure:
    return Figure(
        key="universities",
        title=Said("高校存量"),
        drawing=Drawing.BARS if rows else Drawing.NONE,
        columns=(
            Column(Said("高校")),
            Column(Said("件数"), is_figure=True),
            Column(Said("最多的领域")),
            Column(Said("其次")),
            Column(Said("再次")),
        ),
        rows=tuple(rows),
        said=(_how_many(everyone, len(rows)),),
        method=(Said("按名称认出高校；附属医院和独立的研究院不算在内。没有法律状态的不能断定仍然有效。"),),
        lacking=Said("申请人名称"),
        without=totals.patents - totals.with_applicant,
        of=totals.patents,
    )


def _first_three(fields: list[tuple[int, int]]) -> list[int]:
    found = [field for _, field in sorted(fields)[:3]]
    return found + [0] * (3 - len(found))


def _asked(of: Set, text: str) -> list[tuple[Any, ...]]:
    return of.ask(text)
