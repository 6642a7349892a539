"""`zhiyun patents`: patents brought in from files, told of, and shown, on this machine alone."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import click

from zhiyun.cli import answers, options, patent_vectors
from zhiyun.cli.chinese import ChineseGroup
from zhiyun.cli.tables import Column, table
from zhiyun.cli.values import IN_FILE
from zhiyun.exchange.patents import importing, indexing, meaning, places
from zhiyun.gateways import installation, patent_files
from zhiyun.gateways.patent_shelf import Shelf
from zhiyun.gateways.safekeeping import Store
from zhiyun.ip import numbers
from zhiyun.ip.patent import Patent, Right
from zhiyun.ip.telling import WORDS
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said

HELP = """
专利库：读入专利文件，查看读了哪些、有多少件。

原始文件按 SM3 保存；读出的记录存成 Parquet 文件，是唯一的原本，检索用的索引随时可以由它重建。
"""

IMPORT_HELP = """
读入专利文件：表格（.csv、.xlsx，中英文列名自动辨认）、JSON 行、WIPO ST.36 和 ST.96 的 XML，都可以用 gzip 压缩。

读过的文件不再重读，除非加 --again；中断的导入从中断处继续。没有公开号的记录不读入，看不懂的字段留空，逐条写明原因。
同一公开号再次出现时，新的内容补充旧的，没有说到的保留。
"""

IMPORT_EPILOG = """
JSON 的键：file、sm3、records、added、changed、known、left_out、faults、was_read_before、resumed_after。
有读不懂之处不影响退出码：有文件整个不能用时退出码才是 2，其余的照样读入。看不懂之处用 zhiyun patents faults 列出。
"""

COLUMNS_HELP = "列出表格的每一列会被当作什么字段，供读入之前核对；不对的用 import 的 --column 改正。"
FAULTS_HELP = "列出一个读过的文件里没有看懂的地方：在第几行、为什么、整条没有读入还是只留空一项。"
STATUS_HELP = "专利库里有多少件、各种各多少、读过哪些文件。"
SHOW_HELP = "按公开（公告）号显示一件专利文献的全部著录内容。"

LARGEST = 64 << 30
"""Bytes of one file of patents that is kept."""


@click.group(
    "patents",
    cls=ChineseGroup,
    help=HELP,
    short_help="读入专利文件，查看专利库，检索",
    elsewhere={
        "reindex": "zhiyun.cli.patent_search:reindex",
        "regroup": "zhiyun.cli.patent_groups:regroup",
        "search": "zhiyun.cli.patent_search:search",
        "similar": "zhiyun.cli.patent_similar:similar",
        "alerts": "zhiyun.cli.patent_alerts:alerts",
        "landscape": "zhiyun.cli.patent_landscape:landscape",
    },
)
def patents_group() -> None:
    """Hold the commands together."""


@patents_group.command("import", help=IMPORT_HELP, epilog=IMPORT_EPILOG, short_help="读入专利文件")
@click.argument(
    "files", type=IN_FILE, nargs=-1, required=True, metavar="文件…", help="专利文件，可以一次几个"
)
@click.option("--column", "columns", multiple=True, metavar="列名=字段", help="这一列是什么；写 - 表示不读")
@click.option("--again", is_flag=True, help="读过的文件也重读一遍，例如上次有一列当错了")
@options.as_json
def import_files(files: tuple[Path, ...], columns: tuple[str, ...], again: bool, as_machine: bool) -> None:
    """Bring files in, one after another, telling on the way how far each is; at last, all that cannot be used."""
    told = _told_columns(columns)
    shelf, store = _shelf(), Store(_home() / "files", largest=LARGEST)
    done = []
    faults: list[Fault] = []
    for path in files:
        try:
            brought = importing.import_file(
                shelf=shelf,
                store=store,
                path=path,
                name=path.name,
                columns=told,
                tell=_progress(path.name),
                is_again=again,
            )
        except Refusal as refusal:
            faults += _of_file(path, refusal)
            continue
        done.append((path, brought))
        if not as_machine:
            answers.write(_as_lines(path, brought))
    if as_machine:
        answers.write_json([_as_machine(path, brought) for path, brought in done])
    if faults:
        raise Faulty(faults)


@patents_group.command(help=COLUMNS_HELP, short_help="看表格各列会被当作什么")
@click.argument("file", type=IN_FILE, metavar="表格", help="专利表格（.csv 或 .xlsx）")
@options.as_json
def columns(file: Path, as_machine: bool) -> None:
    """Say what each heading is taken for."""
    with file.open("rb") as raw, patent_files.opened(raw) as stream:
        found = patent_files.header(stream, name=file.name)
    if as_machine:
        answers.write_json(found)
        return
    rows = [(heading, f"{name}（{_word(name)}）" if name else "不读") for heading, name in found.items()]
    answers.write(table((Column("列名"), Column("字段")), rows))


@patents_group.command(help=FAULTS_HELP, short_help="列出一个文件里没有看懂的地方")
@click.argument("sm3", metavar="SM3", help="文件的 SM3，见 status；写前几位即可")
@options.as_json
def faults(sm3: str, as_machine: bool) -> None:
    """List what was not understood of a file."""
    shelf = _shelf()
    named = [each for each in shelf.manifest.sources if each.startswith(sm3)]
    if len(named) != 1:
        raise Faulty([Fault(sm3, Said("没有读过这样的文件，或者有几个：请照 status 写全 SM3"))])
    source = shelf.manifest.sources[named[0]]
    misread = importing.faults(shelf=shelf, sm3=named[0], source=source)
    if as_machine:
        answers.write_json(
            [
                {
                    "place": each.place,
                    "left_out": each.is_left_out,
                    "faults": [str(one) for one in each.faults],
                }
                for each in misread
            ]
        )
        return
    for each in misread:
        what = "没有读入" if each.is_left_out else "留空"
        answers.write([f"{each.place}（{what}）：" + "；".join(map(str, each.faults))])


@patents_group.command(help=STATUS_HELP, short_help="专利库里有多少、读过哪些文件")
@options.as_json
def status(as_machine: bool) -> None:
    """Count what there is."""
    shelf = _shelf()
    manifest = shelf.manifest
    kinds = shelf.counted("office", "right")
    index = indexing.standing(home=_home())
    by_meaning = meaning.standing(home=_home())
    if as_machine:
        answers.write_json(
            {
                "patents": manifest.rows,
                "index": {
                    "batch": index.batch,
                    "newest": index.newest,
                    "patents": index.patents,
                    "is_current": index.is_current,
                    "refusal": index.refusal,
                },
                "meaning": {
                    "model": by_meaning.model,
                    "vectors": by_meaning.vectors,
                    "batch": by_meaning.batch,
                },
                "counts": [{"office": office, "right": right, "patents": n} for office, right, n in kinds],
                "sources": [
                    {
                        "sm3": sm3,
                        "file": each.name,
                        "records": each.records,
                        "left_out": each.left_out,
                        "faults": each.faults,
                        "is_read": each.is_read,
                    }
                    for sm3, each in manifest.sources.items()
                ],
            }
        )
        return
    answers.write([f"专利库有 {manifest.rows:,} 件。", _index_said(index), patent_vectors.said(by_meaning)])
    if kinds:
        shown = [(office, Right[right].value, f"{n:,}") for office, right, n in kinds]
        answers.write(table((Column("国别"), Column("类型"), Column("件数", is_figure=True)), shown))
    for sm3, each in manifest.sources.items():
        state = "已读完" if each.is_read else "没有读完，再次读入会接着读"
        answers.write([f"{sm3[:16]}  {each.name}：{each.records:,} 条，{state}，没有看懂 {each.faults:,} 条"])


@patents_group.command(help=SHOW_HELP, short_help="显示一件专利文献")
@click.argument("number", metavar="公开号", help="公开（公告）号，例如 CN109996757A")
@options.as_json
def show(number: str, as_machine: bool) -> None:
    """Show one document."""
    publication = numbers.publication(number)
    found = _shelf().by_number([publication])
    if not found:
        raise Faulty([Fault(publication, Said("专利库里没有这件文献，请核对号码，或先读入含有它的文件"))])
    told = {name: value for name, value in _told(found[0]).items() if value}
    if as_machine:
        answers.write_json(told)
    else:
        for name, value in told.items():
            text = "；".join(map(str, value)) if isinstance(value, list) else str(value)
            answers.write([f"{_word(name)}　{text}"])


def _index_said(index: indexing.Standing) -> str:
    if index.refusal:
        return index.refusal
    if index.is_current:
        return f"检索索引有 {index.patents:,} 件，与专利库一致（第 {index.batch} 批）。"
    return (
        f"检索索引有 {index.patents:,} 件，到第 {index.batch} 批；专利库已到第 {index.newest} 批，"
        "请运行 zhiyun patents reindex。"
    )


def _told(patent: Patent) -> dict[str, object]:
    shown: dict[str, object] = {}
    for each in fields(Patent):
        value = getattr(patent, each.name)
        if isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, Right):
            value = value.value
        shown[each.name] = list(value) if isinstance(value, tuple) else value
    shown["claims"] = [f"{each.number}. {each.text}" if each.number else each.text for each in patent.claims]
    shown["cites"] = [each.publication for each in patent.cites]
    shown["legal_events"] = [f"{each.on} {each.code} {each.words}".strip() for each in patent.legal_events]
    return shown


_OTHER_WORDS = {
    "office": "国别",
    "kind": "文献种类",
    "right": "类型",
    "applicant_groups": "申请人组",
    "province": "省级区划",
    "city": "市级区划",
    "district": "区县",
    "locarno": "外观分类",
    "legal_events": "法律事件",
}


def _word(name: str) -> str:
    return str(WORDS.get(name) or _OTHER_WORDS.get(name, name))


def _home() -> Path:
    return installation.home(os.environ)


def _shelf() -> Shelf:
    return Shelf(places.shelf_folder(home=_home()))


def _told_columns(columns: tuple[str, ...]) -> dict[str, str]:
    apart = {each: each.rpartition("=") for each in columns}
    if wrong := [each for each, (heading, _, name) in apart.items() if not heading or not name]:
        raise Faulty(
            [Fault(each, Said("应写成 列名=字段，例如 --column 号码=publication")) for each in wrong]
        )
    return {heading: name for heading, _, name in apart.values()}


def _progress(name: str) -> Callable[[importing.Imported], None]:
    """Tell on standard error, where someone watches, how many records are in and how fast they come."""
    began = time.monotonic()

    def tell(so_far: importing.Imported) -> None:
        seconds = max(time.monotonic() - began, 0.001)
        rate = (so_far.source.records - so_far.resumed_after) / seconds
        left = seconds * (so_far.size - so_far.bytes_read) / max(so_far.bytes_read, 1)
        print(
            f"{name}：{so_far.source.records:,} 条，每秒 {rate:,.0f} 条，大约还要 {left:,.0f} 秒",
            file=sys.stderr,
        )

    return tell


def _of_file(path: Path, refusal: Refusal) -> list[Fault]:
    """Say of each fault in which of the files it is."""
    found = refusal.faults if isinstance(refusal, Faulty) else (Fault("", refusal.said),)
    return [
        each.within(str(path)) if each.place not in ("", path.name) else Fault(str(path), each.message)
        for each in found
    ]


def _as_machine(path: Path, brought: importing.Imported) -> dict[str, object]:
    return {
        "file": str(path),
        "sm3": brought.sm3,
        "records": brought.source.records,
        "added": brought.added,
        "changed": brought.changed,
        "known": brought.known,
        "left_out": brought.source.left_out,
        "faults": brought.source.faults,
        "was_read_before": brought.was_read_before,
        "resumed_after": brought.resumed_after,
    }


def _as_lines(path: Path, brought: importing.Imported) -> Iterator[str]:
    if brought.was_read_before:
        yield f"{path.name}：以前读过（SM3 {brought.sm3[:16]}…），没有重读；要重读请加 --again。"
        return
    if brought.resumed_after:
        yield f"{path.name}：接着上次读过的 {brought.resumed_after:,} 条往下读。"
    source = brought.source
    yield (
        f"{path.name}：共 {source.records:,} 条，新增 {brought.added:,} 件，补充 {brought.changed:,} 件，"
        f"已有 {brought.known:,} 件，没有读入 {source.left_out:,} 条。"
    )
    if source.faults:
        yield f"有 {source.faults:,} 条没有完全看懂，用 zhiyun patents faults {brought.sm3[:16]} 查看。"
