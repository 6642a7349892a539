"""`zhiyun law validate`: a derived measure's file, checked wholly and shown beside its base."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from zhiyun import law
from zhiyun.casework import scenarios, validation
from zhiyun.cli import answers, options
from zhiyun.cli.chinese import ChineseCommand
from zhiyun.cli.grounds import folded_under
from zhiyun.cli.surroundings import holidays_dir, measures_dir
from zhiyun.cli.tables import Column, table
from zhiyun.cli.values import IN_FILE
from zhiyun.gateways import holiday_notices

HELP = """
检查区县自订办法或后继办法的文件（TOML），逐处列出错误；没有错误的，与原办法对照列出全部改动，
并用原办法的算例试算，说明哪些算例的结果会因改动而不同。

文件只能改动原办法声明的数、清单和口径，每处改动都要写明依据。
检查通过后，把文件放进数据目录的 measures 文件夹即载入（数据目录由 ZHIYUN_HOME 指定，默认为安装目录下的 var）。
"""

EPILOG = """
JSON 的键：measure、number、title、authority、in_force_from、in_force_before、base、cites、
changes（article、what、base、derived、cites）、scenarios（total、same、different：name、place、differences）。
"""


@click.command(cls=ChineseCommand, help=HELP, epilog=EPILOG)
@click.argument("file", type=IN_FILE, metavar="文件.toml", help="区县自订办法的文件")
@options.as_json
def validate(file: Path, as_machine: bool) -> None:
    """Check the file and show what it changes."""
    calendar = holiday_notices.load(holidays_dir())
    found = validation.validated(path=file, measures_dir=measures_dir(), calendar=calendar)
    if as_machine:
        answers.write_json(_as_machine(found))
    else:
        answers.write(_as_lines(found))


def _as_machine(found: validation.Validated) -> dict[str, object]:
    measure, ends_before = found.measure, found.measure.in_force.ends_before
    return {
        "measure": measure.id,
        "number": measure.number,
        "title": measure.title,
        "authority": measure.authority,
        "in_force_from": str(measure.in_force.starts_on),
        "in_force_before": None if ends_before is None else str(ends_before),
        "base": found.base.id,
        "cites": measure.cites,
        "changes": [_change_as_machine(change) for change in measure.changes],
        "scenarios": {
            "total": len(found.trials),
            "same": len(found.trials) - len(found.different),
            "different": [_trial_as_machine(trial) for trial in found.different],
        },
    }


def _change_as_machine(change: law.Change) -> dict[str, object]:
    return {
        "article": change.article,
        "what": change.what,
        "base": change.base,
        "derived": change.derived,
        "cites": change.cites,
    }


def _trial_as_machine(trial: scenarios.Trial) -> dict[str, object]:
    told = [{"what": what, "base": wanted, "derived": got} for what, wanted, got in trial.differences]
    return {"name": trial.scenario.name, "place": trial.scenario.place, "differences": told}


def _as_lines(found: validation.Validated) -> Iterator[str]:
    measure = found.measure
    yield f"检查通过：{measure.title}（{measure.number}，{measure.authority}，{measure.in_force}）"
    yield f"依据 {measure.cites}，在{found.base.number}的基础上改动{len(measure.changes)}处："
    yield ""
    columns = [Column(name) for name in ("原条款", "内容", "原办法", "本办法", "依据")]
    rows = (
        (f"第{each.article}条", each.what, each.base, each.derived, each.cites) for each in measure.changes
    )
    yield from table(columns, rows)
    yield ""
    yield f"用原办法的{len(found.trials)}个算例试算，{len(found.different)}个结果不同"
    for trial in found.different:
        yield from folded_under(f"  {trial.scenario.name}", "    ")
        for what, wanted, got in trial.differences:
            yield from folded_under(f"    {what}：原办法 {wanted}，本办法 {got}", "      ")
