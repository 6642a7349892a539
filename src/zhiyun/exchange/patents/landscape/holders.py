"""Who holds the set: ranks, growth, newcomers, and who files together."""

from __future__ import annotations

from typing import Any

from zhiyun.exchange.patents import labels
from zhiyun.exchange.patents.landscape import growing, leading
from zhiyun.exchange.patents.landscape.figures import Column, Drawing, Figure, Row, Set, lumped, share, tenths
from zhiyun.exchange.patents.landscape.names import applicants_named
from zhiyun.gateways.analytics import sums
from zhiyun.ip.landscape import Tie, Windows, communities, concentration
from zhiyun.ip.landscape.applicants import Holder
from zhiyun.kernel.said import Said

MOST = 20
MOST_TIES = 40
_FOUR = 4
"""Of so many applicants or fewer, what the first four hold together says nothing."""
NO_WINDOWS = Windows(-2, -1, 0)
"""Years that no document has, for a set without a day."""


def figures(*, of: Set) -> tuple[Figure, ...]:
    """Draw the ranks, the kinds, the newcomers and the network; ``holders`` must be kept."""
    return (ranks(of=of), kinds(of=of), newcomers(of=of), network(of=of))


def ranks(*, of: Set) -> Figure:
    """Rank applicants by patents, with their growth."""
    windows = of.windows or NO_WINDOWS
    found: list[tuple[Any, ...]] = of.ask(sums.APPLICANTS.format(most=MOST))
    names = applicants_named(of=of, keys=[key for key, *_ in found])
    holders = [Holder(key, names[key], *rest) for key, *rest in found]
    said = _concentrated(of, holders, windows)
    years = growing.windows(of=of)
    return Figure(
        key="applicants",
        title=Said("申请人排名"),
        drawing=Drawing.BARS if holders else Drawing.NONE,
        columns=(
            Column(Said("申请人")),
            Column(Said("件数"), is_figure=True),
            Column(Said("占比"), is_figure=True),
            *(growing.columns(years=years) if years else ()),
            Column(Said("最早申请"), is_figure=True),
        ),
        rows=tuple(
            Row(
                (
                    each.name,
                    each.patents,
                    share(part=each.patents, whole=of.totals.with_applicant),
                    *(growing.cells(recent=each.recent, growth=each.growth) if years else ()),
                    str(each.first_filed or ""),
                ),
                asks=f'GR="{each.key}"',
            )
            for each in holders
        ),
        said=said,
        method=(
            Said("名称经过归并；共同申请的每个申请人各计一件；同名的个人可能是几个人。"),
            *_counted_otherwise(of, windows),
            *(lumped(of=of) or ((growing.METHOD,) if years else ())),
        ),
        lacking=Said("申请人名称"),
        without=of.totals.patents - of.totals.with_applicant,
        of=of.totals.patents,
    )


def kinds(*, of: Set) -> Figure:
    """Count by what applicants are, firms or universities, told by their names."""
    found: list[tuple[Any, ...]] = of.ask(sums.KINDS)
    known = of.totals.with_applicant
    return Figure(
        key="applicant-kinds",
        title=Said("申请人类型"),
        drawing=Drawing.BARS if found else Drawing.NONE,
        columns=(
            Column(Said("类型")),
            Column(Said("件数"), is_figure=True),
            Column(Said("占比"), is_figure=True),
            Column(Said("申请人"), is_figure=True),
        ),
        rows=tuple(
            Row(
                (labels.APPLICANT_KINDS[kind], patents, share(part=patents, whole=known), applicants),
                asks=f"AT={kind}",
            )
            for kind, patents, applicants in found
        ),
        said=_most_of(found, known),
        method=(
            Said(
                "按名称认出，不是登记的类型；占比以有申请人名称的%(known)s件为整体，几类申请人共同申请的一件，每类各计一件。",
                known=f"{known:,}",
            ),
        )
        if found
        else (),
        lacking=Said("申请人名称"),
        without=of.totals.patents - known,
        of=of.totals.patents,
    )


def _most_of(found: list[tuple[Any, ...]], known: int) -> tuple[Said, ...]:
    if not found:
        return ()
    kind, patents, _ = found[0]
    return leading.equals(
        ranked=[(labels.APPLICANT_KINDS[each], held) for each, held, _ in found],
        counted=lambda many: Said("%(count)s类申请人", count=many),
        is_whole=True,
    ) or (
        Said(
            "%(kind)s申请的最多，%(patents)s件，占%(share)s。",
            kind=labels.APPLICANT_KINDS[kind],
            patents=f"{patents:,}",
            share=share(part=patents, whole=known),
        ),
    )


def newcomers(*, of: Set) -> Figure:
    """List who filed first within the newest wholly public years."""
    windows = of.windows or NO_WINDOWS
    found: list[tuple[Any, ...]] = (
        []
        if of.lump
        else of.ask(sums.NEWCOMERS.format(recent=windows.recent, until=windows.until, most=MOST))
    )
    ((applicants, _, _, new),) = of.ask(sums.CONCENTRATION.format(recent=windows.recent, until=windows.until))
    names = applicants_named(of=of, keys=[key for key, *_ in found])
    return Figure(
        key="newcomers",
        title=Said("新进入者"),
        drawing=Drawing.BARS if found else Drawing.NONE,
        columns=(
            Column(Said("申请人")),
            Column(Said("件数"), is_figure=True),
            Column(Said("最早申请"), is_figure=True),
        ),
        rows=tuple(
            Row((names[key], patents, str(first)), asks=f'GR="{key}"') for key, patents, first in found
        ),
        said=lumped(of=of)
        or (
            Said(
                "%(applicants)s个申请人中，%(new)s个在%(first)s—%(last)s年首次申请。",
                applicants=f"{applicants:,}",
                new=f"{int(str(new or 0)):,}",
                first=windows.recent,
                last=windows.until,
            ),
        )
        if of.windows and applicants
        else (),
        method=(Said("只在本专题的范围内算首次；库里没有收录的早年申请看不到。"),),
        lacking=Said("申请人名称"),
        without=of.totals.patents - of.totals.with_applicant,
        of=of.totals.patents,
    )


def network(*, of: Set) -> Figure:
    """Draw who files together with whom."""
    found: list[tuple[Any, ...]] = of.ask(sums.TOGETHER.format(most=MOST_TIES))
    ties = [Tie(*each) for each in found]
    names = applicants_named(of=of, keys=sorted({name for tie in ties for name in (tie.one, tie.other)}))
    groups = communities(ties)
    said: tuple[Said, ...] = ()
    if ties:
        ranked = [
            (Said("%(one)s与%(other)s", one=names[tie.one], other=names[tie.other]), tie.patents)
            for tie in ties
        ]
        said = leading.equals(
            ranked=ranked,
            counted=lambda many: Said("%(count)s对共同申请人", count=many),
            is_whole=len(ties) < MOST_TIES,
        ) or (
            Said(
                "合作最多的是%(one)s与%(other)s，共同申请%(patents)s件。",
                one=names[ties[0].one],
                other=names[ties[0].other],
                patents=ties[0].patents,
            ),
        )
    return Figure(
        key="network",
        title=Said("合作网络"),
        drawing=Drawing.NETWORK if ties else Drawing.NONE,
        columns=(Column(Said("申请人")), Column(Said("共同申请人")), Column(Said("件数"), is_figure=True)),
        rows=tuple(
            Row((names[tie.one], names[tie.other], tie.patents), asks=f'GR="{tie.one}" AND GR="{tie.other}"')
            for tie in ties
        ),
        said=said or (Said("没有共同申请。"),),
        method=(Said("只画共同申请最多的%(most)s对，按联系疏密分组。", most=MOST_TIES),),
        lacking=Said("申请人名称"),
        without=of.totals.patents - of.totals.with_applicant,
        of=of.totals.patents,
        groups=tuple(tuple(names[key] for key in group) for group in groups),
    )


def _concentrated(of: Set, holders: list[Holder], windows: Windows) -> tuple[Said, ...]:
    (counted,) = of.ask(sums.CONCENTRATION.format(recent=windows.recent, until=windows.until))
    applicants, holdings, squares = (int(str(each or 0)) for each in counted[:3])
    dense = concentration(
        [each.patents for each in holders], applicants=applicants, total=holdings, squares=squares
    )
    if dense is None:
        return ()
    if dense.applicants <= _FOUR:
        index = f"{dense.index:,}"
        said = Said(
            "共有申请人%(applicants)s个，赫芬达尔指数%(index)s（一家独占为10,000）。",
            applicants=dense.applicants,
            index=index,
        )
        return (said, *_first(holders, dense.applicants))
    return (
        Said(
            "共有申请人%(applicants)s个，前四名合计占%(share)s，赫芬达尔指数%(index)s（一家独占为10,000）。",
            applicants=f"{dense.applicants:,}",
            share=tenths(per_mille=dense.first_four),
            index=f"{dense.index:,}",
        ),
        *_first(holders, dense.applicants),
    )


def _first(holders: list[Holder], applicants: int) -> tuple[Said, ...]:
    return leading.equals(
        ranked=[(each.name, each.patents) for each in holders],
        counted=lambda many: Said("%(count)s个申请人", count=many),
        is_whole=len(holders) == applicants,
    ) or (
        Said(
            "申请最多的是%(name)s，%(patents)s件。",
            name=holders[0].name,
            patents=f"{holders[0].patents:,}",
        ),
    )


def _counted_otherwise(of: Set, windows: Windows) -> tuple[Said, ...]:
    """Say why the shares of the concentration are of another whole than those of the table, where they are."""
    ((_, holdings, *_rest),) = of.ask(sums.CONCENTRATION.format(recent=windows.recent, until=windows.until))
    held = int(str(holdings or 0))
    if held in (0, of.totals.with_applicant):
        return ()
    return (
        Said(
            "前四名的占比和赫芬达尔指数以各申请人的件数之和%(held)s件为整体，表中的占比以有申请人名称的专利%(patents)s件为整体：共同申请的一件，每个申请人各计一件。",
            held=f"{held:,}",
            patents=f"{of.totals.with_applicant:,}",
        ),
    )
