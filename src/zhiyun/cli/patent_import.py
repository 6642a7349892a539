"""`zhiyun patents import`, `columns` and `faults`: patents brought in from files, and what was not understood of them."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from zhiyun.cli import answers, options
from zhiyun.cli.chinese import ChineseCommand
from zhiyun.cli.tables import Column, table
from zhiyun.cli.values import IN_FILE
from zhiyun.exchange.patents import importing, places
from zhiyun.gateways import installation, patent_files
from zhiyun.gateways.patent_shelf import Shelf
from zhiyun.gateways.safekeeping import Store
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said

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

NEXT = "检索和导航图里还没有这些变化，请运行 zhiyun patents reindex。"

LARGEST = 64 << 30
"""Bytes of one file of patents that is kept."""


@click.command("import", cls=ChineseCommand, help=IMPORT_HELP, epilog=IMPORT_EPILOG)
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
    elif any(brought.added or brought.changed for _, brought in done):
        answers.write([NEXT])
    if faults:
        raise Faulty(faults)


@click.command(cls=ChineseCommand, help=COLUMNS_HELP)
@click.argument("file", type=IN_FILE, metavar="表格", help="专利表格（.csv 或 .xlsx）")
@options.as_json
def columns(file: Path, as_machine: bool) -> None:
    """Say what each heading is taken for."""
    with file.open("rb") as raw, patent_files.opened(raw) as stream:
        found = patent_files.header(stream, name=file.name)
    if as_machine:
        answers.write_json(found)
        return
    rows = [
        (heading, f"{name}（{patent_files.FIELDS[name]}）" if name else "不读")
        for heading, name in found.items()
    ]
    answers.write(table((Column("列名"), Column("字段")), rows))


@click.command(cls=ChineseCommand, help=FAULTS_HELP)
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
