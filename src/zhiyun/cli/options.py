"""Options that several commands share, so that they are called and explained the same everywhere."""

from __future__ import annotations

import click

from zhiyun.cli.values import DAY, IN_FILE, OUT_FILE, TRIED

as_json = click.option("--json", "as_machine", is_flag=True, help="输出 JSON，供程序读取")
explain = click.option("--explain", is_flag=True, help="列出全部理由、所用事实和口径")
measure = click.option(
    "--measure", metavar="办法", help="指定办法的编号（见 zhiyun law list）；不写则用所问之日施行的办法"
)
reading = click.option(
    "--reading",
    "tried",
    type=TRIED,
    multiple=True,
    metavar="口径=读法",
    help="试用另一种读法，如 A9=largest_remainder，可写多次；全部口径见 zhiyun law readings",
)
on = click.option("--on", "on", type=DAY, metavar="日期", help="按哪一天施行的办法；不写则为今天")
until_day = click.option("--on", "on", type=DAY, metavar="日期", help="截至哪一天；不写则为今天")
out = click.option(
    "--out", type=OUT_FILE, metavar="文件.xlsx", help="另存为电子表格：第一张为结果，第二张为条款和口径"
)
round_file = click.option(
    "--round",
    "round_path",
    type=IN_FILE,
    metavar="文件.toml",
    help="叠加本轮申报通知（增加的条件、材料、业务类型和期间）",
)
